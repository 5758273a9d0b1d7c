/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The multi-task U-net (section 3.2 and figure 2 of the paper), and the single-task
 * U-net, which has no multi-task blocks and a single head.
 *
 * Level i has width * 2^i channels.
 */

#include "net/architecture.h"

static gint
count_task_blocks (const LlNetworkSettings *settings)
{
  return settings->kind == LL_NETWORK_MULTI_TASK ? settings->task_blocks : 0;
}

/* The features x, y and z of equation 6:
 *
 *   x = F (x, c), z' = F (z, c), z = z' + R (z'), y = G (y, z)
 *
 * All tasks share the features that the first block starts from: x = z = y.
 */
typedef struct
{
  LlValue *x;
  LlValue *y;
  LlValue *z;
} Paths;

/* The features of the level below are up-sampled, and come first in each
 * concatenation.
 */
static void
build_task_block (LlGraph *graph, gint level, gint channels, LlValue *skip, Paths *paths)
{
  g_autofree gchar *shared = g_strdup_printf ("multitask.%d.shared", level);
  g_autofree gchar *residual = g_strdup_printf ("multitask.%d.residual", level);
  g_autofree gchar *separation = g_strdup_printf ("multitask.%d.separation", level);
  gint batch = ll_graph_get_batch (skip);
  LlValue *up_y = NULL;
  LlValue *common;

  if (paths->x == paths->z)
    {
      up_y = ll_graph_upsample (graph, paths->y, NULL);
      paths->x = common = ll_build_blocks (graph, shared, channels, up_y, skip);
    }
  else
    {
      /* Both tasks share a batch, so that they are normalised together. */
      LlValue *up = ll_graph_upsample (graph, paths->x, paths->z);
      LlValue *both = ll_build_blocks (graph, shared, channels, up, skip);

      paths->x = ll_graph_slice (graph, both, 0, batch);
      common = ll_graph_slice (graph, both, batch, batch);
    }

  paths->z = ll_graph_add (graph, common,
                           ll_build_blocks (graph, residual, channels, common, NULL));

  /* Made as late as possible: its gradient then does not wait for that of the others. */
  if (!up_y)
    up_y = ll_graph_upsample (graph, paths->y, NULL);
  paths->y = ll_build_blocks (graph, separation, channels, up_y, paths->z);
}

void
ll_build_multitask (const LlNetworkSettings *settings,
                    gint n_classes,
                    LlGraph *graph,
                    LlValue *input,
                    LlValue *logits[LL_N_TASKS])
{
  gint task_blocks = count_task_blocks (settings);
  g_autofree LlValue **skips = g_new0 (LlValue *, settings->levels);
  LlValue *value = input;
  Paths paths;

  for (gint i = 0; i < settings->levels; i++)
    {
      g_autofree gchar *prefix = g_strdup_printf ("encoder.%d", i);

      if (i > 0)
        value = ll_graph_maxpool (graph, value);
      value = skips[i] =
        ll_build_blocks (graph, prefix, settings->width << i, value, NULL);
    }

  for (gint i = settings->levels - 2; i >= task_blocks; i--)
    {
      g_autofree gchar *prefix = g_strdup_printf ("decoder.%d", i);
      LlValue *up = ll_graph_upsample (graph, value, NULL);

      value = ll_build_blocks (graph, prefix, settings->width << i, up, skips[i]);
    }

  paths = (Paths){ value, value, value };
  for (gint i = task_blocks - 1; i >= 0; i--)
    build_task_block (graph, i, settings->width << i, skips[i], &paths);

  if (task_blocks > 0)
    {
      logits[LL_TASK_DETECTION] =
        ll_graph_head (graph, LL_TASK_DETECTION, n_classes, paths.x);
      logits[LL_TASK_SEPARATION] = ll_graph_head (graph, LL_TASK_SEPARATION, 2, paths.y);
    }
  logits[LL_TASK_SEGMENTATION] =
    ll_graph_head (graph, LL_TASK_SEGMENTATION, n_classes, paths.z);
}
