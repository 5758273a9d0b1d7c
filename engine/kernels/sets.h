/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The functions of one set, described in kernels.h. */

#pragma once

#include "kernels/kernels.h"
#include "kernels/vector.h"

void LL_SET (ll_winograd_input) (const gfloat *plane,
                                 gint height,
                                 gint width,
                                 gint first,
                                 gint n,
                                 gfloat *v,
                                 gsize stride);

void LL_SET (ll_winograd_gradient) (const gfloat *plane,
                                    gint height,
                                    gint width,
                                    gint first,
                                    gint n,
                                    gfloat *g,
                                    gsize stride);

void LL_SET (
  ll_winograd_weights) (const gfloat *w, gint n, gfloat *u, gsize step, gsize stride);

void LL_SET (ll_winograd_weights_back) (const gfloat *u,
                                        gsize step,
                                        gsize stride,
                                        gint n,
                                        gfloat *w);

void LL_SET (ll_winograd_output) (const gfloat *m,
                                  gsize stride,
                                  gfloat *plane,
                                  gint height,
                                  gint width,
                                  gint first,
                                  gint n,
                                  gboolean accumulate,
                                  gdouble *moments);

void LL_SET (ll_winograd_output_activated) (const gfloat *m,
                                            gsize stride,
                                            gfloat *plane,
                                            gint height,
                                            gint width,
                                            gint first,
                                            gint n,
                                            const gfloat *bias);

void LL_SET (ll_winograd_multiply) (const gfloat *v,
                                    gsize v_step,
                                    gint channels,
                                    const gfloat *u,
                                    gint group,
                                    gint tiles,
                                    const gfloat *start,
                                    gfloat *m,
                                    gsize m_step);

void LL_SET (ll_winograd_multiply_gradient) (const gfloat *v,
                                             const gfloat *g,
                                             gsize g_step,
                                             gint group,
                                             gint tiles,
                                             gfloat *u,
                                             gboolean accumulate);

void LL_SET (ll_stem) (const gfloat *rows,
                       gint channels,
                       gint width,
                       const gfloat *w,
                       gfloat *out,
                       const gfloat *bias,
                       gdouble *moments);

void LL_SET (ll_stem_gradient) (const gfloat *rows,
                                gint channels,
                                gint width,
                                const gfloat *out_grad,
                                gfloat *w_grad);

void LL_SET (ll_normalise) (gfloat *x, gsize n, const gfloat *scale, const gfloat *shift);

void
  LL_SET (ll_normalise_sums) (const gfloat *y, const gfloat *grad, gsize n, gfloat *sums);

void LL_SET (ll_normalise_back) (const gfloat *y,
                                 gfloat *grad,
                                 gsize n,
                                 const gfloat *scale,
                                 const gfloat *slope,
                                 const gfloat *offset);

void LL_SET (ll_upsample) (const gfloat *a, const gfloat *b, gint width, gfloat *out);

void LL_SET (ll_upsample_back) (const gfloat *const rows[4],
                                gint width,
                                gfloat *out,
                                gboolean accumulate);

void
  LL_SET (ll_maxpool) (const gfloat *upper, const gfloat *lower, gint width, gfloat *out);

void LL_SET (ll_maxpool_back) (const gfloat *upper,
                               const gfloat *lower,
                               const gfloat *out_grad,
                               gint width,
                               gfloat *upper_grad,
                               gfloat *lower_grad,
                               gboolean accumulate);

void LL_SET (ll_add) (const gfloat *a, const gfloat *b, gsize n, gfloat *out);

void LL_SET (ll_copy) (const gfloat *from, gsize n, gfloat *to, gboolean accumulate);

void LL_SET (ll_head) (const gfloat *in,
                       gsize n,
                       const gfloat *w,
                       gint outputs,
                       gfloat *out,
                       gsize out_stride);

void LL_SET (ll_head_back) (const gfloat *in,
                            gsize n,
                            const gfloat *w,
                            gint outputs,
                            const gfloat *out_grad,
                            gsize out_stride,
                            gfloat *in_grad,
                            gboolean accumulate,
                            gfloat *w_grad);
