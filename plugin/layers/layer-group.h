/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Inserts new layers into an image, either all of them or none. */

#pragma once

#include "host/host.h"

G_BEGIN_DECLS

/**
 * lp_layer_group_insert:
 * @image: an image
 * @name: of the group
 * @layers: (element-type gint32): layers that are not in an image, from top to bottom
 * @error: return location for a %LP_HOST_ERROR
 *
 * Puts a group with @layers on top of the image.
 *
 * Returns: the group, or -1 after @layers have been deleted.
 */
gint32 lp_layer_group_insert (gint32 image,
                              const gchar *name,
                              const GArray *layers,
                              GError **error);

/**
 * lp_layers_delete:
 * @layers: (element-type gint32): layers that are not in an image
 * @first: the first of them to delete
 */
void lp_layers_delete (const GArray *layers, guint first);

G_END_DECLS
