/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts the places at which the box of an object lies free in its frame.
 *
 * A whole image has a formula.  Where pixels are missing, a table of sums (F. C. Crow,
 * "Summed-area tables for texture mapping", 1984) says of each place whether the box has a
 * missing pixel.
 */

#include "measure/frame.h"

#include <math.h>

/* Up to so many places are looked at for one size of box; of more, a lattice. */
#define MAX_PLACES 40000

/* Where fewer places of a lattice are free, all places are looked at. */
#define MIN_FREE 100

struct _LlFrame
{
  gint width;
  gint height;
  gdouble area;
  guint32 *sums; /* [height + 1][width + 1] missing pixels above and to the left; %NULL:
                        * none are missing                                               */
  GHashTable
    *weights; /* gint64 * (width << 32 | height of a box) -> gdouble *          */
};

LlFrame *
ll_frame_new (const LlInstances *instances)
{
  LlFrame *frame = g_new0 (LlFrame, 1);
  gsize stride = (gsize) instances->width + 1;

  frame->width = instances->width;
  frame->height = instances->height;
  frame->area = (gdouble) instances->width * instances->height;
  if (!instances->missing)
    return frame;

  frame->weights = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  frame->sums = g_new0 (guint32, stride * ((gsize) instances->height + 1));
  for (gsize y = 0; y < (gsize) instances->height; y++)
    {
      const guint8 *missing = instances->missing + y * (gsize) instances->width;
      const guint32 *above = frame->sums + y * stride;
      guint32 *row = frame->sums + (y + 1) * stride;
      guint32 sum = 0;

      for (gsize x = 0; x < (gsize) instances->width; x++)
        {
          sum += missing[x] != 0;
          row[x + 1] = above[x + 1] + sum;
        }
    }
  frame->area -= frame->sums[stride * ((gsize) instances->height + 1) - 1];

  return frame;
}

void
ll_frame_free (LlFrame *frame)
{
  if (!frame)
    return;

  g_clear_pointer (&frame->weights, g_hash_table_unref);
  g_free (frame->sums);
  g_free (frame);
}

gdouble
ll_frame_get_area (const LlFrame *frame)
{
  return frame->area;
}

static gboolean
is_free (const LlFrame *frame, gint x, gint y, gint width, gint height)
{
  gsize stride = (gsize) frame->width + 1;
  const guint32 *upper = frame->sums + (gsize) y * stride + x;
  const guint32 *lower = upper + (gsize) height * stride;

  /* Unsigned sums may wrap around, their difference does not. */
  return lower[width] - lower[0] - upper[width] + upper[0] == 0;
}

static gint64
count_free (const LlFrame *frame, gint width, gint height, gint step)
{
  gint64 n = 0;

  for (gint y = 0; y <= frame->height - height; y += step)
    for (gint x = 0; x <= frame->width - width; x += step)
      n += is_free (frame, x, y, width, height);
  return n;
}

/* Returns the number of places at which a box has no missing pixel. */
static gdouble
find_places (const LlFrame *frame, gint width, gint height)
{
  gdouble columns = frame->width - width + 1;
  gdouble rows = frame->height - height + 1;
  gint step = (gint) ceil (sqrt (columns * rows / MAX_PLACES));
  gint64 n = count_free (frame, width, height, MAX (1, step));

  if (step > 1 && n < MIN_FREE)
    {
      step = 1;
      n = count_free (frame, width, height, 1);
    }
  if (step <= 1)
    return (gdouble) n;

  return (gdouble) n * columns * rows / (ceil (columns / step) * ceil (rows / step));
}

gdouble
ll_frame_get_weight (LlFrame *frame, gint left, gint top, gint width, gint height)
{
  gint64 key = (gint64) width << 32 | height;
  gdouble *weight;

  if (!frame->sums)
    return frame->area / (((gdouble) frame->width - width - 1.0) *
                          ((gdouble) frame->height - height - 1.0));

  if (!is_free (frame, left - 1, top - 1, width + 2, height + 2))
    return 0.0;

  weight = g_hash_table_lookup (frame->weights, &key);
  if (!weight)
    {
      weight = g_new (gdouble, 1);
      *weight = frame->area / find_places (frame, width + 2, height + 2);
      g_hash_table_insert (frame->weights, g_memdup2 (&key, sizeof (key)), weight);
    }

  return *weight;
}
