/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Objects as a picture whose pixels are their numbers, for other programs. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* What 16 bits can tell apart. */
#define LP_LABEL_MAP_MAX 65535

/**
 * lp_label_map_check:
 * @path: of a file
 * @error: return location for an error
 *
 * Returns: whether @path has the suffix of a file that can be written.
 */
gboolean lp_label_map_check (const gchar *path, GError **error);

/**
 * lp_label_map_save:
 * @path: of a PNG or TIFF; a file that is there is replaced when the new one is whole
 * @objects: an instance map
 * @error: return location for an error
 *
 * Writes grey values of 16 bits: an object's id, 0 where there is none.
 */
gboolean
lp_label_map_save (const gchar *path, const LlInstances *objects, GError **error);

/**
 * lp_label_map_image_new:
 * @objects: an instance map
 * @resolution: of the image, in pixels an inch
 * @error: return location for an error
 *
 * Returns: a new grey image of 16 bits for lp_host_release_image(), whose pixels are as in
 *   the file; or -1.
 */
gint32
lp_label_map_image_new (const LlInstances *objects, gdouble resolution, GError **error);

G_END_DECLS
