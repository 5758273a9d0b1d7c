/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A training that is ready to run, and where its result is written. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *samples;       /* element-type LlSample, used by the trainer   */
  gint first;               /* the sample to show first                     */
  LlTrainer *trainer;       /* ready to run                                 */
  LlTrainSettings settings; /* of the trainer                               */
  gchar *path;              /* where to write the network                   */
  gchar *current;           /* where to write it as the current network     */
  LlPathLock *lock;         /* on @path; NULL: not locked                   */
  gboolean resumed;         /* whether the trainer goes on from a checkpoint */
} LpTrainPlan;

void lp_train_plan_clear (LpTrainPlan *plan);

/**
 * lp_train_plan_set_trainer:
 * @plan: a plan with its samples and settings
 * @network: (transfer full): the network to train
 * @background: whether its threads give way to others: GIMP's and the window's
 * @error: return location for an error
 *
 * As ll_trainer_new().
 */
gboolean lp_train_plan_set_trainer (LpTrainPlan *plan,
                                    LlNetwork *network,
                                    gboolean background,
                                    GError **error);

/**
 * lp_train_plan_lock:
 * @error: return location for an error, which a person can act on
 *
 * Keeps other trainings off the files of this one, until lp_train_plan_unlock() or the end
 * of the process.
 *
 * Returns: whether no other training writes to them.
 */
gboolean lp_train_plan_lock (LpTrainPlan *plan, GError **error);
void lp_train_plan_unlock (LpTrainPlan *plan);

/**
 * lp_train_plan_resume:
 * @error: return location for an error
 *
 * As ll_trainer_resume(), from the checkpoint of the plan.
 */
gboolean lp_train_plan_resume (LpTrainPlan *plan, GError **error);

/**
 * lp_train_plan_drop_checkpoint:
 * @written: checkpoints that the training has written
 *
 * Removes the checkpoint if it is this training's: one that it wrote or went on from.  That
 * of another training stays.
 */
void lp_train_plan_drop_checkpoint (const LpTrainPlan *plan, gint written);

/**
 * lp_train_plan_checkpoint:
 *
 * Returns: (transfer full): the path of checkpoints.
 */
gchar *lp_train_plan_checkpoint (const LpTrainPlan *plan);

/**
 * lp_train_plan_keep:
 * @written: checkpoints that the training has written
 * @error: return location for an error
 *
 * Writes the trained network to its path and as the current network, and removes the
 * training's checkpoint.
 */
gboolean lp_train_plan_keep (const LpTrainPlan *plan, gint written, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LpTrainPlan, lp_train_plan_clear)

G_END_DECLS
