/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Memory in files without a name. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ll_scratch_get_folder:
 *
 * Returns: (transfer full): where the files lie: the folder of the environment variable TMPDIR,
 *   or else a folder in the user's cache.
 */
gchar *ll_scratch_get_folder (void);

/**
 * ll_scratch_map:
 * @data: what the file is to hold
 * @n: bytes of it, > 0
 * @error: return location for a %LL_DATA_ERROR_SPACE
 *
 * Writes a temporary file and maps it to be read.  It has no name as soon as it is open, and so
 * is gone when the process ends in any way.
 *
 * Returns: (transfer full): the same bytes, which take memory only as long as the system has it
 *   to spare; or %NULL.
 */
GBytes *ll_scratch_map (gconstpointer data, gsize n, GError **error);

G_END_DECLS
