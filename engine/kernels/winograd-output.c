/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the products back to tiles of outputs, A^T m A, and what is done to the outputs
 * while they are in registers.
 */

#include "kernels/sets.h"
#include "kernels/winograd-transforms.h"

#define SIDE 6

typedef enum
{
  OVERWRITE,
  ACCUMULATE,
  ACTIVATE
} Mode;

/* One vector's part of a tile. */
LL_INLINE void
output_part (const gfloat *m, gsize stride, LlVector y[LL_TILE][LL_TILE])
{
  LlVector t[LL_TILE][SIDE];

  LL_UNROLL
  for (gint j = 0; j < SIDE; j++)
    {
      LlVector column[SIDE], d[LL_TILE];

      LL_UNROLL
      for (gint i = 0; i < SIDE; i++)
        column[i] = ll_load (m + (gsize) (i * SIDE + j) * stride);
      ll_transform_output (column, d);
      LL_UNROLL
      for (gint i = 0; i < LL_TILE; i++)
        t[i][j] = d[i];
    }

  LL_UNROLL
  for (gint i = 0; i < LL_TILE; i++)
    ll_transform_output (t[i], y[i]);
}

/* @rows, @columns: of the tile that lie within the plane. */
LL_INLINE void
store_part (LlVector y[LL_TILE][LL_TILE],
            gfloat *out,
            gsize row,
            gint rows,
            gint columns,
            Mode mode,
            const gfloat *bias,
            gfloat *sums)
{
  LlVector sum = { 0 };
  LlVector squares = { 0 };

  for (gint i = 0; i < rows; i++)
    for (gint j = 0; j < columns; j++)
      {
        gfloat *to = out + (gsize) i * row + (gsize) j * LL_BLOCK;
        LlVector value = y[i][j];

        if (mode == ACCUMULATE)
          value += ll_load (to);
        if (mode == ACTIVATE)
          {
            value += ll_load (bias);
            value = ll_max (value, LL_LEAKY_SLOPE * value);
          }
        if (sums)
          {
            sum += value;
            squares += value * value;
          }
        ll_store (to, value);
      }

  if (sums)
    {
      ll_store (sums, ll_load (sums) + sum);
      ll_store (sums + LL_BLOCK, ll_load (sums + LL_BLOCK) + squares);
    }
}

LL_INLINE void
output_tiles (const gfloat *m,
              gsize stride,
              gfloat *plane,
              gint height,
              gint width,
              gint first,
              gint n,
              Mode mode,
              const gfloat *bias,
              gfloat *sums)
{
  gint tiles = (width + LL_TILE - 1) / LL_TILE;
  gint y = first / tiles * LL_TILE;
  gint x = first % tiles * LL_TILE;
  gsize row = (gsize) width * LL_BLOCK;

  for (gint i = 0; i < n; i++)
    {
      gint rows = MIN (LL_TILE, height - y);
      gint columns = MIN (LL_TILE, width - x);
      gfloat *out = plane + (gsize) y * row + (gsize) x * LL_BLOCK;

      for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
        {
          LlVector values[LL_TILE][LL_TILE];
          gfloat *part_sums = sums ? sums + part : NULL;

          output_part (m + part, stride, values);
          if (rows == LL_TILE && columns == LL_TILE)
            store_part (values, out + part, row, LL_TILE, LL_TILE, mode, bias + part,
                        part_sums);
          else
            store_part (values, out + part, row, rows, columns, mode, bias + part,
                        part_sums);
        }

      m += LL_BLOCK;
      x += LL_TILE;
      if (x >= width)
        {
          x = 0;
          y += LL_TILE;
        }
    }
}

void
LL_SET (ll_winograd_output) (const gfloat *m,
                             gsize stride,
                             gfloat *plane,
                             gint height,
                             gint width,
                             gint first,
                             gint n,
                             gboolean accumulate,
                             gfloat *sums)
{
  static const gfloat no_bias[LL_BLOCK];

  if (accumulate)
    output_tiles (m, stride, plane, height, width, first, n, ACCUMULATE, no_bias, sums);
  else if (sums)
    output_tiles (m, stride, plane, height, width, first, n, OVERWRITE, no_bias, sums);
  else
    output_tiles (m, stride, plane, height, width, first, n, OVERWRITE, no_bias, NULL);
}

void
LL_SET (ll_winograd_output_activated) (const gfloat *m,
                                       gsize stride,
                                       gfloat *plane,
                                       gint height,
                                       gint width,
                                       gint first,
                                       gint n,
                                       const gfloat *bias)
{
  output_tiles (m, stride, plane, height, width, first, n, ACTIVATE, bias, NULL);
}
