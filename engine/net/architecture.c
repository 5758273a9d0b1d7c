/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What all kinds of networks have in common: the dispatch by kind, and their
 * grey blocks.
 */

#include "net/architecture.h"

void
ll_architecture_build (const LlNetworkSettings *settings,
                       gint n_classes,
                       LlGraph *graph,
                       LlValue *input,
                       LlValue *logits[LL_N_TASKS])
{
  for (gint task = 0; task < LL_N_TASKS; task++)
    logits[task] = NULL;

  switch (settings->kind)
    {
    case LL_NETWORK_MULTI_TASK:
    case LL_NETWORK_SINGLE_TASK:
      ll_build_multitask (settings, n_classes, graph, input, logits);
      break;

    case LL_NETWORK_MDU_NET:
      ll_build_mdunet (settings, n_classes, graph, input, logits);
      break;

    default:
      g_assert_not_reached ();
    }
}

LlValue *
ll_build_blocks (LlGraph *graph,
                 const gchar *prefix,
                 gint channels,
                 LlValue *first,
                 LlValue *second)
{
  LlValue *middle = ll_graph_grey_block (graph, prefix, 1, channels, first, second);

  return ll_graph_grey_block (graph, prefix, 2, channels, middle, NULL);
}
