/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Objects that files have trouble with. */

#pragma once

#include "lazylabels/instances.h"

G_BEGIN_DECLS

/**
 * scene_new:
 * @n: of the discs
 * @width: of the image
 * @height: of the image
 * @seed: of their places
 *
 * Draws discs over each other, which touch and cut each other into pieces, and after them
 * nine shapes: a ring, an object in its hole, two pieces that meet at a corner, a ring that
 * is closed at a corner only, two holes that meet at a corner, a comb, a single pixel, an
 * object as high as the image, and one in the last corner.  Classes are 1 and 2 in turn.
 *
 * Returns: (transfer full): at least 40 x 40 pixels; objects without a pixel are left out.
 */
LlInstances *scene_new (gint n, gint width, gint height, guint32 seed);

G_END_DECLS
