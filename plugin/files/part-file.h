/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files that others write, and whose names have them only when they are whole. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_part_file_begin:
 * @path: of a file to be
 * @error: return location for a %G_FILE_ERROR
 *
 * Returns: (transfer full): path of an empty file beside it to write to; or %NULL.
 */
gchar *lp_part_file_begin (const gchar *path, GError **error);

/**
 * lp_part_file_end:
 * @part: from lp_part_file_begin(), closed
 * @path: as there; a file that is there is replaced
 * @problem: (nullable): what went wrong on the way
 * @error: return location for a %G_FILE_ERROR
 *
 * A file that something went wrong with, or that is still empty, is deleted.
 *
 * Returns: whether @path is written.
 */
gboolean lp_part_file_end (const gchar *part,
                           const gchar *path,
                           const gchar *problem,
                           GError **error);

G_END_DECLS
