/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One object at once, from a box, a dot or what a network sees.
 *
 * A dot in what a network sees gets the outline of its connected part, somewhat widened, as its
 * box.  A dot alone grows as a mark does.
 */

#include <math.h>

#include "data/distance.h"
#include "grow/grow-private.h"
#include "grow/part.h"

/* How far around a dot it may grow without a box, pixels. */
#define DOT_SIDE 240

/* By how much the network's outline is widened: a share of its depth, and pixels. */
#define WIDEN_SHARE  0.25
#define WIDEN_PIXELS 3

/* What a network must be sure of at least, in 255ths, and by how much this rises as long as
 * objects flow together.
 */
#define SURE      127
#define SURE_STEP 32

/* Sets to 2 what is connected with the mark where the network is @sure, to 0 or 1 all other
 * pixels.  Returns whether that is one object rather than many: it lies around the mark.
 */
static gboolean
flood_seen (const LlImage *image,
            const LlGrowHints *hints,
            gint sure,
            guint8 *seen,
            gint *queue)
{
  gint n = image->width * image->height;
  LlPart dot = ll_part_find (hints->mark, image->width, image->height);
  LlPart near = ll_part_widen (&dot, DOT_SIDE / 2, image);
  gboolean found = FALSE, far = FALSE;

  for (gint i = 0; i < n; i++)
    seen[i] = hints->prior[i] > sure && !(hints->blocked && hints->blocked[i]) ? 1 : 0;
  for (gint i = 0; i < n; i++)
    if (hints->mark[i] && seen[i] == 1)
      {
        gint size = ll_part_flood (seen, image->width, image->height, i, 1, 2, queue);

        found = TRUE;
        for (gint k = 0; k < size; k++)
          {
            gint x = queue[k] % image->width, y = queue[k] / image->width;

            far = far || x <= near.x || y <= near.y || x >= near.x + near.width - 1 ||
                  y >= near.y + near.height - 1;
          }
      }

  return found && !far;
}

/* What the network sees around the mark, widened; %NULL if it sees no single object there. */
static guint8 *
find_seen (const LlImage *image, const LlGrowHints *hints)
{
  gint n = image->width * image->height;
  g_autofree guint8 *seen = g_new0 (guint8, (gsize) n);
  g_autofree gint *queue = g_new (gint, n);
  g_autofree gint *inside = NULL;
  g_autofree gint *outside = NULL;
  g_autofree guint8 *rest = NULL;
  gint sure = SURE;
  gdouble reach = 0.0;

  while (sure < 255 && !flood_seen (image, hints, sure, seen, queue))
    sure += SURE_STEP;
  if (sure >= 255)
    return NULL;

  rest = g_new (guint8, (gsize) n);
  for (gint i = 0; i < n; i++)
    {
      seen[i] = seen[i] == 2;
      rest[i] = !seen[i];
    }
  inside = ll_squared_distances (rest, image->width, image->height);
  outside = ll_squared_distances (seen, image->width, image->height);
  for (gint i = 0; i < n; i++)
    if (seen[i] && inside[i] != LL_NO_BORDER)
      reach = MAX (reach, sqrt ((gdouble) inside[i]));
  reach = WIDEN_PIXELS + WIDEN_SHARE * reach;
  for (gint i = 0; i < n; i++)
    seen[i] = outside[i] <= reach * reach;

  return g_steal_pointer (&seen);
}

/* Grows the mark as Grow Masks does, in the image around it. */
static guint8 *
grow_mark (const LlImage *image,
           const LlGrowHints *hints,
           const LlGrowSettings *settings,
           GError **error)
{
  LlPart dot = ll_part_find (hints->mark, image->width, image->height);
  gint side = MAX (DOT_SIDE, 2 * MAX (dot.width, dot.height));
  LlPart part = ll_part_widen (&dot, (side - MAX (dot.width, dot.height)) / 2, image);
  g_autoptr (LlImage) around =
    ll_image_crop (image, part.x, part.y, part.width, part.height);
  g_autoptr (LlLabels) marks = ll_labels_new (part.width, part.height, 0);
  g_autoptr (LlLabels) kept = ll_labels_new (part.width, part.height, LL_LABEL_IGNORE);
  g_autoptr (LlGrown) grown = NULL;
  guint8 *object;
  gint pixels = 0;

  for (gint y = 0; y < part.height; y++)
    for (gint x = 0; x < part.width; x++)
      {
        gsize from = (gsize) (part.y + y) * (gsize) image->width + (gsize) (part.x + x);
        gsize to = (gsize) y * (gsize) part.width + (gsize) x;

        if (hints->mark[from])
          marks->data[to] = 1;
        else if (hints->others && hints->others[from])
          marks->data[to] = 2;
        else if (hints->blocked && hints->blocked[from])
          kept->data[to] = 0;
      }
  grown = ll_grow_objects (around, marks, NULL, kept, settings, NULL, NULL, error);
  if (!grown)
    return NULL;

  object = g_new0 (guint8, (gsize) image->width * (gsize) image->height);
  for (gint y = 0; y < part.height; y++)
    for (gint x = 0; x < part.width; x++)
      {
        gint32 id = grown->objects->data[(gsize) y * (gsize) part.width + (gsize) x];

        if (grown->objects->class_of[id] == 1)
          {
            object[(gsize) (part.y + y) * (gsize) image->width + (gsize) (part.x + x)] =
              1;
            pixels++;
          }
      }
  if (pixels < LL_LEAST_OBJECT)
    g_clear_pointer (&object, g_free);

  return object;
}

guint8 *
ll_grow_one (const LlImage *image,
             const LlGrowHints *hints,
             const LlGrowSettings *settings,
             GError **error)
{
  g_autofree guint8 *seen = NULL;
  LlGrowHints own = *hints;

  g_return_val_if_fail (hints->within || hints->mark, NULL);

  if (!own.within && own.prior)
    own.within = seen = find_seen (image, hints);
  if (!own.within)
    return grow_mark (image, hints, settings, error);

  return ll_grow_in_box (image, &own, hints->within != NULL, settings);
}
