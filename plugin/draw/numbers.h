/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Draws the numbers of objects, for a layer. */

#pragma once

#include <gegl.h>
#include <lazylabels/lazylabels.h>

#include "draw/lettering.h"

G_BEGIN_DECLS

/**
 * lp_numbers_draw:
 * @objects: the objects, whose ids are written at their centres
 * @lettering: font and size.  Letters become smaller if two of them do not fit into the
 *   median object, but not smaller than %LP_LEAST_LETTERING
 *
 * Returns: (transfer full): a buffer of "cairo-ARGB32", of the size of the image.
 */
GeglBuffer *lp_numbers_draw (const LlObjects *objects, const LpLettering *lettering);

G_END_DECLS
