/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Real images with instance masks, on machines that have them. */

#pragma once

#include "pictures.h"

G_BEGIN_DECLS

/**
 * real_pictures_read:
 * @folder: contains "powder-sem" with "NAME.png" and "NAME_particles.png", "nuclei" with
 *   "images/NAME.png" and "labels/NAME.png", and others with "NAME.png" and "NAME_ids.png"
 * @set: which of them
 * @error: return location for a #GFileError
 *
 * Returns: (transfer full) (element-type Picture): the images in the order of their
 *   names, all objects of class 1; or %NULL.
 */
GPtrArray *real_pictures_read (const gchar *folder, const gchar *set, GError **error);

/**
 * real_picture_read:
 * @name: what it is called
 * @image: path of a PNG file
 * @ids: path of a PNG file with a number per object
 * @error: return location for a #GFileError
 *
 * Returns: (transfer full): the picture, all objects of class 1; or %NULL.
 */
Picture *real_picture_read (const gchar *name,
                            const gchar *image,
                            const gchar *ids,
                            GError **error);

G_END_DECLS
