/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The 1x1 convolution of a head, from one block of channels to a few planes. */

#include "kernels/sets.h"
#include "kernels/vector.h"

void
LL_SET (ll_head) (const gfloat *in,
                  gsize n,
                  const gfloat *w,
                  gint outputs,
                  gfloat *out,
                  gsize out_stride)
{
  /* 16 pixels at a time, turned so that a vector holds one channel of them. */
  gfloat turned[LL_BLOCK][LL_BLOCK] __attribute__ ((aligned (64)));
  gsize i = 0;

  for (; i + LL_BLOCK <= n; i += LL_BLOCK)
    {
      for (gint p = 0; p < LL_BLOCK; p++)
        for (gint c = 0; c < LL_BLOCK; c++)
          turned[c][p] = in[(i + (gsize) p) * LL_BLOCK + (gsize) c];

      for (gint o = 0; o < outputs; o++)
        {
          gfloat *to = out + (gsize) o * out_stride + i;

          for (gint c = 0; c < LL_BLOCK; c++)
            for (gint p = 0; p < LL_BLOCK; p++)
              to[p] += w[o * LL_BLOCK + c] * turned[c][p];
        }
    }

  for (; i < n; i++)
    for (gint o = 0; o < outputs; o++)
      for (gint c = 0; c < LL_BLOCK; c++)
        out[(gsize) o * out_stride + i] +=
          w[o * LL_BLOCK + c] * in[i * LL_BLOCK + (gsize) c];
}

void
LL_SET (ll_head_back) (const gfloat *in,
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
