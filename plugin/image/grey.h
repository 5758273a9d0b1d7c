/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Brightness of colours, the one way to make grey values in the plug-in. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_grey:
 *
 * Returns: the brightness of a displayed colour, by the weights of BT.709.
 */
gfloat lp_grey (gfloat red, gfloat green, gfloat blue);

/**
 * lp_grey_new:
 * @image: of three channels
 *
 * Returns: (transfer full): its brightness, in one channel.
 */
LlImage *lp_grey_new (const LlImage *image);

G_END_DECLS
