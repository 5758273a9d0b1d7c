/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person reads about a training before it starts. */

#pragma once

#include "train/interrupted.h"

G_BEGIN_DECLS

/**
 * lp_train_describe_plan:
 * @plan: a plan with its settings, and with a trainer if it is ready
 *
 * Returns: (transfer full): when the training ends, what an iteration learns from, and how
 *   much memory it takes.
 */
gchar *lp_train_describe_plan (const LpTrainPlan *plan);

/**
 * lp_train_describe_target:
 * @plan: a plan with its paths
 * @start: the weights file that the training starts from, or empty
 *
 * Returns: (transfer full): where the network will be written, and what it will replace.
 */
gchar *lp_train_describe_target (const LpTrainPlan *plan, const gchar *start);

/**
 * lp_train_describe_time:
 * @settings: of the training
 * @interrupted: what lies there
 * @step: seconds that a step takes; 0 if they are not known so far
 *
 * Returns: (transfer full) (nullable): how long the training will take, or %NULL when only
 *   its time is limited.
 */
gchar *lp_train_describe_time (const LlTrainSettings *settings,
                               const LpInterrupted *interrupted,
                               gdouble step);

G_END_DECLS
