/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A look at the network while it trains: the person picks a part of an image, and sees
 * what the network makes of it.
 */

#pragma once

#include <gtk/gtk.h>

#include "train-job.h"

G_BEGIN_DECLS

typedef struct _LlTrainLook LlTrainLook;

/**
 * ll_train_look_new:
 * @plan: what is trained; must outlive it
 *
 * Returns: (transfer full): with a widget that has no parent yet.
 */
LlTrainLook *ll_train_look_new (const LlTrainPlan *plan);

/* Does not destroy the widget, which belongs to its parent. */
void ll_train_look_free (LlTrainLook *look);
GtkWidget *ll_train_look_get_widget (const LlTrainLook *look);

/**
 * ll_train_look_start:
 * @job: asked for previews from now on
 */
void ll_train_look_start (LlTrainLook *look, LlTrainJob *job);

/* Shows the job's newest preview, if there is one. */
void ll_train_look_poll (LlTrainLook *look);

/* There will be no more previews. */
void ll_train_look_end (LlTrainLook *look);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlTrainLook, ll_train_look_free)

G_END_DECLS
