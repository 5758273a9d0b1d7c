/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The columns matrix that turns a 3x3 convolution into a matrix product. */

#pragma once

#include "core/tensor.h"

G_BEGIN_DECLS

/**
 * ll_im2col:
 * @in: [in][batch][height][width]
 * @first: first pixel of the tile, counted over the whole batch
 * @n: pixels of the tile
 * @columns: (out caller-allocates): [in * 9][n], zeros where the kernel leaves the image
 * @column_stride: floats from a row of @columns to the next, >= @n
 */
void ll_im2col (const LlTensor *in,
                gsize first,
                gsize n,
                gfloat *columns,
                gsize column_stride);

/**
 * ll_im2col_tile:
 * @in: the input
 * @n_workers: tiles to have at least, where the pixels suffice
 *
 * Returns: pixels of a tile whose columns stay in the second-level cache, yet wide
 *   enough for the product to be efficient.
 */
gsize ll_im2col_tile (const LlTensor *in, gint n_workers);

G_END_DECLS
