/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The picture of a layer of contours. */

#pragma once

#include <gegl.h>

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* Pixels of the Gaussian along an outline, so that no stairs are seen. */
#define LP_CONTOUR_SMOOTHING 1.0

/**
 * lp_contours_draw:
 * @outlines: from ll_outlines_new()
 * @objects: what they are the borders of
 * @klass: whose objects are drawn
 * @colour: of the lines
 * @width: of the lines, in pixels; one half lies on each side of the border
 * @dash: of dashes and the gaps between them, in pixels; 0: lines without gaps
 *
 * Returns: (transfer full): "R'G'B'A u8" of the size of @objects: transparent but for
 *   the lines.
 */
GeglBuffer *lp_contours_draw (const LlOutlines *outlines,
                              const LlInstances *objects,
                              gint klass,
                              LlColour colour,
                              gdouble width,
                              gdouble dash);

G_END_DECLS
