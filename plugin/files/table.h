/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables in files, which grow by rows. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_table_append:
 * @path: a CSV file
 * @columns: their names
 * @cells: texts of one row
 * @n: of each
 * @error: return location for an error
 *
 * A file that is not there begins with the names; one that is must begin with the same.
 */
gboolean lp_table_append (const gchar *path,
                          const gchar *const *columns,
                          const gchar *const *cells,
                          gsize n,
                          GError **error);

/**
 * lp_table_append_image:
 * @path: likewise
 * @image: goes in front of each row, in the column "image"
 * @csv: a table with its header
 * @error: return location for an error
 *
 * Adds the rows of a table of one image.
 */
gboolean lp_table_append_image (const gchar *path,
                                const gchar *image,
                                const gchar *csv,
                                GError **error);

/**
 * lp_table_read:
 * @path: a CSV file in UTF-8
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type GStrv): the cells of each line.
 */
GPtrArray *lp_table_read (const gchar *path, GError **error);

G_END_DECLS
