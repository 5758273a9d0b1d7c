/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The table of one set. */

#include "kernels/sets.h"

extern const LlKernels LL_SET (ll_kernels);

const LlKernels LL_SET (ll_kernels) = {
  .name = LL_SET_TEXT,
  .group = LL_GROUP,
  .input = LL_SET (ll_winograd_input),
  .gradient = LL_SET (ll_winograd_gradient),
  .weights = LL_SET (ll_winograd_weights),
  .weights_back = LL_SET (ll_winograd_weights_back),
  .output = LL_SET (ll_winograd_output),
  .output_activated = LL_SET (ll_winograd_output_activated),
  .multiply = LL_SET (ll_winograd_multiply),
  .multiply_gradient = LL_SET (ll_winograd_multiply_gradient),
  .stem = LL_SET (ll_stem),
  .stem_gradient = LL_SET (ll_stem_gradient),
  .normalise = LL_SET (ll_normalise),
  .normalise_sums = LL_SET (ll_normalise_sums),
  .normalise_back = LL_SET (ll_normalise_back),
  .upsample = LL_SET (ll_upsample),
  .upsample_back = LL_SET (ll_upsample_back),
  .maxpool = LL_SET (ll_maxpool),
  .maxpool_back = LL_SET (ll_maxpool_back),
  .add = LL_SET (ll_add),
  .copy = LL_SET (ll_copy),
  .head = LL_SET (ll_head),
  .head_back = LL_SET (ll_head_back),
};
