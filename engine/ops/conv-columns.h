/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 3x3 convolution as a matrix product by OpenBLAS: the portable way, and the faster one
 * where rows are short.  The functions are those of conv3x3.h.
 */

#pragma once

#include "core/tensor.h"
#include "core/workers.h"

G_BEGIN_DECLS

void ll_conv_columns_forward (LlWorkers *workers,
                              const LlTensor *in,
                              const gfloat *weights,
                              gsize weight_stride,
                              const LlTensor *out,
                              gboolean accumulate);

void ll_conv_columns_input_gradient (LlWorkers *workers,
                                     const LlTensor *out_grad,
                                     const gfloat *weights,
                                     gsize weight_stride,
                                     const LlTensor *in_grad,
                                     gboolean accumulate);

void ll_conv_columns_weight_gradient (LlWorkers *workers,
                                      const LlTensor *in,
                                      const LlTensor *out_grad,
                                      gfloat *weight_grad,
                                      gsize weight_stride);

G_END_DECLS
