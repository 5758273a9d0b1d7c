/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Comma-separated values (RFC 4180), the same in every locale. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ll_csv_append_text:
 * @text: (inout): the table
 * @cell: the content of the cell
 *
 * Appends a cell to the current row, after a comma unless it is the first one, and in
 * quotes if its content requires them.
 */
void ll_csv_append_text (GString *text, const gchar *cell);

/**
 * ll_csv_append_number:
 * @text: (inout): the table
 * @value: the number
 *
 * Appends a number with eight significant digits and a decimal point, or an empty cell if
 * @value is not finite.
 */
void ll_csv_append_number (GString *text, gdouble value);

/**
 * ll_csv_end_row:
 * @text: (inout): the table
 *
 * Ends the current row.
 */
void ll_csv_end_row (GString *text);

G_END_DECLS
