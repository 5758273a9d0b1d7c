/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The layer that shows what a network makes of an image while it learns.  It is no result: it is
 * not in the history of undo, and every procedure ignores it.  A file that was saved meanwhile
 * has it, and so has an image whose panel was killed; there it is old.
 */

#pragma once

#include "layers/layers.h"

G_BEGIN_DECLS

#define LP_LIVE_LAYER_NAME "Lazy labels: live"

/**
 * lp_live_layer_add:
 * @image: an image
 * @layers: from lp_host_list_layers()
 * @micrograph: of @layers
 * @error: return location for a %LP_HOST_ERROR
 *
 * Adds a transparent layer over the micrograph: the lowest of the group of annotation layers,
 * so that paint lies above it and the places of other layers stay as they are, or just above
 * the micrograph if there is no such group.
 *
 * Returns: the layer, or -1.
 */
gint32 lp_live_layer_add (gint32 image,
                          const GPtrArray *layers,
                          const LpHostLayer *micrograph,
                          GError **error);

/* Returns: (transfer none) (nullable): such a layer. */
const LpHostLayer *lp_live_layer_find (const GPtrArray *layers);

/**
 * lp_live_layers_drop:
 * @image: an image
 * @layers: from lp_host_list_layers()
 * @kept: a layer that stays, or -1
 *
 * Removes such layers.
 *
 * Returns: whether there were any.
 */
gboolean lp_live_layers_drop (gint32 image, const GPtrArray *layers, gint32 kept);

G_END_DECLS
