/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One set of kernels.  This file is compiled once per instruction set, and includes the
 * sources below, so that their functions are private to the set.  The build defines:
 *
 *   LL_SET_TABLE  name of the table, as list.c declares it
 *   LL_SET_TEXT   name of the set, for messages
 *   LL_VECTOR     floats per register: 16 (AVX-512), 8 (AVX2), 4 (SSE2, NEON)
 *   LL_GROUP      output blocks that a multiplication keeps in registers
 *   LL_COLUMNS    tiles that a multiplication keeps in registers
 *   LL_OPENBLAS   (optional) OpenBLAS multiplies, LL_GROUP output blocks at once
 */

#include "kernels/kernels.h"

#include "kernels/half.c"
#include "kernels/head.c"
#include "kernels/normalise.c"
#include "kernels/resample.c"
#include "kernels/stem.c"
#include "kernels/winograd-input.c"
#include "kernels/winograd-output.c"
#include "kernels/winograd-weights.c"

#ifdef LL_OPENBLAS
#include "kernels/openblas-multiply.c"
#define SIDE_BY_SIDE      TRUE
#define MULTIPLY          kernel_openblas_multiply
#define MULTIPLY_GRADIENT kernel_openblas_multiply_gradient
#else
#include "kernels/winograd-multiply.c"
#define SIDE_BY_SIDE      FALSE
#define MULTIPLY          kernel_winograd_multiply
#define MULTIPLY_GRADIENT kernel_winograd_multiply_gradient
#endif

extern const LlKernels LL_SET_TABLE;

const LlKernels LL_SET_TABLE = {
  .name = LL_SET_TEXT,
  .group = LL_GROUP,
  .side_by_side = SIDE_BY_SIDE,
  .input = kernel_winograd_input,
  .gradient = kernel_winograd_gradient,
  .weights = kernel_winograd_weights,
  .weights_back = kernel_winograd_weights_back,
  .output = kernel_winograd_output,
  .output_activated = kernel_winograd_output_activated,
  .multiply = MULTIPLY,
  .multiply_gradient = MULTIPLY_GRADIENT,
  .stem = kernel_stem,
  .stem_gradient = kernel_stem_gradient,
  .normalise = kernel_normalise,
  .normalise_sums = kernel_normalise_sums,
  .normalise_back = kernel_normalise_back,
  .upsample = kernel_upsample,
  .upsample_back = kernel_upsample_back,
  .maxpool = kernel_maxpool,
  .maxpool_back = kernel_maxpool_back,
  .add = kernel_add,
  .copy = kernel_copy,
  .narrow = kernel_narrow,
  .widen = kernel_widen,
  .head = kernel_head,
  .head_back = kernel_head_back,
};
