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
begin_file (GString *text, const gchar *old, const LlCsvDialect *dialect)
{
  gchar separator;

  g_string_append_len (text, old, ll_csv_skip_hint (old, &separator) - old);
  if (text->len > 0 && !strchr ("\r\n", text->str[text->len - 1]))
    g_string_append (text, dialect->end);
}

/* How many bytes of a file its first @n of @length bytes in UTF-8 are. */
static gsize
count_bytes (const gchar *text, gsize n, LlCsvEncoding encoding)
{
  GString *part = g_string_new_len (text, (gssize) n);
  g_autoptr (GString) bytes = NULL;

  if (encoding == LL_CSV_UTF8 || encoding == LL_CSV_UTF8_MARK)
    {
      g_string_free (part, TRUE);
      return n + (encoding == LL_CSV_UTF8_MARK ? strlen (LL_CSV_MARK) : 0);
    }

  bytes = ll_csv_encode (part, encoding, TRUE);

  return bytes->len;
}

GString *
ll_csv_append (const gchar *old,
               gsize length,
               const gchar *path,
               const LlTable *rows,
               guint n_late,
               gsize *keep,
               GError **error)
{
  LlCsvDialect dialect = ll_csv_plain;
  g_autofree gchar *decoded = NULL;
  g_autoptr (LlTable) table = NULL;
  g_autoptr (LlTable) wide = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n, n_old, first = 1;
  gboolean whole = FALSE;
  gsize stays;

  g_return_val_if_fail (ll_table_get_n_rows (rows) > 0, NULL);

  decoded = ll_csv_decode (old, length, path, &dialect.encoding, error);
  table = decoded ? ll_csv_parse (decoded, path, &dialect, &stays, error) : NULL;
  if (!table)
    return NULL;

  n = ll_table_get_n_cells (rows, 0);
  n_old = ll_table_get_n_rows (table) > 0 ? ll_table_get_n_cells (table, 0) : 0;
  if (n_old == 0)
    {
      /* Nothing, or nothing but a mark, a hint or empty rows. */
      if (length == 0)
        dialect = ll_csv_plain;
      whole = TRUE;
      first = 0;
      n_old = n;
    }
  else if (n_old == n - n_late && n_late > 0 && has_columns (table, rows, n_old))
    {
      if (!ll_csv_check_rows (table, path, error))
        return NULL;
      whole = TRUE;
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

  if (whole)
    begin_file (text, decoded, &dialect);
  else if (stays > 0 && !strchr ("\r\n", decoded[stays - 1]))
    g_string_append (text, dialect.end);
  else if (stays > 0 && decoded[stays - 1] == '\r' && g_str_equal (dialect.end, "\r\n"))
    g_string_append_c (text, '\n');
  for (guint row = 0; wide && row < ll_table_get_n_rows (wide); row++)
    ll_csv_append_row (text, wide, row, n, &dialect);
  for (guint row = first; row < ll_table_get_n_rows (rows); row++)
    ll_csv_append_row (text, rows, row, n_old, &dialect);

  *keep = whole ? 0 : count_bytes (decoded, stays, dialect.encoding);

  return ll_csv_encode (g_steal_pointer (&text), dialect.encoding, whole);
}
