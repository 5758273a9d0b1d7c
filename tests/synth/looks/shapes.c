/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A table holds the outline's radius by direction, in a frame where the ellipse is a
 * circle.
 */

#include <math.h>

#include "looks/dice.h"
#include "looks/shapes.h"

#define HARMONICS 7

/* The directions of the table. */
typedef struct
{
  gdouble cos[SYNTH_TURN], sin[SYNTH_TURN];
} Turn;

static void
turn_init (Turn *turn)
{
  gdouble c = cos (2.0 * G_PI / SYNTH_TURN);
  gdouble s = sin (2.0 * G_PI / SYNTH_TURN);

  turn->cos[0] = 1.0;
  turn->sin[0] = 0.0;
  for (gint i = 1; i < SYNTH_TURN; i++)
    {
      turn->cos[i] = c * turn->cos[i - 1] - s * turn->sin[i - 1];
      turn->sin[i] = s * turn->cos[i - 1] + c * turn->sin[i - 1];
    }
}

static void
table_lobes (gfloat *radius,
             const Turn *turn,
             const SynthShapes *shapes,
             LlRandom *random)
{
  gdouble r[SYNTH_TURN];

  for (gint i = 0; i < SYNTH_TURN; i++)
    r[i] = 1.0;
  for (gint k = 2; k < HARMONICS; k++)
    {
      gdouble height =
        shapes->lobes * synth_normal (random) * pow (0.5 * k, -shapes->smoothness);
      gdouble phase = synth_between (random, 0.0, 2.0 * G_PI);
      gdouble c = height * cos (phase);
      gdouble s = height * sin (phase);

      for (gint i = 0; i < SYNTH_TURN; i++)
        r[i] += c * turn->cos[k * i % SYNTH_TURN] - s * turn->sin[k * i % SYNTH_TURN];
    }
  for (gint i = 0; i < SYNTH_TURN; i++)
    radius[i] *= (gfloat) MAX (r[i], 0.3);
}

static void
table_facets (gfloat *radius, const Turn *turn, gint n, LlRandom *random)
{
  gdouble r[SYNTH_TURN];

  for (gint i = 0; i < SYNTH_TURN; i++)
    r[i] = 1.5;
  for (gint k = 0; k < n; k++)
    {
      gdouble angle = 2.0 * G_PI * (k + synth_between (random, -0.3, 0.3)) / n;
      gdouble distance = synth_between (random, 0.75, 1.1);
      gdouble c = cos (angle);
      gdouble s = sin (angle);

      for (gint i = 0; i < SYNTH_TURN; i++)
        {
          gdouble along = c * turn->cos[i] + s * turn->sin[i];

          if (along > 0.1)
            r[i] = MIN (r[i], distance / along);
        }
    }
  for (gint i = 0; i < SYNTH_TURN; i++)
    radius[i] *= (gfloat) r[i];
}

static void
table_box (gfloat *radius, gdouble exponent)
{
  for (gint i = 0; i < SYNTH_TURN; i++)
    {
      gdouble angle = 2.0 * G_PI * i / SYNTH_TURN;

      radius[i] *= (gfloat) pow (pow (fabs (cos (angle)), exponent) +
                                   pow (fabs (sin (angle)), exponent),
                                 -1.0 / exponent);
    }
}

