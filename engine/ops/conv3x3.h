/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 3x3 convolution, padding 1, no bias.
 *
 * Weights are [out][in][3][3], as in PyTorch.  @weight_stride is the number of
 * floats from one output channel to the next: a convolution over a concatenation
 * is the sum of one call an input, each with its own columns of the weights.
 */

#pragma once

#include "core/tensor.h"
#include "core/workers.h"

G_BEGIN_DECLS

/**
 * ll_conv3x3_forward:
 * @in: [in][batch][height][width]
 * @weights: [out][in][3][3], stride @weight_stride >= in * 9
 * @out: (out caller-allocates): [out][batch][height][width]
 * @accumulate: add to @out instead of overwriting it
 */
void ll_conv3x3_forward (LlWorkers *workers,
                         const LlTensor *in,
                         const gfloat *weights,
                         gsize weight_stride,
                         const LlTensor *out,
                         gboolean accumulate);

/**
 * ll_conv3x3_input_gradient:
 * @out_grad: gradient at the output
 * @weights: as in the forward pass
 * @in_grad: (out caller-allocates): gradient at the input
 * @accumulate: add to @in_grad
 */
void ll_conv3x3_input_gradient (LlWorkers *workers,
                                const LlTensor *out_grad,
                                const gfloat *weights,
                                gsize weight_stride,
                                const LlTensor *in_grad,
                                gboolean accumulate);

/**
 * ll_conv3x3_weight_gradient:
 * @in: the input of the forward pass
 * @out_grad: gradient at the output
 * @weight_grad: (out caller-allocates): overwritten, laid out as the weights
 */
void ll_conv3x3_weight_gradient (LlWorkers *workers,
                                 const LlTensor *in,
                                 const LlTensor *out_grad,
                                 gfloat *weight_grad,
                                 gsize weight_stride);

G_END_DECLS
