/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Feret diameters from the convex hull of the centres of an object's pixels.
 *
 * The true outline lies somewhere between these centres and those of adjacent pixels,
 * about half a pixel further out along rows and columns, and less in other directions.  A
 * hull of the pixels' corners is too large for all shapes but squares along the axes: by
 * 1.2 pixels for discs of any size.  For the largest diameter, the hull is therefore
 * pushed outwards, with sharp corners, until its area equals the number of pixels with a
 * centre in it, which is unbiased.  That number comes from Pick's theorem: area +
 * border / 2 + 1, where the border is the number of centres on it.
 *
 * The tip of a corner contains no centre of a pixel, so the hull cuts it off with a few
 * short edges.  Where these turn by more than the arcs could that the two edges around
 * them may represent, these two edges are extended until they meet.
 *
 * The smallest width is measured across an edge.  The widths of a disc are all the same,
 * but have errors of up to half a pixel, so that the smallest of them would always be too
 * small.  The result is therefore a mean of the widths that are indistinguishable from
 * the smallest.
 */

#include <math.h>
#include <stdlib.h>

#include "measure/shapes.h"

/* Corners that turn by less than this are pushed less.  Arcs have many such corners, and
 * the outermost of these lie close to the true outline: if they were pushed in full,
 * discs would come out half a pixel too large.
 */
#define FULL_TURN (G_PI / 3.5)

/* An edge of length l may represent an arc with a rise of 0.85 pixels, which turns by
 * 8 * 0.85 / l^2 per pixel.  Half of that is assigned to each of two edges, as half of
 * their arcs, and of the part between them, belongs to each.
 */
#define ARC_TURN 3.4

/* The largest turn and the largest area of a reconstructed corner: a larger one would
 * contain the centre of a pixel.
 */
#define LARGEST_TURN (0.67 * G_PI)
#define LARGEST_TIP  3.0

/* An edge at a corner is not along a width if the sine of their angle exceeds this. */
#define ACROSS 0.3

/* Widths that differ by less than this, in pixels, are indistinguishable.  It is less
 * than 1, so that sides along rows and columns are exact.
 */
#define CLOSE 0.9

/* A place in (row, column), ordered by rows. */
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

typedef struct
{
  gdouble u; /* unit vector */
  gdouble v;
  gdouble length;
  gdouble step; /* distance between centres of pixels along it */
  gdouble direction;
  gdouble turn; /* of the hull at the end of the edge */
} Edge;

/* A corner that the hull cuts off, and the edges that lead to it. */
typedef struct
{
  Vector place;
  gint before;
  gint after;
} Tip;

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

/* Finds the hull by Andrew's monotone chains, down the rows and up again.  It needs room
 * for 4 * height + 2 places.
 *
 * Returns: the number of places of the hull, no three of which are collinear.
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

  /* The last place is also the first one of the way back. */
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

/* Returns the edges; edge i leads from place i to the next one. */
static Edge *
find_edges (const Place *hull, gint n)
{
  Edge *edges = g_new (Edge, n);

  for (gint i = 0; i < n; i++)
    {
      const Place *next = &hull[(i + 1) % n];
      gint64 u = next->u - hull[i].u;
      gint64 v = next->v - hull[i].v;
      gdouble length = hypot ((gdouble) u, (gdouble) v);

      edges[i] = (Edge){ .u = (gdouble) u / length,
                         .v = (gdouble) v / length,
                         .length = length,
                         .step = length / (gdouble) find_divisor (u, v),
                         .direction = atan2 ((gdouble) v, (gdouble) u) };
    }
  for (gint i = 0; i < n; i++)
    {
      const Edge *e = &edges[i];
      const Edge *next = &edges[(i + 1) % n];

      /* A hull without area turns by pi at its ends, whatever the sign of zero. */
      edges[i].turn =
        fabs (atan2 (e->u * next->v - e->v * next->u, e->u * next->u + e->v * next->v));
    }
  return edges;
}

/* Corners sharper than a right angle are bevelled; otherwise, the ends of thin objects
 * would extend too far.
 */
static gint
count_corners (gdouble turn)
{
  return turn > G_PI / 2.0 + 1e-9 ? 2 : 1;
}

/* Solves T t^2 + P t + A = N for the distance by which the hull is pushed outwards. */
static gdouble
find_push (const Place *hull, const Edge *edges, gint n, gdouble *count)
{
  gint64 twice = 0;
  gdouble border = 0.0;
  gdouble length = 0.0;
  gdouble turns = 0.0;
  gdouble area;

  for (gint i = 0; i < n; i++)
    {
      const Edge *e = &edges[i];
      gint corners = count_corners (e->turn);

      twice += cross (&hull[0], &hull[i], &hull[(i + 1) % n]);
      border += round (e->length / e->step);
      length += e->length;
      turns += corners * tan (e->turn / corners / 2.0);
    }
  area = (gdouble) twice / 2.0;
  *count = area + border / 2.0 + 1.0;
  return (sqrt (length * length + 4.0 * turns * (*count - area)) - length) /
         (2.0 * turns);
}

/* Returns the position of a pushed corner, which follows an edge of the given
 * direction.
 */
static Vector
push_corner (Vector place, gdouble direction, gdouble turn, gdouble push)
{
  gdouble way = push / cos (turn / 2.0);
  gdouble normal = direction - G_PI / 2.0 + turn / 2.0;

  return (Vector){ place.u + way * cos (normal), place.v + way * sin (normal) };
}

/* Pushes the hull outwards.
 *
 * Returns: the number of @corners, at most 2 * n.
 */
