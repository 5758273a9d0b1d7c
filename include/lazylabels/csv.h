/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables as text.  New files are comma-separated values (RFC 4180) with a decimal point,
 * the same in every locale.  Files that a spreadsheet saved may have another dialect, which
 * is recognised, and kept when rows are added.
 *
 * A spreadsheet takes a text that begins with =, +, -, @, a tab or a line break for a
 * formula, and computes it.  Such texts are written with an apostrophe before them, which
 * reading takes away; so that every text is read as it was, one that begins with
 * apostrophes and such a character gets one more as well.
 */

#pragma once

#include <glib.h>

#include "lazylabels/table.h"

G_BEGIN_DECLS

/* How the text of a file is stored. */
typedef enum
{
  LL_CSV_UTF8,
  LL_CSV_UTF8_MARK, /* with a byte order mark, Excel's "CSV UTF-8"    */
  LL_CSV_UTF16_LE,  /* both with such a mark; Excel's "Unicode Text" */
  LL_CSV_UTF16_BE
} LlCsvEncoding;

typedef struct
{
  LlCsvEncoding encoding;
  gchar separator;         /* between cells: a comma, a semicolon or a tab */
  gchar decimal;           /* a point or a comma */
  gboolean quotes_texts;   /* all texts, even if they do not require it */
  gboolean quotes_numbers; /* the same for numbers */
  const gchar *end;        /* of a row, static: "\r\n", "\n" or "\r" */
} LlCsvDialect;

/**
 * ll_csv_write:
 * @table: the table
 *
 * Returns: (transfer full): its text, in the dialect of new files.
 */
GString *ll_csv_write (const LlTable *table);

/**
 * ll_csv_dialect_init:
 * @dialect: (out caller-allocates): that of new files
 */
void ll_csv_dialect_init (LlCsvDialect *dialect);

/**
 * ll_csv_write_dialect:
 * @table: the table
 * @dialect: how to write it.  Where the decimal sign separates cells as well, numbers with a
 *   fraction are quoted
 *
 * Returns: (transfer full): the bytes of a file.
 */
GString *ll_csv_write_dialect (const LlTable *table, const LlCsvDialect *dialect);

/**
 * ll_csv_read:
 * @bytes: content of a file, not trusted
 * @length: its length in bytes
 * @path: its name for messages
 * @dialect: (out) (optional): how it was written
 * @error: return location for a %LL_DATA_ERROR_TABLE
 *
 * Reads a table.  Rows without any content are left out, and so are empty cells on the
 * right of the last named column.  A first line such as "sep=;", by which Excel learns the
 * separator, is not part of the table.
 *
 * Returns: (transfer full): the table, which may have no rows; or %NULL.
 */
LlTable *ll_csv_read (const gchar *bytes,
                      gsize length,
                      const gchar *path,
                      LlCsvDialect *dialect,
                      GError **error);

/**
 * ll_csv_check_rows:
 * @table: from ll_csv_read()
 * @path: its name for messages
 * @error: return location for a %LL_DATA_ERROR_TABLE
 *
 * Returns: whether each row has one cell per column, which a row that was cut off has not.
 */
gboolean ll_csv_check_rows (const LlTable *table, const gchar *path, GError **error);

/**
 * ll_csv_append:
 * @old: content of the file that grows, not trusted
 * @length: its length in bytes; 0 for a new file
 * @path: its name for messages
 * @rows: what to add, with the names of its columns
 * @n_late: how many of its last columns earlier versions did not write
 * @keep: (out): how many bytes of the file stay before the result
 * @error: return location for a %LL_DATA_ERROR_TABLE
 *
 * Makes what has to be written so that a file gets the rows in its own dialect.  The file
 * must have the same columns, and may have more after them, which stay empty in the new
 * rows.  A file that lacks the last @n_late columns gets them, empty in the rows that it
 * has; then all of it is written anew.  A last row that was cut off is replaced.
 *
 * Returns: (transfer full): the bytes, or %NULL.
 */
GString *ll_csv_append (const gchar *old,
                        gsize length,
                        const gchar *path,
                        const LlTable *rows,
                        guint n_late,
                        gsize *keep,
                        GError **error);

G_END_DECLS
