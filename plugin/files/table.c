/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables are comma-separated values (RFC 4180). */

#include "files/table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include <lazylabels/lazylabels.h>

#include "host/host.h"

struct _LpTableRows
{
  gchar *path;
  GString *header;
  GString *rows;
  LlAppendFile *file;
};

static void
append_row (GString *text, const gchar *const *cells, gsize n)
{
  for (gsize i = 0; i < n; i++)
    ll_csv_append_text (text, cells[i]);
  ll_csv_end_row (text);
}

/* Whether @text begins with the line @header, with any line ending. */
static gboolean
begins_with (const gchar *text, const GString *header)
{
  gsize n = header->len - 2;

  return strncmp (text, header->str, n) == 0 && strchr ("\r\n", text[n]);
}

/* Counts the cells of the line at @c. */
static gint
count_cells (const gchar *c)
{
  gboolean quoted = FALSE;
  gint n = 1;

  for (; *c && (quoted || !strchr ("\r\n", *c)); c++)
    {
      if (*c == '"')
        quoted = !quoted;
      else if (*c == ',' && !quoted)
        n++;
    }

  return n;
}

/* Starts @text with what ends the last row of a table, unless it ends by itself.  A table
 * with our line endings whose last row is short was cut off while a row was written to it,
 * as earlier versions could leave one: this row goes.
 *
 * Returns: how much of the table stays, in bytes.
 */
static gsize
end_last_row (const gchar *old, gsize length, GString *text)
{
  const gchar *last = strrchr (old, '\n');

  if (old[length - 1] == '\n')
    return length;

  last = last ? last + 1 : old;
  if (last > old && old[strcspn (old, "\r\n")] == '\r' &&
      count_cells (last) < count_cells (old))
    return (gsize) (last - old);

  g_string_append (text, old[length - 1] == '\r' ? "\n" : "\r\n");

  return length;
}

static gboolean
prepare_file (LpTableRows *rows, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const gchar *old;
  gsize length, keep;

  g_clear_pointer (&rows->file, ll_append_file_free);
  rows->file = ll_append_file_new (rows->path, error);
  if (!rows->file)
    return FALSE;

  old = ll_append_file_get_contents (rows->file, &length);
  keep = length;
  if (length == 0)
    {
      g_string_append (text, rows->header->str);
    }
  else if (!begins_with (old, rows->header))
    {
      g_set_error (
        error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
        _ ("The file \"%s\" is not a table, or has other columns: choose another file."),
        rows->path);
      return FALSE;
    }
  else
    {
      keep = end_last_row (old, length, text);
    }
  g_string_append (text, rows->rows->str);

  return ll_append_file_prepare (rows->file, keep, text->str, text->len, error);
}

/* Takes the texts. */
static LpTableRows *
prepare_rows (const gchar *path, GString *header, GString *text, GError **error)
{
  g_autoptr (LpTableRows) rows = g_new0 (LpTableRows, 1);

  rows->path = g_strdup (path);
  rows->header = header;
  rows->rows = text;

  return prepare_file (rows, error) ? g_steal_pointer (&rows) : NULL;
}

void
lp_table_rows_free (LpTableRows *rows)
{
  if (!rows)
    return;

  ll_append_file_free (rows->file);
  g_string_free (rows->header, TRUE);
  g_string_free (rows->rows, TRUE);
  g_free (rows->path);
  g_free (rows);
}

LpTableRows *
lp_table_prepare (const gchar *path,
                  const gchar *const *columns,
                  const gchar *const *cells,
                  gsize n,
                  GError **error)
{
  GString *header = g_string_new (NULL);
  GString *row = g_string_new (NULL);

  append_row (header, columns, n);
  append_row (row, cells, n);

  return prepare_rows (path, header, row, error);
}

/* The plug-in never writes a cell that contains a line break. */
LpTableRows *
lp_table_prepare_image (const gchar *path,
                        const gchar *image,
                        const gchar *csv,
                        GError **error)
{
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);
  GString *header = g_string_new (NULL);
  GString *rows = g_string_new (NULL);

  for (gint i = 0; lines[i] && *lines[i]; i++)
    {
      GString *text = i == 0 ? header : rows;
      g_autoptr (GString) first = g_string_new (NULL);

      ll_csv_append_text (first, i == 0 ? "image" : image);
      g_string_append_printf (text, "%s,%s\r\n", first->str, lines[i]);
    }

  return prepare_rows (path, header, rows, error);
}

gboolean
lp_table_commit (LpTableRows *rows, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean done = ll_append_file_commit (rows->file, &problem);

  /* Another process has made the file meanwhile, and nothing makes it again. */
  if (!done && g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_EXIST))
    return prepare_file (rows, error) && ll_append_file_commit (rows->file, error);

  if (!done)
    g_propagate_error (error, g_steal_pointer (&problem));

  return done;
}

/* Reads the cell at @c; @c then points at the comma, line ending or end after it. */
static const gchar *
read_cell (const gchar *c, GString *cell)
{
  gboolean quoted = *c == '"';

  g_string_truncate (cell, 0);
  if (quoted)
    c++;
  while (*c && (quoted || !strchr (",\r\n", *c)))
    {
      if (quoted && *c == '"' && *++c != '"')
        quoted = FALSE;
      else
        g_string_append_c (cell, *c++);
    }

  return c;
}

GPtrArray *
lp_table_read (const gchar *path, GError **error)
{
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autofree gchar *text = NULL;
  const gchar *c;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;

  for (c = text; *c; c += strspn (c, "\r\n"))
    {
      GPtrArray *cells = g_ptr_array_new ();

      c = read_cell (c, cell);
      g_ptr_array_add (cells, g_strdup (cell->str));
      while (*c == ',')
        {
          c = read_cell (c + 1, cell);
          g_ptr_array_add (cells, g_strdup (cell->str));
        }
      g_ptr_array_add (cells, NULL);
      g_ptr_array_add (lines, g_ptr_array_free (cells, FALSE));
    }

  return g_steal_pointer (&lines);
}
