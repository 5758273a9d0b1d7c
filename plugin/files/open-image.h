/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opens an image as it is meant: previews that a TIFF file holds are no pages of it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_open_image:
 * @path: an image file
 * @error: return location for a %LP_HOST_ERROR that names the file
 *
 * Opens an image without showing it, and removes the layers that GIMP makes of previews: GIMP 3.2
 * adds one to each TIFF file that it writes, and opens those of files in colour as pages.
 *
 * Returns: the image, to be closed by lp_host_delete_image(); or -1.
 */
gint32 lp_open_image (const gchar *path, GError **error);

G_END_DECLS
