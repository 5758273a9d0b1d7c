/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Feature maps, in blocks of channels. */

#include "core/features.h"

LlFeatures
ll_features (gfloat *data, gint channels, gint batch, gint height, gint width)
{
  LlFeatures features = {
    .channels = channels,
    .batch = batch,
    .height = height,
    .width = width,
    .stride = (gsize) batch * (gsize) height * (gsize) width * LL_BLOCK,
    .data = data,
  };

  return features;
}

LlFeatures
ll_features_slice (const LlFeatures *features, gint first, gint n)
{
  LlFeatures slice = *features;

  g_assert (first >= 0 && n > 0 && first + n <= features->batch);

  slice.batch = n;
  slice.data += (gsize) first * ll_features_plane_size (features);
  return slice;
}

void
ll_features_from_planar (const LlTensor *planar, const LlFeatures *features)
{
  gsize pixels = (gsize) planar->height * (gsize) planar->width;

  for (gint c = 0; c < ll_count_blocks (features->channels) * LL_BLOCK; c++)
    for (gint image = 0; image < features->batch; image++)
      {
        gfloat *to =
          ll_features_plane (features, c / LL_BLOCK, image) + (gsize) (c % LL_BLOCK);

        for (gsize i = 0; i < pixels; i++)
          to[i * LL_BLOCK] =
            c < planar->channels ? ll_tensor_plane (planar, c, image)[i] : 0.0f;
      }
}

void
ll_features_to_planar (const LlFeatures *features, const LlTensor *planar)
{
  gsize pixels = (gsize) planar->height * (gsize) planar->width;

  for (gint c = 0; c < planar->channels; c++)
    for (gint image = 0; image < planar->batch; image++)
      {
        const gfloat *from =
          ll_features_plane (features, c / LL_BLOCK, image) + (gsize) (c % LL_BLOCK);
        gfloat *to = ll_tensor_plane (planar, c, image);

        for (gsize i = 0; i < pixels; i++)
          to[i] = from[i * LL_BLOCK];
      }
}
