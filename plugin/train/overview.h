/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The page before the start: what there is to learn from, what is missing, what is planned. */

#pragma once

#include <gtk/gtk.h>

#include "train/collect.h"
#include "train/interrupted.h"

G_BEGIN_DECLS

typedef struct
{
  const LpCollection *collection; /* or NULL, when nothing was found    */
  const gchar *notes;             /* what the person should know        */
  const gchar *planned;           /* one or two lines                   */
  const gchar *target;            /* where the network goes             */
  const gchar *time;              /* how long it takes, or NULL         */
  const LpInterrupted *interrupted;
  const gchar *obstacle;     /* or NULL, when training can start   */
  LlNetworkKind kind;        /* of the network to train            */
  LlTask task;               /* of a network that has only one     */
  gdouble alpha[LL_N_TASKS]; /* weights of the tasks              */
} LpTrainOverview;

/**
 * lp_train_overview_new:
 * @overview: what to show; the page keeps no reference to it
 * @window: the window that it will be in
 *
 * Returns: (transfer floating): the page.
 */
GtkWidget *lp_train_overview_new (const LpTrainOverview *overview, GtkWidget *window);

/**
 * lp_train_overview_set_time:
 * @page: a page that was made with a time
 * @text: how long the training takes
 *
 * Changes what the page says about the time.
 */
void lp_train_overview_set_time (GtkWidget *page, const gchar *text);

G_END_DECLS
