/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Creates the trainer, and keeps the trained network. */

#include "train/plan.h"

#include <glib/gstdio.h>

void
lp_train_plan_clear (LpTrainPlan *plan)
{
  g_clear_pointer (&plan->trainer, ll_trainer_free);
  g_clear_pointer (&plan->samples, g_ptr_array_unref);
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

gchar *
lp_train_plan_checkpoint (const LpTrainPlan *plan)
{
  return g_strconcat (plan->path, ".checkpoint", NULL);
}

gboolean
lp_train_plan_keep (const LpTrainPlan *plan, GError **error)
{
  const LlNetwork *network = ll_trainer_get_network (plan->trainer);
  g_autofree gchar *checkpoint = lp_train_plan_checkpoint (plan);

  /* The current network is saved first, so that nothing is lost if the file can't be
   * written.
   */
  if (!ll_weights_save (network, plan->current, error))
    return FALSE;
  if (!g_str_equal (plan->path, plan->current) &&
      !ll_weights_save (network, plan->path, error))
    return FALSE;

  g_unlink (checkpoint);

  return TRUE;
}
