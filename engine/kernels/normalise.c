/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Batch normalisation and leaky ReLU over the pixels of a block, in place.
 *
 * The leaky ReLU can be undone, so that what went into it need not be kept (Rota Bulo et
 * al., "In-place activated batch norm for memory-optimized training of DNNs", 2018).
 */

#include "kernels/sets.h"
#include "kernels/vector.h"

/* Plain loops over the 16 channels: compilers make vectors of them. */
#define EACH_CHANNEL for (gint c = 0; c < LL_BLOCK; c++)

LL_INLINE gfloat
undo (gfloat y)
{
  return y > 0.0f ? y : y * (1.0f / LL_LEAKY_SLOPE);
}

LL_INLINE gfloat
slope (gfloat y)
{
  return y > 0.0f ? 1.0f : LL_LEAKY_SLOPE;
}

void
LL_SET (ll_normalise) (gfloat *restrict x,
                       gsize n,
                       const gfloat *restrict scale,
                       const gfloat *restrict shift)
{
  for (gsize i = 0; i < n; i++, x += LL_BLOCK)
    EACH_CHANNEL
    {
      gfloat a = x[c] * scale[c] + shift[c];

      x[c] = a > 0.0f ? a : LL_LEAKY_SLOPE * a;
    }
}

void
LL_SET (ll_normalise_sums) (const gfloat *restrict y,
                            const gfloat *restrict grad,
                            gsize n,
                            gfloat *restrict sums)
{
  gfloat sum[LL_BLOCK] = { 0 };
  gfloat products[LL_BLOCK] = { 0 };

  for (gsize i = 0; i < n; i++, y += LL_BLOCK, grad += LL_BLOCK)
    EACH_CHANNEL
    {
      gfloat g = grad[c] * slope (y[c]);

      sum[c] += g;
      products[c] += g * undo (y[c]);
    }

  EACH_CHANNEL
  {
    sums[c] += sum[c];
    sums[LL_BLOCK + c] += products[c];
  }
}

void
LL_SET (ll_normalise_back) (const gfloat *restrict y,
                            gfloat *restrict grad,
                            gsize n,
                            const gfloat *restrict scale,
                            const gfloat *restrict factor,
                            const gfloat *restrict offset)
{
  for (gsize i = 0; i < n; i++, y += LL_BLOCK, grad += LL_BLOCK)
    EACH_CHANNEL
  grad[c] = grad[c] * slope (y[c]) * scale[c] + (undo (y[c]) * factor[c] + offset[c]);
}
