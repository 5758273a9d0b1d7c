/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The part of a micrograph that tells how large its objects are. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "pixels/pixels.h"

G_BEGIN_DECLS

/**
 * lp_diameter_read_middle:
 * @pixels: of the micrograph
 *
 * Returns: (transfer full): as much of its middle as an estimate looks at, in three channels.
 */
LlImage *lp_diameter_read_middle (const LpPixels *pixels);

G_END_DECLS
