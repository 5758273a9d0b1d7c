/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Feature maps in blocks of channels.
 *
 * The layout is [block][batch][height][width][16]: 16 channels of a pixel lie side by
 * side and fill one to four registers, whatever the operation does with its neighbours.
 * The last block is filled up with channels that hold zeros, and every operation keeps
 * them so.  Images and logits, which have few channels, stay planar (tensor.h).
 */

#pragma once

#include "core/tensor.h"

G_BEGIN_DECLS

/* Channels of a block. */
#define LL_BLOCK 16

typedef struct _LlFeatures LlFeatures;

struct _LlFeatures
{
  gint channels;
  gint batch;
  gint height;
  gint width;
  gsize stride; /* floats from a block to the next, >= batch * height * width * 16 */
  gfloat *data; /* not owned, aligned to 64 bytes                                  */

  /* Instead of @data: maps of half the height and width, not owned, of which the second
   * (nullable) is the rest of the batch.  Their up-sampling is never written: 3x3
   * convolutions, which alone take such features, make it as they read.
   */
  const LlFeatures *small[2];
};

/* Feature maps over @data without gaps. */
LlFeatures ll_features (gfloat *data, gint channels, gint batch, gint height, gint width);

/* Images @first .. @first + @n - 1 of the batch, sharing memory. */
LlFeatures ll_features_slice (const LlFeatures *features, gint first, gint n);

/* Blocks that hold @channels. */
static inline gint
ll_count_blocks (gint channels)
{
  return (channels + LL_BLOCK - 1) / LL_BLOCK;
}

/* Floats of one block of one image. */
static inline gsize
ll_features_plane_size (const LlFeatures *features)
{
  return (gsize) features->height * (gsize) features->width * LL_BLOCK;
}

/* One block of one image: [height][width][16]. */
static inline gfloat *
ll_features_plane (const LlFeatures *features, gint block, gint image)
{
  return features->data + (gsize) block * features->stride +
         (gsize) image * ll_features_plane_size (features);
}

/* Between the layouts; the padding of the last block becomes zero. */
void ll_features_from_planar (const LlTensor *planar, const LlFeatures *features);
void ll_features_to_planar (const LlFeatures *features, const LlTensor *planar);

G_END_DECLS
