/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The information bar below the specimen of a micrograph: it is no specimen. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"

G_BEGIN_DECLS

/**
 * lp_information_bar_find:
 * @image: an image
 * @micrograph: its micrograph
 *
 * Asks the file of the image if the micrograph still has its size, and else looks at the
 * pixels.
 *
 * Returns: how many rows at the bottom of the micrograph are an information bar.
 */
gint lp_information_bar_find (gint32 image, const LpHostLayer *micrograph);

/**
 * lp_information_bar_paint:
 * @image: an image
 * @layer: a layer of it
 * @micrograph: the micrograph
 * @rows: of the bar
 * @colour: to paint with
 * @error: return location for a %LP_HOST_ERROR
 *
 * Fills the place of a bar.
 *
 * Returns: whether it was painted.
 */
gboolean lp_information_bar_paint (gint32 image,
                                   const LpHostLayer *layer,
                                   const LpHostLayer *micrograph,
                                   gint rows,
                                   LlColour colour,
                                   GError **error);

G_END_DECLS
