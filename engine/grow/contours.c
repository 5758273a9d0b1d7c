/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Geodesic active contours (V. Caselles, R. Kimmel and G. Sapiro, IJCV 22, 1997): the
 * curve around the mark inflates until the edges of the image hold it.
 */

#include <math.h>
#include <stdlib.h>

#include "grow/front.h"
#include "grow/gradient.h"

/* Sigma of the Gaussian applied before the gradient, in pixels. */
#define SIGMA 1.0

/* g is 1/2 where the gradient is EDGE times its SHARE quantile in the box.  A box contains
 * the edges of its object, so its steepest pixels tell how steep an edge is there.  The
 * median would not do: on a plain background it is that of the noise.
 */
#define SHARE 0.9
#define EDGE  0.45

/* Steps between two checks whether the curve still moves. */
#define STEPS 5

/* A curve is at rest when, in RESTS checks in a row, the number of pixels that changed sides
 * was at most this share of its length.
 */
#define MOVING 0.02
#define RESTS  4

/* The greatest number of steps, in sides of the box.  A curve that still creeps then stops;
 * this is enough to fill a plain box with the default balloon force.
 */
#define PATIENCE 10

static gint
compare_floats (gconstpointer a, gconstpointer b)
{
  gfloat x = *(const gfloat *) a;
  gfloat y = *(const gfloat *) b;

  return x < y ? -1 : x > y;
}

/* The lambda in g.  It is above 0 even in a plain box. */
static gfloat
find_scale (const gfloat *steepness, gsize n)
{
  g_autofree gfloat *sorted = g_memdup2 (steepness, n * sizeof (gfloat));

  qsort (sorted, n, sizeof (gfloat), compare_floats);
  return (gfloat) EDGE * MAX (sorted[(gsize) (SHARE * (gdouble) n)], 1e-4f);
}

/* g = 1 / (1 + (|grad (G * I)| / lambda)^2) */
static void
draw_edges (const LlGrowBox *box, LlFront *front)
{
  g_autofree gfloat *steepness =
    ll_steepness_new (box->pixels, box->width, box->height, box->channels, SIGMA);
  gfloat scale = find_scale (steepness, (gsize) box->width * (gsize) box->height);

  for (gint y = 0; y < box->height; y++)
    for (gint x = 0; x < box->width; x++)
      {
        gfloat s = steepness[(gsize) y * (gsize) box->width + (gsize) x] / scale;

        front->edge[ll_front_position (front, x, y)] = 1.0f / (1.0f + s * s);
      }
  ll_front_set_edges (front);
}

/* Updates which pixels are inside, and returns how many have changed sides. */
static gint
read_object (const LlFront *front, guint8 *object, gint *area)
{
  gint changed = 0;

  *area = 0;
  for (gint y = 0; y < front->height; y++)
    for (gint x = 0; x < front->width; x++)
      {
        guint8 *out = object + (gsize) y * (gsize) front->width + (gsize) x;
        guint8 inside = front->level[ll_front_position (front, x, y)] < 0.0f;

        changed += *out != inside;
        *area += inside;
        *out = inside;
      }
  return changed;
}

/* Curvature shrinks a circle, and a small one faster.  This is compensated, so that small
 * marks grow like large ones.  The radius is reduced by half a pixel, because circles of a
 * few pixels are curved more strongly than their area suggests.
 */
static gdouble
find_balloon (const LlGrowSettings *settings, gint area)
{
  gdouble radius = sqrt (area / G_PI);

  return settings->balloon + 1.0 / MAX (radius - 0.5, 0.5);
}

void
ll_grow_box_contours (const LlGrowBox *box,
                      const LlGrowSettings *settings,
                      guint8 *object)
{
  g_autoptr (LlFront) front = ll_front_new (box);
  gint patience = PATIENCE * MAX (box->width, box->height);
  gint at_rest = 0;
  gint area;

  draw_edges (box, front);
  read_object (front, object, &area);

  while (patience > 0 && at_rest < RESTS)
    {
      gdouble length;
      gint changed;

      ll_front_measure (front);
      ll_front_move (front, find_balloon (settings, area), STEPS);
      patience -= STEPS;
      changed = read_object (front, object, &area);
      length = front->n_band / (2.0 * LL_FRONT_BAND);
      at_rest = changed <= MOVING * length ? at_rest + 1 : 0;
    }
}
