/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An overview of a whole image, with a square that a click moves. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _LpMapView LpMapView;

/**
 * LpMapFunc:
 * @x: column of the pixel of the image that was clicked
 * @y: its row
 * @data: of lp_map_view_new()
 */
typedef void (*LpMapFunc) (gint x, gint y, gpointer data);

/**
 * lp_map_view_new:
 * @width: least width on the screen, in pixels
 * @height: least height on the screen, in pixels
 * @clicked: called after a click on the picture
 * @data: for @clicked
 *
 * Returns: (transfer full): the view, whose widget has no parent yet.
 */
LpMapView *lp_map_view_new (gint width, gint height, LpMapFunc clicked, gpointer data);

/* Does not destroy the widget, which belongs to its parent. */
void lp_map_view_free (LpMapView *view);
GtkWidget *lp_map_view_get_widget (const LpMapView *view);

/**
 * lp_map_view_show:
 * @picture: the image, reduced
 * @width: of the image itself, in pixels
 * @height: of the image itself, in pixels
 *
 * Shows another image.
 */
void
lp_map_view_show (LpMapView *view, cairo_surface_t *picture, gint width, gint height);

/**
 * lp_map_view_set_area:
 * @area: the square, in pixels of the image
 *
 * Moves the square.
 */
void lp_map_view_set_area (LpMapView *view, const cairo_rectangle_int_t *area);

G_END_DECLS
