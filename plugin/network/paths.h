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
 * Returns: (transfer full): the path of the current network.
 */
gchar *lp_current_network_path (void);

/* The name of the network of a quick look, as lp_network_name() gives it. */
#define LP_QUICK_LOOK_NAME "quick look"

/**
 * lp_quick_look_path:
 *
 * Returns: (transfer full): the path of the network of the last quick look.
 */
gchar *lp_quick_look_path (void);

/**
 * lp_live_network_path:
 *
 * Returns: (transfer full): the path of what was learned live, until a person keeps or drops
 *   it.
 */
gchar *lp_live_network_path (void);

/**
 * lp_network_check_path:
 * @path: of a weights file, or of the current network
 * @error: return location for an error
 *
 * Returns: whether the file exists.  The error differs for a current network that has not
 *   been trained yet.
 */
gboolean lp_network_check_path (const gchar *path, GError **error);

/**
 * lp_network_get_sum:
 *
 * Returns: (transfer full) (nullable): the SHA-256 of the file, by which results know their
 *   network.
 */
gchar *lp_network_get_sum (const gchar *path);

/**
 * lp_network_name:
 *
 * Returns: (transfer full): the name of the file without its folder and suffix.
 */
gchar *lp_network_name (const gchar *path);

G_END_DECLS
