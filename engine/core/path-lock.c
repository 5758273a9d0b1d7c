/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The lock file is removed while it is locked.  Who has opened it before that locks a file
 * that nobody else finds, notices this, and tries again.
 */

#include "lazylabels/path-lock.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <string.h>

#include "core/system.h"
#include "core/target.h"

#define MARK ".lazy-labels-lock-"

/* Bytes of a target's name that fit into that of its lock file: the usual limit is 255. */
#define MAX_NAME (255 - (gsize) (sizeof (MARK) - 1))

/* Lock files that may vanish in a row before the folder is taken to be broken. */
#define TRIES 100

struct _LlPathLock
{
  gchar *path; /* of the lock file */
  gint fd;
};

/* The hash tells apart long names that end in the same way. */
static gchar *
get_lock_path (const LlTarget *target)
{
  gsize n = strlen (target->name);
  g_autofree gchar *hash =
    n <= MAX_NAME ? NULL
                  : g_compute_checksum_for_string (G_CHECKSUM_SHA256, target->name, -1);

  return g_strdup_printf ("%s" G_DIR_SEPARATOR_S MARK "%s", target->folder,
                          hash ? hash : target->name);
}

/* Another user's lock file may be readable only, which is enough to lock it. */
static gint
open_lock (const gchar *path)
{
  gint fd = ll_file_open (path, O_RDWR | O_CREAT | O_NOFOLLOW, 0666);

  return fd >= 0 || errno != EACCES ? fd : ll_file_open (path, O_RDONLY | O_NOFOLLOW, 0);
}

LlPathLock *
ll_path_lock_new (const gchar *path, GError **error)
{
  g_auto (LlTarget) target = { .exists = FALSE };
  g_autofree gchar *lock_path = NULL;

  if (!ll_target_find (&target, path, error))
    return NULL;

  lock_path = get_lock_path (&target);
  for (gint i = 0; i < TRIES; i++)
    {
      gint fd = open_lock (lock_path);
      gboolean supported;

      if (fd < 0)
        {
          ll_target_fail (target.title, errno, error);
          return NULL;
        }
      if (!ll_file_lock (fd, &supported))
        {
          ll_file_close (fd);
          g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN,
                       _ ("\"%s\" is in use: wait until it is free, or choose another "
                          "file."),
                       target.title);
          return NULL;
        }
      if (ll_file_is_at (fd, lock_path))
        {
          LlPathLock *lock = g_new0 (LlPathLock, 1);

          lock->path = g_steal_pointer (&lock_path);
          lock->fd = fd;
          return lock;
        }
      ll_file_close (fd);
    }

  ll_target_fail (target.title, EEXIST, error);

  return NULL;
}

void
ll_path_lock_free (LlPathLock *lock)
{
  if (!lock)
    return;

  /* While it is locked, unless the system removes no open files. */
  if (!ll_file_is_bound_to_name ())
    g_unlink (lock->path);
  ll_file_close (lock->fd);
  if (ll_file_is_bound_to_name ())
    g_unlink (lock->path);
  g_free (lock->path);
  g_free (lock);
}
