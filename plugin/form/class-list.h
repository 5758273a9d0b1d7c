/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The field for classes, with one row per class and its colour.  It edits the arguments
 * "classes", "palette" and "colours" together.
 */

#pragma once

#include <gtk/gtk.h>

#include "procedure/arguments.h"

G_BEGIN_DECLS

/**
 * lp_class_list_new:
 *
 * Returns: (transfer floating): an editor of classes.
 */
GtkWidget *lp_class_list_new (void);

/* Shows the three arguments, and stores what is shown in them. */
void lp_class_list_show (GtkWidget *list, const LpArguments *arguments);
void lp_class_list_read (GtkWidget *list, LpArguments *arguments);

/**
 * lp_class_list_connect:
 * @callback: called with @data as its only argument when a person has changed something
 */
void lp_class_list_connect (GtkWidget *list, GCallback callback, gpointer data);

G_END_DECLS
