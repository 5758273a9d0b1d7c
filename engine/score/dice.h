/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pixels of each class, counted over any number of maps. */

#pragma once

#include "lazylabels/scores.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 result[LL_MAX_CLASSES];
  gint64 truth[LL_MAX_CLASSES];
  gint64 both[LL_MAX_CLASSES]; /* where the two agree */
} LlDiceCounts;

/**
 * ll_dice_counts_add:
 * @counts: zeros at first
 * @result: @n classes
 * @truth: @n classes; ignored ones do not count
 */
void ll_dice_counts_add (LlDiceCounts *counts,
                         const guint8 *result,
                         const guint8 *truth,
                         gsize n);

/**
 * ll_dice_counts_finish:
 * @n_classes: classes, the rest counted in
 * @dice: (out caller-allocates): of all that was counted
 */
void ll_dice_counts_finish (const LlDiceCounts *counts, gint n_classes, LlDice *dice);

G_END_DECLS
