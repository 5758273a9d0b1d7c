/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables in memory.  A table of objects has millions of cells, so their texts lie one after
 * the other in a single block.
 */

#include "core/table-private.h"

#include <math.h>
#include <string.h>

/* Longer texts are not numbers of anybody's table. */
#define MAX_NUMBER 64

/* Whole numbers below this one have all their digits in a gdouble. */
#define MAX_WHOLE 1e15

LlTable *
ll_table_new (void)
{
  LlTable *table = g_new0 (LlTable, 1);

  table->texts = g_string_new (NULL);
  table->cells = g_array_new (FALSE, FALSE, sizeof (LlCell));
  table->rows = g_array_new (FALSE, FALSE, sizeof (LlRow));
  table->number = 1;
  table->decimal = '.';

  return table;
}

void
ll_table_free (LlTable *table)
{
  if (!table)
    return;

  g_string_free (table->texts, TRUE);
  g_array_unref (table->cells);
  g_array_unref (table->rows);
  g_free (table);
}

void
ll_table_add_cell (LlTable *table,
                   const gchar *text,
                   gsize length,
                   gboolean number,
                   gboolean quoted)
{
  LlCell cell = { table->texts->len, number, quoted };

  g_string_append_len (table->texts, text, (gssize) length);
  g_string_append_c (table->texts, '\0');
  g_array_append_val (table->cells, cell);
}

void
ll_table_add_text (LlTable *table, const gchar *text)
{
  g_autofree gchar *valid =
    g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);

  if (valid)
    text = valid;
  ll_table_add_cell (table, text, strlen (text), FALSE, FALSE);
}

void
ll_table_add_number (LlTable *table, gdouble value)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE] = "";

  /* Areas are whole numbers of pixels, and stay so. */
  if (isfinite (value))
    g_ascii_formatd (text, sizeof text,
                     value == rint (value) && fabs (value) < MAX_WHOLE ? "%.0f" : "%.6g",
                     value);
  ll_table_add_cell (table, text, strlen (text), *text != '\0', FALSE);
}

void
ll_table_add_integer (LlTable *table, gint64 value)
{
  gchar text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  ll_table_add_cell (table, text, strlen (text), TRUE, FALSE);
}

void
ll_table_end_row (LlTable *table)
{
  LlRow row = { table->first, table->cells->len - table->first, table->number };

  g_array_append_val (table->rows, row);
  table->first = table->cells->len;
  table->number++;
}

LlTable *
ll_table_new_around (const LlTable *table,
                     const gchar *const *names,
                     const gchar *const *texts,
                     guint n_before,
                     guint n)
{
  LlTable *wide = ll_table_new ();

  wide->decimal = table->decimal;
  for (guint row = 0; row < table->rows->len; row++)
    {
      const gchar *const *added = row == 0 ? names : texts;

      for (guint k = 0; k < n_before; k++)
        ll_table_add_text (wide, added[k]);
      for (guint k = 0; k < ll_table_get_n_cells (table, row); k++)
        {
          const LlCell *cell = ll_table_get_cell (table, row, k);
          const gchar *text = ll_table_get_text (table, row, k);

          ll_table_add_cell (wide, text, strlen (text), cell->number, cell->quoted);
        }
      for (guint k = n_before; k < n; k++)
        ll_table_add_text (wide, added[k]);
      ll_table_end_row (wide);
    }

  return wide;
}

gboolean
ll_table_append (LlTable *table, const LlTable *more)
{
  gboolean is_new = table->rows->len == 0;
  guint n = more->rows->len > 0 ? ll_table_get_n_cells (more, 0) : 0;

  if (is_new)
    table->decimal = more->decimal;
  else if (table->decimal != more->decimal || ll_table_get_n_cells (table, 0) != n)
    return FALSE;
  for (guint k = 0; !is_new && k < n; k++)
    if (strcmp (ll_table_get_text (table, 0, k), ll_table_get_text (more, 0, k)) != 0)
      return FALSE;

  for (guint row = is_new ? 0 : 1; row < more->rows->len; row++)
    {
      for (guint k = 0; k < ll_table_get_n_cells (more, row); k++)
        {
          const LlCell *cell = ll_table_get_cell (more, row, k);
          const gchar *text = ll_table_get_text (more, row, k);

          ll_table_add_cell (table, text, strlen (text), cell->number, cell->quoted);
        }
      ll_table_end_row (table);
    }

  return TRUE;
}

guint
ll_table_get_n_rows (const LlTable *table)
{
  return table->rows->len;
}

guint
ll_table_get_n_cells (const LlTable *table, guint row)
{
  g_return_val_if_fail (row < table->rows->len, 0);

  return g_array_index (table->rows, LlRow, row).n;
}

const gchar *
ll_table_get_text (const LlTable *table, guint row, guint column)
{
  const LlCell *cell;

  g_return_val_if_fail (row < table->rows->len, "");

  cell = ll_table_get_cell (table, row, column);

  return cell ? table->texts->str + cell->start : "";
}

guint
ll_table_get_row_number (const LlTable *table, guint row)
{
  g_return_val_if_fail (row < table->rows->len, 0);

  return g_array_index (table->rows, LlRow, row).number;
}

/* strtod () knows more: infinities, hexadecimal digits, and what follows a number. */
gboolean
ll_table_parse_number (const gchar *text, gchar decimal, gdouble *value)
{
  gchar plain[MAX_NUMBER + 1];
  gsize n = strlen (text);
  gchar *end;
  gdouble number;

  if (n == 0 || n > MAX_NUMBER || !strpbrk (text, "0123456789"))
    return FALSE;

  for (gsize i = 0; i <= n; i++)
    if (text[i] == decimal)
      plain[i] = '.';
    else if (text[i] && !strchr ("0123456789+-eE", text[i]))
      return FALSE;
    else
      plain[i] = text[i];

  number = g_ascii_strtod (plain, &end);
  if (*end || !isfinite (number))
    return FALSE;

  if (value)
    *value = number;

  return TRUE;
}

gboolean
ll_table_get_number (const LlTable *table, guint row, guint column, gdouble *value)
{
  const gchar *text = ll_table_get_text (table, row, column);

  *value = NAN;

  return !*text || ll_table_parse_number (text, table->decimal, value);
}

gint
ll_table_find_column (const LlTable *table, const gchar *name)
{
  for (guint k = 0; table->rows->len > 0 && k < ll_table_get_n_cells (table, 0); k++)
    if (strcmp (ll_table_get_text (table, 0, k), name) == 0)
      return (gint) k;

  return -1;
}
