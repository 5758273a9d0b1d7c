/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The small window beside GIMP's own, with a button for each task and class. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LlPanelAnnotateFunc:
 * @image: an image without annotation layers
 * @error: return location for an error
 *
 * Returns: whether it has them now.
 */
typedef gboolean (*LlPanelAnnotateFunc) (gint32 image, GError **error);

/**
 * ll_panel_run:
 * @image: the image to begin with
 * @annotate: called when a person wants the layers
 *
 * Shows the window until it is closed.  The toolkit must be initialised.
 */
void ll_panel_run (gint32 image, LlPanelAnnotateFunc annotate);

G_END_DECLS
