/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Batch normalisation and leaky ReLU over the pixels of a block, in place.
 *
 * The leaky ReLU is invertible, so its input need not be kept (Rota Bulo et al.,
 * "In-place activated batch norm for memory-optimized training of DNNs", 2018).
 */

#include "kernels/kernels.h"
#include "kernels/vector.h"

/* Returns the input of the leaky ReLU, from its output. */
LL_INLINE LlVector
undo_leaky_relu (LlVector y)
{
  return ll_select (y > 0.0f, y, y * (1.0f / LL_LEAKY_SLOPE));
}

/* Returns the gradient of the input of the leaky ReLU whose output was @y. */
LL_INLINE LlVector
undo_gradient (LlVector y, LlVector gradient)
{
  return ll_select (y > 0.0f, gradient, gradient * LL_LEAKY_SLOPE);
}

static void
kernel_normalise (gfloat *x, gsize n, const gfloat *scale, const gfloat *shift)
{
  for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
    {
      LlVector factor = ll_load (scale + part);
      LlVector offset = ll_load (shift + part);

      for (gsize i = 0; i < n; i++)
        {
          gfloat *to = x + i * LL_BLOCK + part;
          LlVector a = ll_load (to) * factor + offset;

          ll_store (to, ll_max (a, LL_LEAKY_SLOPE * a));
        }
    }
}

static void
kernel_normalise_sums (const gfloat *y, const gfloat *grad, gsize n, gfloat *sums)
{
  for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
    {
      LlVector sum = { 0 };
      LlVector products = { 0 };

      for (gsize i = 0; i < n; i++)
        {
          LlVector value = ll_load (y + i * LL_BLOCK + part);
          LlVector g = undo_gradient (value, ll_load (grad + i * LL_BLOCK + part));

          sum += g;
          products += g * undo_leaky_relu (value);
        }

      ll_store (sums + part, ll_load (sums + part) + sum);
      ll_store (sums + LL_BLOCK + part, ll_load (sums + LL_BLOCK + part) + products);
    }
}

static void
kernel_normalise_back (const gfloat *y,
                       gfloat *grad,
                       gsize n,
                       const gfloat *scale,
                       const gfloat *slope,
                       const gfloat *offset)
{
  for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
    {
      LlVector factor = ll_load (scale + part);
      LlVector a_factor = ll_load (slope + part);
      LlVector constant = ll_load (offset + part);

      for (gsize i = 0; i < n; i++)
        {
          LlVector value = ll_load (y + i * LL_BLOCK + part);
          gfloat *to = grad + i * LL_BLOCK + part;
          LlVector g = undo_gradient (value, ll_load (to));

          ll_store (to, g * factor + (undo_leaky_relu (value) * a_factor + constant));
        }
    }
}
