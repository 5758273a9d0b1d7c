/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 1x1 convolution with bias: the heads, from feature maps to planar logits. */

#pragma once

#include "core/features.h"
#include "core/workers.h"

G_BEGIN_DECLS

/**
 * ll_conv1x1_forward:
 * @in: feature maps
 * @weights: [out][in]
 * @bias: [out]
 * @out: (out caller-allocates): [out][batch][height][width]
 */
void ll_conv1x1_forward (LlWorkers *workers,
                         const LlFeatures *in,
                         const gfloat *weights,
                         const gfloat *bias,
                         const LlTensor *out);

/**
 * ll_conv1x1_backward:
 * @in: the input of the forward pass
 * @weights: [out][in]
 * @out_grad: gradient at the output
 * @in_grad: (out caller-allocates): gradient at the input
 * @accumulate: add to @in_grad
 * @weight_grad: (out caller-allocates): [out][in], overwritten
 * @bias_grad: (out caller-allocates): [out], overwritten
 */
void ll_conv1x1_backward (LlWorkers *workers,
                          const LlFeatures *in,
                          const gfloat *weights,
                          const LlTensor *out_grad,
                          const LlFeatures *in_grad,
                          gboolean accumulate,
                          gfloat *weight_grad,
                          gfloat *bias_grad);

G_END_DECLS
