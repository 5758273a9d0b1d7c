/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes tables as text. */

#include "core/csv-private.h"

#include <string.h>

#include "core/table-private.h"

const LlCsvDialect ll_csv_plain = { LL_CSV_UTF8, ',', '.', FALSE, FALSE, "\r\n" };

/* The wide forms of the signs are formulas in Japanese spreadsheets. */
gboolean
ll_csv_needs_apostrophe (const gchar *text)
{
  static const gchar *const begins[] = {
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\357\274\235", /* wide = */
    "\357\274\213", /* wide + */
    "\357\274\215", /* wide - */
    "\357\274\240", /* wide @ */
  };

  text += strspn (text, "'");
  for (gsize i = 0; i < G_N_ELEMENTS (begins); i++)
    if (g_str_has_prefix (text, begins[i]))
      return TRUE;

  return FALSE;
}

/* All separators that there are require quotes: another program may look for another one.
 * So does a space at an end, which some programs take away, and what would be a byte order
 * mark.
 */
static gboolean
needs_quotes (const gchar *text)
{
  gsize n = strlen (text);

  return strpbrk (text, ",;\t\"\r\n") || g_str_has_prefix (text, LL_CSV_MARK) ||
         (n > 0 && (text[0] == ' ' || text[n - 1] == ' '));
}

static void
append_quoted (GString *text, const gchar *cell)
{
  g_string_append_c (text, '"');
  for (const gchar *c = cell; *c; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

static void
append_text (GString *text, const gchar *cell, const LlCsvDialect *dialect)
{
  g_autofree gchar *safe =
    ll_csv_needs_apostrophe (cell) ? g_strconcat ("'", cell, NULL) : NULL;

  if (safe)
    cell = safe;
  if (needs_quotes (cell) || (dialect->quotes_texts && *cell))
    append_quoted (text, cell);
  else
    g_string_append (text, cell);
}

/* @decimal: sign in @cell */
static void
append_number (GString *text,
               const gchar *cell,
               gchar decimal,
               const LlCsvDialect *dialect)
{
  gboolean quotes = dialect->quotes_numbers || strchr (cell, dialect->separator) ||
                    (dialect->decimal == dialect->separator && strchr (cell, decimal));

  if (quotes)
    g_string_append_c (text, '"');
  for (const gchar *c = cell; *c; c++)
    g_string_append_c (text, *c == decimal ? dialect->decimal : *c);
  if (quotes)
    g_string_append_c (text, '"');
}

/* An empty first cell of a row of one would leave no trace, so it is written as quotes. */
void
ll_csv_append_row (GString *text,
                   const LlTable *table,
                   guint row,
                   guint n,
                   const LlCsvDialect *dialect)
{
  for (guint k = 0; k < n; k++)
    {
      const LlCell *cell = ll_table_get_cell (table, row, k);
      const gchar *content = ll_table_get_text (table, row, k);

      if (k > 0)
        g_string_append_c (text, dialect->separator);
      if (k == 0 && !*content)
        g_string_append (text, "\"\"");
      else if (cell && cell->number)
        append_number (text, content, table->decimal, dialect);
      else
        append_text (text, content, dialect);
    }
  g_string_append (text, dialect->end);
}

void
ll_csv_dialect_init (LlCsvDialect *dialect)
{
  *dialect = ll_csv_plain;
}

GString *
ll_csv_write_dialect (const LlTable *table, const LlCsvDialect *dialect)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < ll_table_get_n_rows (table); row++)
    ll_csv_append_row (text, table, row, ll_table_get_n_cells (table, row), dialect);

  return ll_csv_encode (text, dialect->encoding, TRUE);
}

GString *
ll_csv_write (const LlTable *table)
{
  return ll_csv_write_dialect (table, &ll_csv_plain);
}
