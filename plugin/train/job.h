/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A training in a thread of its own, and the requests that a window can make.  Only
 * lp_train_job_free() waits for the thread, and nothing here calls GIMP.
 */

#pragma once

#include <cairo.h>
#include "train/history.h"
#include "train/plan.h"
#include "train/trial.h"

G_BEGIN_DECLS

typedef enum
{
  LP_TRAIN_JOB_RUNNING,
  LP_TRAIN_JOB_PAUSED,
  LP_TRAIN_JOB_FINISHING, /* runs the last validation, then writes     */
  LP_TRAIN_JOB_DONE,      /* the network has been written              */
  LP_TRAIN_JOB_FAILED     /* ended by an error or cancelled            */
} LpTrainJobState;

typedef struct
{
  LpTrainJobState state;
  LlTrainProgress progress;   /* of the last step; iteration 0 before the first */
  gdouble patches_per_second; /* over the last few seconds                      */
  LlTrainResult result;       /* valid once the job is done                     */
} LpTrainStatus;

/* What the network predicts for a part of an image. */
typedef struct
{
  gint sample; /* index into the samples of the plan */
  cairo_rectangle_int_t area;
  gint iteration;
  LlLabels *labels[LL_N_TASKS]; /* of the size of area; NULL for tasks it lacks */
} LpTrainPreview;

typedef struct _LpTrainJob LpTrainJob;

/**
 * lp_train_job_new:
 * @plan: what to train; it must outlive the job, which alone uses it until its end
 * @trial: (nullable): what may still use the trainer; it must outlive the job
 * @resume: whether to go on from the checkpoint of @plan, which must fit
 *
 * Starts to train.
 *
 * Returns: (transfer full): the running job.
 */
LpTrainJob *lp_train_job_new (LpTrainPlan *plan, LpTrial *trial, gboolean resume);

/**
 * lp_train_job_free:
 *
 * Waits for the thread to end.  A training that has not come to its end is discarded,
 * including its checkpoint, but not one that another training has left there.
 */
void lp_train_job_free (LpTrainJob *job);

/* Pauses a training, or lets it go on. */
void lp_train_job_pause (LpTrainJob *job, gboolean pause);

/**
 * lp_train_job_stop:
 *
 * Ends a training early, and keeps the network as at its planned end.
 */
void lp_train_job_stop (LpTrainJob *job);

/**
 * lp_train_job_set_preview:
 * @sample: index of an image
 * @area: a part of it
 * @interval: steps between previews; 0 for a single preview
 *
 * Asks for a preview of a part of an image now, and for further ones as training goes on.
 */
void lp_train_job_set_preview (LpTrainJob *job,
                               gint sample,
                               const cairo_rectangle_int_t *area,
                               gint interval);

/* Changes only the interval between previews. */
void lp_train_job_set_interval (LpTrainJob *job, gint interval);

/**
 * lp_train_job_poll:
 * @status: (out caller-allocates): the present status
 * @history: the steps since the last call are added to it
 *
 * Asks how far the training is.
 */
void lp_train_job_poll (LpTrainJob *job, LpTrainStatus *status, LpHistory *history);

/**
 * lp_train_job_take_preview:
 *
 * Returns: (transfer full) (nullable): the latest preview, unless it was taken before.
 */
LpTrainPreview *lp_train_job_take_preview (LpTrainJob *job);
void lp_train_preview_free (LpTrainPreview *preview);

/**
 * lp_train_job_get_error:
 *
 * Returns: (transfer none) (nullable): why the job failed.
 */
const GError *lp_train_job_get_error (const LpTrainJob *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTrainJob, lp_train_job_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpTrainPreview, lp_train_preview_free)

G_END_DECLS
