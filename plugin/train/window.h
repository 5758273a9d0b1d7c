/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The training window: what there is to learn from, the training, and its result. */

#pragma once

#include "train/job.h"
#include "train/overview.h"

G_BEGIN_DECLS

typedef enum
{
  LP_TRAIN_ANSWER_CLOSE,      /* nothing was trained, or it was discarded          */
  LP_TRAIN_ANSWER_LOOK_AGAIN, /* the person has painted more                       */
  LP_TRAIN_ANSWER_KEPT,       /* the network has been written                      */
  LP_TRAIN_ANSWER_SEGMENT,    /* it has, and the image is to be segmented at once  */
  LP_TRAIN_ANSWER_FAILED      /* the person has read why                           */
} LpTrainAnswer;

typedef struct _LpTrainWindow LpTrainWindow;

/**
 * lp_train_window_new:
 *
 * Makes a window without showing it.  The toolkit must be initialised.
 *
 * Returns: (transfer full): the window.
 */
LpTrainWindow *lp_train_window_new (void);
void lp_train_window_free (LpTrainWindow *window);

/**
 * lp_train_window_run:
 * @overview: what to show before the start
 * @plan: what to train; without a trainer, training can't start
 * @result: (out): what the training reached, if the network was kept
 *
 * Shows the window until the person is done with it, then hides it.
 *
 * Returns: how it ended.
 */
LpTrainAnswer lp_train_window_run (LpTrainWindow *window,
                                   const LpTrainOverview *overview,
                                   LpTrainPlan *plan,
                                   LlTrainResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTrainWindow, lp_train_window_free)

G_END_DECLS
