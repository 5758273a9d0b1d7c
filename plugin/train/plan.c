/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Creates the trainer, and keeps the trained network. */

#include "train/plan.h"

#include <glib/gi18n-lib.h>

#include <glib/gstdio.h>

void
lp_train_plan_clear (LpTrainPlan *plan)
{
  g_clear_pointer (&plan->trainer, ll_trainer_free);
  g_clear_pointer (&plan->samples, g_ptr_array_unref);
  lp_train_plan_unlock (plan);
  g_clear_pointer (&plan->path, g_free);
  g_clear_pointer (&plan->current, g_free);
}

gboolean
lp_train_plan_set_trainer (LpTrainPlan *plan,
                           LlNetwork *network,
                           gboolean background,
                           GError **error)
{
  plan->settings.background = background;
  plan->trainer = ll_trainer_new (plan->samples, network, &plan->settings, error);

  return plan->trainer != NULL;
}

gboolean
lp_train_plan_lock (LpTrainPlan *plan, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (plan->lock)
    return TRUE;

  plan->lock = ll_path_lock_new (plan->path, &reason);
  if (plan->lock)
    return TRUE;

  if (g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_AGAIN))
    g_set_error (
      error, reason->domain, reason->code,
      _ ("Another training writes to \"%s\": wait until it has ended, or choose "
         "another weights file."),
      plan->path);
  else
    g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

void
lp_train_plan_unlock (LpTrainPlan *plan)
{
  g_clear_pointer (&plan->lock, ll_path_lock_free);
}

gboolean
lp_train_plan_resume (LpTrainPlan *plan, GError **error)
{
  g_autofree gchar *checkpoint = lp_train_plan_checkpoint (plan);

  plan->resumed = ll_trainer_resume (plan->trainer, checkpoint, error);

  return plan->resumed;
}

void
lp_train_plan_drop_checkpoint (const LpTrainPlan *plan, gint written)
{
  g_autofree gchar *checkpoint = lp_train_plan_checkpoint (plan);

  if (plan->resumed || written > 0)
    g_unlink (checkpoint);
}

gchar *
lp_train_plan_checkpoint (const LpTrainPlan *plan)
{
  return g_strconcat (plan->path, ".checkpoint", NULL);
}

/* Writes the network to a folder for temporary files when there is no other place for it, and
 * says so.
 */
static void
rescue_network (const LlNetwork *network, const GError *reason, GError **error)
{
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  g_autofree gchar *path =
    folder ? g_build_filename (folder, "network.safetensors", NULL) : NULL;

  if (path && ll_weights_save (network, path, NULL))
    {
      g_set_error (
        error, reason->domain, reason->code,
        _ ("The trained network could not be written where it belongs, only to "
           "\"%s\": free space on the disk, use Load Network, and save it to "
           "another file (%s)."),
        path, reason->message);
      return;
    }

  if (folder)
    g_rmdir (folder);
  g_set_error (
    error, reason->domain, reason->code,
    _ ("The trained network could not be written: free space on the disk, then "
       "train again, with \"Resume an interrupted training\" if there is a "
       "checkpoint (%s)."),
    reason->message);
}

gboolean
lp_train_plan_keep (const LpTrainPlan *plan, gint written, GError **error)
{
  const LlNetwork *network = ll_trainer_get_network (plan->trainer);
  g_autoptr (GError) current_error = NULL;
  g_autoptr (GError) path_error = NULL;
  gboolean one_file = g_str_equal (plan->path, plan->current);
  gboolean current = ll_weights_save (network, plan->current, &current_error);
  gboolean path = one_file ? current : ll_weights_save (network, plan->path, &path_error);

  if (current && path)
    {
      lp_train_plan_drop_checkpoint (plan, written);
      return TRUE;
    }

  /* The checkpoint stays, so that the training can be resumed from it. */
  if (current)
    g_set_error (
      error, path_error->domain, path_error->code,
      _ ("The trained network could not be written to \"%s\", but it is the "
         "current network, which Save Network As writes to another file (%s)."),
      plan->path, path_error->message);
  else if (path)
    g_set_error (error, current_error->domain, current_error->code,
                 _ ("The trained network was written to \"%s\", but could not become the "
                    "current network: use Load Network when there is space on the disk "
                    "(%s)."),
                 plan->path, current_error->message);
  else
    rescue_network (network, current_error, error);

  return FALSE;
}
