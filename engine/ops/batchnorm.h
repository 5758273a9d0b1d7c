/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Batch normalisation (Ioffe and Szegedy 2015) with the leaky ReLU that follows
 * it in every grey block: slope 0.01, eps 1e-5, momentum 0.1.
 */

#pragma once

#include "core/tensor.h"
#include "core/workers.h"

G_BEGIN_DECLS

#define LL_BATCHNORM_EPSILON  1e-5f
#define LL_BATCHNORM_MOMENTUM 0.1f
#define LL_LEAKY_SLOPE        0.01f

/**
 * ll_batchnorm_forward:
 * @in: convolution output
 * @gamma: [channels] scale
 * @beta: [channels] shift
 * @mean: (out caller-allocates): [channels] of this batch, for the backward pass
 * @inverse: (out caller-allocates): [channels] 1 / sqrt (biased variance + eps)
 * @running_mean: (inout): moved towards @mean by @momentum
 * @running_variance: (inout): likewise, towards the unbiased variance
 * @momentum: share of this batch in the running statistics: 0.1, or 1 / k for the
 *   plain mean over k batches
 * @out: (out caller-allocates): activations; may be @in
 */
void ll_batchnorm_forward (LlWorkers *workers,
                           const LlTensor *in,
                           const gfloat *gamma,
                           const gfloat *beta,
                           gfloat *mean,
                           gfloat *inverse,
                           gfloat *running_mean,
                           gfloat *running_variance,
                           gfloat momentum,
                           const LlTensor *out);

/**
 * ll_batchnorm_infer:
 *
 * The same with the running statistics, which stay as they are.  @out may be @in.
 */
void ll_batchnorm_infer (LlWorkers *workers,
                         const LlTensor *in,
                         const gfloat *gamma,
                         const gfloat *beta,
                         const gfloat *running_mean,
                         const gfloat *running_variance,
                         const LlTensor *out);

/**
 * ll_batchnorm_backward:
 * @in: convolution output of the forward pass
 * @out_grad: gradient at the activations
 * @mean: of the forward pass
 * @inverse: of the forward pass
 * @in_grad: (out caller-allocates): gradient at @in; may be @out_grad
 * @gamma_grad: (out caller-allocates): [channels], overwritten
 * @beta_grad: (out caller-allocates): [channels], overwritten
 */
void ll_batchnorm_backward (LlWorkers *workers,
                            const LlTensor *in,
                            const LlTensor *out_grad,
                            const gfloat *gamma,
                            const gfloat *beta,
                            const gfloat *mean,
                            const gfloat *inverse,
                            const LlTensor *in_grad,
                            gfloat *gamma_grad,
                            gfloat *beta_grad);

G_END_DECLS
