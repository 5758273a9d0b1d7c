/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Before the start: what was found to learn from, what is missing and what is planned. */

#pragma once

#include <gtk/gtk.h>

#include "train/collect.h"

G_BEGIN_DECLS

typedef struct
{
  const LpCollection *collection; /* NULL: nothing was found           */
  const gchar *notes;             /* what the person should know       */
  const gchar *planned;           /* in one or two lines               */
  const gchar *obstacle;          /* NULL: it can start                */
  LlNetworkKind kind;             /* what is to be trained             */
  LlTask task;                    /* of a network of a single task     */
  gdouble alpha[LL_N_TASKS];      /* weights of the tasks              */
} LpTrainOverview;

/**
 * lp_train_overview_new:
 * @window: where it will be
 *
 * Returns: (transfer floating): the page, which keeps nothing of @overview.
 */
GtkWidget *lp_train_overview_new (const LpTrainOverview *overview, GtkWidget *window);

G_END_DECLS
