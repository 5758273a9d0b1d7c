/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Adds rows to the text of a table, in its own dialect. */

#include "core/csv-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/table-private.h"
#include "lazylabels/error.h"

/* Whether the first @n columns of both have the same names. */
static gboolean
has_columns (const LlTable *table, const LlTable *rows, guint n)
{
  for (guint k = 0; k < n; k++)
    if (strcmp (ll_table_get_text (table, 0, k), ll_table_get_text (rows, 0, k)) != 0)
      return FALSE;

  return TRUE;
}

/* Returns @table with the columns of @rows that it lacks; they are empty. */
static LlTable *
add_columns (const LlTable *table, const LlTable *rows)
{
  LlTable *wide = ll_table_new ();
  guint old = ll_table_get_n_cells (table, 0);
  guint n = ll_table_get_n_cells (rows, 0);

  wide->decimal = table->decimal;
  for (guint row = 0; row < ll_table_get_n_rows (table); row++)
    {
      for (guint k = 0; k < n; k++)
        {
          const LlCell *cell = ll_table_get_cell (table, row, k);
          const gchar *text =
            ll_table_get_text (row == 0 && k >= old ? rows : table, row, k);

          ll_table_add_cell (wide, text, strlen (text), cell && cell->number, FALSE);
        }
      ll_table_end_row (wide);
    }

  return wide;
}

/* Begins the text of a file that is rewritten: a hint on the separator stays. */
static void
begin_file (GString *text, const gchar *old, gsize length, const LlCsvDialect *dialect)
{
  LlCsvEncoding encoding;
  g_autofree gchar *decoded = ll_csv_decode (old, length, "", &encoding, NULL);
  gchar separator;

  if (decoded)
    g_string_append_len (text, decoded, ll_csv_skip_hint (decoded, &separator) - decoded);
  if (text->len > 0 && !strchr ("\r\n", text->str[text->len - 1]))
    g_string_append (text, dialect->end);
}

/* Whether the next row may begin at the end of the file. */
static gboolean
ends_row (const gchar *old, gsize length, LlCsvEncoding encoding)
{
  gboolean wide = encoding == LL_CSV_UTF16_LE || encoding == LL_CSV_UTF16_BE;
  gsize mark = wide ? 2 : encoding == LL_CSV_UTF8_MARK ? 3 : 0;
  gchar last;

  if (length <= mark)
    return TRUE;

  last = old[length - (encoding == LL_CSV_UTF16_LE ? 2 : 1)];
  if (wide && old[length - (encoding == LL_CSV_UTF16_LE ? 1 : 2)])
    return FALSE;

  return last == '\n' || last == '\r';
}

GString *
ll_csv_append (const gchar *old,
               gsize length,
               const gchar *path,
               const LlTable *rows,
               guint n_late,
               gboolean *whole,
               GError **error)
{
  LlCsvDialect dialect;
  g_autoptr (LlTable) table = ll_csv_read (old, length, path, &dialect, error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LlTable) wide = NULL;
  guint n, n_old, first = 1;

  g_return_val_if_fail (ll_table_get_n_rows (rows) > 0, NULL);

  if (!table)
    return NULL;

  *whole = FALSE;
  n = ll_table_get_n_cells (rows, 0);
  n_old = ll_table_get_n_rows (table) > 0 ? ll_table_get_n_cells (table, 0) : 0;
  if (n_old == 0)
    {
      /* Nothing, or nothing but a mark, a hint or empty rows. */
      *whole = length > 0;
      if (length == 0)
        dialect = ll_csv_plain;
      first = 0;
      n_old = n;
    }
  else if (n_old == n - n_late && n_late > 0 && has_columns (table, rows, n_old))
    {
      if (!ll_csv_check_rows (table, path, error))
        return NULL;
      *whole = TRUE;
      wide = add_columns (table, rows);
      n_old = n;
    }
  else if (n_old < n || !has_columns (table, rows, n))
    {
      g_set_error (
        error, LL_DATA_ERROR, LL_DATA_ERROR_TABLE,
        _ ("The file \"%s\" is not a table, or has other columns: choose another file."),
        path);
      return NULL;
    }

  if (*whole)
    begin_file (text, old, length, &dialect);
  else if (!ends_row (old, length, dialect.encoding))
    g_string_append (text, dialect.end);
  for (guint row = 0; wide && row < ll_table_get_n_rows (wide); row++)
    ll_csv_append_row (text, wide, row, n, &dialect);
  for (guint row = first; row < ll_table_get_n_rows (rows); row++)
    ll_csv_append_row (text, rows, row, n_old, &dialect);

  return ll_csv_encode (g_steal_pointer (&text), dialect.encoding, *whole);
}
