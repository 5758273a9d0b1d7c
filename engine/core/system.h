/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the engine asks of a system beyond what GLib offers.  There is a source for POSIX and one
 * for Windows.  Functions that return %FALSE or -1 set errno.
 */

#pragma once

#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* Windows opens neither pipes by a path nor links unasked. */
#ifndef O_NOFOLLOW
#define O_NOFOLLOW 0
#endif

/**
 * ll_file_open:
 * @path: a path
 * @flags: those of open()
 * @mode: the permissions of a new file
 *
 * Opens a file for bytes, as one that other programs don't inherit.  A pipe does not block.
 *
 * Returns: a descriptor, or -1
 */
gint ll_file_open (const gchar *path, gint flags, gint mode);
void ll_file_close (gint fd);

gboolean ll_file_stat (gint fd, GStatBuf *info);

/* Reads where the descriptor is. */
gssize ll_file_read (gint fd, gpointer to, gsize n);

/* Read and write at a place, as pread() and pwrite() do. */
gssize ll_file_read_at (gint fd, gpointer to, gsize n, guint64 place);
gssize ll_file_write_at (gint fd, gconstpointer from, gsize n, guint64 place);

/* Writes all @n bytes.  Returns 0, or the number of a system's error. */
gint ll_file_write_all (gint fd, gconstpointer from, gsize n, guint64 place);
gboolean ll_file_truncate (gint fd, guint64 length);

/* Sees to it that there is room for what will be written.  Where that can't be had, the write
 * itself shows whether there is any.
 */
gboolean ll_file_reserve (gint fd, guint64 place, guint64 length);

/**
 * ll_file_lock:
 * @fd: of a file
 * @supported: (out): whether the file system has locks
 *
 * Tries to lock a file until @fd is closed.
 *
 * Returns: whether no other process has locked it; also %TRUE on a file system without
 *   locks, which sets @supported to %FALSE.
 */
gboolean ll_file_lock (gint fd, gboolean *supported);

/* Whether the file that @fd was opened on still goes by the name @path. */
gboolean ll_file_is_at (gint fd, const gchar *path);

/* Flushes a file to the disk.  Returns 0, or the number of a system's error. */
gint ll_file_sync (gint fd);

/* Flushes the names in a folder.  A failure is ignored: the file is there and whole, and a
 * folder that can't be listed can't be flushed either.
 */
void ll_folder_sync (const gchar *folder);

/* Hands on mode and owner of the file that is replaced.  If its group can't be kept, the
 * new group may do no more than everybody may.  A file system without modes refuses.
 */
void ll_file_copy_permissions (gint fd, const GStatBuf *old);

/* Renames without replacing a file that is there, by what system and file system offer. */
gboolean ll_file_rename_to_new (const gchar *from, const gchar *to);

/* Whether a file has to be closed before it is renamed. */
gboolean ll_file_is_bound_to_name (void);

/* What the process may still allocate, in bytes, as far as the system limits it. */
guint64 ll_process_get_memory_left (void);

G_END_DECLS
