/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The soft Dice loss (F. Milletari, N. Navab, S.-A. Ahmadi, "V-Net", 2016, equation 3 with
 * sums instead of squares), over a whole batch as in nnU-Net.
 */

#pragma once

#include "core/group.h"
#include "core/tensor.h"
#include "core/workers.h"

G_BEGIN_DECLS

/**
 * ll_soft_dice:
 * @group: (nullable): processes whose patches count as one batch; the gradient is n times
 *   that of their loss, because gradients of n processes are averaged
 * @logits: [classes][batch][height][width]
 * @labels: [batch][height][width]; 255 is ignored
 * @scale: of the loss and its gradient
 * @grad: (inout) (nullable): gradient at the logits, which that of this loss is added to
 *
 * The loss is the mean, over those classes but the first that @labels show, of
 * 1 - (2 sum p g + 1) / (sum p + sum g + 1), where p is the probability of the class, g is 1
 * where the label says so, and the sums go over the labelled pixels of all patches.  Without
 * such a class it is zero.
 *
 * Returns: @scale times the loss.
 */
gdouble ll_soft_dice (LlWorkers *workers,
                      const LlGroup *group,
                      const LlTensor *logits,
                      const guint8 *labels,
                      gfloat scale,
                      const LlTensor *grad);

G_END_DECLS
