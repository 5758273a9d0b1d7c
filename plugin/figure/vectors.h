/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Contours and the scale bar as vector layers, in a GIMP that has them. */

#pragma once

#include "figure/drawing.h"

G_BEGIN_DECLS

/**
 * lp_vectors_are_wanted:
 * @call: a call of Figure
 *
 * With a path for each object, there would be as many layers.
 *
 * Returns: whether what the paths show becomes vector layers.
 */
gboolean lp_vectors_are_wanted (const LpCall *call);

/**
 * lp_vectors_insert:
 * @work: what was drawn
 * @paths: (element-type gint32): the contours in the image, one path per class
 * @group: of the figure
 * @error: return location for a %LP_HOST_ERROR
 *
 * Adds the layers to the group, and the path of the scale bar to the image.
 *
 * Returns: whether all layers are there.
 */
gboolean
lp_vectors_insert (const LpDrawing *work, GArray *paths, gint32 group, GError **error);

G_END_DECLS
