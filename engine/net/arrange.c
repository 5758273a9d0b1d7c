/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Decides how the operations of a graph run so that they take little memory: in which order,
 * which values are never written, and what is done to have others again in the backward
 * pass.
 */

#include "net/graph-private.h"
#include "ops/elementwise.h"

/* How often a node reads @value itself, slices not counted. */
static gint
count_readings (const LlNode *node, const LlValue *value)
{
  gint n = 0;

  for (gint i = 0; i < LL_MAX_INPUTS && node->in[i]; i++)
    n += node->in[i] == value;
  return n;
}

/* Whether nothing but convolutions read the output of an up-sampling. */
static gboolean
can_fold (const LlGraph *graph, const LlNode *node)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      const LlNode *reader = g_ptr_array_index (graph->nodes, i);

      if (reader->klass != &ll_node_grey && count_readings (reader, node->out) > 0)
        return FALSE;
    }
  for (guint i = 0; i < graph->values->len; i++)
    {
      const LlValue *value = g_ptr_array_index (graph->values, i);

      if (value != node->out && value->root == node->out)
        return FALSE;
    }
  return TRUE;
}

static guint
find_node (const LlGraph *graph, const LlNode *node)
{
  guint index = 0;
  gboolean found = g_ptr_array_find (graph->nodes, node, &index);

  g_assert (found);
  return index;
}

/* A head whose input nobody else reads runs as soon as that is there, so that the gradient
 * of the input is there as late as possible.
 */
static void
move_head (LlGraph *graph, LlNode *head)
{
  gint n_readings = 0;

  for (guint i = 0; i < graph->nodes->len; i++)
    n_readings += count_readings (g_ptr_array_index (graph->nodes, i), head->in[0]);
  if (n_readings > 1)
    return;

  g_ptr_array_steal_index (graph->nodes, find_node (graph, head));
  g_ptr_array_insert (
    graph->nodes, (gint) find_node (graph, ll_value_get_root (head->in[0])->maker) + 1,
    head);
}

void
ll_graph_arrange (LlGraph *graph)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_copy (graph->nodes, NULL, NULL);

  /* The copy owns nothing. */
  g_ptr_array_set_free_func (nodes, NULL);
  for (guint i = 0; i < nodes->len; i++)
    {
      LlNode *node = g_ptr_array_index (nodes, i);

      /* Rounding would make values equal of which the largest takes the whole gradient. */
      if (node->klass == &ll_node_maxpool)
        ll_value_get_root (node->in[0])->exact = TRUE;
      if (node->klass == &ll_node_upsample)
        node->out->folded = can_fold (graph, node);
      if (node->klass == &ll_node_head && graph->training)
        move_head (graph, node);
    }
}

void
ll_node_revive (LlGraph *graph, LlNode *node, gint phase)
{
  for (guint i = 0; i < node->revivals->len; i++)
    {
      const LlRevival *revival = g_ptr_array_index (node->revivals, i);
      LlValue *value = revival->value;

      if (revival->phase != phase)
        continue;
      value->data = revival->data;
      if (value->maker->klass->cheap)
        value->maker->klass->forward (graph, value->maker);
      else
        ll_widen (graph->workers, (const guint16 *) value->half,
                  ll_value_get_size (value), value->data);
    }
}

void
ll_node_pack (LlGraph *graph, LlNode *node)
{
  for (guint i = 0; i < node->packed->len; i++)
    {
      LlValue *value = g_ptr_array_index (node->packed, i);

      ll_narrow (graph->workers, value->data, ll_value_get_size (value),
                 (guint16 *) value->half);
    }
}

void
ll_graph_reset_values (LlGraph *graph)
{
  for (guint i = 0; i < graph->values->len; i++)
    {
      LlValue *value = g_ptr_array_index (graph->values, i);

      value->data = value->place;
    }
}
