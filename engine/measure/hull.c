/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Feret diameters from the convex hull of the centres of an object's pixels.
 *
 * The true outline lies somewhere between these centres and those of other pixels, about
 * half a pixel further out along rows and columns and less in other directions.  A hull of
 * the pixels' corners is too large for all but squares along the axes: by 1.2 pixels for
 * discs of any size.  So for the largest diameter the hull is pushed outwards, with sharp
 * corners, until its area is the number of pixels with a centre in it, which has no bias.  That number comes from
 * Pick's theorem: area + border / 2 + 1, with the whole numbers on the border.
 */

#include <math.h>
#include <stdlib.h>

#include "measure/shapes.h"

/* A corner of the hull at which it turns by less than this is pushed less.  Arcs have many such corners, and the outermost of them lie next to the true
 * outline: without it, discs come out half a pixel too large.
 */
#define FULL_TURN (G_PI / 4.0)

/* Places [row][column], in the order of rows. */
typedef struct
{
  gint64 u;
  gint64 v;
} Place;

typedef struct
{
  gdouble u;
  gdouble v;
} Vector;

static gint64
cross (const Place *o, const Place *a, const Place *b)
{
  return (a->u - o->u) * (b->v - o->v) - (a->v - o->v) * (b->u - o->u);
}

static void
add_place (Place *chain, gint *n, gint start, Place place)
{
  while (*n - start >= 2 && cross (&chain[*n - 2], &chain[*n - 1], &place) <= 0)
    (*n)--;
  chain[(*n)++] = place;
}

/* Andrew's monotone chains, down the rows and up again.  Returns: places of the hull, no
 * three of which lie on a line; 4 * height + 2 may be needed on the way.
 */
static gint
find_hull (const gint *ends, gint height, Place *hull)
{
  gint n = 0;
  gint back;

  for (gint row = 0; row < height; row++)
    if (ends[2 * row] <= ends[2 * row + 1])
      {
        add_place (hull, &n, 0, (Place){ row, ends[2 * row] });
        if (ends[2 * row] < ends[2 * row + 1])
          add_place (hull, &n, 0, (Place){ row, ends[2 * row + 1] });
      }
  if (n == 1)
    return 1;

  /* The last place is the first one of the way back. */
  back = n - 1;
  for (gint row = height; row-- > 0;)
    if (ends[2 * row] <= ends[2 * row + 1])
      {
        if (row < height - 1)
          add_place (hull, &n, back, (Place){ row, ends[2 * row + 1] });
        if (row == height - 1 || ends[2 * row] < ends[2 * row + 1])
          add_place (hull, &n, back, (Place){ row, ends[2 * row] });
      }
  return n - 1;
}

static gint64
find_divisor (gint64 a, gint64 b)
{
  while (b != 0)
    {
      gint64 rest = a % b;

      a = b;
      b = rest;
    }
  return ABS (a);
}

/* Turn of the hull at place @i and direction of the edge that leads there. */
static gdouble
get_turn (const Place *hull, gint n, gint i, gdouble *direction)
{
  const Place *before = &hull[(i + n - 1) % n];
  const Place *after = &hull[(i + 1) % n];
  gdouble u = (gdouble) (hull[i].u - before->u);
  gdouble v = (gdouble) (hull[i].v - before->v);
  gdouble next_u = (gdouble) (after->u - hull[i].u);
  gdouble next_v = (gdouble) (after->v - hull[i].v);

  *direction = atan2 (v, u);
  /* A line turns back at its ends: by pi, whatever the sign of the zero. */
  return fabs (atan2 (u * next_v - v * next_u, u * next_u + v * next_v));
}

/* Corners sharper than a right angle are cut off, or the ends of thin objects would shoot
 * out.
 */
static gint
count_corners (gdouble turn)
{
  return turn > G_PI / 2.0 + 1e-9 ? 2 : 1;
}

