/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Softmax over the channels and the cross entropy of equation 5. */

#pragma once

#include "core/tensor.h"
#include "core/workers.h"

G_BEGIN_DECLS

/* Softmax over the channels, pixel by pixel; @out may be @logits. */
void ll_softmax (LlWorkers *workers, const LlTensor *logits, const LlTensor *out);

/**
 * ll_cross_entropy:
 * @logits: [classes][batch][height][width]
 * @labels: [batch][height][width]; 255 is ignored
 * @class_weights: (nullable): [classes]; %NULL: all 1
 * @scale: of the loss and its gradient (alpha of the task)
 * @grad: (out caller-allocates) (nullable): gradient at the logits
 *
 * The loss is the mean over the batch of each patch's weighted mean of -log p over
 * its labelled pixels; a patch without labels counts as zero.  Weighted mean: the sum
 * of weight * -log p over the sum of weights, as in PyTorch.
 *
 * Returns: @scale times the loss.
 */
gdouble ll_cross_entropy (LlWorkers *workers,
                          const LlTensor *logits,
                          const guint8 *labels,
                          const gfloat *class_weights,
                          gfloat scale,
                          const LlTensor *grad);

G_END_DECLS
