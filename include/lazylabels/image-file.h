/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Images in files: TIFF of 8, 16 or 32 bits per channel, PNG and JPEG.  Values are those that
 * GIMP has when it opens the same file, 0 .. 1 for integers; colour profiles do not change
 * them, because the values of a micrograph are measurements.
 */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"

G_BEGIN_DECLS

typedef struct _LlImageFile LlImageFile;

/**
 * ll_image_file_is_known:
 * @path: of a file, which need not exist
 *
 * Returns: whether its name ends as that of an image which can be opened here.
 */
gboolean ll_image_file_is_known (const gchar *path);

/**
 * ll_image_file_count_pages:
 * @path: of a file
 *
 * Returns: the pages of a TIFF file that are images of their own, which previews are not; 1
 *   for other files, and for those that can't be opened.
 */
gint ll_image_file_count_pages (const gchar *path);

/**
 * ll_image_file_list_pages:
 * @path: of a file
 *
 * Returns: (transfer full) (nullable) (element-type gboolean): for each image in a TIFF file, in
 *   their order, whether it is one of its own, and not a preview of another one; %NULL for other
 *   files, and for those that can't be opened.
 */
GArray *ll_image_file_list_pages (const gchar *path);

/**
 * ll_image_file_open:
 * @path: of a file, which is not trusted
 * @page: 0 .. n - 1
 * @error: return location for a %LL_DATA_ERROR_IMAGE or %LL_DATA_ERROR_MEMORY
 *
 * Reads the pixels as the file has them: one byte per channel of an image of 8 bits.  Where
 * they lie in a TIFF file without gaps, the file is mapped instead.
 *
 * Returns: (transfer full): the image, or %NULL.
 */
LlImageFile *ll_image_file_open (const gchar *path, gint page, GError **error);
void ll_image_file_free (LlImageFile *file);

gint ll_image_file_get_width (const LlImageFile *file);
gint ll_image_file_get_height (const LlImageFile *file);

/**
 * ll_image_file_get_bits:
 *
 * Returns: bits per channel: 8, 16 or 32.
 */
gint ll_image_file_get_bits (const LlImageFile *file);

/* Whether it has more than 8 bits per channel. */
gboolean ll_image_file_is_deep (const LlImageFile *file);

/**
 * ll_image_file_is_grey:
 *
 * Looks at every pixel, because electron microscopes often save grey values as RGB.
 *
 * Returns: whether red, green and blue are equal everywhere.
 */
gboolean ll_image_file_is_grey (const LlImageFile *file);

/**
 * ll_image_file_find_missing:
 * @n_not_finite: (out) (optional): pixels with a value that is not a number or infinite
 *
 * Returns: (transfer full) (nullable): [height][width], 1 where the pixel is transparent or
 *   not finite, else 0; %NULL if all are there.
 */
guint8 *ll_image_file_find_missing (const LlImageFile *file, gint64 *n_not_finite);

/**
 * ll_image_file_read:
 * @y: first row
 * @rows: how many
 * @channels: 1 or 3; ll_grey() turns colour into grey, and grey is repeated
 * @factor: that values are multiplied by
 * @offset: that is added then
 * @planes: (out caller-allocates): [channels][rows][width]; a pixel that is transparent or
 *   not finite has the value of the nearest one in its row, and is NAN if there is none
 *
 * Reads rows of the image; several threads may do so at once.
 */
void ll_image_file_read (const LlImageFile *file,
                         gint y,
                         gint rows,
                         gint channels,
                         gfloat factor,
                         gfloat offset,
                         gfloat *planes);

/**
 * ll_image_file_load:
 * @file: the image
 *
 * Returns: (transfer full): all of it, in grey if it is grey, with its missing pixels.
 */
LlImage *ll_image_file_load (const LlImageFile *file);

/**
 * ll_image_file_map:
 * @file: the image, which the result does not need
 *
 * Does what ll_image_file_load() does without reading the values, if they lie in a file as a
 * stored image has them: mapped, 8 or 16 bits or floating-point numbers, without alpha, and with
 * no pixel that is missing.
 *
 * Returns: (transfer full) (nullable): the stored image, or %NULL.
 */
LlImage *ll_image_file_map (const LlImageFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlImageFile, ll_image_file_free)

G_END_DECLS
