/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files of tables that grow by rows. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* Rows that are ready to be added to a table, which is locked meanwhile. */
typedef struct _LpTableRows LpTableRows;

/**
 * lp_table_prepare:
 * @path: a file
 * @rows: the rows, after the names of their columns; must outlive the result
 * @n_late: how many of the last columns earlier versions did not write
 * @error: return location for an error
 *
 * Prepares to append rows, without changing the file.  A new file gets the names of the
 * columns first; an existing one must have the same, and keeps its dialect: see
 * ll_csv_append().
 *
 * Returns: (transfer full): the rows, for lp_table_commit(); or %NULL.
 */
LpTableRows *
lp_table_prepare (const gchar *path, const LlTable *rows, guint n_late, GError **error);

/**
 * lp_table_commit:
 * @rows: what to append
 * @error: return location for an error
 *
 * Appends all of the rows or nothing, see lazylabels/append-file.h.
 *
 * Returns: whether the rows are in the file.
 */
gboolean lp_table_commit (LpTableRows *rows, GError **error);

/* Unlocks the file.  Rows that were not committed are dropped. */
void lp_table_rows_free (LpTableRows *rows);

/**
 * lp_table_read:
 * @path: a file
 * @error: return location for an error
 *
 * Returns: (transfer full): the table.
 */
LlTable *lp_table_read (const gchar *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTableRows, lp_table_rows_free)

G_END_DECLS
