/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A network only knows such pixel values as it has learned from: those of an image are
 * compared with them before it is segmented.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "image/pixels.h"
#include "image/there.h"

G_BEGIN_DECLS

/**
 * lp_values_set_factor:
 * @learned: of a network
 * @channels: that it takes
 * @pixels: (inout): gets a factor where the image is the same but for how its numbers are
 *   stored, such as 12 bits in 16, or else 1
 * @there: (nullable): which pixels count, in the area of @pixels
 * @own: (out): of the image, before the factor
 *
 * Returns: how the pixel values compare with those that the network has learned from.
 */
LlValues lp_values_set_factor (const LlNormalisation *learned,
                               gint channels,
                               LpPixels *pixels,
                               const LpThere *there,
                               LlNormalisation *own);

/**
 * lp_values_adapt:
 * @call: gets notes
 * @network: the network
 * @pixels: (inout): see lp_values_set_factor()
 * @there: which pixels count, in the area of @pixels
 * @own: (out): see lp_values_set_factor()
 *
 * Says so if the pixel values were converted, or are far from those that the network has
 * learned from.
 */
void lp_values_adapt (LpCall *call,
                      const LlNetwork *network,
                      LpPixels *pixels,
                      const LpThere *there,
                      LlNormalisation *own);

G_END_DECLS
