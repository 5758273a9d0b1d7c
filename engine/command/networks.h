/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The networks that a run uses: that of a weights file, or the starting networks that came
 * with the plug-in.
 */

#pragma once

#include "command.h"

G_BEGIN_DECLS

typedef struct
{
  LlNetwork *network;
  gchar *path;
  gboolean starting;
} LcNetwork;

typedef struct _LcNetworks LcNetworks;

/**
 * lc_networks_new:
 * @weights: path of a weights file; empty: the starting networks
 * @error: return location for an error
 *
 * Returns: (transfer full): the networks, of which a named one is loaded; or %NULL.
 */
LcNetworks *lc_networks_new (const gchar *weights, GError **error);
void lc_networks_free (LcNetworks *networks);

/**
 * lc_networks_get:
 * @channels: of the image: 1 or 3
 * @error: return location for an error
 *
 * Loads a network once; several threads may ask.
 *
 * Returns: (transfer none): the network for such images, or %NULL.
 */
const LcNetwork *lc_networks_get (LcNetworks *networks, gint channels, GError **error);

/**
 * lc_starting_path:
 * @channels: 1 or 3
 *
 * Returns: (transfer full) (nullable): the path of the starting network for such images, or
 *   %NULL where none is installed.
 */
gchar *lc_starting_path (gint channels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LcNetworks, lc_networks_free)

G_END_DECLS
