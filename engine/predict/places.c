/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sums over squares by a table of the sums above and to the left of each pixel. */

#include "lazylabels/doubt.h"

/* Squares begin at every STEPS-th part of a side. */
#define STEPS 4

/* Less than this is rounding. */
#define LEAST_DOUBT 1e-4

/* [height + 1][width + 1] */
static gdouble *
sum_up (const gfloat *doubt, gint width, gint height, const guint8 *done)
{
  gsize stride = (gsize) width + 1;
  gdouble *sums = g_new0 (gdouble, stride * ((gsize) height + 1));

  for (gint y = 0; y < height; y++)
    {
      gdouble row = 0.0;

      for (gint x = 0; x < width; x++)
        {
          gsize i = (gsize) y * (gsize) width + (gsize) x;
          gsize k = (gsize) (y + 1) * stride + (gsize) x + 1;

          row += done && done[i] ? 0.0 : (gdouble) doubt[i];
          sums[k] = sums[k - stride] + row;
        }
    }

  return sums;
}

static gboolean
overlaps_any (const GArray *places, gint x, gint y, gint width, gint height)
{
  for (guint i = 0; i < places->len; i++)
    {
      const LlPlace *place = &g_array_index (places, LlPlace, i);

      if (x < place->x + place->width && place->x < x + width &&
          y < place->y + place->height && place->y < y + height)
        return TRUE;
    }

  return FALSE;
}

/* The next square's corner after @at; the last square ends at the edge. */
static gint
step_on (gint at, gint step, gint last)
{
  return at < last ? MIN (at + step, last) : last + 1;
}

/* Returns the best place that overlaps none of @places; one without doubt if there is none. */
static LlPlace
find_next (const gdouble *sums, gint width, gint height, gint side, const GArray *places)
{
  gsize stride = (gsize) width + 1;
  gint w = MIN (side, width), h = MIN (side, height);
  gint step = MAX (side / STEPS, 1);
  LlPlace best = { 0, 0, w, h, 0.0 };

  for (gint y = 0; y <= height - h; y = step_on (y, step, height - h))
    for (gint x = 0; x <= width - w; x = step_on (x, step, width - w))
      {
        const gdouble *top = sums + (gsize) y * stride;
        const gdouble *bottom = sums + (gsize) (y + h) * stride;
        gdouble mean = (bottom[x + w] - bottom[x] - top[x + w] + top[x]) / w / h;

        if (mean > best.doubt && !overlaps_any (places, x, y, w, h))
          best = (LlPlace){ x, y, w, h, mean };
      }

  return best;
}

GArray *
ll_find_places (const gfloat *doubt,
                gint width,
                gint height,
                const guint8 *done,
                gint side,
                gint n)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (LlPlace));
  g_autofree gdouble *sums = sum_up (doubt, width, height, done);

  g_return_val_if_fail (side > 0, places);

  while ((gint) places->len < n)
    {
      LlPlace next = find_next (sums, width, height, side, places);

      if (next.doubt < LEAST_DOUBT)
        break;
      g_array_append_val (places, next);
    }

  return places;
}
