/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Otsu's thresholds, as a baseline without learning. */

#pragma once

#include "lazylabels/image.h"
#include "lazylabels/scores.h"

G_BEGIN_DECLS

/**
 * synth_otsu:
 * @image: a grey image, 0 .. 1
 * @levels: 2 or 3
 * @thresholds: (out caller-allocates): the last grey (0 .. 255) of each level but the
 *   highest: @levels - 1 entries, those with the largest variance between levels
 *
 * Returns: (transfer full): the level of each pixel, 0 the darkest.
 */
LlLabels *synth_otsu (const LlImage *image, gint levels, gint thresholds[2]);

/**
 * synth_otsu_best:
 * @image: a grey image
 * @levels: 2 or 3
 * @truth: the classes
 * @n_classes: classes in @truth, including the rest
 * @best: (out caller-allocates): the scores of the assignment of levels to classes (any,
 *   also of two levels to one class) with the largest mean Dice
 *
 * Returns: that mean Dice, over all classes but the rest.
 */
gdouble synth_otsu_best (const LlImage *image,
                         gint levels,
                         const LlLabels *truth,
                         gint n_classes,
                         LlDice *best);

G_END_DECLS
