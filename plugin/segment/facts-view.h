/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Describes a network in a window: a summary, the colours of its classes, and a warning if
 * it does not fit the image.
 */

#pragma once

#include <gtk/gtk.h>

#include "network/text.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWidget *box; /* holds all of it; its parent owns it */
  GtkWidget *summary;
  GtkWidget *legend;
  GtkWidget *warning;
} LpFactsView;

/**
 * lp_facts_view_init:
 * @view: (out caller-allocates): the view, whose box has no parent yet
 * @width: of the box, in pixels
 * @height: of the box, in pixels, which grows if the texts need more
 *
 * Makes an empty view.
 */
void lp_facts_view_init (LpFactsView *view, gint width, gint height);

/**
 * lp_facts_view_show:
 * @facts: (nullable): the network, or %NULL when there is none
 * @name: (nullable): of the network
 * @waiting: whether a network is being read
 * @problem: (nullable): why there is no network
 * @image: (nullable): the image that the network should fit
 *
 * Updates the texts.
 *
 * Returns: whether there is a network that can segment the image.
 */
gboolean lp_facts_view_show (LpFactsView *view,
                             const LpNetworkFacts *facts,
                             const gchar *name,
                             gboolean waiting,
                             const gchar *problem,
                             const LpImageFacts *image);

/* Shows a warning alone; an empty text removes it. */
void lp_facts_view_warn (LpFactsView *view, const gchar *text);

G_END_DECLS
