/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables are comma-separated values (RFC 4180).  Rows are appended by a single system call,
 * so that a program that is stopped does not leave half a row.
 */

#include "files/table.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include <lazylabels/lazylabels.h>

#include "host/host.h"

/* For systems where GLib has no file modes of its own. */
#define NEW_FILE_MODE 0666

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

static gboolean
write_text (const gchar *path, const GString *text)
{
  gint file = g_open (path, O_WRONLY | O_APPEND | O_CREAT, NEW_FILE_MODE);
  gboolean written;
  gint saved;

  if (file < 0)
    return FALSE;

  errno = 0;
  written = write (file, text->str, text->len) == (gssize) text->len;
  saved = written ? 0 : errno ? errno : ENOSPC;
  if (close (file) != 0 && written)
    saved = errno;
  errno = saved;

  return saved == 0;
}

static gboolean
check_place (const gchar *path, GError **error)
{
  g_autofree gchar *folder = g_path_get_dirname (path);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
                   _ ("The folder of the table \"%s\" does not exist: make it, or choose "
                      "another place."),
                   path);
      return FALSE;
    }
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
                   _ ("\"%s\" is a folder: give the name of a table in it as well."),
                   path);
      return FALSE;
    }

  return TRUE;
}

static gboolean
append_rows (const gchar *path, const GString *header, const gchar *rows, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree gchar *old = NULL;
  gsize length = 0;

  if (!check_place (path, error))
    return FALSE;

  if (g_file_test (path, G_FILE_TEST_EXISTS) &&
      !g_file_get_contents (path, &old, &length, error))
    return FALSE;

  if (length == 0)
    {
      g_string_append (text, header->str);
    }
  else if (!begins_with (old, header))
    {
      g_set_error (
        error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
        _ ("The file \"%s\" is not a table, or has other columns: choose another file."),
        path);
      return FALSE;
    }
  else if (old[length - 1] != '\n')
    {
      g_string_append (text, "\r\n");
    }
  g_string_append (text, rows);

  if (write_text (path, text))
    return TRUE;

  g_set_error (
    error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
    _ ("The table \"%s\" can't be written (%s): choose another place or make room "
       "there."),
    path, g_strerror (errno));

  return FALSE;
}

gboolean
lp_table_append (const gchar *path,
                 const gchar *const *columns,
                 const gchar *const *cells,
                 gsize n,
                 GError **error)
{
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GString) row = g_string_new (NULL);

  append_row (header, columns, n);
  append_row (row, cells, n);

  return append_rows (path, header, row->str, error);
}

/* The plug-in never writes a cell that contains a line break. */
gboolean
lp_table_append_image (const gchar *path,
                       const gchar *image,
                       const gchar *csv,
                       GError **error)
{
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GString) rows = g_string_new (NULL);

  for (gint i = 0; lines[i] && *lines[i]; i++)
    {
      GString *text = i == 0 ? header : rows;
      g_autoptr (GString) first = g_string_new (NULL);

      ll_csv_append_text (first, i == 0 ? "image" : image);
      g_string_append_printf (text, "%s,%s\r\n", first->str, lines[i]);
    }

  return append_rows (path, header, rows->str, error);
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
