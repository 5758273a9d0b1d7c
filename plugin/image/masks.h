/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Paints masks on the layer "Segmentation". */

#pragma once

#include "image/layers.h"

G_BEGIN_DECLS

/**
 * lp_masks_find_layer:
 * @layers: from lp_host_list_layers()
 * @layer: (out) (transfer none) (nullable): the topmost layer for masks, or %NULL when
 *   there is none yet
 * @error: return location for a %LP_HOST_ERROR
 *
 * Finds the layer to paint masks on.
 *
 * Returns: whether masks can be painted.
 */
gboolean
lp_masks_find_layer (const GPtrArray *layers, const LpHostLayer **layer, GError **error);

/**
 * lp_masks_paint:
 * @image: an image
 * @classes: the classes, which give the colours
 * @masks: what to paint; unlabelled pixels stay as they are
 * @cleared: (nullable): [height][width] of @masks: non-zero where paint is removed first
 * @x: left edge of @masks in the image
 * @y: upper edge of @masks in the image
 * @error: return location for a %LP_HOST_ERROR
 *
 * Paints masks in one undo step.  The layer is made if there is none, and enlarged if it is
 * too small.  Masks are clipped to the image.  Paint is removed on further layers for masks
 * as well, or it would shine through.
 *
 * Returns: the layer, or -1.
 */
gint32 lp_masks_paint (gint32 image,
                       const LlClasses *classes,
                       const LlLabels *masks,
                       const guint8 *cleared,
                       gint x,
                       gint y,
                       GError **error);

G_END_DECLS
