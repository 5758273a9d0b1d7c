/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How large the objects of an image are, and at which scale a network sees it therefore. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "pixels/pixels.h"
#include "procedure/call.h"

G_BEGIN_DECLS

/**
 * lp_diameter_find_scale:
 * @call: whose "diameter" says how large objects are; gets notes
 * @network: the network
 * @starting: whether it is a starting network, which estimates what is not given
 * @pixels: of the micrograph
 * @settings: (inout): of the prediction; gets the scale
 * @progress: (nullable): called now and then
 * @data: for @progress
 * @error: return location for an error
 *
 * Returns: whether the prediction can go on.
 */
gboolean lp_diameter_find_scale (LpCall *call,
                                 const LlNetwork *network,
                                 gboolean starting,
                                 const LpPixels *pixels,
                                 LlPredictSettings *settings,
                                 LlProgressFunc progress,
                                 gpointer data,
                                 GError **error);

G_END_DECLS
