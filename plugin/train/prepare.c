/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Turns the arguments of a training into a trainer that is ready to run. */

#include "train/prepare.h"

#include <glib/gi18n-lib.h>

#include "host/host.h"
#include "image/layers.h"
#include "network/paths.h"
#include "procedure/names.h"
#include "train/begin.h"

/* Checks what the ranges of single arguments can't express. */
static gboolean
check_arguments (LpCall *call, GError **error)
{
  if (lp_arguments_get_int (call->in, LP_ARG_ITERATIONS) == 0 &&
      lp_arguments_get_float (call->in, LP_ARG_MINUTES) <= 0)
    {
      g_autofree gchar *iterations = lp_arguments_get_title (call->in, LP_ARG_ITERATIONS);
      g_autofree gchar *minutes = lp_arguments_get_title (call->in, LP_ARG_MINUTES);

      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("The training would never end: give \"%s\", \"%s\" or both."),
                   iterations, minutes);
      return FALSE;
    }

  if (lp_arguments_get_float (call->in, LP_ARG_DETECTION_WEIGHT) <= 0 &&
      lp_arguments_get_float (call->in, LP_ARG_SEPARATION_WEIGHT) <= 0 &&
      lp_arguments_get_float (call->in, LP_ARG_SEGMENTATION_WEIGHT) <= 0)
    {
      g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
                   _ ("With all three tasks weighted 0 nothing would be learned: "
                      "raise at least one weight."));
      return FALSE;
    }

  return TRUE;
}

static void
read_settings (LpCall *call, LlTrainSettings *settings)
{
  const LpArguments *in = call->in;
  const gchar *seconds = g_getenv ("LAZY_LABELS_CHECKPOINT_SECONDS");

  ll_train_settings_init (settings);
  /* For tests, which do not wait for the first checkpoint. */
  if (seconds)
    settings->checkpoint_seconds = g_ascii_strtod (seconds, NULL);
  settings->iterations = lp_arguments_get_int (in, LP_ARG_ITERATIONS);
  settings->minutes = lp_arguments_get_float (in, LP_ARG_MINUTES);
  settings->batch = lp_arguments_get_int (in, LP_ARG_BATCH);
  settings->learning_rate = lp_arguments_get_float (in, LP_ARG_LEARNING_RATE);
  settings->schedule = (LlSchedule) lp_arguments_get_choice (in, LP_ARG_SCHEDULE);
  settings->alpha[LL_TASK_DETECTION] =
    lp_arguments_get_float (in, LP_ARG_DETECTION_WEIGHT);
  settings->alpha[LL_TASK_SEPARATION] =
    lp_arguments_get_float (in, LP_ARG_SEPARATION_WEIGHT);
  settings->alpha[LL_TASK_SEGMENTATION] =
    lp_arguments_get_float (in, LP_ARG_SEGMENTATION_WEIGHT);
  settings->interface_weight = lp_arguments_get_float (in, LP_ARG_INTERFACE_WEIGHT);
  settings->masked_share = lp_arguments_get_float (in, LP_ARG_MASKED_SHARE);
  settings->validation_share = lp_arguments_get_float (in, LP_ARG_VALIDATION_SHARE);
  settings->augmentation = lp_arguments_get_bool (in, LP_ARG_AUGMENT)
                             ? LL_AUGMENTATION_PLAIN
                             : LL_AUGMENTATION_NONE;
  settings->brightness = lp_arguments_get_bool (in, LP_ARG_SAME_BRIGHTNESS)
                           ? LL_BRIGHTNESS_SET
                           : LL_BRIGHTNESS_AUTOMATIC;
  settings->seed = (guint64) lp_arguments_get_int (in, LP_ARG_SEED);
  settings->threads = lp_arguments_get_int (in, LP_ARG_THREADS);
}

