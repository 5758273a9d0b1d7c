/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tiles of feature maps and of gradients, transformed: B^T d B and A g A^T. */

#include <string.h>

#include "kernels/sets.h"
#include "kernels/winograd-transforms.h"

#define SIDE 6

/* Columns of a transformed tile that share most of their terms, and are computed together
 * so that all of them stay in registers.
 */
#define N_PAIRS 3

static const gint pairs[N_PAIRS][2] = { { 1, 2 }, { 3, 4 }, { 0, 5 } };

/* Pixels @y .. @y + side - 1, @x .. @x + side - 1 of a plane, zeros outside of it. */
static void
copy_framed (const gfloat *plane,
             gint height,
             gint width,
             gint y,
             gint x,
             gint side,
             gfloat *to)
{
  gint begin = MAX (0, -x);
  gint end = MIN (side, width - x);

  memset (to, 0, (gsize) (side * side) * LL_BLOCK * sizeof (gfloat));
  if (begin >= end)
    return;
  for (gint i = MAX (0, -y); i < MIN (side, height - y); i++)
    memcpy (to + (i * side + begin) * LL_BLOCK,
            plane +
              ((gsize) (y + i) * (gsize) width + (gsize) (x + begin)) * (gsize) LL_BLOCK,
            (gsize) (end - begin) * LL_BLOCK * sizeof (gfloat));
}

/* Along the rows, then along two columns of the result. */
LL_INLINE void
input_columns (const gfloat *in, gsize row, gint pair, gfloat *v, gsize stride)
{
  LlVector t[2][SIDE];

  LL_UNROLL
  for (gint y = 0; y < SIDE; y++)
    {
      LlVector d[SIDE], line[SIDE];

      LL_UNROLL
      for (gint x = 0; x < SIDE; x++)
        d[x] = ll_load (in + (gsize) y * row + x * LL_BLOCK);
      ll_transform_input (d, line);
      LL_UNROLL
      for (gint x = 0; x < 2; x++)
        t[x][y] = line[pairs[pair][x]];
    }

  LL_UNROLL
  for (gint x = 0; x < 2; x++)
    {
      LlVector column[SIDE];

      ll_transform_input (t[x], column);
      LL_UNROLL
      for (gint y = 0; y < SIDE; y++)
        ll_store (v + (gsize) (y * SIDE + pairs[pair][x]) * stride, column[y]);
    }
}

LL_INLINE void
input_tile (const gfloat *in, gsize row, gfloat *v, gsize stride)
{
  for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
    {
      LL_UNROLL
      for (gint pair = 0; pair < N_PAIRS; pair++)
        {
          input_columns (in + part, row, pair, v + part, stride);
          LL_FORGET;
        }
    }
}

void
LL_SET (ll_winograd_input) (const gfloat *plane,
                            gint height,
                            gint width,
                            gint first,
                            gint n,
                            gfloat *v,
                            gsize stride)
{
  gint columns = (width + LL_TILE - 1) / LL_TILE;
  gint y = first / columns * LL_TILE - 1;
  gint x = first % columns * LL_TILE - 1;
  gfloat framed[SIDE * SIDE * LL_BLOCK] __attribute__ ((aligned (64)));

  for (gint i = 0; i < n; i++)
    {
      if (y >= 0 && x >= 0 && y + SIDE <= height && x + SIDE <= width)
        {
          input_tile (plane + ((gsize) y * (gsize) width + (gsize) x) * LL_BLOCK,
                      (gsize) width * LL_BLOCK, v, stride);
        }
      else
        {
          copy_framed (plane, height, width, y, x, SIDE, framed);
          input_tile (framed, SIDE * LL_BLOCK, v, stride);
        }

      v += LL_BLOCK;
      x += LL_TILE;
      if (x + 1 >= width)
        {
          x = -1;
          y += LL_TILE;
        }
    }
}

LL_INLINE void
gradient_columns (const gfloat *in, gsize row, gint pair, gfloat *g, gsize stride)
{
  LlVector t[2][LL_TILE];

  LL_UNROLL
  for (gint y = 0; y < LL_TILE; y++)
    {
      LlVector d[LL_TILE], line[SIDE];

      LL_UNROLL
      for (gint x = 0; x < LL_TILE; x++)
        d[x] = ll_load (in + (gsize) y * row + x * LL_BLOCK);
      ll_transform_gradient (d, line);
      LL_UNROLL
      for (gint x = 0; x < 2; x++)
        t[x][y] = line[pairs[pair][x]];
    }

  LL_UNROLL
  for (gint x = 0; x < 2; x++)
    {
      LlVector column[SIDE];

      ll_transform_gradient (t[x], column);
      LL_UNROLL
      for (gint y = 0; y < SIDE; y++)
        ll_store (g + (gsize) (y * SIDE + pairs[pair][x]) * stride, column[y]);
    }
}

LL_INLINE void
gradient_tile (const gfloat *in, gsize row, gfloat *g, gsize stride)
{
  for (gint part = 0; part < LL_BLOCK; part += LL_VECTOR)
    {
      LL_UNROLL
      for (gint pair = 0; pair < N_PAIRS; pair++)
        {
          gradient_columns (in + part, row, pair, g + part, stride);
          LL_FORGET;
        }
    }
}

void
LL_SET (ll_winograd_gradient) (const gfloat *plane,
                               gint height,
                               gint width,
                               gint first,
                               gint n,
                               gfloat *g,
                               gsize stride)
{
  gint columns = (width + LL_TILE - 1) / LL_TILE;
  gint y = first / columns * LL_TILE;
  gint x = first % columns * LL_TILE;
  gfloat framed[LL_TILE * LL_TILE * LL_BLOCK] __attribute__ ((aligned (64)));

  for (gint i = 0; i < n; i++)
    {
      if (y + LL_TILE <= height && x + LL_TILE <= width)
        {
          gradient_tile (plane + ((gsize) y * (gsize) width + (gsize) x) * LL_BLOCK,
                         (gsize) width * LL_BLOCK, g, stride);
        }
      else
        {
          copy_framed (plane, height, width, y, x, LL_TILE, framed);
          gradient_tile (framed, LL_TILE * LL_BLOCK, g, stride);
        }

      g += LL_BLOCK;
      x += LL_TILE;
      if (x >= width)
        {
          x = 0;
          y += LL_TILE;
        }
    }
}
