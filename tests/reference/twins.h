/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Slow, readable twins of the engine's operations.
 *
 * Each does what the function of the same name in engine/ops/ does, with the same
 * arguments apart from the workers, in plain loops that sum in double precision.
 */

#pragma once

#include "core/tensor.h"

G_BEGIN_DECLS

void ll_twin_conv3x3_forward (const LlTensor *in,
                              const gfloat *weights,
                              gsize weight_stride,
                              const LlTensor *out,
                              gboolean accumulate);
void ll_twin_conv3x3_input_gradient (const LlTensor *out_grad,
                                     const gfloat *weights,
                                     gsize weight_stride,
                                     const LlTensor *in_grad,
                                     gboolean accumulate);
void ll_twin_conv3x3_weight_gradient (const LlTensor *in,
                                      const LlTensor *out_grad,
                                      gfloat *weight_grad,
                                      gsize weight_stride);

void ll_twin_conv1x1_forward (const LlTensor *in,
                              const gfloat *weights,
                              const gfloat *bias,
                              const LlTensor *out);
void ll_twin_conv1x1_backward (const LlTensor *in,
                               const gfloat *weights,
                               const LlTensor *out_grad,
                               const LlTensor *in_grad,
                               gboolean accumulate,
                               gfloat *weight_grad,
                               gfloat *bias_grad);

/* With the slope of PyTorch's LeakyReLU, 0.01, for negative values. */
gdouble ll_twin_leaky_relu (gdouble value);

void ll_twin_batchnorm_forward (const LlTensor *in,
                                const gfloat *gamma,
                                const gfloat *beta,
                                gfloat *mean,
                                gfloat *inverse,
                                gfloat *running_mean,
                                gfloat *running_variance,
                                gfloat momentum,
                                const LlTensor *out);
void ll_twin_batchnorm_infer (const LlTensor *in,
                              const gfloat *gamma,
                              const gfloat *beta,
                              const gfloat *running_mean,
                              const gfloat *running_variance,
                              const LlTensor *out);
void ll_twin_batchnorm_backward (const LlTensor *in,
                                 const LlTensor *out_grad,
                                 const gfloat *gamma,
                                 const gfloat *beta,
                                 const gfloat *mean,
                                 const gfloat *inverse,
                                 const LlTensor *in_grad,
                                 gfloat *gamma_grad,
                                 gfloat *beta_grad);

void ll_twin_maxpool_forward (const LlTensor *in, const LlTensor *out);
void ll_twin_maxpool_backward (const LlTensor *in,
                               const LlTensor *out_grad,
                               const LlTensor *in_grad,
                               gboolean accumulate);

void ll_twin_upsample_forward (const LlTensor *in, const LlTensor *out);
void ll_twin_upsample_backward (const LlTensor *out_grad,
                                const LlTensor *in_grad,
                                gboolean accumulate);

void ll_twin_add (const LlTensor *a, const LlTensor *b, const LlTensor *out);
void ll_twin_copy (const LlTensor *in, const LlTensor *out, gboolean accumulate);

void ll_twin_concat_forward (const LlTensor *parts, gint n_parts, const LlTensor *out);
void ll_twin_concat_backward (const LlTensor *out_grad,
                              gint first,
                              const LlTensor *part_grad,
                              gboolean accumulate);

void ll_twin_softmax (const LlTensor *logits, const LlTensor *out);
gdouble ll_twin_cross_entropy (const LlTensor *logits,
                               const guint8 *labels,
                               const gfloat *class_weights,
                               gfloat scale,
                               const LlTensor *grad);

/* @grad: (inout) (nullable): the gradient is added to it. */
gdouble ll_twin_soft_dice (const LlTensor *logits,
                           const guint8 *labels,
                           gfloat scale,
                           const LlTensor *grad);

void ll_twin_adam (gsize n,
                   const gfloat *grad,
                   gfloat *first,
                   gfloat *second,
                   gfloat *parameters,
                   gdouble rate,
                   gint64 step);

G_END_DECLS
