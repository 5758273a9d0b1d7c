/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Combines what the network says with the shapes of objects. */

#include <math.h>

#include "data/distance.h"
#include "objects/objects-private.h"
#include "data/pairs.h"

#define NOBODY  0
#define SEVERAL -1

guint16 *
ll_instances_draw_depths (const LlInstances *objects)
{
  gsize pixels = (gsize) objects->width * (gsize) objects->height;
  g_autofree gint *squares = ll_instances_depths (objects);
  guint16 *relief = g_new (guint16, pixels);

  for (gsize i = 0; i < pixels; i++)
    {
      gdouble depth = sqrt ((gdouble) squares[i]) * LL_DEPTH_STEPS;

      relief[i] = (guint16) (G_MAXUINT16 - MIN (depth, (gdouble) G_MAXUINT16) + 0.5);
    }
  return relief;
}

/* The 4-connected components of the pixels outside of objects. */
static LlInstances *
find_gaps (const LlInstances *objects)
{
  g_autoptr (LlLabels) rest = ll_labels_new (objects->width, objects->height, 0);

  for (gsize i = 0; i < (gsize) rest->width * (gsize) rest->height; i++)
    rest->data[i] = objects->data[i] == 0;
  return ll_instances_new_components (rest, LL_NEIGHBOURS_4);
}

static void
note_contact (gint32 *owner, gint32 object)
{
  if (object == 0 || object == *owner)
    return;
  *owner = *owner == NOBODY ? object : SEVERAL;
}

/* For each gap, the only object around it, or a value below 1 if there are several. */
static gint32 *
find_owners (const LlInstances *objects, const LlInstances *gaps)
{
  gint w = objects->width;
  gint h = objects->height;
  gint32 *owners = g_new0 (gint32, (gsize) gaps->n + 1);

  for (gint y = 0; y < h; y++)
    for (gint x = 0; x < w; x++)
      {
        gsize i = (gsize) y * (gsize) w + (gsize) x;
        gint32 *owner = &owners[gaps->data[i]];

        if (gaps->data[i] == 0)
          continue;
        if (x == 0 || y == 0 || x == w - 1 || y == h - 1)
          {
            *owner = SEVERAL;
            continue;
          }
        note_contact (owner, objects->data[i - 1]);
        note_contact (owner, objects->data[i + 1]);
        note_contact (owner, objects->data[i - (gsize) w]);
        note_contact (owner, objects->data[i + (gsize) w]);
      }
  return owners;
}

LlInstances *
ll_instances_fill_holes (const LlInstances *objects)
{
  g_autoptr (LlInstances) gaps = find_gaps (objects);
  g_autofree gint32 *owners = find_owners (objects, gaps);
  LlInstances *filled = ll_instances_new (objects->width, objects->height, objects->n);

  for (gsize i = 0; i < (gsize) objects->width * (gsize) objects->height; i++)
    filled->data[i] = MAX (objects->data[i], owners[gaps->data[i]]);
  return filled;
}

void
ll_instances_drop_unseen (LlInstances *objects, const guint8 *inside, gdouble seen)
{
  gsize pixels = (gsize) objects->width * (gsize) objects->height;
  g_autofree guint8 *most = g_new0 (guint8, (gsize) objects->n + 1);

  for (gsize i = 0; i < pixels; i++)
    most[objects->data[i]] = MAX (most[objects->data[i]], inside[i]);
  for (gsize i = 0; i < pixels; i++)
    if (most[objects->data[i]] < seen * G_MAXUINT8)
      objects->data[i] = 0;
}

static gint
compare_sizes (gconstpointer a, gconstpointer b)
{
  gint64 p = *(const gint64 *) a;
  gint64 q = *(const gint64 *) b;

  return p < q ? -1 : p > q;
}

gdouble
ll_instances_get_median_size (const LlInstances *objects)
{
  g_autofree gint64 *sizes = ll_instances_count_pixels (objects);
  gint32 n = 0;

  for (gint32 id = 1; id <= objects->n; id++)
    if (sizes[id] > 0)
      sizes[n++] = sizes[id];
  if (n == 0)
    return 0.0;
  qsort (sizes, (gsize) n, sizeof (gint64), compare_sizes);
  return (gdouble) sizes[n / 2];
}
