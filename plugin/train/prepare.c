/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Turns the arguments of a training into a trainer that is ready to run. */

#include "train/prepare.h"

#include <glib/gi18n-lib.h>

#include "host/host.h"
#include "layers/layers.h"
#include "network/paths.h"
#include "procedure/names.h"
#include "procedure/training.h"
#include "train/begin.h"

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

  lp_training_read_settings (call->in, &plan->settings);
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
  return lp_training_check (call->in, error) && check_files (path, error);
}
