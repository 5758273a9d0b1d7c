/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Previews of the network while it trains: the person picks a part of an image, and sees
 * what the network predicts for it.
 */

#pragma once

#include <gtk/gtk.h>

#include "train/job.h"

G_BEGIN_DECLS

typedef struct _LpTrainLook LpTrainLook;

/**
 * lp_train_look_new:
 * @plan: what is trained; it must outlive the look
 *
 * Returns: (transfer full): a look, whose widget has no parent yet.
 */
LpTrainLook *lp_train_look_new (const LpTrainPlan *plan);

/* Does not destroy the widget, which belongs to its parent. */
void lp_train_look_free (LpTrainLook *look);
GtkWidget *lp_train_look_get_widget (const LpTrainLook *look);

/**
 * lp_train_look_start:
 * @job: the job to ask for previews from now on
 */
void lp_train_look_start (LpTrainLook *look, LpTrainJob *job);

/* Shows the latest preview of the job, if there is a new one. */
void lp_train_look_poll (LpTrainLook *look);

/* Ends the previews: the job is about to be freed. */
void lp_train_look_end (LpTrainLook *look);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTrainLook, lp_train_look_free)

G_END_DECLS
