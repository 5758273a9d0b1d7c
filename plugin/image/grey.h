/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Brightness of colours: the only conversion to grey in the plug-in. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_grey:
 *
 * Returns: the brightness of a displayed colour, with the weights of ITU-R BT.709.
 */
gfloat lp_grey (gfloat red, gfloat green, gfloat blue);

/**
 * lp_grey_new:
 * @image: an image of three channels
 *
 * Returns: (transfer full): its brightness, an image of one channel.
 */
LlImage *lp_grey_new (const LlImage *image);

G_END_DECLS
