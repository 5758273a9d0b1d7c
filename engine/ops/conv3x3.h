/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 3x3 convolution, padding 1, no bias.
 *
 * Weights are [out][in][3][3], as in PyTorch.  Two inputs are treated as one
 * concatenated input.  With half of the batch in the first, the second is shared:
 * each half of the output sees the same second input, whose transform is computed only
 * once.
 */

#pragma once

#include "core/features.h"
#include "core/workers.h"

G_BEGIN_DECLS

/**
 * ll_conv3x3_forward:
 * @first: feature maps
 * @second: (nullable): feature maps to concatenate after @first
 * @weights: [out][channels of both][3][3]
 * @out: (out caller-allocates): feature maps of the same size
 * @moments: (out caller-allocates) (nullable): [blocks of @out][2][16]: sums of each
 *   channel and of its squares, for ll_batchnorm_forward()
 */
void ll_conv3x3_forward (LlWorkers *workers,
                         const LlFeatures *first,
                         const LlFeatures *second,
                         const gfloat *weights,
                         const LlFeatures *out,
                         gdouble *moments);

/**
 * ll_conv3x3_input_gradient:
 * @out_grad: gradient at the output
 * @weights: as in the forward pass
 * @first_grad: (out caller-allocates): gradient at the first input
 * @add_first: add to it instead of overwriting it
 * @second_grad: (out caller-allocates) (nullable): gradient at the second input
 * @add_second: add to it instead of overwriting it
 */
void ll_conv3x3_input_gradient (LlWorkers *workers,
                                const LlFeatures *out_grad,
                                const gfloat *weights,
                                const LlFeatures *first_grad,
                                gboolean add_first,
                                const LlFeatures *second_grad,
                                gboolean add_second);

/**
 * ll_conv3x3_weight_gradient:
 * @first: the inputs of the forward pass
 * @second: (nullable): the second input of the forward pass
 * @out_grad: gradient at the output
 * @weight_grad: (out caller-allocates): overwritten, laid out as the weights
 */
void ll_conv3x3_weight_gradient (LlWorkers *workers,
                                 const LlFeatures *first,
                                 const LlFeatures *second,
                                 const LlFeatures *out_grad,
                                 gfloat *weight_grad);

/* Weights with a scale and a bias, transformed for prediction. */
typedef struct _LlPreparedConv LlPreparedConv;

/**
 * ll_prepared_conv_new:
 * @first: feature maps of the shape of the first input
 * @second: (nullable): feature maps of the shape of the second input
 * @out: feature maps of the shape of the output
 * @weights: [out][channels of both][3][3], which are copied
 * @scale: [out channels]
 * @bias: [out channels]
 */
LlPreparedConv *ll_prepared_conv_new (LlWorkers *workers,
                                      const LlFeatures *first,
                                      const LlFeatures *second,
                                      const LlFeatures *out,
                                      const gfloat *weights,
                                      const gfloat *scale,
                                      const gfloat *bias);
void ll_prepared_conv_free (LlPreparedConv *conv);

/* @out = leaky ReLU (scale * convolution + bias). */
void ll_prepared_conv_run (LlPreparedConv *conv,
                           LlWorkers *workers,
                           const LlFeatures *first,
                           const LlFeatures *second,
                           const LlFeatures *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlPreparedConv, ll_prepared_conv_free)

/* A 3x3 convolution whose memory is to be estimated. */
typedef struct
{
  gint inputs;  /* channels of all inputs together   */
  gint outputs; /* channels                          */
  gint images;  /* of the largest input              */
  gint tiles;   /* of 4x4 pixels, of one image       */
  gboolean training;
} LlConvShape;

/* Bytes, at most. */
typedef struct
{
  gsize shared;   /* of all workers, during a pass            */
  gsize scratch;  /* of each worker, during a pass            */
  gsize prepared; /* of ll_prepared_conv_new(), for its life  */
} LlConvMemory;

/**
 * ll_conv3x3_estimate:
 * @n_workers: that passes would run on
 * @memory: (out caller-allocates): what they would need besides the maps
 */
void ll_conv3x3_estimate (const LlConvShape *shape, gint n_workers, LlConvMemory *memory);

/* Tiles of 4x4 pixels. */
gint ll_count_tiles (gint height, gint width);

G_END_DECLS
