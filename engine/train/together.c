/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A training of several processes: each draws its part of a step's patches. */

#include "core/group.h"
#include "train/trainer-private.h"

gint
ll_trainer_get_batch (const LlTrainer *trainer)
{
  return trainer->settings.batch * ll_group_get_n (trainer->settings.group);
}

void
ll_trainer_share_labelled (LlTrainer *trainer)
{
  const LlGroup *group = trainer->settings.group;
  gdouble labelled[LL_N_TASKS];

  if (!ll_group_sums_gradients (group))
    return;

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    labelled[task] = trainer->batch->labelled[task];
  group->sum (group, labelled, LL_N_TASKS);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    trainer->batch->labelled[task] = labelled[task] > 0.0;
}

gboolean
ll_trainer_is_together (const LlTrainer *trainer)
{
  const LlGroup *group = trainer->settings.group;

  return !group || ll_group_sums_gradients (group) ||
         trainer->iteration % group->average_every == 0;
}

void
ll_trainer_average_group (LlTrainer *trainer)
{
  const LlGroup *group = trainer->settings.group;
  gfloat *learned;
  gsize n;

  if (!group || ll_group_sums_gradients (group))
    return;

  learned = ll_network_get_learned (trainer->network, &n);
  ll_group_average (group, learned, n);
  ll_group_average (group, trainer->first, n);
  ll_group_average (group, trainer->second, n);
  if (trainer->average)
    ll_group_average (group, trainer->average, n);
}
