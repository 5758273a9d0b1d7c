/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What both algorithms for convolutions share.
 *
 * The forward pass and the gradient at the inputs are the same computation: up to two arrays
 * of feature maps are convolved with filters, which gives up to two others.  The first array may
 * hold two copies of the batch (two tasks with the same filters) besides a second with
 * one (what both tasks are concatenated with); whatever can be done once for both copies
 * is.
 *
 * A streamed pass is one in which a task takes a few tiles through all channels: its numbers
 * stay in the cache, and the transformed weights are prepared beforehand.  A deep pass, for
 * layers with more weights than pixels, transforms all tiles first; then a task takes all
 * tiles to a few output blocks and transforms the weights on the way.
 */

#pragma once

#include "kernels/kernels.h"
#include "ops/conv3x3.h"
#include "ops/filters.h"

G_BEGIN_DECLS

/* Tiles that a streamed task takes. */
#define LL_STREAMED_TILES 32

/* Tiles of a deep pass; larger batches are taken in several. */
#define LL_DEEP_TILES 128

/* Input channels whose weights are transformed at once in a deep pass. */
#define LL_DEEP_CHANNELS 64

/* Output blocks that are multiplied together. */
typedef struct
{
  gint array;   /* which of the two output arrays            */
  gint block;   /* first block within that array             */
  gint n;       /* blocks                                    */
  gint channel; /* first output channel within the filters   */
} LlGroup;

struct _LlPreparedConv
{
  gfloat *weights; /* transformed (streamed) or packed (deep) */
  gfloat *bias;    /* [blocks * 16]                           */
};

typedef struct
{
  LlWorkers *workers;
  const LlKernels *kernels;
  LlFilters filters;
  const LlFeatures *in[2];  /* the second may be %NULL                        */
  const LlFeatures *out[2]; /* the second may be %NULL                             */
  gboolean accumulate[2];   /* add to the output array                        */
  gdouble *moments;         /* (nullable): [blocks][2][16] sums of the first
                             * output array and of its squares                */
  const LlPreparedConv *prepared; /* (nullable)                                   */

  /* Set by ll_pass_init(). */
  gint images; /* of one copy                                                */
  gint copies; /* 1 or 2: copies of the batch in the first arrays            */
  gint tiles;  /* of an image                                                */
  gint inputs; /* channels of both input arrays                              */
  LlGroup *groups;
  gint n_groups;
} LlPass;

/* Fills in what follows from the arrays. */
void ll_pass_init (LlPass *pass);
void ll_pass_clear (LlPass *pass);

/* Output channels of block @i of a group that are not padding. */
gint ll_pass_count_channels (const LlPass *pass, const LlGroup *group, gint i);

/* Whether weights outweigh maps of @tiles tiles per image. */
gboolean ll_conv_is_deep (gint inputs, gint outputs, gint tiles);

/* A count of tiles, filled up for the inner loops. */
static inline gint
ll_pad_tiles (gint tiles)
{
  return (tiles + LL_TILE_STEP - 1) / LL_TILE_STEP * LL_TILE_STEP;
}

/* How @blocks of @tiles lie in a plane. */
static inline LlSteps
ll_steps (const LlKernels *kernels, gint blocks, gint tiles)
{
  if (kernels->side_by_side)
    return (LlSteps){ LL_BLOCK, (gsize) blocks * LL_BLOCK };
  return (LlSteps){ (gsize) tiles * LL_BLOCK, LL_BLOCK };
}

/* Floats from a plane of @floats to the next: an odd number of cache lines, or the planes
 * of a tile would fall on the same sets of the cache.
 */
static inline gsize
ll_plane_stride (gsize floats)
{
  return (floats / LL_BLOCK | 1) * LL_BLOCK;
}

/* Transformed weights of a whole streamed pass: floats, and where a group's begin:
 * [36][inputs][group * 16].
 */
gsize ll_pass_weights_size (const LlPass *pass);
gsize ll_pass_weights_start (const LlPass *pass, gint group);

/* Packed or transformed weights, with @scale [outputs] (nullable). */
void ll_pass_transform_weights (const LlPass *pass, const gfloat *scale, gfloat *to);
void ll_pass_pack_weights (const LlPass *pass, const gfloat *scale, gfloat *to);

void ll_pass_run_streamed (LlPass *pass);
void ll_pass_run_deep (LlPass *pass);

G_END_DECLS
