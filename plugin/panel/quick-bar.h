/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The panel's part for quick looks: their progress, and what becomes of their network. */

#pragma once

#include <gtk/gtk.h>

#include "procedure/call.h"

G_BEGIN_DECLS

typedef struct _LpQuickBar LpQuickBar;

typedef struct
{
  /* Segments @image with the network; FALSE: not now, ask again. */
  gboolean (*trained) (const gchar *path, gint32 image, gpointer data);
  void (*keep) (const gchar *path, gpointer data); /* makes the network the current one */
  void (*warn) (const gchar *text, gpointer data);
} LpQuickBarCalls;

/**
 * lp_quick_bar_new:
 * @calls: must outlive the bar
 * @data: for @calls
 *
 * Returns: (transfer full): the part, hidden at first; to be freed before its widget is
 *   destroyed.
 */
LpQuickBar *lp_quick_bar_new (const LpQuickBarCalls *calls, gpointer data);
void lp_quick_bar_free (LpQuickBar *bar);
GtkWidget *lp_quick_bar_get_widget (const LpQuickBar *bar);

/**
 * lp_quick_bar_start:
 * @image: an image
 * @drawable: a drawable of it, or -1
 * @error: return location for an error
 *
 * Reads the paint of an image and starts a quick look at it.
 *
 * Returns: whether there is anything to learn from.
 */
gboolean
lp_quick_bar_start (LpQuickBar *bar, gint32 image, gint32 drawable, GError **error);

/* Whether a quick look is running. */
gboolean lp_quick_bar_is_running (const LpQuickBar *bar);

/**
 * lp_quick_bar_offer:
 *
 * Offers to keep the network of the quick look whose result is shown.
 */
void lp_quick_bar_offer (LpQuickBar *bar);

G_END_DECLS
