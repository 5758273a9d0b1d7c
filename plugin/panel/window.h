/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small window next to GIMP's own, from which an image is annotated, learned from,
 * segmented and measured.
 */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

/**
 * lp_panel_window_run:
 * @call: of the panel; its image is shown first, and its notes are shown and removed
 *
 * Shows the window until it is closed.  The toolkit must be initialised.
 */
void lp_panel_window_run (LpCall *call);

G_END_DECLS
