/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* xoshiro256**, seeded by splitmix64 (Blackman and Vigna). */

#include <math.h>

#include "core/random.h"

static guint64
splitmix (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static inline guint64
rotate_left (guint64 x, gint bits)
{
  return (x << bits) | (x >> (64 - bits));
}

void
ll_random_init (LlRandom *random, guint64 seed, guint64 stream, guint64 index)
{
  guint64 state = seed;

  /* Each number passes through the mixer, so that adjacent streams are unrelated. */
  state = splitmix (&state) ^ stream;
  state = splitmix (&state) ^ index;
  for (gint i = 0; i < 4; i++)
    random->state[i] = splitmix (&state);
}

guint64
ll_random_next (LlRandom *random)
{
  guint64 *s = random->state;
  guint64 result = rotate_left (s[1] * 5, 7) * 9;
  guint64 t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left (s[3], 45);
  return result;
}

gdouble
ll_random_uniform (LlRandom *random)
{
  return (gdouble) (ll_random_next (random) >> 11) * 0x1p-53;
}

gint
ll_random_int (LlRandom *random, gint n)
{
  return (gint) (ll_random_uniform (random) * n);
}

gdouble
ll_random_normal (LlRandom *random)
{
  /* The Box-Muller transform; 1 - u lies in (0, 1], where the logarithm is finite. */
  gdouble radius = sqrt (-2.0 * log (1.0 - ll_random_uniform (random)));

  return radius * cos (2.0 * G_PI * ll_random_uniform (random));
}
