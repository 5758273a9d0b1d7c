/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Names of the tasks. */

#include "lazylabels/task.h"

const gchar *
ll_task_get_name (LlTask task)
{
  switch (task)
    {
    case LL_TASK_DETECTION:
      return "detection";
    case LL_TASK_SEPARATION:
      return "separation";
    case LL_TASK_SEGMENTATION:
      return "segmentation";
    case LL_N_TASKS:
      break;
    }

  g_return_val_if_reached (NULL);
}

const gchar *
ll_task_get_title (LlTask task)
{
  switch (task)
    {
    case LL_TASK_DETECTION:
      return "Detection";
    case LL_TASK_SEPARATION:
      return "Separation";
    case LL_TASK_SEGMENTATION:
      return "Segmentation";
    case LL_N_TASKS:
      break;
    }

  g_return_val_if_reached (NULL);
}

LlTask
ll_task_find (const gchar *name)
{
  gint task = 0;

  while (task < LL_N_TASKS && !g_str_equal (name, ll_task_get_name ((LlTask) task)))
    task++;

  return (LlTask) task;
}
