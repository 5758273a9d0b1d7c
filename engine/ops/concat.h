/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Concatenation of feature maps of one size along their channels. */

#pragma once

#include "core/features.h"
#include "core/workers.h"

G_BEGIN_DECLS

/**
 * ll_concat_forward:
 * @parts: [n_parts] feature maps of one batch, height and width, of any channels
 * @n_parts: how many
 * @out: (out caller-allocates): has as many channels as they together
 */
void ll_concat_forward (LlWorkers *workers,
                        const LlFeatures *parts,
                        gint n_parts,
                        const LlFeatures *out);

/**
 * ll_concat_backward:
 * @out_grad: gradient at the concatenation
 * @first: channel of it at which the part begins
 * @part_grad: (out caller-allocates): gradient at that part
 * @accumulate: add to it instead of overwriting it
 */
void ll_concat_backward (LlWorkers *workers,
                         const LlFeatures *out_grad,
                         gint first,
                         const LlFeatures *part_grad,
                         gboolean accumulate);

G_END_DECLS
