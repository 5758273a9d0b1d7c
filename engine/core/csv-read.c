/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads tables of any dialect.  What a spreadsheet can't lose are the names of the columns
 * and the numbers: the separator is learned from the first row, and the decimal sign from
 * all numbers with a fraction.
 */

#include "core/csv-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/table-private.h"
#include "lazylabels/error.h"

#define SEPARATORS ",;\t"

const gchar *
ll_csv_skip_hint (const gchar *text, gchar *separator)
{
  const gchar *c = text;
  gboolean quoted = *c == '"';

  c += quoted;
  if (g_ascii_strncasecmp (c, "sep=", 4) != 0 || !c[4] || !strchr (SEPARATORS, c[4]))
    return text;

  /* Programs that do not know the hint add quotes and empty cells. */
  *separator = c[4];
  c += 5;
  if (quoted && *c++ != '"')
    return text;
  c += strspn (c, SEPARATORS);
  if (*c && !strchr ("\r\n", *c))
    return text;

  if (c[0] == '\r' && c[1] == '\n')
    return c + 2;

  return *c ? c + 1 : c;
}

/* The most frequent separator of the first row that has content.  Ties go to the first one,
 * so that a table of a single column has commas.
 */
static gchar
find_separator (const gchar *text)
{
  guint counts[sizeof (SEPARATORS) - 1] = { 0 };
  gboolean content = FALSE, quoted = FALSE;
  guint best = 0;

  for (const gchar *c = text; *c; c++)
    {
      const gchar *separator = strchr (SEPARATORS, *c);

      if (*c == '"')
        {
          quoted = !quoted;
        }
      else if (!quoted && strchr ("\r\n", *c))
        {
          if (content)
            break;
          memset (counts, 0, sizeof counts);
        }
      else if (!quoted && separator)
        {
          counts[separator - SEPARATORS]++;
        }
      else
        {
          content = TRUE;
        }
    }

  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;

  return SEPARATORS[best];
}

/* Reads the cell at @c into @cell.  Returns where its separator, line ending or end of text
 * is; NULL when it ends within quotes.
 */
static const gchar *
read_cell (const gchar *c, gchar separator, GString *cell, gboolean *was_quoted)
{
  gboolean quoted = *c == '"';

  *was_quoted = quoted;
  g_string_truncate (cell, 0);
  c += quoted;
  while (*c && (quoted || (*c != separator && *c != '\r' && *c != '\n')))
    {
      if (quoted && *c == '"' && *++c != '"')
        quoted = FALSE;
      else
        g_string_append_c (cell, *c++);
    }

  return quoted ? NULL : c;
}

/* Drops the empty cells on the right of the columns, and the whole row if it is empty. */
static void
end_row (LlTable *table)
{
  gboolean header = table->rows->len == 0;
  guint keep = header ? 0 : ll_table_get_n_cells (table, 0);
  guint n = table->cells->len - table->first;
  gboolean empty = TRUE;

  for (guint k = n; k > 0 && empty; k--)
    {
      gsize start = g_array_index (table->cells, LlCell, table->first + k - 1).start;

      empty = !table->texts->str[start];
      if (empty && k > keep)
        n = k - 1;
    }

  g_array_set_size (table->cells, table->first + (empty ? 0 : n));
  if (empty)
    table->number++;
  else
    ll_table_end_row (table);
}

/* Marks the cells that could be numbers: only the whole table tells its decimal sign. */
static const gchar *
read_row (LlTable *table, const gchar *c, gchar separator, GString *cell)
{
  for (;;)
    {
      gboolean quoted, plain;

      c = read_cell (c, separator, cell, &quoted);
      if (!c)
        return NULL;

      plain = cell->str[0] != '\'' || !ll_csv_needs_apostrophe (cell->str);
      ll_table_add_cell (table, plain ? cell->str : cell->str + 1,
                         plain ? cell->len : cell->len - 1, plain, quoted);
      if (*c != separator || !*c)
        break;
      c++;
    }
  end_row (table);

  if (c[0] == '\r' && c[1] == '\n')
    return c + 2;

  return *c ? c + 1 : c;
}

/* Whether @text is a number with this sign before its fraction. */
static gboolean
has_fraction (const gchar *text, gchar decimal)
{
  const gchar *sign = strchr (text, decimal);

  return sign && sign > text && g_ascii_isdigit (sign[-1]) && g_ascii_isdigit (sign[1]) &&
         ll_table_parse_number (text, decimal, NULL);
}

/* Where no number has a fraction, semicolons tell of a comma: spreadsheets use them where
 * the comma is taken.
 */
