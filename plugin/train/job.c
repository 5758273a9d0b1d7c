/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The thread runs the trainer, and looks for requests between two steps.  One mutex
 * protects what both threads access, and is held only while it is copied.
 */

#include "train/job.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The speed is averaged over this time. */
#define SPEED_SECONDS 5.0

struct _LpTrainJob
{
  LpTrainPlan *plan;
  LpTrial *trial; /* or NULL */
  gboolean resume;
  gchar *checkpoint;
  GThread *thread;

  GMutex mutex;  /* protects all fields up to @error  */
  GCond request; /* signals requests that end a pause */

  /* Requests. */
  gboolean pause;
  gboolean stop;
  gboolean lose;
  gboolean look;
  gint interval;
  gint sample; /* -1: no preview was ever requested */
  cairo_rectangle_int_t area;

  /* Answers. */
  LpTrainStatus status;
  GArray *steps; /* element-type LlTrainProgress, not yet polled */
  LpTrainPreview *preview;
  GError *error;

  /* Used by the thread alone. */
  gdouble last_seconds;
  gdouble speed_steps; /* sums that decay exponentially */
  gdouble speed_seconds;
};

void
lp_train_preview_free (LpTrainPreview *preview)
{
  if (!preview)
    return;

  for (gint task = 0; task < LL_N_TASKS; task++)
    ll_labels_free (preview->labels[task]);
  g_free (preview);
}

/* Predicts the requested part of an image. */
static LpTrainPreview *
make_preview (const LpTrainPlan *plan,
              const LlNetwork *network,
              gint sample,
              const cairo_rectangle_int_t *area)
{
  const LlSample *source = g_ptr_array_index (plan->samples, (guint) sample);
  g_autoptr (LlImage) part =
    ll_image_crop (source->image, area->x, area->y, area->width, area->height);
  g_autofree gfloat *probabilities = NULL;
  g_autoptr (LpTrainPreview) preview = g_new0 (LpTrainPreview, 1);
  const LlImage *images[1] = { source->image };
  LlNormalisation own;
  LlPredictSettings settings;

  ll_predict_settings_init (&settings);
  settings.threads = plan->settings.threads;
  if (ll_network_get_normalisation (network)->each)
    {
      ll_normalisation_measure (&own, images, 1);
      settings.own = &own;
    }
  probabilities = ll_predict_image (network, part, &settings, NULL, NULL, NULL);
  if (!probabilities)
    return NULL;

  preview->sample = sample;
  preview->area = *area;
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    preview->labels[task] =
      ll_predict_get_labels (network, task, probabilities, area->width, area->height);

  return g_steal_pointer (&preview);
}

/* Must be called with the mutex locked, and unlocks it while the network predicts. */
static void
make_wanted_preview (LpTrainJob *job, const LlNetwork *network, gint iteration)
{
  gint sample = job->sample;
  cairo_rectangle_int_t area = job->area;
  LpTrainPreview *preview;

  job->look = FALSE;
  g_mutex_unlock (&job->mutex);
  preview = make_preview (job->plan, network, sample, &area);
  if (preview)
    preview->iteration = iteration;
  g_mutex_lock (&job->mutex);

  lp_train_preview_free (job->preview);
  job->preview = preview;
}

static void
look_at_snapshot (LpTrainJob *job, gint iteration)
{
  g_autoptr (LlNetwork) network = NULL;

  g_mutex_unlock (&job->mutex);
  network = ll_trainer_snapshot (job->plan->trainer);
  g_mutex_lock (&job->mutex);

  make_wanted_preview (job, network, iteration);
}

static void
measure_speed (LpTrainJob *job, gdouble seconds)
{
  gdouble here = MAX (0, seconds - job->last_seconds);
  gdouble kept = exp (-here / SPEED_SECONDS);

  /* The duration of the first step includes earlier runs, so it is left out. */
  if (job->status.progress.iteration > 0)
    {
      job->speed_steps = kept * job->speed_steps + 1;
      job->speed_seconds = kept * job->speed_seconds + here;
      job->status.patches_per_second =
        job->plan->settings.batch * job->speed_steps / MAX (1e-6, job->speed_seconds);
    }
  job->last_seconds = seconds;
}

/* Called after each step. */
static gboolean
on_step (const LlTrainProgress *progress, gpointer data)
{
  LpTrainJob *job = data;
  gboolean go_on;

  g_mutex_lock (&job->mutex);
  measure_speed (job, progress->seconds);
  job->status.progress = *progress;
  g_array_append_val (job->steps, *progress);

  if (job->sample >= 0 && job->interval > 0 && progress->iteration % job->interval == 0)
    job->look = TRUE;

  while (!job->stop && !job->lose)
    {
      if (job->look)
        {
          look_at_snapshot (job, progress->iteration);
        }
      else if (job->pause)
        {
          job->status.state = LP_TRAIN_JOB_PAUSED;
          g_cond_wait (&job->request, &job->mutex);
        }
      else
        {
          break;
        }
    }

  go_on = !job->stop && !job->lose;
  job->status.state =
    go_on && progress->fraction < 1 ? LP_TRAIN_JOB_RUNNING : LP_TRAIN_JOB_FINISHING;
  g_mutex_unlock (&job->mutex);

  return go_on;
}

