/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A training that is ready to run, and where its result goes. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *samples;       /* element-type LlSample: the trainer's       */
  gint first;               /* which of them a person wants to see first  */
  LlTrainer *trainer;       /* ready to run                               */
  LlTrainSettings settings; /* the trainer's                              */
  gchar *path;              /* where the network goes                     */
  gchar *current;           /* where the current network goes, as well    */
} LlTrainPlan;

void ll_train_plan_clear (LlTrainPlan *plan);

/**
 * ll_train_plan_set_trainer:
 * @plan: with its samples and settings
 * @network: (transfer full): the network to train
 * @background: whether its threads give way to others: GIMP's and the window's
 * @error: return location for an error
 *
 * As ll_trainer_new().
 */
gboolean ll_train_plan_set_trainer (LlTrainPlan *plan,
                                    LlNetwork *network,
                                    gboolean background,
                                    GError **error);

/**
 * ll_train_plan_checkpoint:
 *
 * Returns: (transfer full): where checkpoints go.
 */
gchar *ll_train_plan_checkpoint (const LlTrainPlan *plan);

/**
 * ll_train_plan_keep:
 * @error: return location for an error
 *
 * Writes the trained network as the current one and to its path, and removes the
 * checkpoint.
 */
gboolean ll_train_plan_keep (const LlTrainPlan *plan, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LlTrainPlan, ll_train_plan_clear)

G_END_DECLS
