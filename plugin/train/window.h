/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window of a training: what was found, the training, and what came of it. */

#pragma once

#include "train/job.h"
#include "train/overview.h"

G_BEGIN_DECLS

typedef enum
{
  LP_TRAIN_ANSWER_CLOSE,      /* nothing was trained, or it was thrown away    */
  LP_TRAIN_ANSWER_LOOK_AGAIN, /* the person has painted more                   */
  LP_TRAIN_ANSWER_KEPT,       /* the network is written                        */
  LP_TRAIN_ANSWER_SEGMENT,    /* it is, and is to be used on this image at once */
  LP_TRAIN_ANSWER_FAILED      /* the person has read why                       */
} LpTrainAnswer;

typedef struct _LpTrainWindow LpTrainWindow;

/**
 * lp_train_window_new:
 *
 * The toolkit must be initialised.
 *
 * Returns: (transfer full): a window that is not yet shown.
 */
LpTrainWindow *lp_train_window_new (void);
void lp_train_window_free (LpTrainWindow *window);

/**
 * lp_train_window_run:
 * @overview: what to show before the start
 * @plan: what to train; without a trainer there is nothing to start
 * @result: (out): what was reached when the network was kept
 *
 * Shows the window until the person is done with it, and hides it.
 *
 * Returns: how it ended.
 */
LpTrainAnswer lp_train_window_run (LpTrainWindow *window,
                                   const LpTrainOverview *overview,
                                   const LpTrainPlan *plan,
                                   LlTrainResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTrainWindow, lp_train_window_free)

G_END_DECLS
