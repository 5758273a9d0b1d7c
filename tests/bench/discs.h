/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A large map with many objects, of any size. */

#pragma once

#include "lazylabels/lazylabels.h"

G_BEGIN_DECLS

/**
 * discs_new_maps:
 * @side: of the map, pixels
 *
 * Returns: (transfer full): what a good network would say of discs that touch, about
 *   one in 1600 pixels, in noise of a tenth.
 */
LlObjectMaps *discs_new_maps (gint side);

G_END_DECLS
