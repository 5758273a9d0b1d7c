/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A lock on a path, so that no two computations write the same file.
 *
 * The lock is on a hidden sibling of the file, since the file itself may not exist yet and
 * is replaced as a whole.  It ends with its process, however that ends.  All spellings of a
 * path, and symbolic links to the file, share one lock.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LlPathLock LlPathLock;

/**
 * ll_path_lock_new:
 * @path: a file to write, which need not exist
 * @error: return location for a #GFileError: %G_FILE_ERROR_AGAIN if somebody else holds the
 *   lock
 *
 * Tries to lock a path, without waiting.  On a file system without locks, nobody else can
 * be told from nobody, so this succeeds.
 *
 * Returns: (transfer full): the lock, or %NULL.
 */
LlPathLock *ll_path_lock_new (const gchar *path, GError **error);

/* Lets others lock the path. */
void ll_path_lock_free (LlPathLock *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlPathLock, ll_path_lock_free)

G_END_DECLS
