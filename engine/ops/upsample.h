/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bilinear up-sampling by 2, half-pixel centres, edges clamped
 * (align_corners=False in PyTorch).
 */

#pragma once

#include "core/tensor.h"
#include "core/workers.h"

G_BEGIN_DECLS

/* @out: (out caller-allocates): [channels][batch][2 height][2 width] */
void ll_upsample_forward (LlWorkers *workers, const LlTensor *in, const LlTensor *out);

/* @in_grad is overwritten, or added to. */
void ll_upsample_backward (LlWorkers *workers,
                           const LlTensor *out_grad,
                           const LlTensor *in_grad,
                           gboolean accumulate);

G_END_DECLS
