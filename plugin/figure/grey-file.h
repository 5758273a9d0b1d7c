/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Grey pictures of 16 bits as PNG.  They are written by the format's own library, because
 * GEGL's savers do not report errors.
 */

#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/* Fills a row of a picture. */
typedef void (*LpGreyRow) (gint y, guint16 *row, gpointer data);

/**
 * lp_grey_file_write_png:
 * @stream: where to write; the caller looks at its errors
 * @width: in pixels
 * @height: in pixels
 * @get_row: gives the rows from top to bottom
 * @data: for @get_row
 *
 * Returns: (transfer full) (nullable): why the picture is not complete.
 */
gchar *lp_grey_file_write_png (FILE *stream,
                               gint width,
                               gint height,
                               LpGreyRow get_row,
                               gpointer data);

G_END_DECLS
