/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Up-sampling and max-pooling by a factor of two, and their gradients. */

#include "kernels/kernels.h"
#include "kernels/vector.h"

#define NEAR 0.75f
#define FAR  0.25f

LL_INLINE LlVector
mix_pixels (const gfloat *near, const gfloat *far)
{
  return NEAR * ll_load (near) + FAR * ll_load (far);
}

static void
kernel_upsample (const gfloat *near, const gfloat *far, gint width, gfloat *out)
{
  for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
    {
      LlVector here = mix_pixels (near + part, far + part);
      LlVector left = here;

      for (gint x = 0; x < width; x++)
        {
          gint next = MIN (x + 1, width - 1) * LL_BLOCK + part;
          LlVector right = mix_pixels (near + next, far + next);
          gfloat *to = out + (gsize) x * 2 * LL_BLOCK + part;

          ll_store (to, NEAR * here + FAR * left);
          ll_store (to + LL_BLOCK, NEAR * here + FAR * right);
          left = here;
          here = right;
        }
    }
}

/* Returns the vertical mix of four rows of the gradient, at @x. */
LL_INLINE LlVector
mix_rows (const gfloat *const rows[4], gint x)
{
  return FAR * (ll_load (rows[0] + x) + ll_load (rows[3] + x)) +
         NEAR * (ll_load (rows[1] + x) + ll_load (rows[2] + x));
}

static void
kernel_upsample_back (const gfloat *const rows[4],
                      gint width,
                      gfloat *out,
                      gboolean accumulate)
{
  for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
    {
      /* Columns 2 x - 1 .. 2 x + 2 of the gradient are mixed.  Beyond an edge, the column
       * at the edge takes the place of the missing one.
       */
      LlVector before = { 0 };
      LlVector even = mix_rows (rows, part);

      for (gint x = 0; x < width; x++)
        {
          LlVector odd = mix_rows (rows, (2 * x + 1) * LL_BLOCK + part);
          LlVector after = { 0 };
          LlVector sum = NEAR * (even + odd);
          gfloat *to = out + (gsize) x * LL_BLOCK + part;

          if (x + 1 < width)
            after = mix_rows (rows, (2 * x + 2) * LL_BLOCK + part);
          sum += FAR * ((x > 0 ? before : even) + (x + 1 < width ? after : odd));
          if (accumulate)
            sum += ll_load (to);
          ll_store (to, sum);
          before = odd;
          even = after;
        }
    }
}

static void
kernel_maxpool (const gfloat *upper, const gfloat *lower, gint width, gfloat *out)
{
  for (gint x = 0; x < width; x++)
    {
      for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
        {
          LlVector u = ll_max (ll_load (upper + part), ll_load (upper + LL_BLOCK + part));
          LlVector l = ll_max (ll_load (lower + part), ll_load (lower + LL_BLOCK + part));

          ll_store (out + part, ll_max (u, l));
        }
      upper += 2 * LL_BLOCK;
      lower += 2 * LL_BLOCK;
      out += LL_BLOCK;
    }
}

LL_INLINE void
put_gradient (gfloat *to, LlVector gradient, gboolean accumulate)
{
  if (accumulate)
    gradient += ll_load (to);
  ll_store (to, gradient);
}

LL_INLINE void
maxpool_back (const gfloat *upper,
              const gfloat *lower,
              const gfloat *out_grad,
              gint width,
              gfloat *upper_grad,
              gfloat *lower_grad,
              gboolean accumulate)
{
  const LlVector zero = { 0 };

  for (gint x = 0; x < width; x++)
    {
      for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
        {
          LlVector a = ll_load (upper + part);
          LlVector b = ll_load (upper + LL_BLOCK + part);
          LlVector c = ll_load (lower + part);
          LlVector d = ll_load (lower + LL_BLOCK + part);
          LlVector largest = ll_max (ll_max (a, b), ll_max (c, d));
          LlVector rest = ll_load (out_grad + part);
          LlVector gradient;

          /* The first of equal maxima takes the whole gradient. */
          gradient = ll_select (a == largest, rest, zero);
          put_gradient (upper_grad + part, gradient, accumulate);
          rest = ll_select (a == largest, zero, rest);
          gradient = ll_select (b == largest, rest, zero);
          put_gradient (upper_grad + LL_BLOCK + part, gradient, accumulate);
          rest = ll_select (b == largest, zero, rest);
          gradient = ll_select (c == largest, rest, zero);
          put_gradient (lower_grad + part, gradient, accumulate);
          rest = ll_select (c == largest, zero, rest);
          put_gradient (lower_grad + LL_BLOCK + part, rest, accumulate);
        }
      upper += 2 * LL_BLOCK;
      lower += 2 * LL_BLOCK;
      upper_grad += 2 * LL_BLOCK;
      lower_grad += 2 * LL_BLOCK;
      out_grad += LL_BLOCK;
    }
}

static void
kernel_maxpool_back (const gfloat *upper,
                     const gfloat *lower,
                     const gfloat *out_grad,
                     gint width,
                     gfloat *upper_grad,
                     gfloat *lower_grad,
                     gboolean accumulate)
{
  if (accumulate)
    maxpool_back (upper, lower, out_grad, width, upper_grad, lower_grad, TRUE);
  else
    maxpool_back (upper, lower, out_grad, width, upper_grad, lower_grad, FALSE);
}

static void
kernel_add (const gfloat *restrict a,
            const gfloat *restrict b,
            gsize n,
            gfloat *restrict out)
{
  for (gsize i = 0; i < n; i++)
    out[i] = a[i] + b[i];
}

static void
kernel_copy (const gfloat *restrict from,
             gsize n,
             gfloat *restrict to,
             gboolean accumulate)
{
  if (accumulate)
    for (gsize i = 0; i < n; i++)
      to[i] += from[i];
  else
    for (gsize i = 0; i < n; i++)
      to[i] = from[i];
}
