/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "annotate/old-masks.h"

typedef struct
{
  const LlInstances *marks;
  const LlInstances *paint; /* connected paint                          */
  guint8 *claimed;          /* [paint->n + 1]: by a mark of its class   */
  gint32 *owners;           /* [height][width]: mark, or 0              */
  gint *queue;              /* pixels with an owner, nearest ones first */
  gint n;
} Search;

static void
own_pixel (Search *search, gint pixel, gint32 mark)
{
  if (search->owners[pixel] != 0)
    return;

  search->owners[pixel] = mark;
  search->queue[search->n++] = pixel;
}

/* Lists the pixel and its neighbours, and returns how many there are. */
static gint
list_around (const Search *search, gint pixel, gint around[9])
{
  gint width = search->marks->width;
  gint n = 0;

  for (gint dy = -1; dy <= 1; dy++)
    for (gint dx = -1; dx <= 1; dx++)
      {
        gint x = pixel % width + dx;
        gint y = pixel / width + dy;

        if (x >= 0 && y >= 0 && x < width && y < search->marks->height)
          around[n++] = y * width + x;
      }

  return n;
}

/* Gives marks the paint of their class that they touch. */
static void
claim_own_class (Search *search)
{
  const LlInstances *marks = search->marks;

  for (gint i = 0; i < marks->width * marks->height; i++)
    if (marks->data[i] != 0)
      {
        gint around[9];
        gint n = list_around (search, i, around);

        for (gint k = 0; k < n; k++)
          {
            gint32 part = search->paint->data[around[k]];

            if (part != 0 &&
                search->paint->class_of[part] == marks->class_of[marks->data[i]])
              {
                search->claimed[part] = 1;
                own_pixel (search, around[k], marks->data[i]);
              }
          }
      }
}

/* Gives marks the paint under them that is of another class, if nobody else has it. */
static void
claim_other_classes (Search *search)
{
  const LlInstances *marks = search->marks;

  for (gint i = 0; i < marks->width * marks->height; i++)
    if (marks->data[i] != 0 && search->paint->data[i] != 0 &&
        !search->claimed[search->paint->data[i]])
      own_pixel (search, i, marks->data[i]);
}

static void
spread_owners (Search *search)
{
  for (gint next = 0; next < search->n; next++)
    {
      gint pixel = search->queue[next];
      gint around[9];
      gint n = list_around (search, pixel, around);

      for (gint k = 0; k < n; k++)
        if (search->paint->data[around[k]] == search->paint->data[pixel])
          own_pixel (search, around[k], search->owners[pixel]);
    }
}

guint8 *
lp_old_masks_find (const LlInstances *marks, const guint8 *grows, const LlLabels *painted)
{
  gsize pixels = (gsize) marks->width * (gsize) marks->height;
  g_autoptr (LlInstances) paint = ll_instances_new_components (painted, LL_NEIGHBOURS_8);
  g_autofree guint8 *claimed = g_new0 (guint8, paint->n + 1);
  g_autofree gint32 *owners = g_new0 (gint32, pixels);
  g_autofree gint *queue = g_new (gint, pixels);
  guint8 *old = g_new0 (guint8, pixels);
  Search search = { marks, paint, claimed, owners, queue, 0 };

  claim_own_class (&search);
  claim_other_classes (&search);
  spread_owners (&search);
  for (gsize i = 0; i < pixels; i++)
    old[i] = owners[i] != 0 && grows[owners[i]];

  return old;
}
