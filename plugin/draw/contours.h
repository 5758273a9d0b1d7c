/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Draws the contours of objects, for a layer. */

#pragma once

#include <gegl.h>

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* Standard deviation, in pixels, of the Gaussian that smooths an outline along its length,
 * so that the steps between pixels do not show.
 */
#define LP_CONTOUR_SMOOTHING 1.0

/**
 * lp_contours_draw:
 * @outlines: from ll_outlines_new()
 * @objects: the instance map that @outlines were made from
 * @klass: the class whose objects are drawn
 * @colour: of the lines
 * @width: of the lines, in pixels; half of it lies on either side of the border
 * @dash: length of the dashes and of the gaps between them, in pixels; 0 for solid lines
 *
 * Leaves out the edge of the image, which is not the border of an object that it cuts.
 *
 * Returns: (transfer full): a buffer of "R'G'B'A u8", of the size of @objects and
 *   transparent except for the lines.
 */
GeglBuffer *lp_contours_draw (const LlOutlines *outlines,
                              const LlInstances *objects,
                              gint klass,
                              LlColour colour,
                              gdouble width,
                              gdouble dash);

/**
 * lp_contours_draw_casing:
 * @outlines: from ll_outlines_new()
 * @objects: the instance map that @outlines were made from
 * @ground: [height][width] brightness of what lies below
 * @width: of the lines that lie above, in pixels
 * @dash: see lp_contours_draw()
 *
 * Draws what sets the lines of all classes off from the ground: a slightly wider line below
 * each of them, white where the ground along it is dark and black where it is bright.
 *
 * Returns: (transfer full): a buffer of "R'G'B'A u8", of the size of @objects.
 */
GeglBuffer *lp_contours_draw_casing (const LlOutlines *outlines,
                                     const LlInstances *objects,
                                     const guint8 *ground,
                                     gdouble width,
                                     gdouble dash);

/**
 * lp_contours_drop_holes:
 * @outlines: (inout): outlines of objects
 *
 * Leaves the outer outlines only.
 */
void lp_contours_drop_holes (LlOutlines *outlines);

G_END_DECLS
