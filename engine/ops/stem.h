/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first 3x3 convolution of a network: from planar images to feature maps, padding 1,
 * no bias.  Weights are [out][in][3][3].
 */

#pragma once

#include "core/features.h"
#include "core/workers.h"

G_BEGIN_DECLS

/**
 * ll_stem_forward:
 * @in: images
 * @out: (out caller-allocates): feature maps of the same size
 * @moments: (out caller-allocates): [blocks of @out][2][16], as of ll_conv3x3_forward()
 */
void ll_stem_forward (LlWorkers *workers,
                      const LlTensor *in,
                      const gfloat *weights,
                      const LlFeatures *out,
                      gdouble *moments);

/* @out = leaky ReLU (scale * convolution + bias), for prediction. */
void ll_stem_infer (LlWorkers *workers,
                    const LlTensor *in,
                    const gfloat *weights,
                    const gfloat *scale,
                    const gfloat *bias,
                    const LlFeatures *out);

/* @weight_grad: (out caller-allocates): overwritten, laid out as the weights. */
void ll_stem_weight_gradient (LlWorkers *workers,
                              const LlTensor *in,
                              const LlFeatures *out_grad,
                              gfloat *weight_grad);

G_END_DECLS
