/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Round numbers: 1, 2 or 5 times a power of ten. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_round_step:
 * @range: > 0
 * @n: > 0
 *
 * Returns: the smallest round step that fits into @range at most @n times.
 */
gdouble lp_round_step (gdouble range, gdouble n);

/**
 * lp_round_length:
 * @wanted: > 0
 *
 * Returns: the round number that is nearest to @wanted, by their quotient.
 */
gdouble lp_round_length (gdouble wanted);

G_END_DECLS
