/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files of tables that grow by rows. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_table_append:
 * @path: a file
 * @rows: the rows, after the names of their columns
 * @n_late: how many of the last columns earlier versions did not write
 * @error: return location for an error
 *
 * Appends rows.  A new file gets the names of the columns first; an existing one must have
 * the same, and keeps its dialect: see ll_csv_append().
 *
 * Returns: whether the rows are in the file.
 */
gboolean
lp_table_append (const gchar *path, const LlTable *rows, guint n_late, GError **error);

/**
 * lp_table_read:
 * @path: a file
 * @error: return location for an error
 *
 * Returns: (transfer full): the table.
 */
LlTable *lp_table_read (const gchar *path, GError **error);

G_END_DECLS
