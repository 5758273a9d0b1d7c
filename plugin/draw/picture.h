/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Small pictures of micrographs, with labels over them.  Know Cairo and no toolkit. */

#pragma once

#include <cairo.h>
#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_picture_new:
 * @image: a micrograph
 * @area: the part to show, within the image
 * @side: the longer side of the picture at most; a smaller part is shown pixel by pixel
 *
 * Returns: (transfer full): the picture.
 */
cairo_surface_t *
lp_picture_new (const LlImage *image, const cairo_rectangle_int_t *area, gint side);

/**
 * lp_picture_add_labels:
 * @picture: of @area
 * @labels: a label map
 * @area: the part that the picture shows, within the map
 * @classes: whose colours they have
 * @task: what the map is of
 * @opacity: 0 .. 1
 *
 * Paints objects over the picture; the thinnest line stays visible.
 */
void lp_picture_add_labels (cairo_surface_t *picture,
                            const LlLabels *labels,
                            const cairo_rectangle_int_t *area,
                            const LlClasses *classes,
                            LlTask task,
                            gdouble opacity);

/**
 * lp_picture_add_objects:
 * @picture: of the whole map
 * @objects: an instance map
 * @colours: one each; the first is nobody's
 * @opacity: 0 .. 1
 */
void lp_picture_add_objects (cairo_surface_t *picture,
                             const LlInstances *objects,
                             const LlColour *colours,
                             gdouble opacity);

/**
 * lp_picture_place:
 * @x: a pixel of the image
 * @y: likewise
 * @side: pixels
 * @width: of the image
 * @height: of the image
 * @area: (out caller-allocates): the square of that side around the pixel, moved and cut
 *   so that it lies within the image
 */
void lp_picture_place (gint x,
                       gint y,
                       gint side,
                       gint width,
                       gint height,
                       cairo_rectangle_int_t *area);

/**
 * lp_picture_draw:
 *
 * Draws it as large as fits and in the middle.
 *
 * @place: (out) (optional): where it lies now
 */
void lp_picture_draw (cairo_surface_t *picture,
                      cairo_t *cr,
                      gint width,
                      gint height,
                      cairo_rectangle_t *place);

G_END_DECLS
