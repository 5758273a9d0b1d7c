/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The inner loops of the direct 3x3 convolution, one set an instruction set: the same
 * source (conv-kernel.c) compiled with other flags and vector lengths.
 *
 * Vectors run along image rows: the layout is planar, so that a row shifted by one pixel
 * is an unaligned load, and no matrix of columns is ever written.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bounds over all sets, for buffers on the stack. */
#define LL_CONV_MAX_PIXELS   32
#define LL_CONV_MAX_CHANNELS 8

typedef struct
{
  const gchar *name;
  gint pixels;   /* of a row, that a tile of the forward pass covers        */
  gint channels; /* output channels that both passes take at once           */
  gint vector;   /* floats of a vector: rows of the weight gradient's inputs
                  * are padded with zeros to a multiple                      */

  /**
   * forward:
   * @in: upper left of the window of the tile's first pixel
   * @in_channels: channels of @in, @channel_stride floats apart, rows @row_stride apart
   * @weights: [in_channels][9][channels]
   * @out: (out caller-allocates): [channels][pixels]
   */
  void (*forward) (const gfloat *in,
                   gint in_channels,
                   gsize channel_stride,
                   gsize row_stride,
                   const gfloat *weights,
                   gfloat *out);

  /**
   * weight_gradient:
   * @in: upper left of the window of the first pixel, one input channel
   * @in_stride: floats from a row to the next
   * @out_grad: [channels] planes, @plane_stride floats apart, rows @out_stride apart
   * @rows: rows to sum over
   * @width: pixels of a row, a multiple of @vector
   * @grad: (inout): added to, [channels][9]
   */
  void (*weight_gradient) (const gfloat *in,
                           gsize in_stride,
                           const gfloat *out_grad,
                           gsize plane_stride,
                           gsize out_stride,
                           gint rows,
                           gint width,
                           gfloat *grad);
} LlConvKernel;

/* The fastest set that this processor can run. */
const LlConvKernel *ll_conv_kernel_get (void);

/* The sets that this build holds and this processor can run, ends with %NULL. */
const LlConvKernel *const *ll_conv_kernel_list (void);

G_END_DECLS
