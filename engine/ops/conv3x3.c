/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 3x3 convolution: directly where rows are long, else as a matrix product. */

#include "ops/conv-columns.h"
#include "ops/conv-direct.h"
#include "ops/conv3x3.h"

/* The inner loops for a direct convolution, or %NULL where rows are too short to fill
 * their vectors.
 */
static const LlConvKernel *
choose_kernel (const LlTensor *tensor)
{
  const LlConvKernel *kernel = ll_conv_kernel_get ();

  return tensor->width >= kernel->pixels ? kernel : NULL;
}

void
ll_conv3x3_forward (LlWorkers *workers,
                    const LlTensor *in,
                    const gfloat *weights,
                    gsize weight_stride,
                    const LlTensor *out,
                    gboolean accumulate)
{
  const LlConvKernel *kernel = choose_kernel (in);

  g_assert (in->batch == out->batch && in->height == out->height &&
            in->width == out->width);

  if (kernel)
    ll_conv_direct_forward (workers, kernel, in, weights, weight_stride, out, accumulate);
  else
    ll_conv_columns_forward (workers, in, weights, weight_stride, out, accumulate);
}

void
ll_conv3x3_input_gradient (LlWorkers *workers,
                           const LlTensor *out_grad,
                           const gfloat *weights,
                           gsize weight_stride,
                           const LlTensor *in_grad,
                           gboolean accumulate)
{
  const LlConvKernel *kernel = choose_kernel (out_grad);

  if (kernel)
    ll_conv_direct_input_gradient (workers, kernel, out_grad, weights, weight_stride,
                                   in_grad, accumulate);
  else
    ll_conv_columns_input_gradient (workers, out_grad, weights, weight_stride, in_grad,
                                    accumulate);
}

void
ll_conv3x3_weight_gradient (LlWorkers *workers,
                            const LlTensor *in,
                            const LlTensor *out_grad,
                            gfloat *weight_grad,
                            gsize weight_stride)
{
  const LlConvKernel *kernel = choose_kernel (in);

  if (kernel)
    ll_conv_direct_weight_gradient (workers, kernel, in, out_grad, weight_grad,
                                    weight_stride);
  else
    ll_conv_columns_weight_gradient (workers, in, out_grad, weight_grad, weight_stride);
}
