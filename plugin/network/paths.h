/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where networks are kept, and what they are called. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_current_network_path:
 *
 * Returns: (transfer full): where the current network is kept.
 */
gchar *lp_current_network_path (void);

/**
 * lp_network_check_path:
 * @path: of a weights file, or of the current network
 * @error: return location for an error
 *
 * Returns: whether there is a file; a current network that is not there yet has a sentence
 *   of its own.
 */
gboolean lp_network_check_path (const gchar *path, GError **error);

/**
 * lp_network_name:
 *
 * Returns: (transfer full): the file's name without folder and ending.
 */
gchar *lp_network_name (const gchar *path);

G_END_DECLS
