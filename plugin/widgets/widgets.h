/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Small helpers that several windows share, the same in GTK 2 and GTK 3. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pixels between the parts of a form or window. */
#define LP_DIALOG_SPACING 6

/* Width of the text in the plug-in's windows, in pixels. */
#define LP_WINDOW_TEXT 836

/**
 * lp_widget_is_dark:
 *
 * Returns: whether the theme has light text on a dark background.
 */
gboolean lp_widget_is_dark (GtkWidget *widget);

/**
 * lp_widget_new_label:
 * @markup: the text as Pango markup
 * @wrap: width at which lines are wrapped, in pixels; 0 for a single line
 *
 * Returns: (transfer floating): a label aligned to the left.
 */
GtkWidget *lp_widget_new_label (const gchar *markup, gint wrap);

/**
 * lp_widget_new_scrolled:
 *
 * Returns: (transfer floating): a vertically scrolling window around @child.
 */
GtkWidget *lp_widget_new_scrolled (GtkWidget *child);

/**
 * lp_widget_make_warning:
 * @widget: a widget near which the text will be shown
 * @text: plain text
 *
 * Returns: (transfer full): @text as markup, in a red that is legible in the present
 *   theme.
 */
gchar *lp_widget_make_warning (GtkWidget *widget, const gchar *text);

/* Sets the markup of a label, unless it is the same already, which costs nothing. */
void lp_widget_set_markup (GtkWidget *label, const gchar *markup);

/* Gives the window around @widget the least size, after something in it was hidden. */
void lp_widget_shrink_window (GtkWidget *widget);

G_END_DECLS
