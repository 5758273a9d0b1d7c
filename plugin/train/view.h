/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The page during a training and after it: figures, curves and previews. */

#pragma once

#include <gtk/gtk.h>

#include "train/job.h"

G_BEGIN_DECLS

typedef struct _LpTrainView LpTrainView;

/**
 * lp_train_view_new:
 * @plan: what is trained; it must outlive the view
 *
 * Returns: (transfer full): a view, whose widget has no parent yet.
 */
LpTrainView *lp_train_view_new (const LpTrainPlan *plan);

/* Destroys the widget as well. */
void lp_train_view_free (LpTrainView *view);
GtkWidget *lp_train_view_get_widget (const LpTrainView *view);

void lp_train_view_start (LpTrainView *view, LpTrainJob *job);

/**
 * lp_train_view_poll:
 *
 * Shows what has changed since the last call.
 *
 * Returns: the state of the job.
 */
LpTrainJobState lp_train_view_poll (LpTrainView *view);

/* The status of the job at the last call of lp_train_view_poll(). */
const LpTrainStatus *lp_train_view_get_status (const LpTrainView *view);

/* Lets go of the job, which is about to be freed. */
void lp_train_view_end (LpTrainView *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTrainView, lp_train_view_free)

G_END_DECLS
