/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The places to paint next, a button each.  A click selects the place in the image and shows
 * what there is.  A place that was painted leaves the list, the chosen one when another is
 * chosen, so that nothing moves under the brush.
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _LpPlaceList LpPlaceList;

/* @text: what is wrong; empty: nothing is */
typedef void (*LpPlaceListWarnFunc) (const gchar *text, gpointer data);

/**
 * lp_place_list_new:
 * @warn: called when a place can't be selected
 * @data: for @warn
 *
 * Returns: (transfer full): the list, hidden as long as it is empty; to be freed before its
 *   widget is destroyed.
 */
LpPlaceList *lp_place_list_new (LpPlaceListWarnFunc warn, gpointer data);
void lp_place_list_free (LpPlaceList *list);
GtkWidget *lp_place_list_get_widget (const LpPlaceList *list);

/**
 * lp_place_list_follow:
 * @image: whose places are listed; -1: none
 *
 * Reads what is kept in the image, and looks at the paint of one place per call.
 */
void lp_place_list_follow (LpPlaceList *list, gint32 image);

G_END_DECLS
