/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GTK: what forms and windows need that differs between GTK 2 and GTK 3.
 * gimp2/dialog.c and gimp3/dialog.c implement it.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A box without a parent, with @spacing pixels between its children. */
GtkWidget *lp_host_new_box (GtkOrientation orientation, gint spacing);

/**
 * lp_host_new_grid:
 *
 * Returns: (transfer floating): a grid for lp_host_grid_attach().
 */
GtkWidget *lp_host_new_grid (gint spacing);

/**
 * lp_host_grid_attach:
 * @columns: how many columns @child spans
 * @indent: pixels of free space to the left of it
 * @expand: whether it takes the width that the grid can spare
 *
 * Puts @child into a cell of @grid.
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
 * @y: 0 for the top, 1 for the bottom
 *
 * Aligns the text of @label to the left, and vertically to @y.
 */
void lp_host_align_label (GtkWidget *label, gfloat y);

/**
 * lp_host_new_colour_button:
 * @title: of the colour chooser that it opens
 *
 * Returns: (transfer floating): a button with a "color-set" signal.
 */
GtkWidget *lp_host_new_colour_button (const gchar *title);
void lp_host_set_button_colour (GtkWidget *button, const guint8 rgb[3]);
void lp_host_get_button_colour (GtkWidget *button, guint8 rgb[3]);

/**
 * LpDrawFunc:
 * @cr: with its origin at the top left corner of @widget
 * @width: of @widget, in pixels
 * @height: of @widget, in pixels
 *
 * Draws a widget.
 */
typedef void (
  *LpDrawFunc) (GtkWidget *widget, cairo_t *cr, gint width, gint height, gpointer data);

/**
 * lp_host_connect_draw:
 * @widget: a drawing area
 * @draw: called whenever @widget has to be drawn
 * @data: for @draw
 */
void lp_host_connect_draw (GtkWidget *widget, LpDrawFunc draw, gpointer data);

/**
 * lp_host_get_text_colour:
 * @widget: a widget in a window
 * @colour: (out caller-allocates): red, green and blue, 0 .. 1
 *
 * Gets the colour of text in the present theme, which is light in a dark theme.
 */
void lp_host_get_text_colour (GtkWidget *widget, gdouble colour[3]);

/* Keeps a window above the windows of GIMP. */
void lp_host_keep_above (GtkWidget *window);

G_END_DECLS
