/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The level set of V. Caselles, R. Kimmel and G. Sapiro, "Geodesic active contours",
 * IJCV 22 (1997), with their constant force c:
 *
 *   u_t = g |grad u| kappa - c g |grad u| + grad g . grad u
 *
 * where u is negative inside.  The first term shortens the curve, the second inflates it
 * (the paper's c has the opposite sign), and the third pulls it into the valleys of g.
 * Differences follow S. Osher and J. A. Sethian (1988): central ones for the curvature,
 * upwind ones for the other terms.
 *
 * Only the final position of the curve matters, and a positive factor does not change it.
 * So each pixel has its own time step, the longest that is stable there.  A common step
 * would have to be as short as that of the worst pixel.
 */

#include <math.h>

#include "grow/front.h"

/* The time step as a share of the longest stable one. */
#define COURANT 0.9f

/* No curve bends more sharply than around the corner of a pixel. */
#define MAX_BEND 1.0f

#define FAR 1e6f

/* The frame repeats the outermost pixels of the box. */
static void
repeat_border (const LlFront *front, gfloat *map)
{
  gsize s = (gsize) front->stride;
  gsize bottom = (gsize) front->height * s;

  for (gint y = 0; y < front->height; y++)
    {
      map[ll_front_position (front, -1, y)] = map[ll_front_position (front, 0, y)];
      map[ll_front_position (front, front->width, y)] =
        map[ll_front_position (front, front->width - 1, y)];
    }
  for (gsize x = 0; x < s; x++)
    {
      map[x] = map[s + x];
      map[bottom + s + x] = map[bottom + x];
    }
}

LlFront *
ll_front_new (const LlGrowBox *box)
{
  LlFront *front = g_new0 (LlFront, 1);
  gsize pixels;

  front->width = box->width;
  front->height = box->height;
  front->stride = box->width + 2;
  pixels = (gsize) front->stride * (gsize) (box->height + 2);
  front->level = g_new0 (gfloat, pixels);
  front->edge = g_new0 (gfloat, pixels);
  front->dx = g_new0 (gfloat, pixels);
  front->dy = g_new0 (gfloat, pixels);
  front->seeds = g_new0 (guint8, pixels);
  front->band = g_new (gint, pixels);
  front->change = g_new (gfloat, pixels);

  for (gint y = 0; y < box->height; y++)
    for (gint x = 0; x < box->width; x++)
      {
        gsize i = ll_front_position (front, x, y);

        front->seeds[i] = box->seeds[(gsize) y * (gsize) box->width + (gsize) x];
        front->level[i] = front->seeds[i] == LL_SEED_OBJECT ? -0.5f : 0.5f;
      }
  return front;
}

void
ll_front_free (LlFront *front)
{
  if (!front)
    return;

  g_free (front->level);
  g_free (front->edge);
  g_free (front->dx);
  g_free (front->dy);
  g_free (front->seeds);
  g_free (front->band);
  g_free (front->change);
  g_free (front);
}

void
ll_front_set_edges (LlFront *front)
{
  repeat_border (front, front->edge);
  for (gint y = 0; y < front->height; y++)
    for (gint x = 0; x < front->width; x++)
      {
        gsize i = ll_front_position (front, x, y);

        front->dx[i] = (front->edge[i + 1] - front->edge[i - 1]) / 2.0f;
        front->dy[i] =
          (front->edge[i + front->stride] - front->edge[i - front->stride]) / 2.0f;
      }
}

/* How far from a pixel towards its neighbour the curve passes, by linear interpolation. */
static gfloat
crossing (gfloat here, gfloat there)
{
  return (here < 0.0f) != (there < 0.0f) ? here / (here - there) : FAR;
}

/* Distance to the line through the nearest crossings in the row and the column. */
static gfloat
distance_to_curve (const gfloat *level, gint stride)
{
  gfloat x = MIN (crossing (level[0], level[-1]), crossing (level[0], level[1]));
  gfloat y =
    MIN (crossing (level[0], level[-stride]), crossing (level[0], level[stride]));

  if (x >= FAR || y >= FAR)
    return MIN (x, y);
  if (x <= 0.0f || y <= 0.0f)
    return 0.0f;
  return x * y / sqrtf (x * x + y * y);
}

/* The solution of (d - a)^2 + (d - b)^2 = 1 that is above both a and b. */
static gfloat
eikonal (gfloat a, gfloat b)
{
  gfloat low = MIN (a, b);
  gfloat between = fabsf (a - b);

  if (between >= 1.0f)
    return low + 1.0f;
  return (a + b + sqrtf (2.0f - between * between)) / 2.0f;
}

/* One of the four sweeps of H. Zhao, "A fast sweeping method for eikonal equations",
 * Mathematics of Computation 74 (2005).
 */
static void
sweep (const LlFront *front, gfloat *distance, gint step_x, gint step_y)
{
  gint s = front->stride;

  for (gint j = 0; j < front->height; j++)
    for (gint i = 0; i < front->width; i++)
      {
        gint x = step_x > 0 ? i : front->width - 1 - i;
        gint y = step_y > 0 ? j : front->height - 1 - j;
        gfloat *d = distance + ll_front_position (front, x, y);
        gfloat a = MIN (d[-1], d[1]);
        gfloat b = MIN (d[-s], d[s]);

        if (MIN (a, b) < MIN (d[0], LL_FRONT_BAND))
          d[0] = MIN (d[0], eikonal (a, b));
      }
}

void
ll_front_measure (LlFront *front)
{
  gsize pixels = (gsize) front->stride * (gsize) (front->height + 2);
  g_autofree gfloat *distance = g_new (gfloat, pixels);

  repeat_border (front, front->level);
  for (gsize i = 0; i < pixels; i++)
    distance[i] = FAR;
  for (gint y = 0; y < front->height; y++)
    for (gint x = 0; x < front->width; x++)
      {
        gsize i = ll_front_position (front, x, y);

        distance[i] = distance_to_curve (front->level + i, front->stride);
      }
  for (gint k = 0; k < 4; k++)
    sweep (front, distance, k % 2 == 0 ? 1 : -1, k / 2 == 0 ? 1 : -1);

  front->n_band = 0;
  for (gint y = 0; y < front->height; y++)
    for (gint x = 0; x < front->width; x++)
      {
        gsize i = ll_front_position (front, x, y);
        gfloat d = MIN (distance[i], LL_FRONT_BAND);

        front->level[i] = front->level[i] < 0.0f ? -d : d;
        if (d < LL_FRONT_BAND)
          front->band[front->n_band++] = (gint) i;
      }
}

/* The change of u at a pixel per unit of time. */
static gfloat
rate_at (const LlFront *front, gsize i, gfloat balloon)
{
  const gfloat *u = front->level + i;
  gint s = front->stride;
  gfloat left = u[0] - u[-1];
  gfloat right = u[1] - u[0];
  gfloat up = u[0] - u[-s];
  gfloat down = u[s] - u[0];
  gfloat ux = (left + right) / 2.0f;
  gfloat uy = (up + down) / 2.0f;
  gfloat uxy = (u[s + 1] - u[s - 1] - u[-s + 1] + u[-s - 1]) / 4.0f;
  gfloat square = ux * ux + uy * uy + 1e-6f;
  gfloat slope = sqrtf (square);
  gfloat bend =
    ((right - left) * uy * uy - 2.0f * ux * uy * uxy + (down - up) * ux * ux) /
    (square * slope);
  gfloat ahead; /* |grad u| with upwind differences for the balloon force */
  gfloat x0 = balloon > 0.0f ? MAX (left, 0.0f) : MIN (left, 0.0f);
  gfloat x1 = balloon > 0.0f ? MIN (right, 0.0f) : MAX (right, 0.0f);
  gfloat y0 = balloon > 0.0f ? MAX (up, 0.0f) : MIN (up, 0.0f);
  gfloat y1 = balloon > 0.0f ? MIN (down, 0.0f) : MAX (down, 0.0f);

  ahead = sqrtf (x0 * x0 + x1 * x1 + y0 * y0 + y1 * y1);
  return front->edge[i] * (CLAMP (bend, -MAX_BEND, MAX_BEND) * slope - balloon * ahead) +
         front->dx[i] * (front->dx[i] > 0.0f ? right : left) +
         front->dy[i] * (front->dy[i] > 0.0f ? down : up);
}

/* The longest stable time step of a pixel: the curvature, which is a diffusion along the
 * curve, must not overshoot, and the curve must not move further than one pixel.
 */
static gfloat
stable_step (const LlFront *front, gsize i, gfloat balloon)
{
  gfloat speed = front->edge[i] * (2.0f + fabsf (balloon) * (gfloat) G_SQRT2) +
                 fabsf (front->dx[i]) + fabsf (front->dy[i]);

  return COURANT / MAX (speed, 1e-6f);
}

static gfloat
obey_seed (guint8 seed, gfloat level)
{
  if (seed == LL_SEED_UNKNOWN)
    return level;
  return seed == LL_SEED_OBJECT ? MIN (level, -0.5f) : MAX (level, 0.5f);
}

void
ll_front_move (LlFront *front, gdouble balloon, gint steps)
{
  gfloat c = (gfloat) balloon;

  for (gint n = 0; n < steps; n++)
    {
      repeat_border (front, front->level);
      for (gint k = 0; k < front->n_band; k++)
        {
          gsize i = (gsize) front->band[k];

          front->change[k] = stable_step (front, i, c) * rate_at (front, i, c);
        }
      for (gint k = 0; k < front->n_band; k++)
        {
          gsize i = (gsize) front->band[k];

          front->level[i] =
            obey_seed (front->seeds[i], front->level[i] + front->change[k]);
        }
    }
}
