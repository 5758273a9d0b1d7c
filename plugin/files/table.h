/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* CSV files that grow by rows. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows that are ready to be added to a table, which is locked meanwhile. */
typedef struct _LpTableRows LpTableRows;

/**
 * lp_table_prepare:
 * @path: a CSV file
 * @columns: names of the columns
 * @cells: texts of one row
 * @n: number of columns
 * @error: return location for an error
 *
 * Prepares to append a row, without changing the table.  A new table gets a header first;
 * an existing one must have the same header.
 *
 * Returns: (transfer full): the row, for lp_table_commit(); or %NULL.
 */
LpTableRows *lp_table_prepare (const gchar *path,
                               const gchar *const *columns,
                               const gchar *const *cells,
                               gsize n,
                               GError **error);

/**
 * lp_table_prepare_image:
 * @path: a CSV file
 * @image: name of the image, which every row gets in a first column "image"
 * @csv: a table with its header
 * @error: return location for an error
 *
 * Prepares to append the rows of a table about one image, as lp_table_prepare() does.
 *
 * Returns: (transfer full): the rows, for lp_table_commit(); or %NULL.
 */
LpTableRows *lp_table_prepare_image (const gchar *path,
                                     const gchar *image,
                                     const gchar *csv,
                                     GError **error);

/**
 * lp_table_commit:
 * @rows: what to append
 * @error: return location for an error
 *
 * Appends all of the rows or nothing, see lazylabels/append-file.h.
 *
 * Returns: whether the rows are in the table.
 */
gboolean lp_table_commit (LpTableRows *rows, GError **error);

/* Unlocks the table.  Rows that were not committed are dropped. */
void lp_table_rows_free (LpTableRows *rows);

/**
 * lp_table_read:
 * @path: a CSV file in UTF-8
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type GStrv): the cells of each line.
 */
GPtrArray *lp_table_read (const gchar *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTableRows, lp_table_rows_free)

G_END_DECLS
