/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a training has reached so far, kept small however long it lasts: when there are
 * too many points, each two neighbours become one.
 */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* Points at most; more than a window has columns of pixels. */
#define LL_HISTORY_CAPACITY 1024

/* The mean of neighbouring iterations. */
typedef struct
{
  gdouble iteration;
  gdouble loss[LL_N_TASKS]; /* NAN: no labels so far */
} LlHistoryPoint;

/* One validation. */
typedef struct
{
  gdouble iteration;
  gdouble dice;
} LlHistoryScore;

typedef struct _LlHistory LlHistory;

LlHistory *ll_history_new (void);
void ll_history_free (LlHistory *history);

/**
 * ll_history_add:
 * @progress: after one more step
 *
 * A Dice that differs from the last one is a new validation.
 */
void ll_history_add (LlHistory *history, const LlTrainProgress *progress);

/**
 * ll_history_get_points:
 * @n: (out): how many there are
 *
 * Returns: (transfer none): the losses, in the order of iterations.
 */
const LlHistoryPoint *ll_history_get_points (const LlHistory *history, guint *n);

/**
 * ll_history_get_scores:
 * @n: (out): how many there are
 *
 * Returns: (transfer none): the validations, in the order of iterations.
 */
const LlHistoryScore *ll_history_get_scores (const LlHistory *history, guint *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlHistory, ll_history_free)

G_END_DECLS
