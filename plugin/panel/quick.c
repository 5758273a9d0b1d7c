/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Masks are grown in a thread of its own; the training is a job as that of Train. */

#include "panel/quick.h"

#include <gio/gio.h>

#include "network/starting.h"
#include "train/job.h"

/* A person waits no longer than LIMIT_SECONDS, of which segmenting the image takes some. */
#define LIMIT_SECONDS   30.0
#define SEGMENT_SECONDS 6.0
#define GROW_SECONDS    10.0
#define LEAST_SECONDS   8.0

/* A small network, which learns much in little time, with the shape of that of tests/demo. */
#define WIDTH  8
#define LEVELS 4
#define PATCH  128

struct _LpQuick
{
  LpTrainPlan plan;
  LlClasses *classes;
  GThread *growing; /* NULL: it has ended                            */
  gint grown;       /* atomic: whether the thread is about to end    */
  gint cancelled;   /* atomic: whether the thread is to end          */
  gint64 started;
  LpTrainJob *job; /* NULL: not begun */
  LpHistory *history;
  GError *error; /* of growing; valid after its end */
};

static gdouble
get_seconds (const LpQuick *quick)
{
  return (gdouble) (g_get_monotonic_time () - quick->started) / G_USEC_PER_SEC;
}

static gboolean
go_on_growing (gdouble fraction, gpointer data)
{
  LpQuick *quick = data;

  return !g_atomic_int_get (&quick->cancelled) && get_seconds (quick) < GROW_SECONDS;
}

/* Patches see more of the surroundings the more levels there are, and fit into the image. */
static void
choose_size (LlNetworkSettings *settings, const LlImage *image)
{
  gint side = MIN (image->width, image->height);

  ll_network_settings_init (settings);
  settings->channels = image->channels;
  settings->width = WIDTH;
  settings->levels = LEVELS;
  settings->patch = PATCH;
  while (settings->patch > side && settings->levels > 2)
    {
      settings->patch /= 2;
      settings->levels--;
    }
  settings->task_blocks = MIN (settings->task_blocks, settings->levels - 1);
}

static gboolean
prepare_training (LpQuick *quick, GError **error)
{
  const LlSample *sample = g_ptr_array_index (quick->plan.samples, 0);
  LlTrainSettings *settings = &quick->plan.settings;
  LlNetworkSettings size;
  LlGrowSettings grow;
  LlNetwork *network;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GError) missing = NULL;

  /* Where that takes too long, the network learns from the paint alone. */
  ll_grow_settings_init (&grow);
  if (ll_grow_pseudo_labels (quick->plan.samples, &grow, NULL, go_on_growing, quick,
                             &reason) < 0 &&
      !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  ll_train_settings_init (settings);
  settings->iterations = 0;
  settings->minutes =
    MAX (LEAST_SECONDS, LIMIT_SECONDS - SEGMENT_SECONDS - get_seconds (quick)) / 60.0;
  network =
    lp_starting_new (quick->plan.samples, quick->classes, sample->image->channels,
                     ll_samples_find_diameter (quick->plan.samples), 0, PATCH, &missing);
  if (!network)
    {
      choose_size (&size, sample->image);
      network = ll_network_new (&size, quick->classes, settings->seed, error);
    }

  return network && lp_train_plan_set_trainer (&quick->plan, network, TRUE, error);
}

static gpointer
run_growing (gpointer data)
{
  LpQuick *quick = data;

  ll_thread_lower_priority ();
  if (lp_train_plan_lock (&quick->plan, &quick->error))
    prepare_training (quick, &quick->error);
  g_atomic_int_set (&quick->grown, TRUE);

  return NULL;
}

LpQuick *
lp_quick_new (LlSample *sample, const LlClasses *classes, const gchar *path)
{
  LpQuick *quick = g_new0 (LpQuick, 1);

  quick->started = g_get_monotonic_time ();
  quick->classes = ll_classes_copy (classes);
  quick->history = lp_history_new ();
  quick->plan.path = g_strdup (path);
  /* Written once, and not as the current network. */
  quick->plan.current = g_strdup (path);
  quick->plan.samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  g_ptr_array_add (quick->plan.samples, sample);
  quick->growing = g_thread_try_new ("lazy-labels-quick", run_growing, quick, NULL);
  if (!quick->growing)
    run_growing (quick);

  return quick;
}

void
lp_quick_free (LpQuick *quick)
{
  if (!quick)
    return;

  g_atomic_int_set (&quick->cancelled, TRUE);
  if (quick->growing)
    g_thread_join (quick->growing);
  lp_train_job_free (quick->job);
  lp_train_plan_clear (&quick->plan);
  ll_classes_free (quick->classes);
  lp_history_free (quick->history);
  g_clear_error (&quick->error);
  g_free (quick);
}

void
lp_quick_stop (LpQuick *quick)
{
  g_atomic_int_set (&quick->cancelled, TRUE);
  if (quick->job)
    lp_train_job_stop (quick->job);
}

/* Starts the training, unless growing has failed or was stopped. */
static void
begin_training (LpQuick *quick)
{
  if (!g_atomic_int_get (&quick->grown) || quick->job || quick->error)
    return;

  if (quick->growing)
    g_thread_join (g_steal_pointer (&quick->growing));
  if (g_atomic_int_get (&quick->cancelled))
    g_set_error_literal (&quick->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  else
    quick->job = lp_train_job_new (&quick->plan, NULL, FALSE);
}

LpQuickState
lp_quick_poll (LpQuick *quick, gdouble *fraction)
{
  LpTrainStatus status;

  *fraction = 0;
  if (!g_atomic_int_get (&quick->grown))
    return LP_QUICK_GROWING;

  begin_training (quick);
  if (!quick->job)
    return LP_QUICK_FAILED;

  lp_train_job_poll (quick->job, &status, quick->history);
  *fraction = status.progress.fraction;

  return status.state == LP_TRAIN_JOB_DONE     ? LP_QUICK_DONE
         : status.state == LP_TRAIN_JOB_FAILED ? LP_QUICK_FAILED
                                               : LP_QUICK_TRAINING;
}

const GError *
lp_quick_get_error (const LpQuick *quick)
{
  const GError *error = quick->job ? lp_train_job_get_error (quick->job) : quick->error;

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? NULL : error;
}
