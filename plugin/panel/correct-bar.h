/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The buttons of the panel that correct a result, and the list of places to paint next. */

#pragma once

#include <gtk/gtk.h>

#include "procedure/call.h"

G_BEGIN_DECLS

typedef struct _LpCorrectBar LpCorrectBar;

typedef struct
{
  /* A procedure that asks nothing. */
  void (*run) (const LpProcedureSpec *spec, gpointer data);
  void (*warn) (const gchar *text, gpointer data);
} LpCorrectBarCalls;

/**
 * lp_correct_bar_new:
 * @calls: must outlive the bar
 * @data: for @calls
 *
 * Returns: (transfer full): the buttons, to be freed before their widget is destroyed.
 */
LpCorrectBar *lp_correct_bar_new (const LpCorrectBarCalls *calls, gpointer data);
void lp_correct_bar_free (LpCorrectBar *bar);
GtkWidget *lp_correct_bar_get_widget (const LpCorrectBar *bar);

/**
 * lp_correct_bar_follow:
 * @image: that the buttons are for from now on, which may be closed
 * @layers: (nullable): of it
 * @annotated: whether it has annotation layers
 *
 * Enables what can be done, and lists the places that are kept in the image.
 */
void lp_correct_bar_follow (LpCorrectBar *bar,
                            gint32 image,
                            const GPtrArray *layers,
                            gboolean annotated);

G_END_DECLS
