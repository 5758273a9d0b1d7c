/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* In an interactive call, the training has a window of its own.  Without it, GIMP's
 * Cancel button kills the plug-in at once, so the checkpoint holds everything worth
 * keeping, and a later call continues from it: with "resume", or at the person's choice in
 * the window.
 */

#include "train/train.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include <gio/gio.h>

#include "form/ask-classes.h"
#include "host/host.h"
#include "host/progress.h"
#include "network/paths.h"
#include "procedure/names.h"
#include "procedure/specs/specs.h"
#include "procedure/training.h"
#include "train/describe.h"
#include "train/prepare.h"
#include "train/window.h"

/* Seconds between lines of progress, which are printed if there is no window. */
#define LINE_SECONDS 15

typedef struct
{
  gboolean lines;     /* also print lines of progress           */
  gint64 last_update; /* of the progress bar, in microseconds   */
  gint64 last_line;   /* time of the last line, in microseconds */
  gchar *troubles;    /* the last ones that were printed, or NULL */
} Progress;

/* Prints what went wrong, once. */
static void
print_troubles (const LlTrainProgress *progress, Progress *shown)
{
  g_autofree gchar *troubles = ll_train_troubles_describe (&progress->troubles);

  if (!troubles || g_strcmp0 (troubles, shown->troubles) == 0)
    return;

  g_print ("Lazy Labels: %s\n", troubles);
  g_free (shown->troubles);
  shown->troubles = g_steal_pointer (&troubles);
}

static gboolean
show_progress (const LlTrainProgress *progress, gpointer data)
{
  Progress *shown = data;
  g_autofree gchar *done = NULL;
  g_autofree gchar *text = NULL;

  if (shown->lines)
    print_troubles (progress, shown);
  if (!lp_progress_is_due (&shown->last_update))
    return TRUE;

  done = progress->iterations > 0
           ? g_strdup_printf (_ ("Iteration %d of %d, loss %.3f"), progress->iteration,
                              progress->iterations, progress->loss)
           : g_strdup_printf (_ ("Iteration %d, loss %.3f"), progress->iteration,
                              progress->loss);
  text = lp_progress_add_time_left (done, progress->seconds_left);
  lp_host_progress_update (progress->fraction, text);

  if (shown->lines &&
      shown->last_update - shown->last_line >= LINE_SECONDS * G_USEC_PER_SEC)
    {
      g_print ("Lazy Labels: %s\n", text);
      shown->last_line = shown->last_update;
    }

  return TRUE;
}

static void
note_result (LpCall *call, const gchar *path, const LlTrainResult *result)
{
  g_autofree gchar *troubles = ll_train_troubles_describe (&result->troubles);

  lp_arguments_set_string (call->out, LP_ARG_WEIGHTS, path);
  lp_arguments_set_number (call->out, LP_ARG_ITERATIONS, result->iterations);
  lp_call_return_scores (call, result->loss, result->dice);

  if (isfinite (result->dice))
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE,
                               "Trained for %d iteration: loss %.4f, Dice %.3f.",
                               "Trained for %d iterations: loss %.4f, Dice %.3f.",
                               (gulong) result->iterations),
                  result->iterations, result->loss, result->dice);
  else
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE, "Trained for %d iteration: loss %.4f.",
                               "Trained for %d iterations: loss %.4f.",
                               (gulong) result->iterations),
                  result->iterations, result->loss);
  if (troubles)
    lp_call_note_lines (call, troubles);
}

static gboolean
train_without_window (LpCall *call, LpTrainPlan *plan, GError **error)
{
  g_autofree gchar *checkpoint = lp_train_plan_checkpoint (plan);
  g_autoptr (LpCollection) collection = NULL;
  Progress progress = { .lines = TRUE };
  LlTrainResult result;
  gboolean learned;

  if (!lp_train_prepare (call, &collection, plan, error))
    return FALSE;

  progress.last_line = g_get_monotonic_time ();
  learned =
    ll_trainer_run (plan->trainer, checkpoint, show_progress, &progress, &result, error);
  g_free (progress.troubles);
  if (!learned || !lp_train_plan_keep (plan, result.troubles.written, error))
    return FALSE;

  note_result (call, plan->path, &result);

  return TRUE;
}

