/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Upper bounds of the memory that conv-streamed.c, conv-deep.c and the gradients beside them
 * ask their workers for.
 */

#include "ops/conv-gradient.h"
#include "ops/conv-pass.h"
#include "ops/conv3x3.h"

/* Channels of two arrays, each filled up to whole blocks. */
static gsize
pad_channels (gint channels)
{
  return (gsize) (ll_count_blocks (channels) + 1) * LL_BLOCK;
}

static void
estimate_deep (const LlConvShape *shape, gsize in, gsize out, LlConvMemory *memory)
{
  gsize tiles = (gsize) MAX (LL_DEEP_TILES, 2 * shape->tiles) + 2 * LL_TILE_STEP;
  gsize columns = (gsize) LL_MAX_GROUP * LL_BLOCK;

  memory->shared = 2 * LL_PLANES * tiles * (in + out) * sizeof (gfloat);
  memory->scratch = (LL_DEEP_CHANNELS * LL_TAPS * LL_BLOCK +
                     LL_PLANES * columns * (LL_DEEP_CHANNELS + tiles)) *
                    sizeof (gfloat);
  memory->prepared = LL_TAPS * in * out * sizeof (gfloat);
}

static void
estimate_streamed (const LlConvShape *shape,
                   gint n_workers,
                   gsize in,
                   gsize out,
                   LlConvMemory *memory)
{
  gsize weights = LL_PLANES * in * out * sizeof (gfloat);
  gsize parts = (gsize) (shape->tiles + LL_STREAMED_TILES - 1) / LL_STREAMED_TILES;
  gsize moments = (gsize) shape->images * parts * 2 * out * sizeof (gdouble);
  gsize channels = 3 * (in + out) + 2 * LL_MAX_GROUP * LL_BLOCK;

  memory->shared = weights + moments;
  if (shape->training)
    memory->shared = MAX (
      memory->shared, (gsize) ll_gradient_count_shares (n_workers, weights) * weights);
  memory->scratch = LL_PLANES * LL_STREAMED_TILES * channels * sizeof (gfloat);
  memory->prepared = weights;
}

void
ll_conv3x3_estimate (const LlConvShape *shape, gint n_workers, LlConvMemory *memory)
{
  gsize in = pad_channels (shape->inputs);
  gsize out = pad_channels (shape->outputs);

  if (ll_conv_is_deep (shape->inputs, shape->outputs, shape->tiles))
    estimate_deep (shape, in, out, memory);
  else
    estimate_streamed (shape, n_workers, in, out, memory);
}
