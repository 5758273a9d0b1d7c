/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files that are replaced as a whole or not at all.
 *
 * The new contents go to a part file: a hidden sibling under a random name.  When all of
 * it is on disk, it is renamed to its target.  A process that is killed, and a disk that
 * is full, leave the old file as it was.  Part files of processes that no longer run are
 * removed by the next write to the same target.
 *
 * A symbolic link stays a link: what it points to is replaced.  The file that is replaced
 * hands on its mode and, where the system permits it, its owner.
 */

#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef struct _LlPartFile LlPartFile;

/**
 * ll_part_file_new:
 * @path: the file to write, which need not exist
 * @error: return location for a #GFileError
 *
 * Makes an empty part file.  Fails if @path is a folder, a pipe or a device, may not be
 * written, or lies in a folder where nothing can be created.
 *
 * Returns: (transfer full): the part file, or %NULL.
 */
LlPartFile *ll_part_file_new (const gchar *path, GError **error);

/**
 * ll_part_file_free:
 *
 * Removes the part file, unless it has become its target.
 */
void ll_part_file_free (LlPartFile *part);

/**
 * ll_part_file_get_stream:
 *
 * Returns: (transfer none): where the contents are written to.  Errors may be ignored:
 *   ll_part_file_finish() reports them.
 */
FILE *ll_part_file_get_stream (LlPartFile *part);

/**
 * ll_part_file_finish:
 * @error: return location for a #GFileError
 *
 * Sees to it that everything that was written is on disk.
 *
 * Returns: whether it is.
 */
gboolean ll_part_file_finish (LlPartFile *part, GError **error);

/**
 * ll_part_file_commit:
 * @error: return location for a #GFileError
 *
 * Finishes the part file, unless this was done before, and gives it the name of its target.
 *
 * Returns: whether the target has its new contents; otherwise it is what it was.
 */
gboolean ll_part_file_commit (LlPartFile *part, GError **error);

/**
 * ll_part_files_commit:
 * @parts: (element-type LlPartFile): the outputs of one call
 * @error: return location for a #GFileError
 *
 * Commits several part files.  All of them are on disk before the first gets its name.
 *
 * Returns: whether all targets have their new contents.
 */
gboolean ll_part_files_commit (GPtrArray *parts, GError **error);

/**
 * ll_part_files_check:
 * @paths: (array zero-terminated=1): the files that a call is going to write
 * @error: return location for a #GFileError
 *
 * Checks before a long computation whether its results can be written.
 *
 * Returns: whether ll_part_file_new() succeeds for all of them, and no two are the same
 *   file.
 */
gboolean ll_part_files_check (const gchar *const *paths, GError **error);

/**
 * ll_part_file_set_contents:
 * @path: the file to write
 * @contents: its new contents
 * @length: in bytes
 * @error: return location for a #GFileError
 *
 * Does all of it for a file whose contents are in memory.
 *
 * Returns: whether @path has its new contents.
 */
gboolean ll_part_file_set_contents (const gchar *path,
                                    gconstpointer contents,
                                    gsize length,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlPartFile, ll_part_file_free)

G_END_DECLS
