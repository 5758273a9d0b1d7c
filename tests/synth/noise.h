/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Noise and random shapes by + - * / and sqrt() alone, which every machine rounds in the
 * same way.  The C library's exp() or cos() would not give the same pixels everywhere.
 */

#pragma once

#include <glib.h>

#include "core/random.h"

G_BEGIN_DECLS

/* Returns: a number in 0 .. 1 per lattice point. */
gdouble synth_hash (guint32 seed, gint x, gint y);

/* Returns: smooth noise in -1 .. 1, whose features are about 1 wide. */
gdouble synth_noise (guint32 seed, gdouble x, gdouble y);

/* Sums octaves of noise, each with half the width and half the height of the previous
 * one.
 */
gdouble synth_fractal (guint32 seed, gdouble x, gdouble y, gint octaves);

gdouble synth_exp (gdouble x);

/* Returns: an approximately standard normal number, within -6 .. 6. */
gdouble synth_normal (LlRandom *random);
gdouble synth_between (LlRandom *random, gdouble low, gdouble high);

/* Draws a unit vector. */
void synth_direction (LlRandom *random, gdouble *x, gdouble *y);

/* Returns: 0 below @low, 1 above @high, and a smooth transition between. */
gdouble synth_step (gdouble low, gdouble high, gdouble x);

G_END_DECLS
