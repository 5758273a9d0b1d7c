/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files/part-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>

#include <glib/gstdio.h>

static void
set_error (GError **error, gint code, const gchar *path, const gchar *problem)
{
  g_set_error (error, G_FILE_ERROR, code,
               _ ("\"%s\" can't be written (%s): choose another place or make room "
                  "there."),
               path, problem);
}

gchar *
lp_part_file_begin (const gchar *path, GError **error)
{
  g_autofree gchar *part = g_strconcat (path, ".part", NULL);
  gint file = g_open (part, O_WRONLY | O_CREAT | O_TRUNC, 0666);

  if (file < 0)
    {
      set_error (error, g_file_error_from_errno (errno), path, g_strerror (errno));
      return NULL;
    }
  g_close (file, NULL);

  return g_steal_pointer (&part);
}

gboolean
lp_part_file_end (const gchar *part,
                  const gchar *path,
                  const gchar *problem,
                  GError **error)
{
  GStatBuf info;

  if (!problem && g_stat (part, &info) == 0 && info.st_size == 0)
    problem = g_strerror (ENOSPC);
  if (!problem && g_rename (part, path) == 0)
    return TRUE;

  if (!problem)
    problem = g_strerror (errno);
  g_unlink (part);
  set_error (error, G_FILE_ERROR_FAILED, path, problem);

  return FALSE;
}
