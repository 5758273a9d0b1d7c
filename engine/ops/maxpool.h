/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 2x2 max-pooling; height and width are even. */

#pragma once

#include "core/tensor.h"
#include "core/workers.h"

G_BEGIN_DECLS

/* @out: (out caller-allocates): [channels][batch][height / 2][width / 2] */
void ll_maxpool_forward (LlWorkers *workers, const LlTensor *in, const LlTensor *out);

/* The gradient goes to the first largest pixel of each window, in reading order.
 * @in_grad is overwritten, or added to.
 */
void ll_maxpool_backward (LlWorkers *workers,
                          const LlTensor *in,
                          const LlTensor *out_grad,
                          const LlTensor *in_grad,
                          gboolean accumulate);

G_END_DECLS
