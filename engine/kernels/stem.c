/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first convolution is computed directly: with one or three input channels, a
 * transform gains little, and a block of input channels would consist mostly of padding.
 */

#include "kernels/kernels.h"
#include "kernels/vector.h"

#define KERNEL 3
#define TAPS   (KERNEL * KERNEL)

/* Returns the input of tap @k at @x in one channel. */
LL_INLINE gfloat
stem_pixel (const gfloat *rows, gint width, gint x, gint k)
{
  return rows[(k / KERNEL) * (width + 2) + x + k % KERNEL];
}

static void
kernel_stem (const gfloat *rows,
             gint channels,
             gint width,
             const gfloat *w,
             gfloat *out,
             const gfloat *bias,
             gdouble *moments)
{
  for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
    {
      LlVector shift = { 0 };
      LlVector sum = { 0 };
      LlVector squares = { 0 };

      for (gint x = 0; x < width; x++)
        {
          LlVector value = bias ? ll_load (bias + part) : (LlVector){ 0 };

          for (gint c = 0; c < channels; c++)
            {
              LL_UNROLL
              for (gint k = 0; k < TAPS; k++)
                value += stem_pixel (rows + c * KERNEL * (width + 2), width, x, k) *
                         ll_load (w + (c * TAPS + k) * LL_BLOCK + part);
            }

          if (bias)
            value = ll_max (value, LL_LEAKY_SLOPE * value);
          if (x == 0)
            shift = value;
          sum += value - shift;
          squares += (value - shift) * (value - shift);
          ll_store (out + (gsize) x * LL_BLOCK + part, value);
        }

      if (moments)
        ll_add_moments (moments + part, (gsize) width, shift, sum, squares);
    }
}

static void
kernel_stem_gradient (const gfloat *rows,
                      gint channels,
                      gint width,
                      const gfloat *out_grad,
                      gfloat *w_grad)
{
  for (gint c = 0; c < channels; c++, rows += KERNEL * (width + 2))
    for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
      {
        LlVector sums[TAPS];
        gfloat *to = w_grad + c * TAPS * LL_BLOCK + part;

        LL_UNROLL
        for (gint k = 0; k < TAPS; k++)
          sums[k] = ll_load (to + k * LL_BLOCK);

        for (gint x = 0; x < width; x++)
          {
            LlVector g = ll_load (out_grad + (gsize) x * LL_BLOCK + part);

            LL_UNROLL
            for (gint k = 0; k < TAPS; k++)
              sums[k] += g * stem_pixel (rows, width, x, k);
          }

        LL_UNROLL
        for (gint k = 0; k < TAPS; k++)
          ll_store (to + k * LL_BLOCK, sums[k]);
      }
}
