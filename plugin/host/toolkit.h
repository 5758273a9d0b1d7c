/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What form and windows need of the toolkit and what GTK 2 and GTK 3 do in different ways. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *lp_host_new_box (GtkOrientation orientation, gint spacing);

/**
 * lp_host_new_grid:
 *
 * Returns: (transfer floating): for lp_host_grid_attach().
 */
GtkWidget *lp_host_new_grid (gint spacing);

/**
 * lp_host_grid_attach:
 * @columns: how many @child takes
 * @indent: pixels to keep free before it
 * @expand: whether it gets what the grid has to spare
 */
void lp_host_grid_attach (GtkWidget *grid,
                          GtkWidget *child,
                          gint column,
                          gint row,
                          gint columns,
                          gint indent,
                          gboolean expand);

/**
 * lp_host_align_label:
 * @y: 0: top, 1: bottom
 *
 * Aligns it to the left.
 */
void lp_host_align_label (GtkWidget *label, gfloat y);

/**
 * lp_host_new_colour_button:
 * @title: of the window that it opens
 *
 * Returns: (transfer floating): a button with a "color-set" signal.
 */
GtkWidget *lp_host_new_colour_button (const gchar *title);
void lp_host_set_button_colour (GtkWidget *button, const guint8 rgb[3]);
void lp_host_get_button_colour (GtkWidget *button, guint8 rgb[3]);

/**
 * LpDrawFunc:
 * @cr: with its origin at the widget's top left corner
 */
typedef void (
  *LpDrawFunc) (GtkWidget *widget, cairo_t *cr, gint width, gint height, gpointer data);

/**
 * lp_host_connect_draw:
 * @widget: a drawing area
 * @draw: called whenever it is to be drawn
 */
void lp_host_connect_draw (GtkWidget *widget, LpDrawFunc draw, gpointer data);

/**
 * lp_host_get_text_colour:
 * @widget: within a window
 * @colour: (out caller-allocates): red, green, blue; 0 .. 1
 *
 * What the theme writes with; light on a dark ground.
 */
void lp_host_get_text_colour (GtkWidget *widget, gdouble colour[3]);

G_END_DECLS
