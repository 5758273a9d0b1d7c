/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small window next to GIMP's own, with one button per task and class. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LpPanelAnnotateFunc:
 * @image: an image without annotation layers
 * @data: of lp_panel_window_run()
 * @error: return location for an error
 *
 * Adds annotation layers to an image.
 *
 * Returns: whether the image has them now.
 */
typedef gboolean (*LpPanelAnnotateFunc) (gint32 image, gpointer data, GError **error);

/**
 * lp_panel_window_run:
 * @image: the image to show first
 * @annotate: called when a person asks for annotation layers
 * @data: for @annotate
 *
 * Shows the window until it is closed.  The toolkit must be initialised.
 */
void lp_panel_window_run (gint32 image, LpPanelAnnotateFunc annotate, gpointer data);

G_END_DECLS
