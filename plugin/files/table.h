/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* CSV files that grow by rows. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_table_append:
 * @path: a CSV file
 * @columns: names of the columns
 * @cells: texts of one row
 * @n: number of columns
 * @error: return location for an error
 *
 * Appends a row.  A new file gets a header first; an existing one must have the same
 * header.
 *
 * Returns: whether the row is in the file.
 */
gboolean lp_table_append (const gchar *path,
                          const gchar *const *columns,
                          const gchar *const *cells,
                          gsize n,
                          GError **error);

/**
 * lp_table_append_image:
 * @path: a CSV file
 * @image: name of the image, which every row gets in a first column "image"
 * @csv: a table with its header
 * @error: return location for an error
 *
 * Appends the rows of a table about one image, as lp_table_append() does.
 *
 * Returns: whether the rows are in the file.
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