/* How far the hull is to be pushed: T t^2 + P t + A = N. */
static gdouble
find_push (const Place *hull, gint n, gdouble *count)
{
  gint64 twice = 0;
  gint64 border = 0;
  gdouble length = 0.0;
  gdouble turns = 0.0;
  gdouble area;

  for (gint i = 0; i < n; i++)
    {
      const Place *p = &hull[i];
      const Place *q = &hull[(i + 1) % n];
      gdouble direction;
      gdouble turn = get_turn (hull, n, i, &direction);
      gint corners = count_corners (turn);

      twice += cross (&hull[0], p, q);
      border += find_divisor (q->u - p->u, q->v - p->v);
      length += hypot ((gdouble) (q->u - p->u), (gdouble) (q->v - p->v));
      turns += corners * tan (turn / corners / 2.0);
    }
  area = (gdouble) twice / 2.0;
  *count = area + (gdouble) border / 2.0 + 1.0;
  return (sqrt (length * length + 4.0 * turns * (*count - area)) - length) /
         (2.0 * turns);
}

/* Returns: @corners of the hull pushed out, 2 * n at most. */
static gint
push_hull (const Place *hull, gint n, gdouble push, Vector *corners)
{
  gint found = 0;

  for (gint i = 0; i < n; i++)
    {
      gdouble direction;
      gdouble turn = get_turn (hull, n, i, &direction);
      gint parts = count_corners (turn);
      gdouble way = push / cos (turn / parts / 2.0) * MIN (turn / FULL_TURN, 1.0);

      for (gint k = 0; k < parts; k++)
        {
          gdouble normal = direction - G_PI / 2.0 + turn / parts * (k + 0.5);

          corners[found++] = (Vector){ (gdouble) hull[i].u + way * cos (normal),
                                       (gdouble) hull[i].v + way * sin (normal) };
        }
    }
  return found;
}

/* Degrees from the x axis, upwards on the screen. */
static gdouble
get_angle (gdouble u, gdouble v)
{
  gdouble angle = atan2 (-u, v) * 180.0 / G_PI;

  if (angle < 0.0)
    angle += 180.0;
  return angle < 180.0 ? angle : 0.0;
}

static void
find_largest (const Vector *corners, gint n, LlObject *object)
{
  gdouble largest = -1.0;

  for (gint i = 0; i < n; i++)
    for (gint k = i + 1; k < n; k++)
      {
        gdouble u = corners[k].u - corners[i].u;
        gdouble v = corners[k].v - corners[i].v;

        if (u * u + v * v > largest)
          {
            largest = u * u + v * v;
            object->feret_angle = get_angle (u, v);
          }
      }
  object->feret_max = sqrt (largest);
}

/* The smallest width of a convex polygon is one across an edge of it.  On an edge, centres
 * lie on a line, and the next such line is 1 / step away, step being the distance of centres
 * on them: the true outline lies half of that outwards on average, on both sides.
 */
static void
find_smallest (const Place *hull, gint n, LlObject *object)
{
  gdouble smallest = G_MAXDOUBLE;

  for (gint i = 0; i < n; i++)
    {
      const Place *next = &hull[(i + 1) % n];
      gint64 u = next->u - hull[i].u;
      gint64 v = next->v - hull[i].v;
      gdouble length = hypot ((gdouble) u, (gdouble) v);
      gdouble step = length / (gdouble) find_divisor (u, v);
      gint64 width = 0;

      for (gint k = 0; k < n; k++)
        width = MAX (width, cross (&hull[i], next, &hull[k]));
      smallest = MIN (smallest, (gdouble) width / length + 1.0 / step);
    }
  object->feret_min = smallest;
}

/* A pixel alone is a square, and has two diagonals. */
static void
measure_pixel (LlObject *object)
{
  object->feret_max = G_SQRT2;
  object->feret_min = 1.0;
  object->feret_angle = 45.0;
  object->solidity = 1.0;
}

void
ll_hull_measure (const gint *ends, gint height, LlObject *object)
{
  g_autofree Place *hull = g_new (Place, 4 * (gsize) height + 2);
  gint n = find_hull (ends, height, hull);
  g_autofree Vector *corners = NULL;
  gdouble count, push;

  if (n <= 1)
    {
      measure_pixel (object);
      return;
    }

  corners = g_new (Vector, 2 * (gsize) n);
  push = find_push (hull, n, &count);
  find_smallest (hull, n, object);
  find_largest (corners, push_hull (hull, n, push, corners), object);
  object->feret_max = MAX (object->feret_max, object->feret_min);
  object->solidity = object->area / count;
}
