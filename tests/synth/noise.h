/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Noise and random shapes from + - * / and sqrt() alone, which every machine rounds
 * alike; the C library's exp() or cos() would not give the same pixels everywhere.
 */

#pragma once

#include <glib.h>

#include "core/random.h"

G_BEGIN_DECLS

/* A number in 0 .. 1 for a lattice point. */
gdouble synth_hash (guint32 seed, gint x, gint y);

/* Smooth noise in -1 .. 1 whose features are about 1 wide. */
gdouble synth_noise (guint32 seed, gdouble x, gdouble y);

/* Octaves of it, each half as wide and half as high as the one before. */
gdouble synth_fractal (guint32 seed, gdouble x, gdouble y, gint octaves);

gdouble synth_exp (gdouble x);

/* About standard normal, within -6 .. 6. */
gdouble synth_normal (LlRandom *random);
gdouble synth_between (LlRandom *random, gdouble low, gdouble high);

/* A vector of length 1. */
void synth_direction (LlRandom *random, gdouble *x, gdouble *y);

/* 0 below @low, 1 above @high, smooth between. */
gdouble synth_step (gdouble low, gdouble high, gdouble x);

G_END_DECLS
