/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows that become twice or half as long. */

#include "kernels/sets.h"
#include "kernels/vector.h"

#define EACH_CHANNEL for (gint c = 0; c < LL_BLOCK; c++)

#define NEAR 0.75f
#define FAR  0.25f

LL_INLINE LlVector
mix (const gfloat *near, const gfloat *far)
{
  return NEAR * ll_load (near) + FAR * ll_load (far);
}

void
LL_SET (ll_upsample) (const gfloat *near, const gfloat *far, gint width, gfloat *out)
{
  for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
    {
      LlVector here = mix (near + part, far + part);
      LlVector left = here;

      for (gint x = 0; x < width; x++)
        {
          gint next = MIN (x + 1, width - 1) * LL_BLOCK + part;
          LlVector right = mix (near + next, far + next);
          gfloat *to = out + (gsize) x * 2 * LL_BLOCK + part;

          ll_store (to, NEAR * here + FAR * left);
          ll_store (to + LL_BLOCK, NEAR * here + FAR * right);
          left = here;
          here = right;
        }
    }
}

/* Rows of the gradient, mixed vertically, at @x. */
LL_INLINE LlVector
mix_rows (const gfloat *const rows[4], gint x)
{
  return FAR * (ll_load (rows[0] + x) + ll_load (rows[3] + x)) +
         NEAR * (ll_load (rows[1] + x) + ll_load (rows[2] + x));
}

void
LL_SET (ll_upsample_back) (const gfloat *const rows[4],
                           gint width,
                           gfloat *out,
                           gboolean accumulate)
{
  for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
    {
      /* Columns 2 x - 1 .. 2 x + 2 of the gradient; at the edges there is none beyond,
       * and the one there counts in full.
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

void
LL_SET (ll_maxpool) (const gfloat *restrict upper,
                     const gfloat *restrict lower,
                     gint width,
                     gfloat *restrict out)
{
  for (gint x = 0; x < width; x++)
    {
      EACH_CHANNEL
      {
        gfloat u = MAX (upper[c], upper[LL_BLOCK + c]);
        gfloat l = MAX (lower[c], lower[LL_BLOCK + c]);

        out[c] = MAX (u, l);
      }
      upper += 2 * LL_BLOCK;
      lower += 2 * LL_BLOCK;
      out += LL_BLOCK;
    }
}

void
LL_SET (ll_maxpool_back) (const gfloat *restrict upper,
                          const gfloat *restrict lower,
                          const gfloat *restrict out_grad,
                          gint width,
                          gfloat *restrict upper_grad,
                          gfloat *restrict lower_grad,
                          gboolean accumulate)
{
  gfloat keep = accumulate ? 1.0f : 0.0f;

  for (gint x = 0; x < width; x++)
    {
      EACH_CHANNEL
      {
        gfloat values[4] = { upper[c], upper[LL_BLOCK + c], lower[c],
                             lower[LL_BLOCK + c] };
        gfloat largest = MAX (MAX (values[0], values[1]), MAX (values[2], values[3]));
        gfloat g = out_grad[c];
        gfloat g0 = values[0] == largest ? g : 0.0f;
        gfloat g1 = values[0] != largest && values[1] == largest ? g : 0.0f;
        gboolean in_upper = values[0] == largest || values[1] == largest;
        gfloat g2 = !in_upper && values[2] == largest ? g : 0.0f;
        gfloat g3 = !in_upper && values[2] != largest ? g : 0.0f;

        /* What is there counts only when it was written. */
        upper_grad[c] = g0 + (keep != 0.0f ? upper_grad[c] : 0.0f);
        upper_grad[LL_BLOCK + c] = g1 + (keep != 0.0f ? upper_grad[LL_BLOCK + c] : 0.0f);
        lower_grad[c] = g2 + (keep != 0.0f ? lower_grad[c] : 0.0f);
        lower_grad[LL_BLOCK + c] = g3 + (keep != 0.0f ? lower_grad[LL_BLOCK + c] : 0.0f);
      }
      upper += 2 * LL_BLOCK;
      lower += 2 * LL_BLOCK;
      upper_grad += 2 * LL_BLOCK;
      lower_grad += 2 * LL_BLOCK;
      out_grad += LL_BLOCK;
    }
}

void
LL_SET (ll_add) (const gfloat *restrict a,
                 const gfloat *restrict b,
                 gsize n,
                 gfloat *restrict out)
{
  for (gsize i = 0; i < n; i++)
    out[i] = a[i] + b[i];
}

void
LL_SET (ll_copy) (const gfloat *restrict from,
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
