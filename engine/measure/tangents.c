/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Estimates the length of a line of which only the stairs are known: each step is
 * projected onto the tangent there, which is a mean over the longest straight pieces that
 * contain the step ("lambda-MST": J.-O. Lachaud, A. Vialard and F. de Vieilleville,
 * "Fast, accurate and convergent tangent estimation on digital contours", Image and
 * Vision Computing 25, 2007; lengths from tangents: D. Coeurjolly and R. Klette, "A
 * comparative evaluation of length estimators of digital curves", IEEE PAMI 26, 2004).
 *
 * Whether steps are straight is decided in integers by the algorithm of I.
 * Debled-Rennesson and J.-P. Reveilles, "A linear algorithm for segmentation of digital
 * curves" (1995), for lines of steps in two directions.
 */

#include <math.h>

#include "lazylabels/outlines.h"
#include "measure/cracks.h"

/* The longest piece that is considered.  Its direction is accurate to 1 / LONGEST^2, and
 * the sides of large squares take no more time than arcs.
 */
#define LONGEST 64

typedef struct
{
  gint x;
  gint y;
} Corner;

/* Corners with mu <= a x - b y < mu + a + b, where x counts steps of the first kind and y
 * those of the second.  Leaning corners lie on the lower (u) or upper (l) bound.
 */
typedef struct
{
  guint8 first;
  gint second; /* -1: no such step so far */
  gint a;
  gint b;
  gint mu;
  Corner end;
  Corner u_first;
  Corner u_last;
  Corner l_first;
  Corner l_last;
} Line;

static void
line_init (Line *line, guint8 step)
{
  *line = (Line){ .first = step, .second = -1, .b = 1, .end = { 1, 0 } };
  line->u_last = line->end;
  line->l_last = line->end;
}

/* Returns whether the line is still straight with one more step; otherwise it is
 * unchanged.
 */
static gboolean
line_add (Line *line, guint8 step)
{
  Corner end = line->end;
  gint width = line->a + line->b;
  gint r;

  if (step == line->first)
    end.x++;
  else if (step == line->second || (line->second < 0 && (step + line->first) % 2 == 1))
    end.y++;
  else
    return FALSE;

  r = line->a * end.x - line->b * end.y - line->mu;
  if (r < -1 || r > width)
    return FALSE;

  if (r == -1)
    {
      line->l_first = line->l_last;
      line->u_last = end;
      line->a = end.y - line->u_first.y;
      line->b = end.x - line->u_first.x;
      line->mu = line->a * end.x - line->b * end.y;
    }
  else if (r == width)
    {
      line->u_first = line->u_last;
      line->l_last = end;
      line->a = end.y - line->l_first.y;
      line->b = end.x - line->l_first.x;
      line->mu = line->a * end.x - line->b * end.y - line->a - line->b + 1;
    }
  else
    {
      if (r == 0)
        line->u_last = end;
      if (r == width - 1)
        line->l_last = end;
    }
  if (step != line->first)
    line->second = step;
  line->end = end;
  return TRUE;
}

/* Finds the longest straight piece that starts at a step.
 *
 * Returns: its number of steps.
 */
static gsize
find_piece (const LlWalk *walk, gsize start, Line *line)
{
  gsize limit = MIN (walk->n, LONGEST);
  gsize n = 1;

  line_init (line, walk->steps[start]);
  while (n < limit && line_add (line, walk->steps[(start + n) % walk->n]))
    n++;
  return n;
}

static LlPoint
get_direction (const Line *line)
{
  gint second = MAX (line->second, 0);
  gdouble x = line->b * ll_step_x[line->first] + line->a * ll_step_x[second];
  gdouble y = line->b * ll_step_y[line->first] + line->a * ll_step_y[second];
  gdouble length = sqrt (x * x + y * y);

  return (LlPoint){ x / length, y / length };
}

/* A piece has the largest weight at the steps in its middle. */
static void
add_piece (const LlWalk *walk, gsize start, gsize n, const Line *line, LlPoint *tangents)
{
  LlPoint direction = get_direction (line);

  for (gsize k = 0; k < n; k++)
    {
      gdouble place = ((gdouble) k + 0.5) / (gdouble) n;
      gdouble weight = MIN (place, 1.0 - place);
      LlPoint *tangent = &tangents[(start + k) % walk->n];

      tangent->x += weight * direction.x;
      tangent->y += weight * direction.y;
    }
}

void
ll_walk_lengths (const LlWalk *walk, gfloat *lengths)
{
  g_autofree LlPoint *tangents = g_new0 (LlPoint, walk->n);
  Line line;
  gsize before = find_piece (walk, walk->n - 1, &line);

  for (gsize i = 0; i < walk->n; i++)
    {
      gsize n = find_piece (walk, i, &line);

      /* A piece that ends where the previous one ends is part of that. */
      if (n >= before)
        add_piece (walk, i, n, &line, tangents);
      before = n;
    }

  for (gsize i = 0; i < walk->n; i++)
    {
      LlPoint t = tangents[i];
      gdouble along = ll_step_x[walk->steps[i]] * t.x + ll_step_y[walk->steps[i]] * t.y;

      lengths[i] = (gfloat) (fabs (along) / sqrt (t.x * t.x + t.y * t.y));
    }
}
