/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the arguments of a training to a trainer that is ready to run. */

#pragma once

#include "train/collect.h"
#include "train/job.h"

G_BEGIN_DECLS

/**
 * lp_train_check:
 * @call: of the training
 * @path: where the network is to go
 * @error: return location for an error
 *
 * Returns: whether the arguments fit each other, and the file can be written.
 */
gboolean lp_train_check (LpCall *call, const gchar *path, GError **error);

/**
 * lp_train_prepare:
 * @collection: (out): what was found; it may be there when the rest is refused
 * @plan: with its paths; gets everything else
 * @error: return location for an error
 *
 * Does all that calls GIMP, and notes what a person should know.
 *
 * Returns: whether the plan can be carried out.
 */
gboolean lp_train_prepare (LpCall *call,
                           LpCollection **collection,
                           LpTrainPlan *plan,
                           GError **error);

/**
 * lp_train_get_single_task:
 *
 * Returns: what a network of a single task is to learn.
 */
LlTask lp_train_get_single_task (LpCall *call);

G_END_DECLS
