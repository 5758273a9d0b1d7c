/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Value noise: hashed numbers on a lattice, interpolated smoothly. */

#include <math.h>

#include "noise.h"

gdouble
synth_hash (guint32 seed, gint x, gint y)
{
  guint32 h = seed ^ (guint32) x * 0x8da6b343u ^ (guint32) y * 0xd8163841u;

  h ^= h >> 16;
  h *= 0x7feb352du;
  h ^= h >> 15;
  h *= 0x846ca68bu;
  h ^= h >> 16;
  return (gdouble) h / 4294967296.0;
}

gdouble
synth_noise (guint32 seed, gdouble x, gdouble y)
{
  gdouble fx = floor (x);
  gdouble fy = floor (y);
  gint ix = (gint) fx;
  gint iy = (gint) fy;
  gdouble u = x - fx;
  gdouble v = y - fy;
  gdouble top, bottom;

  u = u * u * (3.0 - 2.0 * u);
  v = v * v * (3.0 - 2.0 * v);
  top = synth_hash (seed, ix, iy) * (1.0 - u) + synth_hash (seed, ix + 1, iy) * u;
  bottom =
    synth_hash (seed, ix, iy + 1) * (1.0 - u) + synth_hash (seed, ix + 1, iy + 1) * u;
  return 2.0 * (top * (1.0 - v) + bottom * v) - 1.0;
}

gdouble
synth_fractal (guint32 seed, gdouble x, gdouble y, gint octaves)
{
  gdouble sum = 0.0;
  gdouble height = 0.5;

  for (gint i = 0; i < octaves; i++)
    {
      sum += height * synth_noise (seed + (guint32) i * 7919u, x, y);
      /* Each octave is rotated, so that the lattice is invisible. */
      gdouble t = 1.6 * x - 1.2 * y + 17.3;
      y = 1.2 * x + 1.6 * y + 5.1;
      x = t;
      height *= 0.5;
    }
  return sum;
}

gdouble
synth_exp (gdouble x)
{
  gdouble y = 1.0 + x / 65536.0;

  for (gint i = 0; i < 16; i++)
    y *= y;
  return y;
}

gdouble
synth_normal (LlRandom *random)
{
  gdouble sum = -6.0;

  for (gint i = 0; i < 12; i++)
    sum += ll_random_uniform (random);
  return sum;
}

gdouble
synth_between (LlRandom *random, gdouble low, gdouble high)
{
  return low + (high - low) * ll_random_uniform (random);
}

void
synth_direction (LlRandom *random, gdouble *x, gdouble *y)
{
  gdouble square;

  do
    {
      *x = synth_between (random, -1.0, 1.0);
      *y = synth_between (random, -1.0, 1.0);
      square = *x * *x + *y * *y;
    }
  while (square < 0.01 || square > 1.0);
  *x /= sqrt (square);
  *y /= sqrt (square);
}

gdouble
synth_step (gdouble low, gdouble high, gdouble x)
{
  gdouble t = CLAMP ((x - low) / (high - low), 0.0, 1.0);

  return t * t * (3.0 - 2.0 * t);
}
