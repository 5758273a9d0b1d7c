/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Draws objects filled with colours, for a layer. */

#pragma once

#include <gegl.h>
#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_instances_draw:
 * @objects: an instance map
 *
 * Draws each object in a colour of its own.
 *
 * Returns: (transfer full): a buffer of "R'G'B'A u8", of the size of @objects and
 *   transparent where there is no object.
 */
GeglBuffer *lp_instances_draw (const LlInstances *objects);

/**
 * lp_instances_draw_classes:
 *
 * Like lp_instances_draw(), but in the colours of @classes.
 */
GeglBuffer *lp_instances_draw_classes (const LlInstances *objects,
                                       const LlClasses *classes);

/**
 * lp_instances_draw_some:
 * @objects: an instance map
 * @left_out: (array length=n): by id, which objects have @colour
 * @colour: of these
 * @opacity: of all objects, 0 .. 255
 *
 * Does the same as lp_instances_draw() for some objects, and is translucent.
 *
 * Returns: (transfer full): a buffer of "R'G'B'A u8".
 */
GeglBuffer *lp_instances_draw_some (const LlInstances *objects,
                                    const gboolean *left_out,
                                    LlColour colour,
                                    guint8 opacity);

G_END_DECLS
