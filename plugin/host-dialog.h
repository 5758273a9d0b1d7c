/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the form needs of the toolkit and what GTK 2 and GTK 3 do in different ways. */

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

G_END_DECLS
