/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The matrix products between the transforms, by OpenBLAS.  The channels of a tile lie side by
 * side, so that each product is one matrix times another.
 */

#include <string.h>

#include "kernels/kernels.h"
#include "kernels/products.h"

/* OpenBLAS sees the transposes: its matrices are stored by columns. */

static void
kernel_openblas_multiply (const gfloat *v,
                          LlSteps v_steps,
                          gint channels,
                          const gfloat *u,
                          gint group,
                          gint tiles,
                          const gfloat *start,
                          gfloat *m,
                          LlSteps m_steps)
{
  const gint outputs = group * LL_BLOCK;
  const gint v_step = (gint) v_steps.tile;
  const gint m_step = (gint) m_steps.tile;
  const gfloat one = 1.0f;
  const gfloat kept = start ? 1.0f : 0.0f;

  if (start && start != m)
    for (gint t = 0; t < tiles; t++)
      memcpy (m + (gsize) t * m_steps.tile, start + (gsize) t * m_steps.tile,
              (gsize) outputs * sizeof (gfloat));

  sgemm_ ("N", "N", &outputs, &tiles, &channels, &one, u, &outputs, v, &v_step, &kept, m,
          &m_step);
}

static void
kernel_openblas_multiply_gradient (const gfloat *v,
                                   LlSteps v_steps,
                                   gint blocks,
                                   const gfloat *g,
                                   LlSteps g_steps,
                                   gint group,
                                   gint tiles,
                                   gfloat *u,
                                   gboolean accumulate)
{
  const gint inputs = blocks * LL_BLOCK;
  const gint outputs = group * LL_BLOCK;
  const gint v_step = (gint) v_steps.tile;
  const gint g_step = (gint) g_steps.tile;
  const gfloat one = 1.0f;
  const gfloat kept = accumulate ? 1.0f : 0.0f;

  sgemm_ ("N", "T", &outputs, &inputs, &tiles, &one, g, &g_step, v, &v_step, &kept, u,
          &outputs);
}
