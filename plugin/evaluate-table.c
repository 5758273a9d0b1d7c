/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A table of scores as comma-separated values (RFC 4180).  A row is added by one call to
 * the system, so that a program that is stopped leaves no half of a row behind.
 */

#include "evaluate.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* Where GLib knows no file modes of its own. */
#define NEW_FILE_MODE 0666

static void
append_row (GString *text, const gchar *const *cells, gsize n)
{
  for (gsize i = 0; i < n; i++)
    ll_csv_append_text (text, cells[i]);
  ll_csv_end_row (text);
}

/* Whether @text begins with the line @header, whatever ends lines in it. */
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
      g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
                   _ ("The folder of the table \"%s\" does not exist: make it, or choose "
                      "another place."),
                   path);
      return FALSE;
    }
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
                   _ ("\"%s\" is a folder: give the name of a table in it as well."),
                   path);
      return FALSE;
    }

  return TRUE;
}

gboolean
ll_table_append (const gchar *path,
                 const gchar *const *columns,
                 const gchar *const *cells,
                 gsize n,
                 GError **error)
{
  g_autoptr (GString) header = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree gchar *old = NULL;
  gsize length = 0;

  if (!check_place (path, error))
    return FALSE;

  append_row (header, columns, n);
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
        error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
        _ ("The table \"%s\" has other columns, or is none: choose another file "
           "for these classes."),
        path);
      return FALSE;
    }
  else if (old[length - 1] != '\n')
    {
      g_string_append (text, "\r\n");
    }
  append_row (text, cells, n);

  if (write_text (path, text))
    return TRUE;

  g_set_error (
    error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
    _ ("The table \"%s\" can't be written (%s): choose another place or make room "
       "there."),
    path, g_strerror (errno));

  return FALSE;
}
