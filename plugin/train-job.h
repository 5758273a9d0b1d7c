/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A training in a thread of its own, and what a window may ask of it.  Nothing here
 * waits for the training but ll_train_job_free(), and nothing calls GIMP.
 */

#pragma once

#include <cairo.h>
#include "history.h"
#include "train-plan.h"

G_BEGIN_DECLS

typedef enum
{
  LL_TRAIN_JOB_RUNNING,
  LL_TRAIN_JOB_PAUSED,
  LL_TRAIN_JOB_FINISHING, /* the last validation, and writing          */
  LL_TRAIN_JOB_DONE,      /* the network is kept                       */
  LL_TRAIN_JOB_FAILED     /* nothing more happens: failed or cancelled */
} LlTrainJobState;

typedef struct
{
  LlTrainJobState state;
  LlTrainProgress progress;   /* of the last step; iteration 0 before the first */
  gdouble patches_per_second; /* of late                                        */
  LlTrainResult result;       /* once it is done                                */
} LlTrainStatus;

/* What the network made of a part of an image. */
typedef struct
{
  gint sample; /* which of the plan's         */
  cairo_rectangle_int_t area;
  gint iteration;
  LlLabels *labels[LL_N_TASKS]; /* of the area's size; NULL: not one of its tasks */
} LlTrainPreview;

typedef struct _LlTrainJob LlTrainJob;

/**
 * ll_train_job_new:
 * @plan: must outlive the job
 *
 * Starts to train.
 */
LlTrainJob *ll_train_job_new (const LlTrainPlan *plan);

/**
 * ll_train_job_free:
 *
 * Throws away what was learned when the training has not come to its end, its
 * checkpoint included, and waits for the thread.
 */
void ll_train_job_free (LlTrainJob *job);

void ll_train_job_pause (LlTrainJob *job, gboolean pause);

/**
 * ll_train_job_stop:
 *
 * Ends it early, and keeps what was learned as its planned end would.
 */
void ll_train_job_stop (LlTrainJob *job);

/**
 * ll_train_job_set_preview:
 * @sample: which image
 * @area: a part of it
 * @interval: steps between previews; 0: none but those asked for
 *
 * Asks for a preview of that part now, and then for more.
 */
void ll_train_job_set_preview (LlTrainJob *job,
                               gint sample,
                               const cairo_rectangle_int_t *area,
                               gint interval);

/* Changes the interval alone. */
void ll_train_job_set_interval (LlTrainJob *job, gint interval);

/**
 * ll_train_job_poll:
 * @status: (out caller-allocates): where it is
 * @history: gets the steps since the last call
 */
void ll_train_job_poll (LlTrainJob *job, LlTrainStatus *status, LlHistory *history);

/**
 * ll_train_job_take_preview:
 *
 * Returns: (transfer full) (nullable): a preview that was not taken yet.
 */
LlTrainPreview *ll_train_job_take_preview (LlTrainJob *job);
void ll_train_preview_free (LlTrainPreview *preview);

/**
 * ll_train_job_get_error:
 *
 * Returns: (transfer none) (nullable): why it failed.
 */
const GError *ll_train_job_get_error (const LlTrainJob *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlTrainJob, ll_train_job_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlTrainPreview, ll_train_preview_free)

G_END_DECLS
