/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A large map of any size with many objects. */

#pragma once

#include "lazylabels/lazylabels.h"

G_BEGIN_DECLS

/**
 * discs_new_maps:
 * @side: of the map, pixels
 *
 * Returns: (transfer full): what a good network would predict for discs that touch, about
 *   one per 1600 pixels, with noise of a tenth.
 */
LlObjectMaps *discs_new_maps (gint side);

G_END_DECLS