/* Calls the procedure that segments the image with the network that was just trained. */
static gboolean
segment_image (LpCall *call, const gchar *path, GError **error)
{
  g_autoptr (LpArguments) in = NULL;

  if (!lp_host_has_image (call->image))
    {
      lp_call_note (call, _ ("The image was closed, so there is nothing to segment."));
      return TRUE;
    }

  in = lp_call_new_arguments (call, &lp_spec_predict);
  lp_arguments_set_string (in, LP_ARG_WEIGHTS, path);
  lp_arguments_set_number (in, LP_ARG_THREADS,
                           lp_arguments_get_int (call->in, LP_ARG_THREADS));

  return lp_call_run_other (call, &lp_spec_predict, in, error);
}

/* Runs the window once, from the overview to its last answer. */
static LpTrainAnswer
show_window (LpCall *call,
             LpTrainWindow *window,
             LpTrainPlan *plan,
             LlTrainResult *result)
{
  g_autoptr (LpCollection) collection = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree gchar *planned = NULL;
  g_autofree gchar *target = NULL;
  g_autofree gchar *time = NULL;
  g_auto (LpInterrupted) interrupted = { .found = FALSE };
  LpTrainOverview overview;
  LpTrainAnswer answer;

  g_string_truncate (call->notes, 0);
  lp_train_prepare (call, &collection, plan, &reason);
  lp_host_progress_end ();

  planned = lp_train_describe_plan (plan);
  target =
    lp_train_describe_target (plan, lp_arguments_get_string (call->in, LP_ARG_START));
  lp_interrupted_find (&interrupted, plan);
  /* How long a step takes is found out while the window is open. */
  if (plan->trainer)
    time = lp_train_describe_time (&plan->settings, &interrupted, 0);
  overview = (LpTrainOverview){
    .collection = collection,
    .notes = call->notes->str,
    .planned = planned,
    .target = target,
    .time = time,
    .interrupted = &interrupted,
    .obstacle = reason ? reason->message : NULL,
    .kind = (LlNetworkKind) lp_arguments_get_choice (call->in, LP_ARG_NETWORK),
    .task = lp_training_get_single_task (call->in),
  };
  for (gint task = 0; task < LL_N_TASKS; task++)
    overview.alpha[task] = plan->settings.alpha[task];

  answer = lp_train_window_run (window, &overview, plan, result);
  /* The trainer refers to the samples, so it is freed first. */
  g_clear_pointer (&plan->trainer, ll_trainer_free);
  g_clear_pointer (&plan->samples, g_ptr_array_unref);

  return answer;
}

static gboolean
train_in_window (LpCall *call, LpTrainPlan *plan, GError **error)
{
  g_autoptr (LpTrainWindow) window = lp_train_window_new ();
  LlTrainResult result;
  LpTrainAnswer answer;

  do
    answer = show_window (call, window, plan, &result);
  while (answer == LP_TRAIN_ANSWER_LOOK_AGAIN);

  /* The user has read all these notes in the window. */
  g_string_truncate (call->notes, 0);
  if (answer != LP_TRAIN_ANSWER_KEPT && answer != LP_TRAIN_ANSWER_SEGMENT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                   _ ("The training was cancelled."));
      return FALSE;
    }

  note_result (call, plan->path, &result);
  g_string_truncate (call->notes, 0);

  return answer != LP_TRAIN_ANSWER_SEGMENT || segment_image (call, plan->path, error);
}

gboolean
lp_train_run (LpCall *call, GError **error)
{
  const gchar *weights = lp_arguments_get_string (call->in, LP_ARG_WEIGHTS);
  g_autofree gchar *current = lp_current_network_path ();
  g_autofree gchar *folder = g_path_get_dirname (current);
  g_auto (LpTrainPlan) plan = { .path = g_strdup (*weights ? weights : current),
                                .current = g_strdup (current) };
  g_autoptr (LpArguments) in = lp_training_apply_recipe (call->in);
  LpCall own = *call;

  own.in = in;
  g_mkdir_with_parents (folder, 0700);
  if (!lp_train_check (&own, plan.path, error))
    return FALSE;

  lp_ask_classes (&own);

  return own.interactive ? train_in_window (&own, &plan, error)
                         : train_without_window (&own, &plan, error);
}
