/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whose products a layer takes: the engine's own, or OpenBLAS's. */

#pragma once

#include "kernels/kernels.h"

G_BEGIN_DECLS

/**
 * ll_products_choose:
 * @kernels: the set that operations use
 * @inputs: channels of a convolution
 * @outputs: channels of it
 *
 * Returns: the set for this convolution: @kernels, but for thin layers of a set with products by
 *   OpenBLAS that with the engine's own.
 */
const LlKernels *ll_products_choose (const LlKernels *kernels, gint inputs, gint outputs);

/**
 * ll_products_is_pinned_below:
 * @core: what OPENBLAS_CORETYPE says
 * @level: of x86-64, as of ll_processor_get_level()
 * @has_avx: as of ll_processor_has_avx()
 *
 * Returns: whether this type of core does without vectors that the processor has.
 */
gboolean ll_products_is_pinned_below (const gchar *core, gint level, gboolean has_avx);

#ifdef LL_HAVE_OPENBLAS
extern const LlKernels ll_kernels_openblas;

/* Of OpenBLAS, whose own header is not where every system has it. */
void sgemm_ (const char *trans_a,
             const char *trans_b,
             const int *m,
             const int *n,
             const int *k,
             const float *alpha,
             const float *a,
             const int *lda,
             const float *b,
             const int *ldb,
             const float *beta,
             float *c,
             const int *ldc);
void openblas_set_num_threads (int n);
#endif

G_END_DECLS
