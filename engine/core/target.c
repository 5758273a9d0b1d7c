/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/target.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include <glib/gstdio.h>

#include "lazylabels/file-identity.h"

#ifndef W_OK
#define W_OK 2 /* what Windows takes it for */
#endif

/* As many links in a row as Linux follows. */
#define MAX_LINKS 40

gboolean
ll_target_fail (const gchar *title, gint number, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number),
               _ ("\"%s\" can't be written (%s): choose another place or make room "
                  "there."),
               title, g_strerror (number));

  return FALSE;
}

/* Returns the path of the file that links lead to, which need not exist. */
static gchar *
follow_links (const gchar *path)
{
  gchar *file = g_strdup (path);

  for (gint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree gchar *next = g_file_read_link (file, NULL);
      g_autofree gchar *folder = NULL;

      if (!next)
        return file;

      folder = g_path_get_dirname (file);
      g_free (file);
      file = g_path_is_absolute (next) ? g_steal_pointer (&next)
                                       : g_build_filename (folder, next, NULL);
    }

  g_free (file);
  errno = ELOOP;

  return NULL;
}

static gboolean
check_kind (const LlTarget *target, GError **error)
{
  if (S_ISREG (target->info.st_mode))
    return TRUE;

  if (S_ISDIR (target->info.st_mode))
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR,
                 _ ("\"%s\" is a folder: give the name of a file in it as well."),
                 target->title);
  else
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                 _ ("\"%s\" is a pipe or a device, not a file: choose another name."),
                 target->title);

  return FALSE;
}

gboolean
ll_target_find (LlTarget *target, const gchar *path, GError **error)
{
  *target = (LlTarget){ .title = g_filename_display_name (path) };
  if (g_stat (path, &target->info) == 0)
    {
      target->exists = TRUE;
      if (!check_kind (target, error))
        return FALSE;
    }
  else if (errno != ENOENT)
    {
      return ll_target_fail (target->title, errno, error);
    }

  target->path = follow_links (path);
  if (!target->path)
    return ll_target_fail (target->title, errno, error);

  target->folder = g_path_get_dirname (target->path);
  target->name = g_path_get_basename (target->path);
  if (!g_file_test (target->folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (
        error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
        _ ("The folder of \"%s\" does not exist: make it, or choose another place."),
        target->title);
      return FALSE;
    }

  /* A rename would replace a file that its owner has protected. */
  if (target->exists && g_access (target->path, W_OK) != 0)
    return ll_target_fail (target->title, errno, error);

  return TRUE;
}

void
ll_target_clear (LlTarget *target)
{
  g_clear_pointer (&target->title, g_free);
  g_clear_pointer (&target->path, g_free);
  g_clear_pointer (&target->folder, g_free);
  g_clear_pointer (&target->name, g_free);
}

gboolean
ll_targets_check_distinct (const gchar *const *paths, GError **error)
{
  for (gint i = 0; paths[i]; i++)
    {
      g_auto (LlTarget) target = { 0 };

      if (!ll_target_find (&target, paths[i], error))
        return FALSE;

      for (gint k = 0; k < i; k++)
        {
          g_auto (LlTarget) other = { 0 };

          if (!ll_target_find (&other, paths[k], error))
            return FALSE;
          if (!ll_file_is_same (target.path, other.path))
            continue;

          g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
                       _ ("\"%s\" and \"%s\" are the same file: choose two files."),
                       other.title, target.title);
          return FALSE;
        }
    }

  return TRUE;
}
