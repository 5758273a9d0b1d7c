/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* When to ask GIMP.  It answers one question per turn of its own main loop, and while an image is
 * drawn anew it draws a piece of that in each turn.  A hundred questions then take seconds, during
 * which the window that asks does not respond.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * lp_host_has_time:
 * @since: (inout): when GIMP was first found to be busy; 0 at first
 *
 * Asks GIMP a question whose answer it knows.
 *
 * Returns: whether it answered at once, or has not done so for so long that nobody would
 *   wait any longer.
 */
gboolean lp_host_has_time (gint64 *since);

G_END_DECLS
