/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Outlines as polygons, either along the edges of pixels or through the midpoints of
 * these edges and smoothed.
 */

#include "lazylabels/outlines.h"

#include <math.h>
#include <stdlib.h>

#include "measure/cracks.h"

/* The Gaussian is truncated at this number of sigmas. */
#define REACH 3.0

typedef struct
{
  GArray *outlines;
  gdouble *weights; /* [reach + 1] of a Gaussian, whose sum over both sides is 1 */
  gint reach;
} Work;

static gdouble *
new_gaussian (gdouble sigma, gint reach)
{
  gdouble *weights = g_new (gdouble, reach + 1);
  gdouble sum = 1.0;

  weights[0] = 1.0;
  for (gint k = 1; k <= reach; k++)
    {
      weights[k] = exp (-0.5 * k * k / (sigma * sigma));
      sum += 2.0 * weights[k];
    }
  for (gint k = 0; k <= reach; k++)
    weights[k] /= sum;
  return weights;
}

/* @to = G * @from, around the closed outline. */
static void
smooth_outline (const Work *work, const LlPoint *from, gsize n, LlPoint *to)
{
  for (gsize i = 0; i < n; i++)
    {
      LlPoint sum = { work->weights[0] * from[i].x, work->weights[0] * from[i].y };

      for (gint k = 1; k <= work->reach; k++)
        {
          const LlPoint *ahead = &from[(i + (gsize) k) % n];
          const LlPoint *behind = &from[(i + n - (gsize) k % n) % n];

          sum.x += work->weights[k] * (ahead->x + behind->x);
          sum.y += work->weights[k] * (ahead->y + behind->y);
        }
      to[i] = sum;
    }
}

/* p -> G p + G (p - G p) */
static void
smooth_twice (const Work *work, LlPoint *points, gsize n)
{
  g_autofree LlPoint *once = g_new (LlPoint, n);
  g_autofree LlPoint *rest = g_new (LlPoint, n);

  smooth_outline (work, points, n, once);
  for (gsize i = 0; i < n; i++)
    rest[i] = (LlPoint){ points[i].x - once[i].x, points[i].y - once[i].y };
  smooth_outline (work, rest, n, points);
  for (gsize i = 0; i < n; i++)
    {
      points[i].x += once[i].x;
      points[i].y += once[i].y;
    }
}

/* Returns twice the area that a walk encloses, which is negative for holes. */
static gint64
get_area (const LlWalk *walk)
{
  gint64 area = 0;
  gint64 x = 0;

  for (gsize i = 0; i < walk->n; i++)
    {
      area += 2 * x * ll_step_y[walk->steps[i]];
      x += ll_step_x[walk->steps[i]];
    }
  return area;
}

static void
add_outline (const LlWalk *walk, gpointer data)
{
  Work *work = data;
  LlOutline outline = { walk->id, get_area (walk) < 0, 0, g_new (LlPoint, walk->n) };
  gint x = walk->x;
  gint y = walk->y;

  for (gsize i = 0; i < walk->n; i++)
    {
      guint8 step = walk->steps[i];
      guint8 before = walk->steps[(i + walk->n - 1) % walk->n];

      if (work->weights)
        outline.points[outline.n++] =
          (LlPoint){ x + 0.5 * ll_step_x[step], y + 0.5 * ll_step_y[step] };
      else if (step != before)
        outline.points[outline.n++] = (LlPoint){ x, y };
      x += ll_step_x[step];
      y += ll_step_y[step];
    }

  if (work->weights)
    smooth_twice (work, outline.points, outline.n);
  else
    outline.points = g_renew (LlPoint, outline.points, outline.n);
  g_array_append_val (work->outlines, outline);
}

/* Outlines of an object start at different places, so the order does not depend on the
 * sort.
 */
static gint
compare_outlines (gconstpointer a, gconstpointer b)
{
  const LlOutline *p = a;
  const LlOutline *q = b;

  if (p->id != q->id)
    return p->id < q->id ? -1 : 1;
  if (p->hole != q->hole)
    return p->hole ? 1 : -1;
  if (p->points[0].y != q->points[0].y)
    return p->points[0].y < q->points[0].y ? -1 : 1;
  return p->points[0].x < q->points[0].x ? -1 : p->points[0].x > q->points[0].x;
}

LlOutlines *
ll_outlines_new (const LlInstances *instances, gdouble smoothing)
{
  LlOutlines *outlines;
  Work work = { NULL, NULL, 0 };

  g_return_val_if_fail (smoothing >= 0.0 && smoothing <= LL_MAX_SMOOTHING, NULL);

  work.outlines = g_array_new (FALSE, FALSE, sizeof (LlOutline));
  if (smoothing > 0.0)
    {
      work.reach = (gint) ceil (REACH * smoothing);
      work.weights = new_gaussian (smoothing, work.reach);
    }
  ll_walks_trace (instances, add_outline, &work);
  g_array_sort (work.outlines, compare_outlines);
  g_free (work.weights);

  outlines = g_new (LlOutlines, 1);
  outlines->n = work.outlines->len;
  outlines->outlines = (LlOutline *) (gpointer) g_array_free (work.outlines, FALSE);
  return outlines;
}

void
ll_outlines_free (LlOutlines *outlines)
{
  if (!outlines)
    return;

  for (gsize i = 0; i < outlines->n; i++)
    g_free (outlines->outlines[i].points);
  g_free (outlines->outlines);
  g_free (outlines);
}
