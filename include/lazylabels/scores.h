/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Dice, as the paper counts it (section 4.1). */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"

G_BEGIN_DECLS

typedef struct
{
  gdouble dice[LL_MAX_CLASSES]; /* of each class; NAN when neither map has it */
  gdouble overall;              /* all classes but the rest, pooled           */
} LlDice;

/**
 * ll_dice:
 * @result: a segmentation
 * @truth: the reference, of the same size; its ignored pixels do not count
 * @n_classes: classes, the rest counted in
 * @dice: (out caller-allocates): 2 |result and truth| / (|result| + |truth|)
 */
void
ll_dice (const LlLabels *result, const LlLabels *truth, gint n_classes, LlDice *dice);

G_END_DECLS
