/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Output files that a library writes under a temporary name; they get their own name only
 * when they are complete.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_part_file_begin:
 * @path: of the file to write
 * @error: return location for a %G_FILE_ERROR
 *
 * Makes an empty temporary file in the same folder.
 *
 * Returns: (transfer full): the path to write to, or %NULL.
 */
gchar *lp_part_file_begin (const gchar *path, GError **error);

/**
 * lp_part_file_end:
 * @part: from lp_part_file_begin(), closed
 * @path: as given to lp_part_file_begin(); an existing file is replaced
 * @problem: (nullable): what went wrong while the file was written
 * @error: return location for a %G_FILE_ERROR
 *
 * Gives the temporary file its name.  If there was a problem, or the file is empty, it is
 * deleted instead.
 *
 * Returns: whether @path has been written.
 */
gboolean lp_part_file_end (const gchar *part,
                           const gchar *path,
                           const gchar *problem,
                           GError **error);

G_END_DECLS
