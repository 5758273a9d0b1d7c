/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Transforms tiles of feature maps, B^T d B, and of gradients, A g A^T. */

#include <string.h>

#include "kernels/kernels.h"
#include "kernels/winograd-transforms.h"

#define SIDE 6

/* These pairs of columns of a transformed tile share most of their terms.  They are
 * computed together, so that all terms stay in registers.
 */
#define N_PAIRS 3

static const gint input_pairs[N_PAIRS][2] = { { 1, 2 }, { 3, 4 }, { 0, 5 } };

/* Copies the pixels @y .. @y + side - 1, @x .. @x + side - 1 of a plane, with zeros
 * outside of it.
 */
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

/* Transforms all rows of a tile, and then two columns of the result. */
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
        t[x][y] = line[input_pairs[pair][x]];
    }

  LL_UNROLL
  for (gint x = 0; x < 2; x++)
    {
      LlVector column[SIDE];

      ll_transform_input (t[x], column);
      LL_UNROLL
      for (gint y = 0; y < SIDE; y++)
        ll_store (v + (gsize) (y * SIDE + input_pairs[pair][x]) * stride, column[y]);
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
        t[x][y] = line[input_pairs[pair][x]];
    }

  LL_UNROLL
  for (gint x = 0; x < 2; x++)
    {
      LlVector column[SIDE];

      ll_transform_gradient (t[x], column);
      LL_UNROLL
      for (gint y = 0; y < SIDE; y++)
        ll_store (g + (gsize) (y * SIDE + input_pairs[pair][x]) * stride, column[y]);
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

typedef void (*TileFunc) (const gfloat *in, gsize row, gfloat *out, gsize stride);

/* Transforms tiles @first .. @first + @n - 1 of a plane, which read @side pixels along
 * each side and start @margin pixels above and to the left of their outputs.  Tiles that
 * cross the border are first copied into a frame of zeros.
 */
LL_INLINE void
walk_tiles (const gfloat *plane,
            gint height,
            gint width,
            gint first,
            gint n,
            gfloat *out,
            gsize step,
            gsize stride,
            gint side,
            gint margin,
            TileFunc transform_tile)
{
  gint columns = (width + LL_TILE - 1) / LL_TILE;
  gint y = first / columns * LL_TILE - margin;
  gint x = first % columns * LL_TILE - margin;
  gfloat framed[SIDE * SIDE * LL_BLOCK] __attribute__ ((aligned (64)));

  for (gint i = 0; i < n; i++)
    {
      if (y >= 0 && x >= 0 && y + side <= height && x + side <= width)
        {
          transform_tile (plane + ((gsize) y * (gsize) width + (gsize) x) * LL_BLOCK,
                          (gsize) width * LL_BLOCK, out, stride);
        }
      else
        {
          copy_framed (plane, height, width, y, x, side, framed);
          transform_tile (framed, (gsize) side * LL_BLOCK, out, stride);
        }

      out += step;
      x += LL_TILE;
      if (x + margin >= width)
        {
          x = -margin;
          y += LL_TILE;
        }
    }
}

static void
kernel_winograd_input (const gfloat *plane,
                       gint height,
                       gint width,
                       gint first,
                       gint n,
                       gfloat *v,
                       gsize step,
                       gsize stride)
{
  walk_tiles (plane, height, width, first, n, v, step, stride, SIDE, 1, input_tile);
}

static void
kernel_winograd_gradient (const gfloat *plane,
                          gint height,
                          gint width,
                          gint first,
                          gint n,
                          gfloat *g,
                          gsize step,
                          gsize stride)
{
  walk_tiles (plane, height, width, first, n, g, step, stride, LL_TILE, 0, gradient_tile);
}