static gint
push_hull (const Place *hull, const Edge *edges, gint n, gdouble push, Vector *corners)
{
  gint found = 0;

  for (gint i = 0; i < n; i++)
    {
      const Place *place = &hull[(i + 1) % n];
      gint parts = count_corners (edges[i].turn);
      gdouble turn = edges[i].turn / parts;

      for (gint k = 0; k < parts; k++)
        corners[found++] =
          push_corner ((Vector){ (gdouble) place->u, (gdouble) place->v },
                       edges[i].direction + turn * k, turn,
                       push * MIN (edges[i].turn / FULL_TURN, 1.0));
    }
  return found;
}

/* Returns the turn that the arcs of two edges, which are @between pixels apart, account
 * for.
 */
static gdouble
get_arc_turn (gdouble a, gdouble b, gdouble between)
{
  return ARC_TURN * ((a + between) / (a * a) + (b + between) / (b * b));
}

/* Adds the pushed positions of corners that the hull may cut off after edge @i.  There
 * may be several, since a side consists of several edges; the outermost one will
 * determine the diameter.
 */
static void
add_tips (const Place *hull,
          const Edge *edges,
          gint n,
          gint i,
          gdouble push,
          GArray *tips)
{
  const Edge *a = &edges[i];
  const Place *start = &hull[(i + 1) % n];
  gdouble between = 0.0;
  gdouble turn = a->turn;
  gint64 twice = 0;

  for (gint k = (i + 1) % n; turn < LARGEST_TURN; k = (k + 1) % n)
    {
      gint after = (k + 1) % n;
      const Edge *b = &edges[after];
      gdouble u, v, way;

      twice += cross (start, &hull[k], &hull[after]);
      between += edges[k].length;
      turn += edges[k].turn;
      if (turn > LARGEST_TURN || turn < get_arc_turn (a->length, b->length, between))
        continue;

      /* The edges meet at start + way * a. */
      u = (gdouble) (hull[after].u - start->u);
      v = (gdouble) (hull[after].v - start->v);
      way = (u * b->v - v * b->u) / (a->u * b->v - a->v * b->u);
      if (way * (a->u * v - a->v * u) - (gdouble) twice <= 2.0 * LARGEST_TIP)
        {
          Vector place = { (gdouble) start->u + way * a->u,
                           (gdouble) start->v + way * a->v };
          Tip tip = { push_corner (place, a->direction, turn,
                                   push * MIN (turn / FULL_TURN, 1.0)),
                      i, after };

          g_array_append_val (tips, tip);
        }
    }
}

/* Returns degrees from the x axis, counted upwards on the screen. */
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

/* Returns whether both edges that lead to the tip are across @edge.  A tip along the
 * opposite side would add the noise of that side's ends.
 */
static gboolean
tip_is_across (const Tip *tip, const Edge *edges, const Edge *edge)
{
  const Edge *a = &edges[tip->before];
  const Edge *b = &edges[tip->after];

  return fabs (edge->u * a->v - edge->v * a->u) > ACROSS &&
         fabs (edge->u * b->v - edge->v * b->u) > ACROSS;
}

/* Centres lie on a line along an edge, and the next such line is 1 / step away.  On
 * average, the true outline lies half of that further outwards, on both sides.
 */
static gdouble
find_width (const Place *hull, const Edge *edges, gint n, gint i, const GArray *tips)
{
  const Edge *e = &edges[i];
  const Place *next = &hull[(i + 1) % n];
  gint64 across = 0;
  gdouble width;

  for (gint k = 0; k < n; k++)
    across = MAX (across, cross (&hull[i], next, &hull[k]));
  width = (gdouble) across / e->length + 1.0 / e->step;

  for (guint k = 0; k < tips->len; k++)
    {
      const Tip *tip = &g_array_index (tips, Tip, k);
      gdouble u = tip->place.u - (gdouble) hull[i].u;
      gdouble v = tip->place.v - (gdouble) hull[i].v;

      if (tip_is_across (tip, edges, e))
        width = MAX (width, e->u * v - e->v * u + 0.5 / e->step);
    }
  return width;
}

static void
find_smallest (const Place *hull,
               const Edge *edges,
               gint n,
               const GArray *tips,
               LlObject *object)
{
  g_autofree gdouble *widths = g_new (gdouble, n);
  gdouble smallest = G_MAXDOUBLE;
  gdouble sum = 0.0;
  gdouble total = 0.0;

  for (gint i = 0; i < n; i++)
    {
      widths[i] = find_width (hull, edges, n, i, tips);
      smallest = MIN (smallest, widths[i]);
    }
  for (gint i = 0; i < n; i++)
    {
      gdouble weight = edges[i].length * MAX (1.0 - (widths[i] - smallest) / CLOSE, 0.0);

      sum += weight * (widths[i] - smallest);
      total += weight;
    }
  object->feret_min = smallest + sum / total;
}

/* A single pixel is a square with two diagonals. */
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
  g_autofree Edge *edges = NULL;
  g_autofree Vector *corners = NULL;
  g_autoptr (GArray) tips = NULL;
  gdouble count, push;
  gint n_corners;

  if (n <= 1)
    {
      measure_pixel (object);
      return;
    }

  edges = find_edges (hull, n);
  push = find_push (hull, edges, n, &count);
  tips = g_array_new (FALSE, FALSE, sizeof (Tip));
  for (gint i = 0; i < n; i++)
    add_tips (hull, edges, n, i, push, tips);

  corners = g_new (Vector, 2 * (gsize) n + tips->len);
  n_corners = push_hull (hull, edges, n, push, corners);
  for (guint k = 0; k < tips->len; k++)
    corners[n_corners++] = g_array_index (tips, Tip, k).place;
  find_largest (corners, n_corners, object);
  find_smallest (hull, edges, n, tips, object);
  object->feret_max = MAX (object->feret_max, object->feret_min);
  object->solidity = object->area / count;
}
