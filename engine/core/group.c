/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/group.h"

gint
ll_group_get_n (const LlGroup *group)
{
  return group ? group->n : 1;
}

gboolean
ll_group_sums_gradients (const LlGroup *group)
{
  return group && group->average_every <= 1;
}

const LlGroup *
ll_group_for_statistics (const LlGroup *group)
{
  return ll_group_sums_gradients (group) && group->synchronised ? group : NULL;
}

gboolean
ll_group_agrees (const LlGroup *group, gboolean yes)
{
  gdouble no = yes ? 0.0 : 1.0;

  if (group)
    group->sum (group, &no, 1);

  return no == 0.0;
}

void
ll_group_average (const LlGroup *group, gfloat *values, gsize n)
{
  gfloat share;

  if (!group)
    return;

  share = 1.0f / (gfloat) group->n;
  group->begin (group, values, n);
  group->finish (group);
  for (gsize i = 0; i < n; i++)
    values[i] *= share;
}
