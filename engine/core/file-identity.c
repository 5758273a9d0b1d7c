/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lazylabels/file-identity.h"

#include <string.h>

#include <glib/gstdio.h>

static gchar *
strip_slashes (const gchar *path)
{
  gsize n = strlen (path);

  while (n > 1 && G_IS_DIR_SEPARATOR (path[n - 1]))
    n--;

  return g_strndup (path, n);
}

gchar *
ll_file_get_identity (const gchar *path)
{
  g_autofree gchar *own = strip_slashes (path);
  g_autofree gchar *folder = NULL;
  g_autofree gchar *name = NULL;
  g_autofree gchar *place = NULL;
  GStatBuf info;

  /* An inode of 0 is that of a system that has none. */
  if (g_stat (own, &info) == 0 && info.st_ino != 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT,
                            (guint64) info.st_dev, (guint64) info.st_ino);

  folder = g_path_get_dirname (own);
  if (strcmp (folder, own) == 0)
    return g_strdup (own);

  name = g_path_get_basename (own);
  place = ll_file_get_identity (folder);

  return g_strconcat (place, G_DIR_SEPARATOR_S, name, NULL);
}

gboolean
ll_file_is_same (const gchar *a, const gchar *b)
{
  g_autofree gchar *first = ll_file_get_identity (a);
  g_autofree gchar *second = ll_file_get_identity (b);

  return strcmp (first, second) == 0;
}
