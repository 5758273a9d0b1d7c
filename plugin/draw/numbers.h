/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The picture of a layer of objects' numbers. */

#pragma once

#include <gegl.h>
#include <lazylabels/lazylabels.h>

#include "draw/lettering.h"

G_BEGIN_DECLS

/**
 * lp_numbers_draw:
 * @objects: whose ids are written at their centres
 * @lettering: letters are smaller where two would not fit into the median object, but not
 *   smaller than %LP_LEAST_LETTERING
 *
 * Returns: (transfer full): "cairo-ARGB32" of the size of the image of @objects.
 */
GeglBuffer *lp_numbers_draw (const LlObjects *objects, const LpLettering *lettering);

G_END_DECLS
