/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The picture of a layer in which each object has its own colour. */

#pragma once

#include <gegl.h>
#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_instances_draw:
 * @objects: an instance map
 *
 * Returns: (transfer full): "R'G'B'A u8" of the size of @objects: transparent where there
 *   is none.
 */
GeglBuffer *lp_instances_draw (const LlInstances *objects);

/**
 * lp_instances_draw_classes:
 *
 * As lp_instances_draw(), but in the colours of @classes.
 */
GeglBuffer *lp_instances_draw_classes (const LlInstances *objects,
                                       const LlClasses *classes);

G_END_DECLS
