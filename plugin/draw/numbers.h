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
 * @instances: the instance map
 * @objects: the objects in it, whose ids are written
 * @lettering: font and largest size
 * @frame: what is visible of the map
 * @avoid: a rectangle without numbers, such as that of a scale bar; it may be empty
 * @n_left_out: (out): how many numbers found no room
 *
 * Writes each number into its object, in smaller letters if need be, but not smaller than
 * %LP_LEAST_LETTERING.  One that does not fit there stands on the ground beside the object,
 * with a line that leads to it.  Numbers do not overlap.
 *
 * Returns: (transfer full): a buffer of "cairo-ARGB32", of the size of @instances.
 */
GeglBuffer *lp_numbers_draw (const LlInstances *instances,
                             const LlObjects *objects,
                             const LpLettering *lettering,
                             const GeglRectangle *frame,
                             const GeglRectangle *avoid,
                             gint *n_left_out);

G_END_DECLS