static gchar
find_decimal (const LlTable *table, gchar separator)
{
  guint points = 0, commas = 0;

  for (guint row = 1; row < table->rows->len; row++)
    for (guint k = 0; k < ll_table_get_n_cells (table, row); k++)
      {
        const gchar *text = ll_table_get_text (table, row, k);

        points += has_fraction (text, '.');
        commas += has_fraction (text, ',');
      }

  if (points == commas)
    return separator == ';' ? ',' : '.';

  return commas > points ? ',' : '.';
}

static void
mark_numbers (LlTable *table, LlCsvDialect *dialect)
{
  guint n = 0, n_quoted = 0;

  dialect->quotes_texts = table->rows->len > 0;
  for (guint row = 0; row < table->rows->len; row++)
    for (guint k = 0; k < ll_table_get_n_cells (table, row); k++)
      {
        LlCell *cell = ll_table_get_cell (table, row, k);

        cell->number =
          cell->number && row > 0 &&
          ll_table_parse_number (ll_table_get_text (table, row, k), table->decimal, NULL);
        n += cell->number;
        n_quoted += cell->number && cell->quoted;
        dialect->quotes_texts = dialect->quotes_texts && (row > 0 || cell->quoted);
      }
  dialect->quotes_numbers = n > 0 && n_quoted == n;
}

static const gchar *
find_end (const gchar *text)
{
  const gchar *c = text + strcspn (text, "\r\n");

  return *c == '\n' ? "\n" : c[0] == '\r' && c[1] != '\n' && c[1] ? "\r" : "\r\n";
}

/* Whether the text from @c on is one line without its end, as a program that was stopped
 * leaves it.  Files of ours alone are judged: others need not end their last row.
 */
static gboolean
is_last_line (const gchar *c, const LlCsvDialect *dialect)
{
  return strcmp (dialect->end, ll_csv_plain.end) == 0 && !c[strcspn (c, "\r\n")];
}

LlTable *
ll_csv_parse (const gchar *text,
              const gchar *path,
              LlCsvDialect *dialect,
              gsize *keep,
              GError **error)
{
  g_autoptr (LlTable) table = ll_table_new ();
  g_autoptr (GString) cell = g_string_new (NULL);
  const gchar *c, *begin;
  guint n_rows = 0;

  dialect->end = find_end (text);
  c = ll_csv_skip_hint (text, &dialect->separator);
  if (c == text)
    dialect->separator = find_separator (c);
  begin = c;
  while (c && *c)
    {
      /* Files that were joined have more than one mark. */
      while (table->rows->len == 0 && g_str_has_prefix (c, LL_CSV_MARK))
        c += strlen (LL_CSV_MARK);
      begin = c;
      n_rows = table->rows->len;
      c = read_row (table, c, dialect->separator, cell);
    }

  if (keep && n_rows > 0 && is_last_line (begin, dialect) &&
      (!c || (table->rows->len > n_rows &&
              ll_table_get_n_cells (table, n_rows) < ll_table_get_n_cells (table, 0))))
    {
      g_array_set_size (table->rows, n_rows);
      *keep = (gsize) (begin - text);
    }
  else if (!c)
    {
      g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_TABLE,
                   _ ("Row %u of the table \"%s\" has a quotation mark that is not "
                      "closed: close it or remove the row."),
                   table->number, path);
      return NULL;
    }
  else if (keep)
    {
      *keep = strlen (text);
    }

  table->decimal = find_decimal (table, dialect->separator);
  dialect->decimal = table->decimal;
  mark_numbers (table, dialect);

  return g_steal_pointer (&table);
}

LlTable *
ll_csv_read (const gchar *bytes,
             gsize length,
             const gchar *path,
             LlCsvDialect *dialect,
             GError **error)
{
  g_autofree gchar *text = NULL;
  LlCsvDialect own = ll_csv_plain;
  LlTable *table;

  text = ll_csv_decode (bytes, length, path, &own.encoding, error);
  table = text ? ll_csv_parse (text, path, &own, NULL, error) : NULL;
  if (table && dialect)
    *dialect = own;

  return table;
}

gboolean
ll_csv_check_rows (const LlTable *table, const gchar *path, GError **error)
{
  for (guint row = 1; row < table->rows->len; row++)
    if (ll_table_get_n_cells (table, row) != ll_table_get_n_cells (table, 0))
      {
        g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_TABLE,
                     _ ("Row %u of the table \"%s\" has %u cells for %u columns: correct "
                        "or remove the row."),
                     ll_table_get_row_number (table, row), path,
                     ll_table_get_n_cells (table, row), ll_table_get_n_cells (table, 0));
        return FALSE;
      }

  return TRUE;
}