void
synth_shape_init (SynthShape *shape,
                  const SynthShapes *shapes,
                  gdouble diameter,
                  LlRandom *random)
{
  gdouble aspect = shapes->aspect * exp (shapes->aspect_spread * synth_normal (random));
  gdouble angle = synth_between (random, 0.0, 2.0 * G_PI);
  gdouble squares = 0.0;
  gdouble largest = 0.0;
  gdouble side;
  Turn turn;

  aspect = CLAMP (aspect, 1.0, 12.0);
  if (synth_chance (random, shapes->align))
    angle = shapes->angle + 0.15 * synth_normal (random);
  shape->cos = (gfloat) cos (angle);
  shape->sin = (gfloat) sin (angle);
  shape->bend = (gfloat) (shapes->bend * synth_normal (random));

  turn_init (&turn);
  for (gint i = 0; i < SYNTH_TURN; i++)
    shape->radius[i] = 1.0f;
  if (shapes->facets > 0)
    table_facets (shape->radius, &turn, shapes->facets, random);
  if (shapes->exponent > 2.05)
    table_box (shape->radius, shapes->exponent);
  if (shapes->lobes > 0.0)
    table_lobes (shape->radius, &turn, shapes, random);
  shape->radius[SYNTH_TURN] = shape->radius[0];
  for (gint i = 0; i < SYNTH_TURN; i++)
    {
      squares += (gdouble) (shape->radius[i] * shape->radius[i]) / SYNTH_TURN;
      largest = MAX (largest, (gdouble) shape->radius[i]);
    }

  side = 0.5 * diameter / sqrt (squares);
  shape->a = (gfloat) (side * sqrt (aspect));
  shape->b = (gfloat) (side / sqrt (aspect));
  shape->reach = shape->a * (gfloat) (largest * (1.0 + fabs ((gdouble) shape->bend)));
  shape->x = 0.0f;
  shape->y = 0.0f;
}

/* Returns: the direction of a point, 0 .. SYNTH_TURN, to a thousandth of a turn. */
static inline gfloat
direction (gfloat y, gfloat x)
{
  gfloat ax = fabsf (x);
  gfloat ay = fabsf (y);
  gfloat t = MIN (ax, ay) / (MAX (ax, ay) + 1e-12f);
  gfloat angle = t * (0.9724f - 0.1919f * t * t) * (gfloat) (0.5 / G_PI);

  if (ay > ax)
    angle = 0.25f - angle;
  if (x < 0.0f)
    angle = 0.5f - angle;
  if (y < 0.0f)
    angle = 1.0f - angle;
  return CLAMP (angle, 0.0f, 0.9999f) * SYNTH_TURN;
}

static inline gfloat
radius_at (const SynthShape *shape, gfloat p, gfloat q)
{
  gfloat turn = direction (q, p);
  gint i = (gint) turn;
  gfloat t = turn - (gfloat) i;

  return shape->radius[i] + t * (shape->radius[i + 1] - shape->radius[i]);
}

static inline void
to_frame (const SynthShape *shape, gfloat dx, gfloat dy, gfloat *p, gfloat *q)
{
  *p = (shape->cos * dx + shape->sin * dy) / shape->a;
  *q = (shape->cos * dy - shape->sin * dx) / shape->b;
  *q -= shape->bend * shape->a / shape->b * (*p * *p - 0.3f);
}

gfloat
synth_shape_radius (const SynthShape *shape, gfloat dx, gfloat dy)
{
  gfloat p, q;

  to_frame (shape, dx, dy, &p, &q);
  return sqrtf (p * p + q * q) / radius_at (shape, p, q);
}

void
synth_shape_locate (const SynthShape *shape, gfloat dx, gfloat dy, SynthPlace *place)
{
  gfloat p, q, rho, r;

  to_frame (shape, dx, dy, &p, &q);
  rho = sqrtf (p * p + q * q) + 1e-6f;
  r = radius_at (shape, p, q);
  place->p = p;
  place->q = q;
  place->f = rho / r;
  /* The outline is as far as f's difference to 1 by the length of f's gradient. */
  place->edge =
    (1.0f - place->f) * r * rho /
    sqrtf (p * p / (shape->a * shape->a) + q * q / (shape->b * shape->b) + 1e-9f);
}

void
synth_shape_point (const SynthShape *shape, gfloat f, gint turn, gfloat *x, gfloat *y)
{
  gdouble angle = 2.0 * G_PI * turn / SYNTH_TURN;
  gfloat p = f * shape->radius[turn % SYNTH_TURN] * (gfloat) cos (angle);
  gfloat q = f * shape->radius[turn % SYNTH_TURN] * (gfloat) sin (angle);

  q += shape->bend * shape->a / shape->b * (p * p - 0.3f);
  *x = shape->x + shape->cos * p * shape->a - shape->sin * q * shape->b;
  *y = shape->y + shape->sin * p * shape->a + shape->cos * q * shape->b;
}