/* Says what a call leaves alone that does not resume. */
static void
note_checkpoint (LpCall *call, const gchar *checkpoint)
{
  gint iterations = ll_checkpoint_get_iteration (checkpoint);

  if (iterations < 0)
    return;

  lp_call_note (
    call,
    g_dngettext (
      GETTEXT_PACKAGE,
      "An interrupted training of %d iteration lies in \"%s\": starting a new "
      "one, whose first checkpoint replaces it; \"resume\" would go on from it.",
      "An interrupted training of %d iterations lies in \"%s\": starting a new "
      "one, whose first checkpoint replaces it; \"resume\" would go on from it.",
      (gulong) iterations),
    iterations, checkpoint);
}

/* Resumes from the checkpoint if this was requested and there is one.  In the window, the
 * person decides later.
 */
static gboolean
resume_checkpoint (LpCall *call, LpTrainPlan *plan, GError **error)
{
  g_autofree gchar *checkpoint = lp_train_plan_checkpoint (plan);
  g_autofree gchar *difference = NULL;
  gboolean found = g_file_test (checkpoint, G_FILE_TEST_EXISTS);
  gboolean resume = lp_arguments_get_bool (call->in, LP_ARG_RESUME);
  gint iteration = found ? ll_checkpoint_get_iteration (checkpoint) : 0;

  if (resume && !found)
    lp_call_note (call,
                  _ ("There is no interrupted training at \"%s\": starting a new one."),
                  checkpoint);
  if (found && !resume && !call->interactive)
    note_checkpoint (call, checkpoint);
  if (!found || !resume || call->interactive)
    return TRUE;

  if (!lp_train_plan_resume (plan, error))
    return FALSE;

  lp_call_note (call, _ ("Resuming the interrupted training at iteration %d."),
                iteration);
  difference = ll_trainer_describe_resume (plan->trainer);
  if (difference)
    lp_call_note (call, "%s", difference);

  return TRUE;
}

gboolean
lp_train_prepare (LpCall *call,
                  LpCollection **collection,
                  LpTrainPlan *plan,
                  GError **error)
{
  g_autofree gchar *description = NULL;
  g_autofree gchar *validation = NULL;
  LlNetwork *network;
  guint64 training;

  read_settings (call, &plan->settings);
  if (!lp_train_begin_check_memory (call, &plan->settings, &training, error) ||
      !lp_train_plan_lock (plan, error))
    return FALSE;

  lp_host_progress_start (_ ("Reading marks"));
  *collection = lp_collection_new (call, training, error);
  if (!*collection)
    return FALSE;

  /* The window shows more details. */
  description = lp_collection_describe (*collection);
  if (!call->interactive)
    lp_call_note_lines (call, description);

  if (!lp_collection_infer_masks (*collection, call, error))
    return FALSE;

  network = lp_train_begin (call, *collection, error);
  if (!network)
    return FALSE;

  plan->samples = g_ptr_array_ref ((*collection)->samples);
  plan->first = (*collection)->current;
  lp_host_progress_update (0, _ ("Training"));
  if (!lp_train_plan_set_trainer (plan, network, call->interactive, error))
    return FALSE;

  validation = ll_trainer_describe_validation (plan->trainer);
  lp_call_note (call, "%s", validation);

  return resume_checkpoint (call, plan, error);
}

/* Checks now what would otherwise fail at the end of the training. */
static gboolean
check_files (const gchar *path, GError **error)
{
  const LpTrainPlan plan = { .path = (gchar *) path };
  g_autofree gchar *checkpoint = lp_train_plan_checkpoint (&plan);
  g_autofree gchar *current = lp_current_network_path ();
  const gchar *const given[] = { path, checkpoint, NULL };
  const gchar *const own[] = { current, NULL };

  return ll_part_files_check (given, error) && ll_part_files_check (own, error);
}

gboolean
lp_train_check (LpCall *call, const gchar *path, GError **error)
{
  return check_arguments (call, error) && lp_train_begin_check (call, error) &&
         check_files (path, error);
}
