/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a convolution reads: maps as they are, or smaller ones that are up-sampled a few tiles
 * at a time, so that the large ones never exist.
 */

#pragma once

#include "kernels/kernels.h"

G_BEGIN_DECLS

/**
 * ll_conv_transform_input:
 * @in: features, which may consist of small ones
 * @block: of them
 * @image: of the batch
 * @first: number of the first tile
 * @n: tiles
 * @v: (out caller-allocates): [36 planes][n] of 16 floats, @step floats apart
 *
 * What the kernel "input" does, bit by bit what it would make of the up-sampled maps.
 */
void ll_conv_transform_input (const LlKernels *kernels,
                              const LlFeatures *in,
                              gint block,
                              gint image,
                              gint first,
                              gint n,
                              gfloat *v,
                              gsize step,
                              gsize stride);

G_END_DECLS
