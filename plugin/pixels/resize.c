/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The blocks of the old picture are looked for in the new one: over all of it, as after
 * scaling, and at every place where it could have been cut out of the old one, or lie within
 * a larger canvas.  The better of the two counts.
 */

#include "pixels/resize.h"

#include <math.h>
#include <string.h>

#include "pixels/pixels.h"

/* Blocks that a crop has to show as a whole, to be recognised. */
#define LEAST_BLOCKS 24

/* Places of a crop are tried at so many steps per shorter side. */
#define STEPS 256

/* Of a picture that was stretched: a crop of a smooth picture comes close to it. */
#define STRETCHED_ALIKE 0.995

/* By so much the correlation of the better explanation has to be nearer to 1. */
#define MARGIN 2.0

/* Sums of grey values over all pixels above and to the left of the corners of a grid. */
typedef struct
{
  gint step; /* pixels                  */
  gint width;
  gint height;
  gint columns; /* corners, one more than cells */
  gint rows;
  gdouble *sums; /* [rows][columns]        */
} Sums;

static void
sums_free (Sums *sums)
{
  g_free (sums->sums);
  g_free (sums);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sums, sums_free)

static Sums *
sums_new (gint32 layer, gint step)
{
  g_autoptr (LpPixels) pixels = lp_pixels_new (layer);
  Sums *sums = g_new0 (Sums, 1);
  g_autofree gfloat *values = NULL;

  sums->step = step;
  sums->width = lp_pixels_get_width (pixels);
  sums->height = lp_pixels_get_height (pixels);
  sums->columns = (sums->width + step - 1) / step + 1;
  sums->rows = (sums->height + step - 1) / step + 1;
  sums->sums = g_new0 (gdouble, (gsize) sums->columns * sums->rows);
  values = g_new (gfloat, (gsize) LP_PIXELS_STRIP * sums->width);

  for (gint y = 0; y < sums->height; y += LP_PIXELS_STRIP)
    {
      gint rows = MIN (LP_PIXELS_STRIP, sums->height - y);

      lp_pixels_read (pixels, y, rows, 1, values, NULL);
      for (gint row = 0; row < rows; row++)
        {
          gdouble *cells =
            sums->sums + (gsize) ((y + row) / step + 1) * sums->columns + 1;

          for (gint x = 0; x < sums->width; x++)
            if (isfinite (values[(gsize) row * sums->width + x]))
              cells[x / step] += values[(gsize) row * sums->width + x];
        }
    }

  for (gint j = 1; j < sums->rows; j++)
    {
      gdouble *row = sums->sums + (gsize) j * sums->columns;

      for (gint i = 1; i < sums->columns; i++)
        row[i] += row[i - 1];
      for (gint i = 1; i < sums->columns; i++)
        row[i] += row[i - sums->columns];
    }

  return sums;
}

/* Splits a coordinate into a corner and what goes beyond it, 0 .. 1. */
static gint
split (gint at, gint step, gint size, gdouble *beyond)
{
  gint corner = at / step;
  gint cell = MIN (step, size - corner * step);

  *beyond = cell > 0 ? (gdouble) (at - corner * step) / cell : 0.0;

  return corner;
}

/* Within a cell, the sum grows evenly. */
static gdouble
get_sum (const Sums *sums, gint x, gint y)
{
  gdouble u, v;
  gint i = split (x, sums->step, sums->width, &u);
  gint j = split (y, sums->step, sums->height, &v);
  gint right = MIN (i + 1, sums->columns - 1);
  const gdouble *above = sums->sums + (gsize) j * sums->columns;
  const gdouble *below = sums->sums + (gsize) MIN (j + 1, sums->rows - 1) * sums->columns;

  return (1.0 - v) * ((1.0 - u) * above[i] + u * above[right]) +
         v * ((1.0 - u) * below[i] + u * below[right]);
}

/* The first pixel of a block; see get_block() in origin.c. */
static gint
get_start (gint block, gint size)
{
  return (gint) (((gint64) block * size + LP_ORIGIN_SIDE - 1) / LP_ORIGIN_SIDE);
}

/* The correlation of the blocks that are seen as a whole if the picture was cut out at
 * (@left, @top); -1 if these are too few.
 */
