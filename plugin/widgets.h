/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What GTK 2 and GTK 3 do in the same way and several windows need. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pixels of text across a window of ours. */
#define LL_WINDOW_TEXT 836

/**
 * ll_widget_is_dark:
 *
 * Returns: whether the theme writes with a light colour on a dark ground.
 */
gboolean ll_widget_is_dark (GtkWidget *widget);

/**
 * ll_new_label:
 * @markup: Pango's
 * @wrap: pixels a line; 0: one line, however long
 *
 * Returns: (transfer floating): a label aligned to the left.
 */
GtkWidget *ll_new_label (const gchar *markup, gint wrap);

/**
 * ll_new_scrolled:
 *
 * Returns: (transfer floating): @child, scrolled from top to bottom.
 */
GtkWidget *ll_new_scrolled (GtkWidget *child);

/**
 * ll_markup_warning:
 * @widget: where the text will be
 *
 * Returns: (transfer full): @text as markup in a red that can be read there.
 */
gchar *ll_markup_warning (GtkWidget *widget, const gchar *text);

/* Sets a label's markup when it differs: an unchanged text is no work. */
void ll_label_update (GtkWidget *label, const gchar *markup);

G_END_DECLS
