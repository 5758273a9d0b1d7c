/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window of a training: what was found, the training, and what came of it. */

#pragma once

#include "train-job.h"
#include "train-overview.h"

G_BEGIN_DECLS

typedef enum
{
  LL_TRAIN_ANSWER_CLOSE,      /* nothing was trained, or it was thrown away    */
  LL_TRAIN_ANSWER_LOOK_AGAIN, /* the person has painted more                   */
  LL_TRAIN_ANSWER_KEPT,       /* the network is written                        */
  LL_TRAIN_ANSWER_SEGMENT,    /* it is, and is to be used on this image at once */
  LL_TRAIN_ANSWER_FAILED      /* the person has read why                       */
} LlTrainAnswer;

typedef struct _LlTrainWindow LlTrainWindow;

/**
 * ll_train_window_new:
 *
 * The toolkit must be initialised.
 *
 * Returns: (transfer full): a window that is not yet shown.
 */
LlTrainWindow *ll_train_window_new (void);
void ll_train_window_free (LlTrainWindow *window);

/**
 * ll_train_window_run:
 * @overview: what to show before the start
 * @plan: what to train; without a trainer there is nothing to start
 * @result: (out): what was reached when the network was kept
 *
 * Shows the window until the person is done with it, and hides it.
 *
 * Returns: how it ended.
 */
LlTrainAnswer ll_train_window_run (LlTrainWindow *window,
                                   const LlTrainOverview *overview,
                                   const LlTrainPlan *plan,
                                   LlTrainResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlTrainWindow, ll_train_window_free)

G_END_DECLS
