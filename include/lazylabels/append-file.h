/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files that grow, by all of an addition or by nothing.
 *
 * An addition is made to a copy, which then replaces the file (see part-file.h).  A lock
 * keeps other processes from adding to it meanwhile.  Where no copy can be made, because
 * the disk is almost full or nothing can be created in the folder, room is reserved at the
 * end of the file itself, and what was written of an addition that fails is cut off again.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LlAppendFile LlAppendFile;

/**
 * ll_append_file_new:
 * @path: the file to add to, which need not exist
 * @error: return location for a #GFileError
 *
 * Reads the file and locks it until the result is freed.  Waits up to half a minute for
 * another process that adds to it.
 *
 * Returns: (transfer full): the file, or %NULL.
 */
LlAppendFile *ll_append_file_new (const gchar *path, GError **error);

/**
 * ll_append_file_free:
 *
 * Unlocks the file.  An addition that has not been committed is dropped.
 */
void ll_append_file_free (LlAppendFile *append);

/**
 * ll_append_file_get_contents:
 * @length: (out) (optional): in bytes
 *
 * Returns: (transfer none): the contents of the file, with a zero after them; "" if it does
 *   not exist yet.
 */
const gchar *ll_append_file_get_contents (const LlAppendFile *append, gsize *length);

/**
 * ll_append_file_prepare:
 * @keep: how many bytes of the file stay
 * @text: (transfer none): what follows these
 * @length: of @text, in bytes
 * @error: return location for a #GFileError
 *
 * Writes an addition, or reserves the room for it, without changing the file.
 *
 * Returns: whether nothing but ll_append_file_commit() is left to do.
 */
gboolean ll_append_file_prepare (LlAppendFile *append,
                                 gsize keep,
                                 const gchar *text,
                                 gsize length,
                                 GError **error);

/**
 * ll_append_file_commit:
 * @error: return location for a #GFileError
 *
 * Makes the addition.  If the file was new, and another process has made it meanwhile, the
 * error is %G_FILE_ERROR_EXIST: start again.
 *
 * Returns: whether the addition is in the file; otherwise the file is what it was, at the
 *   latest when @append is freed.
 */
gboolean ll_append_file_commit (LlAppendFile *append, GError **error);

/**
 * ll_append_files_check:
 * @paths: (array zero-terminated=1): the files that a call is going to add to
 * @error: return location for a #GFileError
 *
 * Checks before a long computation whether its results can be written.
 *
 * Returns: whether all of them can be written, and no two are the same file.
 */
gboolean ll_append_files_check (const gchar *const *paths, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlAppendFile, ll_append_file_free)

G_END_DECLS
