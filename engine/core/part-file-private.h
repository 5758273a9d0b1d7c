/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What files that grow need of part files. */

#pragma once

#include "lazylabels/part-file.h"

G_BEGIN_DECLS

/* Makes the commit fail with %G_FILE_ERROR_EXIST if the target exists by then. */
void ll_part_file_set_exclusive (LlPartFile *part);

/**
 * ll_file_lock:
 * @fd: of a file
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

G_END_DECLS
