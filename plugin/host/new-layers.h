/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The layers that the present step of undo adds.  Undoing the step removes them with all
 * that is attached to them, so that it need not be undone as well.  More than saving time:
 * when GIMP (2.10 and 3.0) redoes an undoable parasite of a layer, it ends an undo group that
 * was never started, and complains.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void lp_new_layers_add (gint32 layer);
gboolean lp_new_layers_contain (gint32 layer);

/* To be called at the end of the step. */
void lp_new_layers_forget (void);

G_END_DECLS
