/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The matrix products between the transforms.  LL_GROUP blocks of outputs times
 * LL_COLUMNS tiles (or input channels) stay in registers.  Blocks of tiles lie one after the other.
 */

#include "kernels/kernels.h"
#include "kernels/vector.h"

#define MAX_VECTORS (LL_GROUP * LL_PARTS)
#define MAX_COLUMNS 16

/* m(o, t) += sum over c of v(c, t) u(c, o), for @tiles tiles and @group blocks, which are
 * both compile-time constants.
 */
LL_INLINE void
multiply_tile (const gfloat *v,
               gsize v_step,
               gint channels,
               const gfloat *u,
               gint group,
               gint tiles,
               const gfloat *start,
               gfloat *m,
               gsize m_step)
{
  gint vectors = group * LL_PARTS;
  LlVector sums[MAX_VECTORS][MAX_COLUMNS];

  LL_UNROLL
  for (gint i = 0; i < vectors; i++)
    {
      gsize at = (gsize) (i / LL_PARTS) * m_step + (gsize) (i % LL_PARTS * LL_VECTOR);

      LL_UNROLL
      for (gint t = 0; t < tiles; t++)
        sums[i][t] = start ? ll_load (start + at + t * LL_BLOCK) : (LlVector){ 0 };
    }

  for (; channels > 0; channels -= LL_BLOCK, v += v_step)
    {
      gint n = MIN (channels, LL_BLOCK);

      for (gint c = 0; c < n; c++)
        {
          LlVector weights[MAX_VECTORS];

          LL_UNROLL
          for (gint i = 0; i < vectors; i++)
            weights[i] = ll_load (u + i * LL_VECTOR);
          u += group * LL_BLOCK;

          LL_UNROLL
          for (gint t = 0; t < tiles; t++)
            {
              LlVector value = ll_splat (v[t * LL_BLOCK + c]);

              LL_UNROLL
              for (gint i = 0; i < vectors; i++)
                sums[i][t] += value * weights[i];
            }
        }
    }

  LL_UNROLL
  for (gint i = 0; i < vectors; i++)
    {
      gsize at = (gsize) (i / LL_PARTS) * m_step + (gsize) (i % LL_PARTS * LL_VECTOR);

      LL_UNROLL
      for (gint t = 0; t < tiles; t++)
        ll_store (m + at + t * LL_BLOCK, sums[i][t]);
    }
}

/* Multiplies tiles in groups of @size while there are enough of them. */
#define MULTIPLY_TILES(group, size)                                            \
  for (; tiles >= (size); tiles -= (size))                                     \
    {                                                                          \
      if (start)                                                               \
        multiply_tile (v, v_step, channels, u, group, size, start, m, m_step); \
      else                                                                     \
        multiply_tile (v, v_step, channels, u, group, size, NULL, m, m_step);  \
      v += (size) *LL_BLOCK;                                                   \
      m += (size) *LL_BLOCK;                                                   \
      start = start ? start + (size) *LL_BLOCK : NULL;                         \
    }

static void
kernel_winograd_multiply (const gfloat *v,
                          LlSteps v_steps,
                          gint channels,
                          const gfloat *u,
                          gint group,
                          gint tiles,
                          const gfloat *start,
                          gfloat *m,
                          LlSteps m_steps)
{
  gsize v_step = v_steps.block;
  gsize m_step = m_steps.block;

#if LL_GROUP == 2
  if (group == 2)
    {
      MULTIPLY_TILES (2, LL_COLUMNS)
      MULTIPLY_TILES (2, LL_TILE_STEP)
      return;
    }
  MULTIPLY_TILES (1, 2 * LL_COLUMNS)
#endif
  MULTIPLY_TILES (1, LL_COLUMNS)
  MULTIPLY_TILES (1, LL_TILE_STEP)
}

/* u(c, o) += sum over t of v(c, t) g(o, t), for @columns input channels. */
LL_INLINE void
multiply_gradient_tile (const gfloat *v,
                        const gfloat *g,
                        gsize g_step,
                        gint group,
                        gint columns,
                        gint tiles,
                        gfloat *u,
                        gboolean accumulate)
{
  gint vectors = group * LL_PARTS;
  LlVector sums[MAX_VECTORS][MAX_COLUMNS];

  LL_UNROLL
  for (gint i = 0; i < vectors; i++)
    {
      LL_UNROLL
      for (gint c = 0; c < columns; c++)
        sums[i][c] = accumulate ? ll_load (u + c * group * LL_BLOCK + i * LL_VECTOR)
                                : (LlVector){ 0 };
    }

  for (gint t = 0; t < tiles; t++)
    {
      LlVector gradients[MAX_VECTORS];

      LL_UNROLL
      for (gint i = 0; i < vectors; i++)
        gradients[i] = ll_load (g + (gsize) (i / LL_PARTS) * g_step +
                                (gsize) (i % LL_PARTS * LL_VECTOR));
      g += LL_BLOCK;

      LL_UNROLL
      for (gint c = 0; c < columns; c++)
        {
          LlVector value = ll_splat (v[c]);

          LL_UNROLL
          for (gint i = 0; i < vectors; i++)
            sums[i][c] += value * gradients[i];
        }
      v += LL_BLOCK;
    }

  LL_UNROLL
  for (gint i = 0; i < vectors; i++)
    {
      LL_UNROLL
      for (gint c = 0; c < columns; c++)
        ll_store (u + c * group * LL_BLOCK + i * LL_VECTOR, sums[i][c]);
    }
}

#define MULTIPLY_COLUMNS(group, size)                                 \
  for (gint c = 0; c < LL_BLOCK; c += (size))                         \
    {                                                                 \
      if (accumulate)                                                 \
        multiply_gradient_tile (v + c, g, g_step, group, size, tiles, \
                                u + c * (group) *LL_BLOCK, TRUE);     \
      else                                                            \
        multiply_gradient_tile (v + c, g, g_step, group, size, tiles, \
                                u + c * (group) *LL_BLOCK, FALSE);    \
    }

/* One block of inputs. */
LL_INLINE void
multiply_gradient_block (const gfloat *v,
                         const gfloat *g,
                         gsize g_step,
                         gint group,
                         gint tiles,
                         gfloat *u,
                         gboolean accumulate)
{
#if LL_GROUP == 2
  if (group == 2)
    {
      MULTIPLY_COLUMNS (2, LL_COLUMNS)
      return;
    }
  MULTIPLY_COLUMNS (1, 2 * LL_COLUMNS)
#else
  MULTIPLY_COLUMNS (1, LL_COLUMNS)
#endif
}

static void
kernel_winograd_multiply_gradient (const gfloat *v,
                                   LlSteps v_steps,
                                   gint blocks,
                                   const gfloat *g,
                                   LlSteps g_steps,
                                   gint group,
                                   gint tiles,
                                   gfloat *u,
                                   gboolean accumulate)
{
  for (gint i = 0; i < blocks; i++)
    multiply_gradient_block (v + (gsize) i * v_steps.block, g, g_steps.block, group,
                             tiles, u + i * LL_BLOCK * group * LL_BLOCK, accumulate);
}
