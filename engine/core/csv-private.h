/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Parts of reading and writing tables that several files need. */

#pragma once

#include "lazylabels/csv.h"

G_BEGIN_DECLS

/* The byte order mark in UTF-8. */
#define LL_CSV_MARK "\357\273\277"

/* The dialect of new files. */
extern const LlCsvDialect ll_csv_plain;

/**
 * ll_csv_needs_apostrophe:
 * @text: a text
 *
 * Returns: whether it is a formula to a spreadsheet, or would be one without the
 *   apostrophes that it begins with.
 */
gboolean ll_csv_needs_apostrophe (const gchar *text);

/**
 * ll_csv_append_row:
 * @text: (inout): rows in UTF-8
 * @table: the table
 * @row: the row to append
 * @n: number of cells; those that the row lacks are empty
 * @dialect: how to write it
 */
void ll_csv_append_row (GString *text,
                        const LlTable *table,
                        guint row,
                        guint n,
                        const LlCsvDialect *dialect);

/**
 * ll_csv_decode:
 * @bytes: content of a file
 * @length: its length in bytes
 * @path: its name for messages
 * @encoding: (out): how it is stored
 * @error: return location for a %LL_DATA_ERROR_TABLE
 *
 * Returns: (transfer full): the text in UTF-8 without a byte order mark, or %NULL.
 */
gchar *ll_csv_decode (const gchar *bytes,
                      gsize length,
                      const gchar *path,
                      LlCsvEncoding *encoding,
                      GError **error);

/**
 * ll_csv_parse:
 * @text: content of a file in UTF-8, without a byte order mark
 * @path: its name for messages
 * @dialect: (inout): how it was written, but for the encoding
 * @keep: (out) (nullable): how many bytes of @text are whole rows: a last row that was cut
 *   off while it was written is left out.  If %NULL, such a row is read like others
 * @error: return location for a %LL_DATA_ERROR_TABLE
 *
 * Returns: (transfer full): the table, or %NULL.
 */
LlTable *ll_csv_parse (const gchar *text,
                       const gchar *path,
                       LlCsvDialect *dialect,
                       gsize *keep,
                       GError **error);

/**
 * ll_csv_encode:
 * @text: (transfer full): text in UTF-8
 * @encoding: how to store it
 * @begins: whether the file begins with it, and so has the byte order mark before it
 *
 * Returns: (transfer full): the bytes.
 */
GString *ll_csv_encode (GString *text, LlCsvEncoding encoding, gboolean begins);

/**
 * ll_csv_skip_hint:
 * @text: text of a table
 * @separator: (inout): the separator that the hint names
 *
 * Returns: where the table begins, after the line "sep=;" if there is one.
 */
const gchar *ll_csv_skip_hint (const gchar *text, gchar *separator);

G_END_DECLS
