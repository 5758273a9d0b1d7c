/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a table holds, for the files that read and write it. */

#pragma once

#include "lazylabels/table.h"

G_BEGIN_DECLS

typedef struct
{
  gsize start;     /* in the texts */
  gboolean number; /* with the decimal sign of the table */
  gboolean quoted; /* in the file that it was read from */
} LlCell;

typedef struct
{
  guint first;  /* cell */
  guint n;      /* cells */
  guint number; /* of the row in a spreadsheet, from 1 on */
} LlRow;

struct _LlTable
{
  GString *texts; /* of all cells, each ends with a NUL */
  GArray *cells;  /* element-type LlCell */
  GArray *rows;   /* element-type LlRow */
  guint first;    /* cell of the row that is being written */
  guint number;   /* of this row */
  gchar decimal;  /* sign in numbers */
};

static inline LlCell *
ll_table_get_cell (const LlTable *table, guint row, guint column)
{
  const LlRow *place = &g_array_index (table->rows, LlRow, row);

  return column < place->n ? &g_array_index (table->cells, LlCell, place->first + column)
                           : NULL;
}

/**
 * ll_table_add_cell:
 * @table: (inout): the table
 * @text: content of the cell
 * @length: bytes of it
 * @number: whether it is a number with the decimal sign of @table
 * @quoted: whether it was quoted
 */
void ll_table_add_cell (LlTable *table,
                        const gchar *text,
                        gsize length,
                        gboolean number,
                        gboolean quoted);

/**
 * ll_table_parse_number:
 * @text: a cell
 * @decimal: decimal sign
 * @value: (out) (optional): the number
 *
 * Returns: whether the whole text is a finite number without any sign for thousands.
 */
gboolean ll_table_parse_number (const gchar *text, gchar decimal, gdouble *value);

G_END_DECLS
