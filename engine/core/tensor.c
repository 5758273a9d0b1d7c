/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Planar images, and the allocation of their memory and that of feature maps. */

#include "core/tensor.h"

#ifdef __unix__
#include <sys/mman.h>
#endif

#define CACHE_LINE 64
#define HUGE_PAGE  ((gsize) 2 << 20)

LlTensor
ll_tensor (gfloat *data, gint channels, gint batch, gint height, gint width)
{
  LlTensor tensor = {
    .channels = channels,
    .batch = batch,
    .height = height,
    .width = width,
    .stride = (gsize) batch * (gsize) height * (gsize) width,
    .data = data,
  };

  return tensor;
}

LlTensor
ll_tensor_slice (const LlTensor *tensor, gint first, gint n)
{
  LlTensor slice = *tensor;

  g_assert (first >= 0 && n > 0 && first + n <= tensor->batch);

  slice.batch = n;
  slice.data += (gsize) first * (gsize) tensor->height * (gsize) tensor->width;
  return slice;
}

gpointer
ll_aligned_alloc (gsize bytes)
{
  gsize alignment = bytes >= HUGE_PAGE ? HUGE_PAGE : CACHE_LINE;
  gsize blocks = MAX (bytes, 1) / alignment + 1;
  gpointer memory = g_aligned_alloc (blocks, alignment, alignment);

#ifdef MADV_HUGEPAGE
  /* Convolutions access many distant rows at once, which would cost TLB misses with small
   * pages.
   */
  if (alignment == HUGE_PAGE)
    madvise (memory, blocks * alignment, MADV_HUGEPAGE);
#endif

  return memory;
}

void
ll_aligned_free (gpointer memory)
{
  g_aligned_free (memory);
}
