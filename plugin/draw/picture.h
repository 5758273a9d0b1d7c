/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Small pictures of micrographs with labels over them, drawn by Cairo for any toolkit. */

#pragma once

#include <cairo.h>
#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_picture_new:
 * @image: a micrograph
 * @area: the part to show, within the image
 * @side: greatest length of the longer side of the picture; a smaller part is not enlarged
 *
 * Returns: (transfer full): the picture.
 */
cairo_surface_t *
lp_picture_new (const LlImage *image, const cairo_rectangle_int_t *area, gint side);

/**
 * lp_picture_add_labels:
 * @picture: a picture of @area
 * @labels: a label map
 * @area: the part that the picture shows, within the map
 * @classes: the classes, which give the colours
 * @task: the task of the map
 * @opacity: 0 .. 1
 *
 * Paints labels over a picture.  Even the thinnest line stays visible.
 */
void lp_picture_add_labels (cairo_surface_t *picture,
                            const LlLabels *labels,
                            const cairo_rectangle_int_t *area,
                            const LlClasses *classes,
                            LlTask task,
                            gdouble opacity);

/**
 * lp_picture_add_objects:
 * @picture: a picture of the whole map
 * @objects: an instance map
 * @colours: n + 1 colours, indexed by id; the first one is unused
 * @opacity: 0 .. 1
 *
 * Paints objects over a picture.
 */
void lp_picture_add_objects (cairo_surface_t *picture,
                             const LlInstances *objects,
                             const LlColour *colours,
                             gdouble opacity);

/**
 * lp_picture_place:
 * @x: column of a pixel of the image
 * @y: row of the pixel
 * @side: of the square, in pixels
 * @width: of the image
 * @height: of the image
 * @area: (out caller-allocates): the square, moved and cropped to lie within the image
 *
 * Finds the square around a pixel.
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
 * @picture: the picture to draw
 * @cr: the context to draw with
 * @width: available width
 * @height: available height
 * @place: (out) (optional): where the picture has been drawn
 *
 * Draws a picture as large as fits, centred.
 */
void lp_picture_draw (cairo_surface_t *picture,
                      cairo_t *cr,
                      gint width,
                      gint height,
                      cairo_rectangle_t *place);

G_END_DECLS
