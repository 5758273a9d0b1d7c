/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Objects as a picture whose pixels are their ids, for other programs. */

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
 * lp_label_map_image_new:
 * @objects: an instance map
 * @resolution: of the image, in pixels per inch
 * @error: return location for an error
 *
 * Makes a grey image of 16 bits with the same pixels as lp_label_map_write() writes.
 *
 * Returns: the image, for lp_host_release_image(); or -1.
 */
gint32
lp_label_map_image_new (const LlInstances *objects, gdouble resolution, GError **error);

G_END_DECLS
