/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Random numbers that are the same on every machine. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* xoshiro256** (Blackman and Vigna, https://prng.di.unimi.it) */
typedef struct
{
  guint64 state[4];
} LlRandom;

/* A generator for each (seed, stream, index): a patch of a step has its own, so
 * that neither threads nor a resumed training change what is drawn.
 */
void ll_random_init (LlRandom *random, guint64 seed, guint64 stream, guint64 index);

guint64 ll_random_next (LlRandom *random);

/* Uniform in [0, 1). */
gdouble ll_random_uniform (LlRandom *random);

/* Uniform in 0 .. n - 1, n > 0. */
gint ll_random_int (LlRandom *random, gint n);

/* Standard normal. */
gdouble ll_random_normal (LlRandom *random);

G_END_DECLS
