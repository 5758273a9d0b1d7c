/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Discs, squares and rings. */

#include <math.h>

#include "core/random.h"
#include "shapes.h"

static gboolean
lies_in (Shape shape, gdouble dx, gdouble dy, gdouble radius)
{
  gdouble distance = sqrt (dx * dx + dy * dy);

  switch (shape)
    {
    case SHAPE_SQUARE:
      return fabs (dx) <= radius && fabs (dy) <= radius;
    case SHAPE_RING:
      return distance <= radius && distance >= radius / 2.0;
    default:
      return distance <= radius;
    }
}

void
shape_fill (guint8 *map,
            gint width,
            gint height,
            Shape shape,
            gdouble x,
            gdouble y,
            gdouble radius,
            guint8 value)
{
  for (gint v = 0; v < height; v++)
    for (gint u = 0; u < width; u++)
      if (lies_in (shape, u - x, v - y, radius))
        map[v * width + u] = value;
}

void
shape_draw (const guint8 *map,
            gint pixels,
            const gfloat *grey,
            gdouble noise,
            guint64 seed,
            gfloat *plane)
{
  LlRandom random;

  ll_random_init (&random, seed, 0, 0);
  for (gint i = 0; i < pixels; i++)
    plane[i] = grey[map[i]] + (gfloat) (noise * ll_random_normal (&random));
}

gdouble
shape_dice (const guint8 *a, const guint8 *b, gint pixels)
{
  gint both = 0;
  gint sum = 0;

  for (gint i = 0; i < pixels; i++)
    {
      both += a[i] == 1 && b[i] == 1;
      sum += (a[i] == 1) + (b[i] == 1);
    }
  return 2.0 * both / sum;
}
