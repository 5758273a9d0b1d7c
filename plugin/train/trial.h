/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Times a step of a training in a thread of its own, before the training is started. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef struct _LpTrial LpTrial;

/**
 * lp_trial_new:
 * @trainer: what to try; it must outlive the trial, and nothing else may use it until
 *   lp_trial_end()
 *
 * Starts to time a step.
 *
 * Returns: (transfer full): the running trial.
 */
LpTrial *lp_trial_new (LlTrainer *trainer);

/* Waits for the end of the trial. */
void lp_trial_free (LpTrial *trial);

/**
 * lp_trial_end:
 *
 * Waits for the end of the trial, for who wants to use the trainer.  Any thread may do so,
 * but only one.
 */
void lp_trial_end (LpTrial *trial);

/**
 * lp_trial_get_seconds:
 *
 * Returns: the seconds that a step takes; 0 as long as they are not known.
 */
gdouble lp_trial_get_seconds (LpTrial *trial);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTrial, lp_trial_free)

G_END_DECLS