static gdouble
correlate_at (const LpOrigin *then, const Sums *sums, gint left, gint top)
{
  gdouble a = 0.0, b = 0.0, ab = 0.0, aa = 0.0, bb = 0.0;
  gint n = 0;

  for (gint v = 0; v < LP_ORIGIN_SIDE; v++)
    {
      gint y0 = get_start (v, then->height) - top;
      gint y1 = get_start (v + 1, then->height) - top;

      if (y0 < 0 || y1 > sums->height || y1 <= y0)
        continue;

      for (gint u = 0; u < LP_ORIGIN_SIDE; u++)
        {
          gint x0 = get_start (u, then->width) - left;
          gint x1 = get_start (u + 1, then->width) - left;
          gdouble old, mean;

          if (x0 < 0 || x1 > sums->width || x1 <= x0)
            continue;

          old = then->look[v * LP_ORIGIN_SIDE + u];
          mean = (get_sum (sums, x1, y1) - get_sum (sums, x0, y1) -
                  get_sum (sums, x1, y0) + get_sum (sums, x0, y0)) /
                 ((gdouble) (x1 - x0) * (y1 - y0));
          a += old;
          b += mean;
          aa += old * old;
          bb += mean * mean;
          ab += old * mean;
          n++;
        }
    }
  if (n < LEAST_BLOCKS)
    return -1.0;

  aa -= a * a / n;
  bb -= b * b / n;
  ab -= a * b / n;

  /* Blocks that differ by rounding alone say nothing. */
  return aa > n && bb > 0.0 ? ab / sqrt (aa * bb) : -1.0;
}

/* Where the corner of the new picture lies in the old one, and how well that fits. */
typedef struct
{
  gint left;
  gint top;
  gdouble correlation;
} Place;

/* Looks for a better place in a rectangle of places, @step_x and @step_y pixels apart. */
static void
search (const LpOrigin *then,
        const Sums *sums,
        const GeglRectangle *places,
        gint step_x,
        gint step_y,
        Place *best)
{
  for (gint top = places->y; top <= places->y + places->height; top += step_y)
    for (gint left = places->x; left <= places->x + places->width; left += step_x)
      {
        gdouble correlation = correlate_at (then, sums, left, top);

        if (correlation > best->correlation)
          *best = (Place){ left, top, correlation };
      }
}

/* In each direction the picture has lost something on both sides, or has got more. */
static gdouble
correlate_crops (const LpOrigin *then, const LpHostLayer *layer)
{
  gint step = MAX (1, MIN (then->width, then->height) / STEPS);
  g_autoptr (Sums) sums = sums_new (layer->id, step);
  gint dx = then->width - sums->width;
  gint dy = then->height - sums->height;
  GeglRectangle places = { MIN (0, dx), MIN (0, dy), ABS (dx), ABS (dy) };
  gint step_x = MAX (step, ABS (dx) / STEPS);
  gint step_y = MAX (step, ABS (dy) / STEPS);
  Place best = { 0, 0, -1.0 };

  search (then, sums, &places, step_x, step_y, &best);
  /* Far larger canvases have more places than can be tried at first. */
  if (step_x > step || step_y > step)
    {
      GeglRectangle near = { best.left - step_x, best.top - step_y, 2 * step_x,
                             2 * step_y };

      search (then, sums, &near, step, step, &best);
    }

  return best.correlation;
}

/* The correlation of the blocks of a picture with those of another, turned one way or the
 * other.
 */
static gdouble
correlate_turned (const LpOrigin *then, const LpOrigin *now)
{
  gdouble best = -1.0;

  for (gint clockwise = 0; clockwise < 2; clockwise++)
    {
      LpOrigin turned;

      lp_origin_turn (then, clockwise, &turned);
      best = MAX (best, lp_origin_correlate (&turned, now));
    }

  return best;
}

gboolean
lp_resize_is_turned (const LpOrigin *then, const LpHostLayer *layer)
{
  LpOrigin now;
  gdouble turned;

  if (then->flat)
    return FALSE;

  lp_origin_read (&now, layer->id);
  turned = correlate_turned (then, &now);

  return !now.flat && turned >= LP_ORIGIN_ALIKE &&
         turned > lp_origin_correlate (then, &now);
}

LpResize
lp_resize_find (const LpOrigin *then, const LpHostLayer *layer, LpOrigin *now)
{
  gboolean may_be_turned = layer->width == then->height && layer->height == then->width;
  gboolean even;
  gdouble scaled, cropped;

  memset (now, 0, sizeof (*now));
  now->width = layer->width;
  now->height = layer->height;
  if (now->width == then->width && now->height == then->height)
    return LP_RESIZE_NONE;

  lp_origin_read (now, layer->id);
  if (then->flat || now->flat)
    return LP_RESIZE_UNKNOWN;

  scaled = lp_origin_correlate (then, now);
  if (may_be_turned)
    {
      gdouble turned = correlate_turned (then, now);

      if (turned >= LP_ORIGIN_ALIKE && turned > scaled)
        return LP_RESIZE_TURNED;
    }
  cropped = correlate_crops (then, layer);
  even = lp_origin_keeps_aspect (then, now);

  if (cropped >= LP_ORIGIN_ALIKE && MARGIN * (1.0 - cropped) < 1.0 - scaled)
    return LP_RESIZE_CROPPED;
  if (even && scaled >= LP_ORIGIN_ALIKE && scaled >= cropped)
    return LP_RESIZE_SCALED;
  if (!even && scaled >= STRETCHED_ALIKE && MARGIN * (1.0 - scaled) < 1.0 - cropped)
    return LP_RESIZE_STRETCHED;

  return LP_RESIZE_UNKNOWN;
}
