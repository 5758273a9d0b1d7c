/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Transforms products back to tiles of outputs, A^T m A, and processes the outputs while
 * they are in registers.
 */

#include "kernels/kernels.h"
#include "kernels/winograd-transforms.h"

#define SIDE 6

typedef enum
{
  OVERWRITE,
  SUM, /* and sum for the batch normalisation */
  ACCUMULATE,
  ACTIVATE
} Mode;

/* These pairs of rows of a tile share their terms.  They are computed together, so that
 * all terms stay in registers.
 */
static const gint output_pairs[2][2] = { { 0, 2 }, { 1, 3 } };

/* Computes two rows, for the channels of one vector. */
LL_INLINE void
output_rows (const gfloat *m, gsize stride, gint pair, LlVector y[2][LL_TILE])
{
  LlVector t[2][SIDE];

  LL_UNROLL
  for (gint j = 0; j < SIDE; j++)
    {
      LlVector column[SIDE], d[LL_TILE];

      LL_UNROLL
      for (gint i = 0; i < SIDE; i++)
        column[i] = ll_load (m + (gsize) (i * SIDE + j) * stride);
      ll_transform_output (column, d);
      LL_UNROLL
      for (gint i = 0; i < 2; i++)
        t[i][j] = d[output_pairs[pair][i]];
    }

  LL_UNROLL
  for (gint i = 0; i < 2; i++)
    ll_transform_output (t[i], y[i]);
}

/* How outputs are processed and stored. */
typedef struct
{
  Mode mode;
  LlVector bias;
  LlVector shift; /* of the summed values */
  LlVector sum;
  LlVector squares;
  gsize n;
} Finish;

LL_INLINE void
store_row (const LlVector y[LL_TILE], gfloat *out, gint columns, Finish *finish)
{
  LL_UNROLL
  for (gint j = 0; j < columns; j++)
    {
      gfloat *to = out + j * LL_BLOCK;
      LlVector value = y[j];

      if (finish->mode == ACCUMULATE)
        value += ll_load (to);
      if (finish->mode == ACTIVATE)
        {
          value += finish->bias;
          value = ll_max (value, LL_LEAKY_SLOPE * value);
        }
      if (finish->mode == SUM)
        {
          LlVector distance = value - finish->shift;

          finish->sum += distance;
          finish->squares += distance * distance;
        }
      ll_store (to, value);
    }
}

LL_INLINE void
output_tile (const gfloat *m,
             gsize stride,
             gfloat *out,
             gsize row,
             gint rows,
             gint columns,
             Finish *finish)
{
  LL_UNROLL
  for (gint pair = 0; pair < 2; pair++)
    {
      LlVector y[2][LL_TILE];

      output_rows (m, stride, pair, y);
      LL_UNROLL
      for (gint i = 0; i < 2; i++)
        if (output_pairs[pair][i] < rows)
          store_row (y[i], out + (gsize) output_pairs[pair][i] * row, columns, finish);
      LL_FORGET;
    }
}

/* Transforms all tiles, for the channels of one vector. */
LL_INLINE void
output_part (const gfloat *m,
             gsize step,
             gsize stride,
             gfloat *plane,
             gint height,
             gint width,
             gint first,
             gint n,
             Finish *finish)
{
  gint tiles = (width + LL_TILE - 1) / LL_TILE;
  gint y = first / tiles * LL_TILE;
  gint x = first % tiles * LL_TILE;
  gsize row = (gsize) width * LL_BLOCK;

  if (finish->mode == SUM)
    {
      LlVector rows[2][LL_TILE];

      output_rows (m, stride, 0, rows);
      finish->shift = rows[0][0];
    }

  for (gint i = 0; i < n; i++)
    {
      gint rows = MIN (LL_TILE, height - y);
      gint columns = MIN (LL_TILE, width - x);
      gfloat *out = plane + (gsize) y * row + (gsize) x * LL_BLOCK;

      if (rows == LL_TILE && columns == LL_TILE)
        output_tile (m, stride, out, row, LL_TILE, LL_TILE, finish);
      else
        output_tile (m, stride, out, row, rows, columns, finish);

      finish->n += (gsize) (rows * columns);
      m += step;
      x += LL_TILE;
      if (x >= width)
        {
          x = 0;
          y += LL_TILE;
        }
    }
}

LL_INLINE void
output_tiles (const gfloat *m,
              gsize step,
              gsize stride,
              gfloat *plane,
              gint height,
              gint width,
              gint first,
              gint n,
              Mode mode,
              const gfloat *bias,
              gdouble *moments)
{
  for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
    {
      Finish finish = { .mode = mode };

      if (mode == ACTIVATE)
        finish.bias = ll_load (bias + part);
      output_part (m + part, step, stride, plane + part, height, width, first, n,
                   &finish);
      if (mode == SUM)
        ll_add_moments (moments + part, finish.n, finish.shift, finish.sum,
                        finish.squares);
    }
}

static void
kernel_winograd_output (const gfloat *m,
                        gsize step,
                        gsize stride,
                        gfloat *plane,
                        gint height,
                        gint width,
                        gint first,
                        gint n,
                        gboolean accumulate,
                        gdouble *moments)
{
  if (accumulate)
    output_tiles (m, step, stride, plane, height, width, first, n, ACCUMULATE, NULL,
                  NULL);
  else if (moments)
    output_tiles (m, step, stride, plane, height, width, first, n, SUM, NULL, moments);
  else
    output_tiles (m, step, stride, plane, height, width, first, n, OVERWRITE, NULL, NULL);
}

static void
kernel_winograd_output_activated (const gfloat *m,
                                  gsize step,
                                  gsize stride,
                                  gfloat *plane,
                                  gint height,
                                  gint width,
                                  gint first,
                                  gint n,
                                  const gfloat *bias)
{
  output_tiles (m, step, stride, plane, height, width, first, n, ACTIVATE, bias, NULL);
}
