/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Random choices. */

#pragma once

#include "noise.h"

G_BEGIN_DECLS

/* Returns: whether an event of this probability happens. */
gboolean synth_chance (LlRandom *random, gdouble probability);

/* Returns: a number whose logarithm is uniform; both bounds are above 0. */
gdouble synth_log_between (LlRandom *random, gdouble low, gdouble high);

/* Returns: synth_between(), of either sign. */
gdouble synth_either_sign (LlRandom *random, gdouble low, gdouble high);

/* Returns: 0 with this probability, and synth_between() otherwise. */
gdouble
synth_sometimes (LlRandom *random, gdouble probability, gdouble low, gdouble high);

G_END_DECLS
