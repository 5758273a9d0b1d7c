/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Planar images and logits: few channels, one after the other, and in a channel the images
 * of the batch one after the other ([channels][batch][height][width]).  Feature maps lie
 * in blocks of channels, see features.h.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint channels;
  gint batch;
  gint height;
  gint width;
  gsize stride; /* floats from a channel to the next, >= batch * height * width */
  gfloat *data; /* not owned                                                    */
} LlTensor;

/* A tensor over @data without gaps. */
LlTensor ll_tensor (gfloat *data, gint channels, gint batch, gint height, gint width);

/* Images @first .. @first + @n - 1 of the batch, sharing memory. */
LlTensor ll_tensor_slice (const LlTensor *tensor, gint first, gint n);

/* Pixels of the whole batch in one channel. */
static inline gsize
ll_tensor_pixels (const LlTensor *tensor)
{
  return (gsize) tensor->batch * (gsize) tensor->height * (gsize) tensor->width;
}

static inline gfloat *
ll_tensor_channel (const LlTensor *tensor, gint channel)
{
  return tensor->data + (gsize) channel * tensor->stride;
}

/* The pixels of one channel of one image: [height][width]. */
static inline gfloat *
ll_tensor_plane (const LlTensor *tensor, gint channel, gint image)
{
  return ll_tensor_channel (tensor, channel) +
         (gsize) image * (gsize) tensor->height * (gsize) tensor->width;
}

/* Memory aligned to 64 bytes (large blocks: to 2 MiB, with huge pages asked for).
 * Never returns %NULL.  Contents are undefined.
 */
gpointer ll_aligned_alloc (gsize bytes);
void ll_aligned_free (gpointer memory);

G_END_DECLS
