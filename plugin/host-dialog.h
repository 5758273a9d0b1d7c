/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What form and windows need of the toolkit and what GTK 2 and GTK 3 do in different ways. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *ll_host_new_box (GtkOrientation orientation, gint spacing);

/**
 * ll_host_new_grid:
 *
 * Returns: (transfer floating): for ll_host_grid_attach().
 */
GtkWidget *ll_host_new_grid (gint spacing);

/**
 * ll_host_grid_attach:
 * @columns: how many @child takes
 * @indent: pixels to keep free before it
 * @expand: whether it gets what the grid has to spare
 */
void ll_host_grid_attach (GtkWidget *grid,
                          GtkWidget *child,
                          gint column,
                          gint row,
                          gint columns,
                          gint indent,
                          gboolean expand);

/**
 * ll_host_align_label:
 * @y: 0: top, 1: bottom
 *
 * Aligns it to the left.
 */
void ll_host_align_label (GtkWidget *label, gfloat y);

/**
 * ll_host_new_colour_button:
 * @title: of the window that it opens
 *
 * Returns: (transfer floating): a button with a "color-set" signal.
 */
GtkWidget *ll_host_new_colour_button (const gchar *title);
void ll_host_set_button_colour (GtkWidget *button, const guint8 rgb[3]);
void ll_host_get_button_colour (GtkWidget *button, guint8 rgb[3]);

/**
 * LlDrawFunc:
 * @cr: with its origin at the widget's top left corner
 */
typedef void (
  *LlDrawFunc) (GtkWidget *widget, cairo_t *cr, gint width, gint height, gpointer data);

/**
 * ll_host_connect_draw:
 * @widget: a drawing area
 * @draw: called whenever it is to be drawn
 */
void ll_host_connect_draw (GtkWidget *widget, LlDrawFunc draw, gpointer data);

/**
 * ll_host_get_text_colour:
 * @widget: within a window
 * @colour: (out caller-allocates): red, green, blue; 0 .. 1
 *
 * What the theme writes with; light on a dark ground.
 */
void ll_host_get_text_colour (GtkWidget *widget, gdouble colour[3]);

G_END_DECLS
