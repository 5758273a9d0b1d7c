/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The weights of a 3x3 convolution, as they lie in the network and as the inner loops
 * want them.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Weights of one 3x3 filter. */
#define LL_TAPS 9

/* weight (o, c, k) = data[o * out_step + c * in_step + k], or 8 - k when turned. */
typedef struct
{
  const gfloat *data;
  gsize out_step;
  gsize in_step;
  gboolean turned;
} LlFilters;

/**
 * ll_filters_pack:
 * @out: first output channel of a block
 * @n_out: channels of the block, the remaining channels are filled with zeros
 * @in: first input channel
 * @n_in: how many
 * @scale: (nullable): [n_out] factors
 * @packed: (out caller-allocates): [n_in][9][16]
 */
void ll_filters_pack (const LlFilters *filters,
                      gint out,
                      gint n_out,
                      gint in,
                      gint n_in,
                      const gfloat *scale,
                      gfloat *packed);

/**
 * ll_filters_unpack:
 * @packed: [n_in][9][16]
 * @n_out: channels of the block that count
 * @to: (inout): filter of the first output and input: [n_out][n_in][9]
 * @out_step: floats from an output channel to the next
 * @accumulate: add to @to
 */
void ll_filters_unpack (const gfloat *packed,
                        gint n_out,
                        gint n_in,
                        gfloat *to,
                        gsize out_step,
                        gboolean accumulate);

G_END_DECLS
