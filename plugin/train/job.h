/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A training in a thread of its own, and what a window may ask of it.  Nothing here
 * waits for the training but lp_train_job_free(), and nothing calls GIMP.
 */

#pragma once

#include <cairo.h>
#include "train/history.h"
#include "train/plan.h"

G_BEGIN_DECLS

typedef enum
{
  LP_TRAIN_JOB_RUNNING,
  LP_TRAIN_JOB_PAUSED,
  LP_TRAIN_JOB_FINISHING, /* the last validation, and writing          */
  LP_TRAIN_JOB_DONE,      /* the network is kept                       */
  LP_TRAIN_JOB_FAILED     /* nothing more happens: failed or cancelled */
} LpTrainJobState;

typedef struct
{
  LpTrainJobState state;
  LlTrainProgress progress;   /* of the last step; iteration 0 before the first */
  gdouble patches_per_second; /* of late                                        */
  LlTrainResult result;       /* once it is done                                */
} LpTrainStatus;

/* What the network made of a part of an image. */
typedef struct
{
  gint sample; /* which of the plan's         */
  cairo_rectangle_int_t area;
  gint iteration;
  LlLabels *labels[LL_N_TASKS]; /* of the area's size; NULL: not one of its tasks */
} LpTrainPreview;

typedef struct _LpTrainJob LpTrainJob;

/**
 * lp_train_job_new:
 * @plan: must outlive the job
 *
 * Starts to train.
 */
LpTrainJob *lp_train_job_new (const LpTrainPlan *plan);

/**
 * lp_train_job_free:
 *
 * Throws away what was learned when the training has not come to its end, its
 * checkpoint included, and waits for the thread.
 */
void lp_train_job_free (LpTrainJob *job);

void lp_train_job_pause (LpTrainJob *job, gboolean pause);

/**
 * lp_train_job_stop:
 *
 * Ends it early, and keeps what was learned as its planned end would.
 */
void lp_train_job_stop (LpTrainJob *job);

/**
 * lp_train_job_set_preview:
 * @sample: which image
 * @area: a part of it
 * @interval: steps between previews; 0: none but those asked for
 *
 * Asks for a preview of that part now, and then for more.
 */
void lp_train_job_set_preview (LpTrainJob *job,
                               gint sample,
                               const cairo_rectangle_int_t *area,
                               gint interval);

/* Changes the interval alone. */
void lp_train_job_set_interval (LpTrainJob *job, gint interval);

/**
 * lp_train_job_poll:
 * @status: (out caller-allocates): where it is
 * @history: gets the steps since the last call
 */
void lp_train_job_poll (LpTrainJob *job, LpTrainStatus *status, LpHistory *history);

/**
 * lp_train_job_take_preview:
 *
 * Returns: (transfer full) (nullable): a preview that was not taken yet.
 */
LpTrainPreview *lp_train_job_take_preview (LpTrainJob *job);
void lp_train_preview_free (LpTrainPreview *preview);

/**
 * lp_train_job_get_error:
 *
 * Returns: (transfer none) (nullable): why it failed.
 */
const GError *lp_train_job_get_error (const LpTrainJob *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTrainJob, lp_train_job_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTrainPreview, lp_train_preview_free)

G_END_DECLS
