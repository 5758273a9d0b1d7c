/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A row of check buttons for a text that lists words of a fixed list. */

#pragma once

#include <gtk/gtk.h>

#include "procedure/procedure.h"

G_BEGIN_DECLS

/**
 * lp_check_list_new:
 * @choices: the words; the last one is %NULL
 *
 * Returns: (transfer floating): a button per word.
 */
GtkWidget *lp_check_list_new (const LpChoice *choices);

/**
 * lp_check_list_show:
 * @text: words, separated by commas; unknown ones are ignored
 *
 * Sets the buttons.
 */
void lp_check_list_show (GtkWidget *list, const gchar *text);

/**
 * lp_check_list_read:
 *
 * Returns: (transfer full): the chosen words, separated by commas.
 */
gchar *lp_check_list_read (GtkWidget *list);

/**
 * lp_check_list_set_tooltip:
 *
 * Gives all buttons the tooltip @text.
 */
void lp_check_list_set_tooltip (GtkWidget *list, const gchar *text);

/**
 * lp_check_list_connect:
 * @callback: called with @data as its only argument when a button changes
 */
void lp_check_list_connect (GtkWidget *list, GCallback callback, gpointer data);

G_END_DECLS
