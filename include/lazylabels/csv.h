/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Comma-separated values (RFC 4180), the same in every locale. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ll_csv_append_text:
 * @text: a table that grows
 * @cell: goes behind a comma where the row has cells, in quotes where it needs them
 */
void ll_csv_append_text (GString *text, const gchar *cell);

/**
 * ll_csv_append_number:
 * @text: a table that grows
 * @value: eight digits of it, with a point; an empty cell when it is not finite
 */
void ll_csv_append_number (GString *text, gdouble value);

/**
 * ll_csv_end_row:
 * @text: a table that grows
 */
void ll_csv_end_row (GString *text);

G_END_DECLS
