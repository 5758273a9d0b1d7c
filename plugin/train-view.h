/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* While it trains, and after: figures, curves, and a look at the network. */

#pragma once

#include <gtk/gtk.h>

#include "train-job.h"

G_BEGIN_DECLS

typedef struct _LlTrainView LlTrainView;

/**
 * ll_train_view_new:
 * @plan: what is trained; must outlive it
 *
 * Returns: (transfer full): with a widget that has no parent yet.
 */
LlTrainView *ll_train_view_new (const LlTrainPlan *plan);

/* Destroys the widget, too. */
void ll_train_view_free (LlTrainView *view);
GtkWidget *ll_train_view_get_widget (const LlTrainView *view);

void ll_train_view_start (LlTrainView *view, LlTrainJob *job);

/**
 * ll_train_view_poll:
 *
 * Shows what is new.
 *
 * Returns: the job's state.
 */
LlTrainJobState ll_train_view_poll (LlTrainView *view);

/* Where the job was at the last call of ll_train_view_poll(). */
const LlTrainStatus *ll_train_view_get_status (const LlTrainView *view);

/* The job will be gone. */
void ll_train_view_end (LlTrainView *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlTrainView, ll_train_view_free)

G_END_DECLS
