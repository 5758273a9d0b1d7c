/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Transforms 3x3 weights, G w G^T, and their gradients back, G^T u G. */

#include "kernels/kernels.h"
#include "kernels/winograd-transforms.h"

#define SIDE   6
#define KERNEL 3

LL_INLINE void
transform_filter (const gfloat *w, gfloat *u, gsize stride)
{
  LlVector t[SIDE][KERNEL];

  LL_UNROLL
  for (gint x = 0; x < KERNEL; x++)
    {
      LlVector d[KERNEL], column[SIDE];

      LL_UNROLL
      for (gint y = 0; y < KERNEL; y++)
        d[y] = ll_load (w + (y * KERNEL + x) * LL_BLOCK);
      ll_transform_weights (d, column);
      LL_UNROLL
      for (gint y = 0; y < SIDE; y++)
        t[y][x] = column[y];
    }

  LL_UNROLL
  for (gint y = 0; y < SIDE; y++)
    {
      LlVector line[SIDE];

      ll_transform_weights (t[y], line);
      LL_UNROLL
      for (gint x = 0; x < SIDE; x++)
        ll_store (u + (gsize) (y * SIDE + x) * stride, line[x]);
    }
}

LL_INLINE void
transform_filter_back (const gfloat *u, gsize stride, gfloat *w)
{
  LlVector t[KERNEL][SIDE];

  LL_UNROLL
  for (gint x = 0; x < SIDE; x++)
    {
      LlVector column[SIDE], d[KERNEL];

      LL_UNROLL
      for (gint y = 0; y < SIDE; y++)
        column[y] = ll_load (u + (gsize) (y * SIDE + x) * stride);
      ll_transform_weights_back (column, d);
      LL_UNROLL
      for (gint y = 0; y < KERNEL; y++)
        t[y][x] = d[y];
    }

  LL_UNROLL
  for (gint y = 0; y < KERNEL; y++)
    {
      LlVector line[KERNEL];

      ll_transform_weights_back (t[y], line);
      LL_UNROLL
      for (gint x = 0; x < KERNEL; x++)
        ll_store (w + (y * KERNEL + x) * LL_BLOCK, line[x]);
    }
}

static void
kernel_winograd_weights (const gfloat *w, gint n, gfloat *u, gsize step, gsize stride)
{
  for (gint i = 0; i < n; i++)
    for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
      transform_filter (w + i * KERNEL * KERNEL * LL_BLOCK + part,
                        u + (gsize) i * step + part, stride);
}

static void
kernel_winograd_weights_back (const gfloat *u,
                              gsize step,
                              gsize stride,
                              gint n,
                              gfloat *w)
{
  for (gint i = 0; i < n; i++)
    for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
      transform_filter_back (u + (gsize) i * step + part, stride,
                             w + i * KERNEL * KERNEL * LL_BLOCK + part);
}
