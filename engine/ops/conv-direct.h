/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Direct 3x3 convolution, for rows at least as long as a tile: where channels are few, a
 * matrix product spends most of its time on moving columns about.
 *
 * The functions are those of conv3x3.h with the inner loops as an argument.
 */

#pragma once

#include "core/tensor.h"
#include "core/workers.h"
#include "ops/conv-kernel.h"

G_BEGIN_DECLS

void ll_conv_direct_forward (LlWorkers *workers,
                             const LlConvKernel *kernel,
                             const LlTensor *in,
                             const gfloat *weights,
                             gsize weight_stride,
                             const LlTensor *out,
                             gboolean accumulate);

void ll_conv_direct_input_gradient (LlWorkers *workers,
                                    const LlConvKernel *kernel,
                                    const LlTensor *out_grad,
                                    const gfloat *weights,
                                    gsize weight_stride,
                                    const LlTensor *in_grad,
                                    gboolean accumulate);

void ll_conv_direct_weight_gradient (LlWorkers *workers,
                                     const LlConvKernel *kernel,
                                     const LlTensor *in,
                                     const LlTensor *out_grad,
                                     gfloat *weight_grad,
                                     gsize weight_stride);

G_END_DECLS
