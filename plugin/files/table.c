/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows are appended by a single system call, so that a program that is stopped does not
 * leave half a row.
 */

#include "files/table.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "host/host.h"

/* For systems where GLib has no file modes of its own. */
#define NEW_FILE_MODE 0666

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

gboolean
lp_table_append (const gchar *path, const LlTable *rows, guint n_late, GError **error)
{
  g_autoptr (GString) text = NULL;
  g_autofree gchar *old = NULL;
  gsize length = 0, keep;

  if (!check_place (path, error))
    return FALSE;

  if (g_file_test (path, G_FILE_TEST_EXISTS) &&
      !g_file_get_contents (path, &old, &length, error))
    return FALSE;

  text = ll_csv_append (old ? old : "", length, path, rows, n_late, &keep, error);
  if (!text)
    return FALSE;

  if (keep < length)
    {
      g_string_prepend_len (text, old, (gssize) keep);
      return g_file_set_contents (path, text->str, (gssize) text->len, error);
    }

  if (write_text (path, text))
    return TRUE;

  g_set_error (
    error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
    _ ("The table \"%s\" can't be written (%s): choose another place or make room "
       "there."),
    path, g_strerror (errno));

  return FALSE;
}

LlTable *
lp_table_read (const gchar *path, GError **error)
{
  g_autofree gchar *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  return ll_csv_read (text, length, path, NULL, error);
}
