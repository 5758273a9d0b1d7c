/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a microscope or a stain does to an image, done to a patch: blur, noise, low
 * resolution, gamma, contrast, hue.  The kinds and how often each comes are those of nnU-Net
 * (F. Isensee et al., Nature Methods 18, 2021, supplementary note 4).
 */

#pragma once

#include "core/random.h"

G_BEGIN_DECLS

/**
 * ll_augment_patch:
 * @random: what to do is drawn from it
 * @channels: [channels] the patch's, each [patch][patch], normalised values
 * @n_channels: 1 .. 4
 * @patch: side
 */
void
ll_augment_patch (LlRandom *random, gfloat *const *channels, gint n_channels, gint patch);

G_END_DECLS
