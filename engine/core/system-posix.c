/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* fallocate(), renameat2() */

#include "core/system.h"

#include <errno.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#define PERMISSIONS (S_IRWXU | S_IRWXG | S_IRWXO)

gint
ll_file_open (const gchar *path, gint flags, gint mode)
{
  return g_open (path, flags | O_NONBLOCK | O_CLOEXEC, mode);
}

void
ll_file_close (gint fd)
{
  close (fd);
}

gboolean
ll_file_stat (gint fd, GStatBuf *info)
{
  return fstat (fd, info) == 0;
}

gssize
ll_file_read (gint fd, gpointer to, gsize n)
{
  return read (fd, to, n);
}

gssize
ll_file_read_at (gint fd, gpointer to, gsize n, guint64 place)
{
  return pread (fd, to, n, (off_t) place);
}

gssize
ll_file_write_at (gint fd, gconstpointer from, gsize n, guint64 place)
{
  return pwrite (fd, from, n, (off_t) place);
}

gboolean
ll_file_truncate (gint fd, guint64 length)
{
  return ftruncate (fd, (off_t) length) == 0;
}

gboolean
ll_file_reserve (gint fd, guint64 place, guint64 length)
{
#ifdef FALLOC_FL_KEEP_SIZE
  return fallocate (fd, FALLOC_FL_KEEP_SIZE, (off_t) place, (off_t) length) == 0 ||
         errno == EOPNOTSUPP || errno == ENOSYS;
#else
  return TRUE;
#endif
}

gboolean
ll_file_lock (gint fd, gboolean *supported)
{
  *supported = TRUE;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  *supported = errno == EWOULDBLOCK || errno == EINTR;

  return !*supported;
}

gboolean
ll_file_is_at (gint fd, const gchar *path)
{
  struct stat opened, named;

  return fstat (fd, &opened) == 0 && lstat (path, &named) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

gint
ll_file_sync (gint fd)
{
  /* Some file systems can't flush, and report EINVAL. */
  return fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
}

void
ll_folder_sync (const gchar *folder)
{
  gint fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  ll_file_sync (fd);
  close (fd);
}

void
ll_file_copy_permissions (gint fd, const GStatBuf *old)
{
  mode_t mode = old->st_mode & PERMISSIONS;
  struct stat info;

  if (fstat (fd, &info) == 0 &&
      (info.st_uid != old->st_uid || info.st_gid != old->st_gid) &&
      fchown (fd, old->st_uid, old->st_gid) != 0 &&
      fchown (fd, (uid_t) -1, old->st_gid) != 0)
    mode &= ~(mode_t) S_IRWXG | (mode & S_IRWXO) << 3;

  if (fchmod (fd, mode) != 0)
    g_debug ("The mode of a file can't be kept: %s", g_strerror (errno));
}

gboolean
ll_file_rename_to_new (const gchar *from, const gchar *to)
{
#ifdef RENAME_NOREPLACE
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
#endif

  if (link (from, to) == 0)
    {
      g_unlink (from);
      return TRUE;
    }

  return errno != EEXIST && g_rename (from, to) == 0;
}

gboolean
ll_file_is_bound_to_name (void)
{
  return FALSE;
}

/* What is left of the address space that the process may use. */
guint64
ll_process_get_memory_left (void)
{
  g_autofree gchar *text = NULL;
  struct rlimit limit;
  guint64 used = 0;

  if (getrlimit (RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
    return G_MAXUINT64;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    used = g_ascii_strtoull (text, NULL, 10) * (guint64) sysconf (_SC_PAGESIZE);
  return (guint64) limit.rlim_cur - MIN ((guint64) limit.rlim_cur, used);
}
