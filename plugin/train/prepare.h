/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Turns the arguments of a training into a trainer that is ready to run. */

#pragma once

#include "train/collect.h"
#include "train/job.h"

G_BEGIN_DECLS

/**
 * lp_train_check:
 * @call: of the training
 * @path: where to write the network
 * @error: return location for an error
 *
 * Returns: whether the arguments are consistent and the file can be written.
 */
gboolean lp_train_check (LpCall *call, const gchar *path, GError **error);

/**
 * lp_train_prepare:
 * @call: of the training
 * @collection: (out): the images; may be set even if there is an error later
 * @plan: (inout): a plan with its paths; everything else is set
 * @error: return location for an error
 *
 * Collects the images and makes the trainer.  Nothing after this calls GIMP.
 *
 * Returns: whether the training can start.
 */
gboolean lp_train_prepare (LpCall *call,
                           LpCollection **collection,
                           LpTrainPlan *plan,
                           GError **error);

G_END_DECLS
