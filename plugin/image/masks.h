/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Masks that a program paints on the layer "Segmentation". */

#pragma once

#include "image/layers.h"

G_BEGIN_DECLS

/**
 * lp_masks_find_layer:
 * @layers: from lp_host_list_layers()
 * @layer: (out) (transfer none) (nullable): the topmost one for masks; %NULL: there is
 *   none yet
 * @error: return location for a %LP_HOST_ERROR
 *
 * Returns: whether masks can be painted.
 */
gboolean
lp_masks_find_layer (const GPtrArray *layers, const LpHostLayer **layer, GError **error);

/**
 * lp_masks_paint:
 * @image: an image
 * @classes: their colours
 * @masks: what to paint; the rest stays as it is
 * @x: of the masks in the image
 * @y: likewise
 * @error: return location for a %LP_HOST_ERROR
 *
 * Makes the layer if there is none, and makes it larger where it is too small.  One undo
 * step; what lies outside of the image is not painted.
 *
 * Returns: the layer, or -1.
 */
gint32 lp_masks_paint (gint32 image,
                       const LlClasses *classes,
                       const LlLabels *masks,
                       gint x,
                       gint y,
                       GError **error);

G_END_DECLS
