/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The panel's part for live learning: the switch, what the live layer looks like, and the
 * question whether what was learned is kept.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _LpLiveBar LpLiveBar;

/**
 * lp_live_bar_new:
 * @warn: called with what is wrong, or an empty text
 * @data: for @warn
 *
 * Returns: (transfer full): the part, to be freed before its widget is destroyed.  If something
 *   was learned before that is neither kept nor dropped, it asks at once.
 */
LpLiveBar *lp_live_bar_new (void (*warn) (const gchar *text, gpointer data),
                            gpointer data);

/* Ends learning; what was learned is asked about by the next panel. */
void lp_live_bar_free (LpLiveBar *bar);
GtkWidget *lp_live_bar_get_widget (const LpLiveBar *bar);

/**
 * lp_live_bar_follow:
 * @image: that the person works on
 * @possible: whether it can be learned from: it has annotation layers, and nothing else learns
 *
 * To be called now and then.  Live layers that a killed panel or a saved file have left are
 * removed.
 */
void lp_live_bar_follow (LpLiveBar *bar, gint32 image, gboolean possible);

/* Leaves GIMP alone, or goes on. */
void lp_live_bar_rest (LpLiveBar *bar, gboolean rest);

/* Whether it is switched on, or has not quite ended yet. */
gboolean lp_live_bar_is_on (const LpLiveBar *bar);

G_END_DECLS
