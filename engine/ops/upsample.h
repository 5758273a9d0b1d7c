/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bilinear up-sampling by 2, half-pixel centres, edges clamped
 * (align_corners=False in PyTorch).
 */

#pragma once

#include "core/features.h"
#include "core/workers.h"

G_BEGIN_DECLS

/* @out: (out caller-allocates): twice as high and wide */
void
ll_upsample_forward (LlWorkers *workers, const LlFeatures *in, const LlFeatures *out);

/* @in_grad is overwritten, or added to. */
void ll_upsample_backward (LlWorkers *workers,
                           const LlFeatures *out_grad,
                           const LlFeatures *in_grad,
                           gboolean accumulate);

G_END_DECLS
