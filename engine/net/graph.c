/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A graph, and how it runs. */

#include "net/graph-private.h"

static void
node_free (LlNode *node)
{
  ll_prepared_conv_free (node->prepared);
  g_ptr_array_unref (node->revivals);
  g_ptr_array_unref (node->packed);
  g_free (node->moments);
  g_free (node->inverse);
  g_free (node->scale);
  g_free (node->bias);
  g_free (node);
}

static void
clear_parameter (gpointer data)
{
  LlParameter *parameter = data;

  g_free (parameter->name);
}

LlGraph *
ll_graph_new (const LlNetwork *network, LlWorkers *workers, gboolean training)
{
  LlGraph *graph = g_new0 (LlGraph, 1);

  graph->network = network;
  graph->workers = workers;
  graph->training = training;
  graph->values = g_ptr_array_new_with_free_func (g_free);
  graph->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) node_free);
  graph->parameters = g_array_new (FALSE, FALSE, sizeof (LlParameter));
  g_array_set_clear_func (graph->parameters, clear_parameter);
  return graph;
}

void
ll_graph_free (LlGraph *graph)
{
  if (!graph)
    return;

  g_ptr_array_unref (graph->values);
  g_ptr_array_unref (graph->nodes);
  if (graph->parameters)
    g_array_unref (graph->parameters);
  if (!graph->lender)
    ll_aligned_free (graph->memory);
  g_free (graph);
}

void
ll_graph_set_compact (LlGraph *graph)
{
  graph->compact = graph->training;
}

void
ll_graph_borrow (LlGraph *graph, const LlGraph *lender)
{
  graph->lender = lender;
}

/* Allocates what a grey block keeps besides its output.  Only a graph that runs allocates
 * memory, since a graph that merely declares parameters may describe a very large
 * network.
 */
static void
allocate_grey_block (LlGraph *graph, LlNode *node)
{
  gint channels = node->out->channels;

  if (graph->training)
    {
      node->moments = g_new (gdouble, ll_count_blocks (channels) * 2 * LL_BLOCK);
      node->inverse = g_new (gfloat, channels);
    }
  else
    {
      node->scale = g_new (gfloat, channels);
      node->bias = g_new (gfloat, channels);
    }
}

void
ll_graph_finish (LlGraph *graph)
{
  g_assert (!graph->memory && graph->network);
  g_assert ((gint) graph->parameters->len ==
            ll_network_count_parameters (graph->network));

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      LlNode *node = g_ptr_array_index (graph->nodes, i);

      if (node->klass == &ll_node_stem || node->klass == &ll_node_grey)
        allocate_grey_block (graph, node);
    }
  ll_graph_arrange (graph);
  ll_graph_allocate (graph);
  ll_graph_refresh (graph);
}

LlGraphMemory
ll_graph_get_memory (const LlGraph *graph)
{
  return graph->planned;
}

void
ll_graph_refresh (LlGraph *graph)
{
  for (guint i = 0; !graph->training && i < graph->nodes->len; i++)
    {
      LlNode *node = g_ptr_array_index (graph->nodes, i);

      if (node->klass->prepare)
        node->klass->prepare (graph, node);
    }
}

gint
ll_graph_get_batch (const LlValue *value)
{
  return value->batch;
}

LlTensor
ll_graph_get_tensor (LlGraph *graph, LlValue *value)
{
  return ll_value_tensor (value);
}

LlTensor
ll_graph_get_gradient (LlGraph *graph, LlValue *value)
{
  return ll_value_tensor_grad (value);
}

void
ll_graph_forward (LlGraph *graph, gfloat momentum)
{
  graph->momentum = momentum;
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      LlNode *node = g_ptr_array_index (graph->nodes, i);

      if (!node->out->folded)
        node->klass->forward (graph, node);
      ll_node_pack (graph, node);
    }
}

void
ll_graph_set_group (LlGraph *graph, const LlGroup *group)
{
  graph->group = group;
}

/* Tells of a parameter of the network, unless it is a running statistic. */
static void
tell_ready (const LlGraph *graph,
            gint parameter,
            gfloat *const *gradients,
            LlGradientsFunc ready,
            gpointer data)
{
  if (gradients[parameter])
    ready (gradients[parameter], ll_network_get_parameter (graph->network, parameter)->n,
           data);
}

static void
tell_node_ready (const LlGraph *graph,
                 const LlNode *node,
                 gfloat *const *gradients,
                 LlGradientsFunc ready,
                 gpointer data)
{
  if (node->klass == &ll_node_head)
    {
      tell_ready (graph, node->head.bias, gradients, ready, data);
      tell_ready (graph, node->head.weight, gradients, ready, data);
    }
  else if (node->klass == &ll_node_grey || node->klass == &ll_node_stem)
    {
      tell_ready (graph, node->block.beta, gradients, ready, data);
      tell_ready (graph, node->block.gamma, gradients, ready, data);
      tell_ready (graph, node->block.weight, gradients, ready, data);
    }
}

void
ll_graph_backward (LlGraph *graph,
                   gfloat *const *gradients,
                   LlGradientsFunc ready,
                   gpointer data)
{
  g_assert (graph->training);

  for (guint i = 0; i < graph->values->len; i++)
    {
      LlValue *value = g_ptr_array_index (graph->values, i);

      value->written = FALSE;
    }

  for (guint i = graph->nodes->len; i-- > 0;)
    {
      LlNode *node = g_ptr_array_index (graph->nodes, i);

      for (gint phase = 0; phase < LL_N_PHASES; phase++)
        if (node->klass->backward[phase])
          {
            ll_node_revive (graph, node, phase);
            node->klass->backward[phase](graph, node, gradients);
          }
      if (ready)
        tell_node_ready (graph, node, gradients, ready, data);
    }
  ll_graph_reset_values (graph);
}
