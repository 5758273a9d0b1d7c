/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The 1x1 convolution of a head, from one block of channels to a few planes. */

#include "kernels/kernels.h"
#include "kernels/vector.h"

/* Computes all outputs of a pixel in one block.  The weights [16 inputs][16 outputs] have
 * the layout of a wider convolution.
 */
LL_INLINE void
head_pixel (const gfloat *in, const gfloat *weights, gfloat *out)
{
  LlVector sums[LL_PARTS] = { 0 };

  LL_UNROLL
  for (gint c = 0; c < LL_BLOCK; c++)
    {
      LlVector value = ll_splat (in[c]);

      LL_UNROLL
      for (gint part = 0; part < LL_PARTS; part++)
        sums[part] += value * ll_load (weights + c * LL_BLOCK + part * LL_VECTOR);
    }

  LL_UNROLL
  for (gint part = 0; part < LL_PARTS; part++)
    ll_store (out + part * LL_VECTOR, sums[part]);
}

static void
kernel_head (const gfloat *in,
             gsize n,
             const gfloat *w,
             gint outputs,
             gfloat *out,
             gsize out_stride)
{
  gfloat weights[LL_BLOCK * LL_BLOCK] __attribute__ ((aligned (64))) = { 0 };
  gfloat sums[LL_BLOCK * LL_BLOCK] __attribute__ ((aligned (64)));

  for (gint o = 0; o < outputs; o++)
    for (gint c = 0; c < LL_BLOCK; c++)
      weights[c * LL_BLOCK + o] = w[o * LL_BLOCK + c];

  for (gsize first = 0; first < n; first += LL_BLOCK)
    {
      gsize count = MIN (LL_BLOCK, n - first);

      for (gsize i = 0; i < count; i++)
        head_pixel (in + (first + i) * LL_BLOCK, weights, sums + i * LL_BLOCK);
      for (gint o = 0; o < outputs; o++)
        for (gsize i = 0; i < count; i++)
          out[(gsize) o * out_stride + first + i] += sums[i * LL_BLOCK + (gsize) o];
    }
}

static void
kernel_head_back (const gfloat *in,
                  gsize n,
                  const gfloat *w,
                  gint outputs,
                  const gfloat *out_grad,
                  gsize out_stride,
                  gfloat *in_grad,
                  gboolean accumulate,
                  gfloat *w_grad)
{
  for (gint o = 0; o < outputs; o++)
    for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
      {
        LlVector weights = ll_load (w + o * LL_BLOCK + part);
        LlVector sum = { 0 };

        for (gsize i = 0; i < n; i++)
          {
            gfloat g = out_grad[(gsize) o * out_stride + i];
            gfloat *to = in_grad + i * LL_BLOCK + part;

            sum += g * ll_load (in + i * LL_BLOCK + part);
            if (accumulate || o > 0)
              ll_store (to, ll_load (to) + g * weights);
            else
              ll_store (to, g * weights);
          }
        ll_store (w_grad + o * LL_BLOCK + part,
                  ll_load (w_grad + o * LL_BLOCK + part) + sum);
      }
}
