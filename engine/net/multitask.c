/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The multi-task U-net: section 3.2 and figure 2 of the paper; and the single-task U-net,
 * which is the same without multi-task blocks and with one head.
 *
 * Level i has width * 2^i channels.
 */

#include "net/architecture.h"

static gint
count_task_blocks (const LlNetworkSettings *settings)
{
  return settings->kind == LL_NETWORK_MULTI_TASK ? settings->task_blocks : 0;
}

/* Decoder-like blocks see the up-sampled features of the level below first, and then
 * those that they are concatenated with.
 */
static void
describe (const LlNetworkSettings *settings, gint n_classes, GArray *tensors)
{
  gint task_blocks = count_task_blocks (settings);

  for (gint i = 0; i < settings->levels; i++)
    {
      g_autofree gchar *prefix = g_strdup_printf ("encoder.%d", i);
      gint width = settings->width << i;

      ll_describe_blocks (tensors, prefix, i == 0 ? settings->channels : width / 2,
                          width);
    }

  for (gint i = settings->levels - 2; i >= task_blocks; i--)
    {
      g_autofree gchar *prefix = g_strdup_printf ("decoder.%d", i);
      gint width = settings->width << i;

      ll_describe_blocks (tensors, prefix, 3 * width, width);
    }

  for (gint i = task_blocks - 1; i >= 0; i--)
    {
      g_autofree gchar *shared = g_strdup_printf ("multitask.%d.shared", i);
      g_autofree gchar *residual = g_strdup_printf ("multitask.%d.residual", i);
      g_autofree gchar *separation = g_strdup_printf ("multitask.%d.separation", i);
      gint width = settings->width << i;

      ll_describe_blocks (tensors, shared, 3 * width, width);
      ll_describe_blocks (tensors, residual, width, width);
      ll_describe_blocks (tensors, separation, 3 * width, width);
    }

  if (task_blocks > 0)
    {
      ll_describe_head (tensors, LL_TASK_DETECTION, settings->width, n_classes);
      ll_describe_head (tensors, LL_TASK_SEPARATION, settings->width, 2);
    }
  ll_describe_head (tensors, LL_TASK_SEGMENTATION, settings->width, n_classes);
}

/* x = F (x, c), z' = F (z, c), z = z' + R (z'), y = G (y, z): equation 6.
 *
 * The first block starts from features that all tasks share: x = z = y.
 */
typedef struct
{
  LlValue *x;
  LlValue *y;
  LlValue *z;
} Paths;

static void
build_task_block (LlGraph *graph, gint level, LlValue *skip, Paths *paths)
{
  g_autofree gchar *shared = g_strdup_printf ("multitask.%d.shared", level);
  g_autofree gchar *residual = g_strdup_printf ("multitask.%d.residual", level);
  g_autofree gchar *separation = g_strdup_printf ("multitask.%d.separation", level);
  gint batch = ll_graph_get_batch (skip);
  LlValue *up_y = ll_graph_upsample (graph, paths->y, NULL);
  LlValue *common;

  if (paths->x == paths->z)
    {
      paths->x = common = ll_build_blocks (graph, shared, up_y, skip);
    }
  else
    {
      /* One batch of both tasks, so that the normalisation sees both. */
      LlValue *up = ll_graph_upsample (graph, paths->x, paths->z);
      LlValue *both = ll_build_blocks (graph, shared, up, skip);

      paths->x = ll_graph_slice (graph, both, 0, batch);
      common = ll_graph_slice (graph, both, batch, batch);
    }

  paths->z =
    ll_graph_add (graph, common, ll_build_blocks (graph, residual, common, NULL));
  paths->y = ll_build_blocks (graph, separation, up_y, paths->z);
}

static void
build (LlGraph *graph, LlValue *input, LlValue *logits[LL_N_TASKS])
{
  const LlNetworkSettings *settings =
    ll_network_get_settings (ll_graph_get_network (graph));
  gint task_blocks = count_task_blocks (settings);
  g_autofree LlValue **skips = g_new0 (LlValue *, settings->levels);
  LlValue *value = input;
  Paths paths;

  for (gint i = 0; i < settings->levels; i++)
    {
      g_autofree gchar *prefix = g_strdup_printf ("encoder.%d", i);

      if (i > 0)
        value = ll_graph_maxpool (graph, value);
      value = skips[i] = ll_build_blocks (graph, prefix, value, NULL);
    }

  for (gint i = settings->levels - 2; i >= task_blocks; i--)
    {
      g_autofree gchar *prefix = g_strdup_printf ("decoder.%d", i);
      LlValue *up = ll_graph_upsample (graph, value, NULL);

      value = ll_build_blocks (graph, prefix, up, skips[i]);
    }

  paths = (Paths){ value, value, value };
  for (gint i = task_blocks - 1; i >= 0; i--)
    build_task_block (graph, i, skips[i], &paths);

  if (task_blocks > 0)
    {
      logits[LL_TASK_DETECTION] = ll_build_head (graph, LL_TASK_DETECTION, paths.x);
      logits[LL_TASK_SEPARATION] = ll_build_head (graph, LL_TASK_SEPARATION, paths.y);
    }
  logits[LL_TASK_SEGMENTATION] = ll_build_head (graph, LL_TASK_SEGMENTATION, paths.z);
}

const LlArchitecture ll_architecture_multitask = { describe, build };
