/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether two paths mean the same file.  Their spelling does not tell: "in/.", "x/../in",
 * links, other mounts and, on some file systems, capitals name a file in several ways.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ll_file_get_identity:
 * @path: of a file or folder, which need not exist
 *
 * Returns: (transfer full): a key that is the same for all paths of one file: device and
 *   inode, or, for a file that does not exist yet, those of its folder and its name.
 */
gchar *ll_file_get_identity (const gchar *path);

/**
 * ll_file_is_same:
 *
 * Returns: whether both paths mean one file.
 */
gboolean ll_file_is_same (const gchar *a, const gchar *b);

G_END_DECLS
