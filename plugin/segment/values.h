/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A network only knows such pixel values as it has learned from: those of an image are
 * compared with them before it is segmented.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "image/there.h"
#include "pixels/pixels.h"

G_BEGIN_DECLS

/**
 * lp_values_convert:
 * @learned: of a network
 * @channels: that it takes
 * @pixels: (inout): converted where the image is the same but for how its numbers are
 *   stored, such as 12 bits in 16, or where it is deep and has other values
 * @there: (nullable): which pixels count, in the area of @pixels
 * @own: (out): of the image, before the conversion
 * @conversion: (out): which
 *
 * Returns: how the pixel values compare with those that the network has learned from.
 */
LlValues lp_values_convert (const LlNormalisation *learned,
                            gint channels,
                            LpPixels *pixels,
                            const LpThere *there,
                            LlNormalisation *own,
                            LlConversion *conversion);

/**
 * lp_values_adapt:
 * @call: gets notes
 * @network: the network
 * @pixels: (inout): see lp_values_convert()
 * @there: which pixels count, in the area of @pixels
 * @name: of the image
 * @own: (out): see lp_values_convert()
 *
 * Says so if the pixel values were converted, are far from those that the network has learned
 * from, or can't be seen.
 */
void lp_values_adapt (LpCall *call,
                      const LlNetwork *network,
                      LpPixels *pixels,
                      const LpThere *there,
                      const gchar *name,
                      LlNormalisation *own);

G_END_DECLS
