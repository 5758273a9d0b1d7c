/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small picture of a whole image, with a square that a click moves. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _LpMapView LpMapView;

/**
 * LpMapFunc:
 * @x: where the person has clicked, in pixels of the image
 * @y: likewise
 */
typedef void (*LpMapFunc) (gint x, gint y, gpointer data);

/**
 * lp_map_view_new:
 * @width: pixels on the screen, at least
 * @height: likewise
 * @clicked: called after a click on the picture
 * @data: for @clicked
 *
 * Returns: (transfer full): with a widget that has no parent yet.
 */
LpMapView *lp_map_view_new (gint width, gint height, LpMapFunc clicked, gpointer data);

/* Does not destroy the widget, which belongs to its parent. */
void lp_map_view_free (LpMapView *view);
GtkWidget *lp_map_view_get_widget (const LpMapView *view);

/**
 * lp_map_view_show:
 * @picture: of the image
 * @width: of the image itself
 * @height: likewise
 */
void
lp_map_view_show (LpMapView *view, cairo_surface_t *picture, gint width, gint height);

/**
 * lp_map_view_set_area:
 * @area: where the square is, in pixels of the image
 */
void lp_map_view_set_area (LpMapView *view, const cairo_rectangle_int_t *area);

G_END_DECLS
