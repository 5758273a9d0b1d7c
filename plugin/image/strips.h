/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A sample of the rows of a layer, from which its brightness can be told. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "image/there.h"
#include "pixels/pixels.h"

G_BEGIN_DECLS

/**
 * lp_strips_read:
 * @pixels: a layer
 * @channels: 1 or 3
 * @there: (nullable): which pixels count, in the area of @pixels
 *
 * Returns: (transfer full): all rows of a small layer, evenly spaced strips of a large one.
 */
LlImage *lp_strips_read (const LpPixels *pixels, gint channels, const LpThere *there);

G_END_DECLS
