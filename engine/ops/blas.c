/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The only file that calls OpenBLAS. */

#include <cblas.h>

#include "ops/blas.h"

void
ll_gemm (gboolean transpose_a,
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
         gboolean accumulate)
{
  static gsize single_threaded = 0;

  /* The workers share the work out; OpenBLAS' own threads would only be in their way. */
  if (g_once_init_enter (&single_threaded))
    {
      openblas_set_num_threads (1);
      g_once_init_leave (&single_threaded, 1);
    }

  cblas_sgemm (CblasRowMajor, transpose_a ? CblasTrans : CblasNoTrans,
               transpose_b ? CblasTrans : CblasNoTrans, m, n, k, 1.0f, a, (gint) a_stride,
               b, (gint) b_stride, accumulate ? 1.0f : 0.0f, c, (gint) c_stride);
}
