/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A label map as an image in GIMP. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_label_image_new:
 * @objects: an instance map
 * @resolution: of the image, in pixels per inch
 * @error: return location for an error
 *
 * Makes a grey image of 16 bits with the same pixels as lp_label_map_write() writes.
 *
 * Returns: the image, for lp_host_release_image(); or -1.
 */
gint32
lp_label_image_new (const LlInstances *objects, gdouble resolution, GError **error);

G_END_DECLS
