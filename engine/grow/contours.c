/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Geodesic active contours (V. Caselles, R. Kimmel and G. Sapiro 1997): the curve around
 * the mark blows up until the edges of the image hold it.
 */

#include <math.h>

#include "grow/front.h"
#include "grow/gradient.h"

/* Of the Gaussian before the gradient, pixels. */
#define SIGMA 1.5

/* Where the image is this many times as steep as at half of the pixels, g is 1/2. */
#define EDGE 2.0

/* Steps between two measures: the curve must not leave its band. */
#define STEPS 10

/* Units of time, in sides of the box: the slowest contours creep on. */
#define PATIENCE 8.0

/* Pixels that may change sides from one measure to the next, a hundred of the curve. */
#define REST 1

static gint
compare_floats (gconstpointer a, gconstpointer b)
{
  gfloat x = *(const gfloat *) a;
  gfloat y = *(const gfloat *) b;

  return x < y ? -1 : x > y;
}

/* lambda of g: what is steep for this box. */
static gfloat
find_scale (const gfloat *steepness, gsize n)
{
  g_autofree gfloat *sorted = g_memdup2 (steepness, n * sizeof (gfloat));

  qsort (sorted, n, sizeof (gfloat), compare_floats);
  return MAX ((gfloat) EDGE * sorted[n / 2], 1e-4f);
}

static void
draw_edges (const LlGrowBox *box, LlFront *front)
{
  gsize n = (gsize) box->width * (gsize) box->height;
  g_autofree gfloat *steepness =
    ll_steepness_new (box->pixels, box->width, box->height, box->channels, SIGMA);
  gfloat scale = find_scale (steepness, n);

  for (gint y = 0; y < box->height; y++)
    for (gint x = 0; x < box->width; x++)
      {
        gfloat s = steepness[(gsize) y * (gsize) box->width + (gsize) x] / scale;

        front->edge[(gsize) (y + 1) * (gsize) front->stride + (gsize) (x + 1)] =
          1.0f / (1.0f + s * s);
      }
  ll_front_set_edges (front);
}

/* Who is inside now. Returns: how many have changed sides. */
static gint
read_object (const LlFront *front, guint8 *object)
{
  gint changed = 0;

  for (gint y = 0; y < front->height; y++)
    for (gint x = 0; x < front->width; x++)
      {
        gsize i = (gsize) (y + 1) * (gsize) front->stride + (gsize) (x + 1);
        guint8 *out = object + (gsize) y * (gsize) front->width + (gsize) x;
        guint8 inside = front->level[i] < 0.0f;

        changed += *out != inside;
        *out = inside;
      }
  return changed;
}

void
ll_grow_box_contours (const LlGrowBox *box,
                      const LlGrowSettings *settings,
                      guint8 *object)
{
  g_autoptr (LlFront) front = ll_front_new (box);
  gdouble patience = PATIENCE * MAX (box->width, box->height);
  gint at_rest = 0;

  draw_edges (box, front);
  read_object (front, object);

  while (patience > 0.0 && at_rest < 3)
    {
      ll_front_measure (front);
      patience -= ll_front_move (front, settings->balloon, STEPS);
      if (read_object (front, object) * 100 * 8 > REST * front->n_band)
        at_rest = 0;
      else
        at_rest++;
    }
}
