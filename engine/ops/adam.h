/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Adam (Kingma and Ba 2014): beta 0.9 and 0.999, eps 1e-8, no weight decay. */

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
                  gint64 step);

G_END_DECLS
