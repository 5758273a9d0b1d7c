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

/* Rewrites the file with more columns.  A hint on the separator stays. */
static gboolean
widen (GString *text,
       const gchar *old,
       gsize length,
       const gchar *path,
       const LlTable *table,
       const LlTable *rows,
       const LlCsvDialect *dialect,
       GError **error)
{
  g_autoptr (LlTable) wide = NULL;
  g_autofree gchar *decoded = NULL;
  LlCsvEncoding encoding;
  gchar separator;
  const gchar *begin;

  if (!ll_csv_check_rows (table, path, error))
    return FALSE;

  decoded = ll_csv_decode (old, length, path, &encoding, error);
  if (!decoded)
    return FALSE;

  begin = ll_csv_skip_hint (decoded, &separator);
  g_string_append_len (text, decoded, begin - decoded);
  wide = add_columns (table, rows);
  for (guint row = 0; row < ll_table_get_n_rows (wide); row++)
    ll_csv_append_row (text, wide, row, ll_table_get_n_cells (wide, 0), dialect);

  return TRUE;
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
  guint n, n_old, first = 1;

  g_return_val_if_fail (ll_table_get_n_rows (rows) > 0, NULL);

  if (!table)
    return NULL;

  *whole = FALSE;
  n = ll_table_get_n_cells (rows, 0);
  n_old = ll_table_get_n_rows (table) > 0 ? ll_table_get_n_cells (table, 0) : 0;
  if (n_old == 0)
    {
      /* Nothing but a mark, a hint or empty rows. */
      if (length == 0)
        dialect = ll_csv_plain;
      first = 0;
      n_old = n;
    }
  else if (n_old == n - n_late && n_late > 0 && has_columns (table, rows, n_old))
    {
      *whole = TRUE;
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
    {
      if (!widen (text, old, length, path, table, rows, &dialect, error))
        return NULL;
    }
  else if (!ends_row (old, length, dialect.encoding))
    {
      g_string_append (text, dialect.end);
    }

  for (guint row = first; row < ll_table_get_n_rows (rows); row++)
    ll_csv_append_row (text, rows, row, n_old, &dialect);

  return ll_csv_encode (g_steal_pointer (&text), dialect.encoding, *whole || length == 0);
}
