/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* While it trains, and after: figures, curves, and a look at the network. */

#pragma once

#include <gtk/gtk.h>

#include "train/job.h"

G_BEGIN_DECLS

typedef struct _LpTrainView LpTrainView;

/**
 * lp_train_view_new:
 * @plan: what is trained; must outlive it
 *
 * Returns: (transfer full): with a widget that has no parent yet.
 */
LpTrainView *lp_train_view_new (const LpTrainPlan *plan);

/* Destroys the widget, too. */
void lp_train_view_free (LpTrainView *view);
GtkWidget *lp_train_view_get_widget (const LpTrainView *view);

void lp_train_view_start (LpTrainView *view, LpTrainJob *job);

/**
 * lp_train_view_poll:
 *
 * Shows what is new.
 *
 * Returns: the job's state.
 */
LpTrainJobState lp_train_view_poll (LpTrainView *view);

/* Where the job was at the last call of lp_train_view_poll(). */
const LpTrainStatus *lp_train_view_get_status (const LpTrainView *view);

/* The job will be gone. */
void lp_train_view_end (LpTrainView *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTrainView, lp_train_view_free)

G_END_DECLS
