/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What GTK 2 and GTK 3 do in the same way and several windows need. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pixels between the parts of a form or window. */
#define LP_DIALOG_SPACING 6

/* Pixels of text across a window of ours. */
#define LP_WINDOW_TEXT 836

/**
 * lp_widget_is_dark:
 *
 * Returns: whether the theme writes with a light colour on a dark ground.
 */
gboolean lp_widget_is_dark (GtkWidget *widget);

/**
 * lp_new_label:
 * @markup: Pango's
 * @wrap: pixels a line; 0: one line, however long
 *
 * Returns: (transfer floating): a label aligned to the left.
 */
GtkWidget *lp_new_label (const gchar *markup, gint wrap);

/**
 * lp_new_scrolled:
 *
 * Returns: (transfer floating): @child, scrolled from top to bottom.
 */
GtkWidget *lp_new_scrolled (GtkWidget *child);

/**
 * lp_markup_warning:
 * @widget: where the text will be
 *
 * Returns: (transfer full): @text as markup in a red that can be read there.
 */
gchar *lp_markup_warning (GtkWidget *widget, const gchar *text);

/* Sets a label's markup when it differs: an unchanged text is no work. */
void lp_label_update (GtkWidget *label, const gchar *markup);

G_END_DECLS
