/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A table that a run adds rows to.  Rows are gathered and written every few seconds: each
 * addition copies the file, which would take longer than everything else where thousands of
 * images are small.
 */

#pragma once

#include "inputs.h"

G_BEGIN_DECLS

/* Columns at the end that tables of earlier versions lack: of tables as such, and of those
 * with settings.
 */
#define LC_N_LATE          2
#define LC_N_LATE_SETTINGS 3

typedef struct _LcTable LcTable;

/**
 * lc_table_new:
 * @path: of a CSV file; empty: nothing is written
 * @n_late: see above
 * @resume: whether the images in it count as done
 * @error: return location for an error
 *
 * Returns: (transfer full): the table, or %NULL.
 */
LcTable *lc_table_new (const gchar *path, guint n_late, gboolean resume, GError **error);
void lc_table_free (LcTable *table);

/* Whether nothing is left to add for an image: its rows are there, or no table is wanted. */
gboolean lc_table_has (const LcTable *table, const LcInput *input);

/**
 * lc_table_add:
 * @rows: rows of one image; several threads may add at once
 * @error: return location for an error
 *
 * Returns: whether the rows are, or will be, in the file.
 */
gboolean lc_table_add (LcTable *table, const LlTable *rows, GError **error);

/* Writes what was gathered; to be called before the table is freed. */
gboolean lc_table_flush (LcTable *table, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LcTable, lc_table_free)

G_END_DECLS
