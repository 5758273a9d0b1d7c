/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Batch normalisation (Ioffe and Szegedy 2015) with the leaky ReLU that follows it, in
 * place.
 *
 *   x^ = (x - mean) * inverse,  a = gamma x^ + beta,  y = a > 0 ? a : 0.01 a
 *
 * The backward pass works from the outputs, because a and x^ follow from y (Rota Bulo et
 * al., "In-place activated batch norm for memory-optimized training of DNNs", 2018); the
 * input need not be kept.  Gamma must not vanish for this, so that values below 1e-5 are
 * replaced by 1e-5.
 *
 * Running statistics are those of PyTorch: the running variance is the unbiased one.
 */

#pragma once

#include "core/features.h"
#include "core/group.h"
#include "core/workers.h"

G_BEGIN_DECLS

#define LL_BATCHNORM_EPSILON  1e-5f
#define LL_BATCHNORM_MOMENTUM 0.1f

/**
 * ll_batchnorm_forward:
 * @group: (nullable): processes whose patches count as one batch
 * @moments: [blocks][2][16]: sums of each channel and of its squares, as from
 *   ll_conv3x3_forward()
 * @gamma: [channels]
 * @beta: [channels]
 * @inverse: (out caller-allocates): [channels], for the backward pass
 * @running_mean: (inout): [channels]
 * @running_variance: (inout): [channels]
 * @momentum: share of this batch in the running statistics
 * @x: (inout): becomes y
 */
void ll_batchnorm_forward (LlWorkers *workers,
                           const LlGroup *group,
                           const gdouble *moments,
                           const gfloat *gamma,
                           const gfloat *beta,
                           gfloat *inverse,
                           gfloat *running_mean,
                           gfloat *running_variance,
                           gfloat momentum,
                           const LlFeatures *x);

/**
 * ll_batchnorm_fold:
 * @n: channels
 * @scale: (out caller-allocates): [n]
 * @bias: (out caller-allocates): [n]
 *
 * With running statistics a = scale x + bias, which a convolution can do.
 */
void ll_batchnorm_fold (gint n,
                        const gfloat *gamma,
                        const gfloat *beta,
                        const gfloat *running_mean,
                        const gfloat *running_variance,
                        gfloat *scale,
                        gfloat *bias);

/**
 * ll_batchnorm_backward:
 * @group: (nullable): as in the forward pass
 * @y: the output of the forward pass
 * @inverse: as from the forward pass
 * @grad: (inout): gradient at y, becomes the gradient at x
 * @gamma_grad: (out caller-allocates): [channels], overwritten; of this process alone, as all
 *   gradients of parameters are
 * @beta_grad: (out caller-allocates): [channels], overwritten; likewise
 */
void ll_batchnorm_backward (LlWorkers *workers,
                            const LlGroup *group,
                            const LlFeatures *y,
                            const gfloat *gamma,
                            const gfloat *beta,
                            const gfloat *inverse,
                            const LlFeatures *grad,
                            gfloat *gamma_grad,
                            gfloat *beta_grad);

G_END_DECLS
