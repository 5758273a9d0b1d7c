/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The course of a training, kept small however long it lasts: when there are too many
 * points, neighbours are merged in pairs.
 */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* The greatest number of points, which is more than a window has columns of pixels. */
#define LP_HISTORY_CAPACITY 1024

/* The mean of neighbouring iterations. */
typedef struct
{
  gdouble iteration;
  gdouble loss[LL_N_TASKS]; /* NAN before the first label */
} LpHistoryPoint;

/* One validation. */
typedef struct
{
  gdouble iteration;
  gdouble dice;
} LpHistoryScore;

typedef struct _LpHistory LpHistory;

LpHistory *lp_history_new (void);
void lp_history_free (LpHistory *history);

/**
 * lp_history_add:
 * @progress: of one more step
 *
 * Adds a step.  A Dice score that differs from the last one counts as a new validation.
 * After a divergence, a step that was done before replaces all that followed it.
 */
void lp_history_add (LpHistory *history, const LlTrainProgress *progress);

/**
 * lp_history_get_points:
 * @n: (out): how many there are
 *
 * Returns: (transfer none): the losses, in the order of iterations.
 */
const LpHistoryPoint *lp_history_get_points (const LpHistory *history, guint *n);

/**
 * lp_history_get_scores:
 * @n: (out): how many there are
 *
 * Returns: (transfer none): the validations, in the order of iterations.
 */
const LpHistoryScore *lp_history_get_scores (const LpHistory *history, guint *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpHistory, lp_history_free)

G_END_DECLS