/* Gets the trainer ready. */
static gboolean
begin_training (LpTrainJob *job, GError **error)
{
  g_autofree gchar *difference = NULL;

  if (job->trial)
    lp_trial_end (job->trial);
  if (!job->resume)
    return TRUE;
  if (!lp_train_plan_resume (job->plan, error))
    return FALSE;

  difference = ll_trainer_describe_resume (job->plan->trainer);
  if (difference)
    g_print ("Lazy Labels: %s\n", difference);

  return TRUE;
}

static gpointer
run_training (gpointer data)
{
  LpTrainJob *job = data;
  GError *error = NULL;
  LlTrainResult result;
  gboolean done, lose;
  gint written;

  ll_thread_lower_priority ();
  done =
    begin_training (job, &error) &&
    ll_trainer_run (job->plan->trainer, job->checkpoint, on_step, job, &result, &error);

  g_mutex_lock (&job->mutex);
  job->status.state = LP_TRAIN_JOB_FINISHING;
  lose = job->lose;
  written = done ? result.troubles.written : job->status.progress.troubles.written;
  g_mutex_unlock (&job->mutex);

  if (lose)
    lp_train_plan_drop_checkpoint (job->plan, written);
  else
    done = done && lp_train_plan_keep (job->plan, written, &error);
  lp_train_plan_unlock (job->plan);
  done = done && !lose;

  g_mutex_lock (&job->mutex);
  if (done)
    job->status.result = result;
  if (done && job->sample >= 0)
    make_wanted_preview (job, ll_trainer_get_network (job->plan->trainer),
                         result.best_iteration);
  job->error = error;
  job->status.state = done ? LP_TRAIN_JOB_DONE : LP_TRAIN_JOB_FAILED;
  g_mutex_unlock (&job->mutex);

  return NULL;
}

LpTrainJob *
lp_train_job_new (LpTrainPlan *plan, LpTrial *trial, gboolean resume)
{
  LpTrainJob *job = g_new0 (LpTrainJob, 1);

  job->plan = plan;
  job->trial = trial;
  job->resume = resume;
  job->checkpoint = lp_train_plan_checkpoint (plan);
  job->sample = -1;
  job->steps = g_array_new (FALSE, FALSE, sizeof (LlTrainProgress));
  g_mutex_init (&job->mutex);
  g_cond_init (&job->request);
  job->thread = g_thread_try_new ("lazy-labels-train", run_training, job, NULL);
  if (!job->thread)
    {
      g_set_error (&job->error, G_THREAD_ERROR, G_THREAD_ERROR_AGAIN,
                   _ ("The system does not let GIMP start another thread: close other "
                      "programs, then train again."));
      job->status.state = LP_TRAIN_JOB_FAILED;
    }

  return job;
}

static void
signal_thread (LpTrainJob *job, gboolean *request, gboolean value)
{
  g_mutex_lock (&job->mutex);
  *request = value;
  g_cond_signal (&job->request);
  g_mutex_unlock (&job->mutex);
}

void
lp_train_job_free (LpTrainJob *job)
{
  if (!job)
    return;

  signal_thread (job, &job->lose, TRUE);
  if (job->thread)
    g_thread_join (job->thread);

  lp_train_preview_free (job->preview);
  g_clear_error (&job->error);
  g_array_unref (job->steps);
  g_free (job->checkpoint);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->request);
  g_free (job);
}

void
lp_train_job_pause (LpTrainJob *job, gboolean pause)
{
  signal_thread (job, &job->pause, pause);
}

void
lp_train_job_stop (LpTrainJob *job)
{
  signal_thread (job, &job->stop, TRUE);
}

void
lp_train_job_set_preview (LpTrainJob *job,
                          gint sample,
                          const cairo_rectangle_int_t *area,
                          gint interval)
{
  g_mutex_lock (&job->mutex);
  job->sample = sample;
  job->area = *area;
  job->interval = interval;
  g_mutex_unlock (&job->mutex);
  signal_thread (job, &job->look, TRUE);
}

void
lp_train_job_set_interval (LpTrainJob *job, gint interval)
{
  g_mutex_lock (&job->mutex);
  job->interval = interval;
  g_mutex_unlock (&job->mutex);
}

void
lp_train_job_poll (LpTrainJob *job, LpTrainStatus *status, LpHistory *history)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (LlTrainProgress));
  GArray *polled;

  g_mutex_lock (&job->mutex);
  *status = job->status;
  polled = job->steps;
  job->steps = g_steal_pointer (&steps);
  g_mutex_unlock (&job->mutex);

  for (guint i = 0; i < polled->len; i++)
    lp_history_add (history, &g_array_index (polled, LlTrainProgress, i));
  g_array_unref (polled);
}

LpTrainPreview *
lp_train_job_take_preview (LpTrainJob *job)
{
  LpTrainPreview *preview;

  g_mutex_lock (&job->mutex);
  preview = g_steal_pointer (&job->preview);
  g_mutex_unlock (&job->mutex);

  return preview;
}

const GError *
lp_train_job_get_error (const LpTrainJob *job)
{
  return job->error;
}
