/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Matrix products by OpenBLAS, each on the calling thread alone. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ll_gemm:
 * @transpose_a: whether @a is stored as [k][m]
 * @transpose_b: whether @b is stored as [n][k]
 * @a: [m][k], rows @a_stride floats apart
 * @b: [k][n], rows @b_stride floats apart
 * @c: (inout): [m][n], rows @c_stride floats apart
 * @accumulate: add to @c instead of overwriting it
 *
 * c = a b, or c += a b.
 */
void ll_gemm (gboolean transpose_a,
              gboolean transpose_b,
              gint m,
              gint n,
              gint k,
              const gfloat *a,
              gsize a_stride,
              const gfloat *b,
              gsize b_stride,
              gfloat *c,
              gsize c_stride,
              gboolean accumulate);

G_END_DECLS
