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

/* g is 1/2 where the image is EDGE times as steep as at the SHARE-th of a box's pixels: a
 * box has edges around its object, and so its steep pixels tell what an edge is in it.
 * The median would not: on a plain background it is that of the noise.
 */
#define SHARE 0.9
#define EDGE  0.45

/* Steps from one measure to the next. */
#define STEPS 5

/* A curve rests when no more pixels than this share of its length have changed sides from
 * one measure to the next, RESTS times in a row.
 */
#define MOVING 0.02
#define RESTS  4

/* Steps, in sides of the box, after which a curve that creeps on is left where it is: enough
 * to fill a plain box at the default balloon.
 */
#define PATIENCE 10

static gint
compare_floats (gconstpointer a, gconstpointer b)
{
  gfloat x = *(const gfloat *) a;
  gfloat y = *(const gfloat *) b;

  return x < y ? -1 : x > y;
}

/* lambda of g, one value per pixel; it is above 0 even in a plain box. */
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

/* Updates which pixels are inside.  Returns: how many have changed sides. */
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

/* The curvature of a circle shrinks it, the faster the smaller it is: that much is given
 * back, so that small marks grow as large ones do.  Half a pixel of the radius is left
 * out, as circles of a few pixels are bent more than their area tells.
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
