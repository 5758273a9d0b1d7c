/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Objects as a picture file whose pixels are their ids, for other programs. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* The largest id that fits into 16 bits. */
#define LP_LABEL_MAP_MAX 65535

/**
 * lp_label_map_check:
 * @path: of a file
 * @error: return location for an error
 *
 * Returns: whether the suffix of @path is that of a format that can be written.
 */
gboolean lp_label_map_check (const gchar *path, GError **error);

/**
 * lp_label_map_write:
 * @path: of a PNG or TIFF file, which need not exist
 * @objects: an instance map
 * @error: return location for an error
 *
 * Writes a grey picture of 16 bits: ids of objects, and 0 for the background.
 *
 * Returns: (transfer full): the complete picture, which becomes @path when it is committed;
 *   or %NULL.
 */
LlPartFile *
lp_label_map_write (const gchar *path, const LlInstances *objects, GError **error);

/**
 * lp_label_map_check_number:
 * @error: return location for an error
 *
 * Returns: whether 16 bits can hold the ids of all objects.
 */
gboolean lp_label_map_check_number (const LlInstances *objects, GError **error);

/* Fills @row with the ids of row @y. */
void lp_label_map_get_row (const LlInstances *objects, gint y, guint16 *row);

G_END_DECLS
