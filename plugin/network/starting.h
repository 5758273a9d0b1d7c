/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The starting networks, which come with the plug-in and know many kinds of micrographs from
 * generated pictures (tests/bench/pretrain.c).
 */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* What a starting network is called where others have the names of their files. */
#define LP_STARTING_NAME "starting network"

/**
 * lp_starting_path:
 * @channels: of the images: 1 or 3
 *
 * Returns: (transfer full): the path of the starting network for such images.
 */
gchar *lp_starting_path (gint channels);

/**
 * lp_network_choose:
 * @weights: path of a weights file, or empty
 * @starting_wanted: whether it is the starting network where @weights is empty
 * @channels: of the image: 1 or 3
 *
 * Returns: (transfer full): the path of the network to use: the starting network as well
 *   where there is no current one.
 */
gchar *lp_network_choose (const gchar *weights, gboolean starting_wanted, gint channels);

/**
 * lp_starting_new:
 * @samples: (element-type LlSample): what it is to learn from
 * @classes: of the samples
 * @channels: of the images: 1 or 3
 * @diameter: of their objects, pixels; 0: images are seen as they are
 * @patch: side of the patches; 0: the largest that fit into the images
 * @most: the largest side that is chosen
 * @error: return location for an error
 *
 * Returns: (transfer full): a network that begins as the starting network, or %NULL.
 */
LlNetwork *lp_starting_new (const GPtrArray *samples,
                            const LlClasses *classes,
                            gint channels,
                            gdouble diameter,
                            gint patch,
                            gint most,
                            GError **error);

/* Whether @path is that of a starting network. */
gboolean lp_starting_is_path (const gchar *path);

G_END_DECLS
