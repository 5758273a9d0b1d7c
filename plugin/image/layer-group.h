/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* New layers come into an image whole or not at all. */

#pragma once

#include "host/host.h"

G_BEGIN_DECLS

/**
 * lp_layer_group_insert:
 * @image: an image
 * @name: of the group
 * @layers: (element-type gint32): layers that are in no image, from top to bottom
 * @error: return location for a %LP_HOST_ERROR
 *
 * Puts the group on top of the image and @layers into it.
 *
 * Returns: the group; or -1, and @layers are gone.
 */
gint32 lp_layer_group_insert (gint32 image,
                              const gchar *name,
                              const GArray *layers,
                              GError **error);

/**
 * lp_layers_delete:
 * @layers: (element-type gint32): layers that are in no image
 * @first: the first of them to delete
 */
void lp_layers_delete (const GArray *layers, guint first);

G_END_DECLS
