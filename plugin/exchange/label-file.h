/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which file holds the labels of an image. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_label_file_find:
 * @path: a file, or a folder of label files
 * @image: name of the image's file, without its folder
 * @error: return location for a %LP_HOST_ERROR_NOT_FOUND
 *
 * Finds the file of a folder that has the name of the image but for the ending, or else that
 * name followed by a word for masks: "a_mask.png" and "a-labels.tif" belong to "a.png".  A
 * COCO file that is alone in its folder belongs to all images.
 *
 * Returns: (transfer full): the file, which is @path if that is no folder; or %NULL.
 */
gchar *lp_label_file_find (const gchar *path, const gchar *image, GError **error);

G_END_DECLS
