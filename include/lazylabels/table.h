/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables: rows of cells, the first of which are the names of the columns.  A cell is a text
 * or a number, because files and spreadsheets treat the two differently: see csv.h.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LlTable LlTable;

/**
 * ll_table_new:
 *
 * Returns: (transfer full): a table without rows.
 */
LlTable *ll_table_new (void);
void ll_table_free (LlTable *table);

/**
 * ll_table_add_text:
 * @table: (inout): the table
 * @text: content of the cell
 *
 * Adds a cell to the row that is being written.
 */
void ll_table_add_text (LlTable *table, const gchar *text);

/**
 * ll_table_add_number:
 * @table: (inout): the table
 * @value: the number
 *
 * Adds a cell with six significant digits, more for a whole number, or an empty cell if
 * @value is not finite.
 */
void ll_table_add_number (LlTable *table, gdouble value);
void ll_table_add_integer (LlTable *table, gint64 value);

/**
 * ll_table_end_row:
 * @table: (inout): the table
 *
 * Ends the row that is being written.
 */
void ll_table_end_row (LlTable *table);

/**
 * ll_table_new_around:
 * @table: the table
 * @names: names of @n columns
 * @texts: what all their rows hold
 * @n_before: how many of them stand before the columns of @table; the others follow them
 * @n: number of columns to add
 *
 * Returns: (transfer full): a copy of @table with more columns.
 */
LlTable *ll_table_new_around (const LlTable *table,
                              const gchar *const *names,
                              const gchar *const *texts,
                              guint n_before,
                              guint n);

/**
 * ll_table_append:
 * @table: (inout): the table
 * @more: what follows its rows
 *
 * Returns: whether both have the same columns, or @table has none yet; otherwise it is as it
 *   was.
 */
gboolean ll_table_append (LlTable *table, const LlTable *more);

/**
 * ll_table_get_n_rows:
 *
 * Returns: the number of complete rows, including the names of the columns.
 */
guint ll_table_get_n_rows (const LlTable *table);
guint ll_table_get_n_cells (const LlTable *table, guint row);

/**
 * ll_table_get_text:
 * @table: the table
 * @row: 0 .. n - 1; 0 are the names of the columns
 * @column: from 0 on
 *
 * Returns: the content of a cell, owned by @table until it changes; empty where the row
 *   has no such cell.
 */
const gchar *ll_table_get_text (const LlTable *table, guint row, guint column);

/**
 * ll_table_get_number:
 * @table: the table
 * @row: 1 .. n - 1
 * @column: from 0 on
 * @value: (out): the number, NAN for an empty cell
 *
 * Returns: whether the whole cell is a finite number, with the decimal sign of the file
 *   that the table was read from, or is empty.
 */
gboolean
ll_table_get_number (const LlTable *table, guint row, guint column, gdouble *value);

/**
 * ll_table_get_row_number:
 *
 * Returns: the number that a spreadsheet shows beside the row, from 1 on.
 */
guint ll_table_get_row_number (const LlTable *table, guint row);

/**
 * ll_table_find_column:
 * @table: the table
 * @name: the name of a column
 *
 * Returns: the first column of this name, or -1.
 */
gint ll_table_find_column (const LlTable *table, const gchar *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlTable, ll_table_free)

G_END_DECLS
