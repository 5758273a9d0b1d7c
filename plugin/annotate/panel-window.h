/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The small window beside GIMP's own, with a button for each task and class. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LpPanelAnnotateFunc:
 * @image: an image without annotation layers
 * @data: of lp_panel_window_run()
 * @error: return location for an error
 *
 * Returns: whether it has them now.
 */
typedef gboolean (*LpPanelAnnotateFunc) (gint32 image, gpointer data, GError **error);

/**
 * lp_panel_window_run:
 * @image: the image to begin with
 * @annotate: called when a person wants the layers
 * @data: for @annotate
 *
 * Shows the window until it is closed.  The toolkit must be initialised.
 */
void lp_panel_window_run (gint32 image, LpPanelAnnotateFunc annotate, gpointer data);

G_END_DECLS
