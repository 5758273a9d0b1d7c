/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 2x2 max-pooling; height and width are even. */

#pragma once

#include "core/features.h"
#include "core/workers.h"

G_BEGIN_DECLS

/* @out: (out caller-allocates): half as high and wide */
void ll_maxpool_forward (LlWorkers *workers, const LlFeatures *in, const LlFeatures *out);

/* The gradient goes to the first largest pixel of each window, in reading order.
 * @in_grad is overwritten, or added to.
 */
void ll_maxpool_backward (LlWorkers *workers,
                          const LlFeatures *in,
                          const LlFeatures *out_grad,
                          const LlFeatures *in_grad,
                          gboolean accumulate);

G_END_DECLS
