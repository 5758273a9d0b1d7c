/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Adam (Kingma and Ba 2014): beta 0.9 and 0.999, eps 1e-8, with decoupled weight decay
 * (Loshchilov and Hutter 2019); and what goes on before and after a step of it.
 */

#pragma once

#include <glib.h>

#include "core/workers.h"

G_BEGIN_DECLS

/**
 * ll_adam:
 * @n: numbers
 * @grad: their gradient
 * @first: (inout): first moment
 * @second: (inout): second moment
 * @parameters: (inout): moved by one step
 * @rate: learning rate
 * @decay: share of the parameters that a step takes away, times @rate
 * @step: 1 for the first step, for the bias correction
 *
 * Returns: whether parameters and moments are finite afterwards.
 */
gboolean ll_adam (LlWorkers *workers,
                  gsize n,
                  const gfloat *grad,
                  gfloat *first,
                  gfloat *second,
                  gfloat *parameters,
                  gdouble rate,
                  gdouble decay,
                  gint64 step);

/**
 * ll_limit_gradient:
 * @n: numbers
 * @grad: (inout): scaled so that its Euclidean length is @limit at most
 * @limit: > 0
 *
 * Returns: its length before.
 */
gdouble ll_limit_gradient (LlWorkers *workers, gsize n, gfloat *grad, gdouble limit);

/**
 * ll_move_average:
 * @n: numbers
 * @values: their newest values
 * @keep: share of the average that stays, 0 .. 1
 * @average: (inout): moves towards @values
 */
void ll_move_average (LlWorkers *workers,
                      gsize n,
                      const gfloat *values,
                      gdouble keep,
                      gfloat *average);

G_END_DECLS
