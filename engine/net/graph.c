/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Builds and runs a graph. */

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

static LlValue *
value_new (LlGraph *graph, gint channels, gint batch, gint height, gint width)
{
  LlValue *value = g_new0 (LlValue, 1);

  value->channels = channels;
  value->batch = batch;
  value->height = height;
  value->width = width;
  value->root = value;
  value->has_grad = graph->training;
  value->life = value->half_life = value->grad_life = (LlSpan){ LL_NEVER, LL_NEVER };
  g_ptr_array_add (graph->values, value);
  return value;
}

static LlNode *
node_new (LlGraph *graph,
          const LlNodeClass *klass,
          LlValue *first,
          LlValue *second,
          LlValue *out)
{
  LlNode *node = g_new0 (LlNode, 1);

  node->klass = klass;
  node->in[0] = first;
  node->in[1] = second;
  node->out = out;
  node->revivals = g_ptr_array_new_with_free_func (g_free);
  node->packed = g_ptr_array_new ();
  out->maker = node;
  g_ptr_array_add (graph->nodes, node);
  return node;
}

LlValue *
ll_graph_input (LlGraph *graph, gint channels, gint batch, gint height, gint width)
{
  LlValue *value = value_new (graph, channels, batch, height, width);

  value->planar = TRUE;
  value->has_grad = FALSE;
  value->life.begin = 0;
  return value;
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

/* Declares one more parameter, named @name (transfer full).  Networks with the same
 * settings give it the same index, because the order of parameters is that in which the
 * graph is built.
 */
static gint
declare_parameter (LlGraph *graph,
                   gboolean learned,
                   gchar *name,
                   gint n_dims,
                   const gint *dims)
{
  gint index = (gint) graph->parameters->len;
  LlParameter parameter = { .name = name, .n_dims = n_dims, .n = 1, .learned = learned };

  for (gint i = 0; i < n_dims; i++)
    {
      parameter.dims[i] = dims[i];
      parameter.n *= (gsize) dims[i];
    }
  if (graph->network)
    {
      const LlParameter *known;

      g_assert (index < ll_network_count_parameters (graph->network));
      known = ll_network_get_parameter (graph->network, index);
      g_assert (g_str_equal (known->name, name) && known->n == parameter.n);
    }
  g_array_append_val (graph->parameters, parameter);

  return index;
}

static LlGreyBlock
declare_grey_block (LlGraph *graph, const gchar *prefix, gint number, gint in, gint out)
{
  const gint dims[] = { out, in, 3, 3 };
  LlGreyBlock block;

  block.weight = declare_parameter (
    graph, TRUE, g_strdup_printf ("%s.conv%d.weight", prefix, number), 4, dims);
  block.gamma = declare_parameter (
    graph, TRUE, g_strdup_printf ("%s.bn%d.weight", prefix, number), 1, &out);
  block.beta = declare_parameter (
    graph, TRUE, g_strdup_printf ("%s.bn%d.bias", prefix, number), 1, &out);
  block.mean = declare_parameter (
    graph, FALSE, g_strdup_printf ("%s.bn%d.running_mean", prefix, number), 1, &out);
  block.variance = declare_parameter (
    graph, FALSE, g_strdup_printf ("%s.bn%d.running_var", prefix, number), 1, &out);

  return block;
}

LlValue *
ll_graph_grey_block (LlGraph *graph,
                     const gchar *prefix,
                     gint number,
                     gint channels,
                     LlValue *first,
                     LlValue *second)
{
  gint in = first->channels + (second ? second->channels : 0);
  LlValue *out = value_new (graph, channels, first->batch, first->height, first->width);
  const LlNodeClass *klass = first->planar ? &ll_node_stem : &ll_node_grey;
  LlNode *node = node_new (graph, klass, first, second, out);

  g_assert (!second || second->batch == first->batch ||
            second->batch * 2 == first->batch);

  node->block = declare_grey_block (graph, prefix, number, in, channels);
  return out;
}

LlValue *
ll_graph_maxpool (LlGraph *graph, LlValue *in)
{
  LlValue *out =
    value_new (graph, in->channels, in->batch, in->height / 2, in->width / 2);

  node_new (graph, &ll_node_maxpool, in, NULL, out);
  return out;
}

LlValue *
ll_graph_upsample (LlGraph *graph, LlValue *first, LlValue *second)
{
  gint batch = first->batch + (second ? second->batch : 0);
  LlValue *out =
    value_new (graph, first->channels, batch, first->height * 2, first->width * 2);

  node_new (graph, &ll_node_upsample, first, second, out);
  return out;
}

LlValue *
ll_graph_add (LlGraph *graph, LlValue *a, LlValue *b)
{
  LlValue *out = value_new (graph, a->channels, a->batch, a->height, a->width);

  node_new (graph, &ll_node_add, a, b, out);
  return out;
}

LlValue *
ll_graph_concat (LlGraph *graph, LlValue *const *parts, gint n_parts)
{
  const LlValue *first = parts[0];
  gint channels = 0;
  LlValue *out;
  LlNode *node;

  g_assert (n_parts >= 2 && n_parts <= LL_MAX_INPUTS);

  for (gint i = 0; i < n_parts; i++)
    channels += parts[i]->channels;
  out = value_new (graph, channels, first->batch, first->height, first->width);
  node = node_new (graph, &ll_node_concat, NULL, NULL, out);
  for (gint i = 0; i < n_parts; i++)
    node->in[i] = parts[i];
  return out;
}

LlValue *
ll_graph_slice (LlGraph *graph, LlValue *value, gint first, gint n)
{
  LlValue *slice = value_new (graph, value->channels, n, value->height, value->width);

  slice->root = value->root;
  slice->first = value->first + first;
  slice->has_grad = value->has_grad;
  return slice;
}

LlValue *
ll_graph_head (LlGraph *graph, LlTask task, gint n_classes, LlValue *in)
{
  const gint dims[] = { n_classes, in->channels, 1, 1 };
  const gchar *name = ll_task_get_name (task);
  LlValue *out = value_new (graph, n_classes, in->batch, in->height, in->width);
  LlNode *node = node_new (graph, &ll_node_head, in, NULL, out);

  out->planar = TRUE;
  node->head.weight =
    declare_parameter (graph, TRUE, g_strdup_printf ("head.%s.weight", name), 4, dims);
  node->head.bias =
    declare_parameter (graph, TRUE, g_strdup_printf ("head.%s.bias", name), 1, dims);
  return out;
}

GArray *
ll_graph_take_parameters (LlGraph *graph)
{
  return g_steal_pointer (&graph->parameters);
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

LlValue *
ll_value_get_root (LlValue *value)
{
  while (value->root != value)
    value = value->root;
  return value;
}

static LlTensor
view_tensor (const LlValue *value, const LlValue *root, gfloat *data)
{
  LlTensor whole =
    ll_tensor (data, root->channels, root->batch, root->height, root->width);

  g_assert (value->planar);

  return ll_tensor_slice (&whole, value->first, value->batch);
}

static LlFeatures
view_features (const LlValue *value, const LlValue *root, gfloat *data)
{
  LlFeatures whole =
    ll_features (data, root->channels, root->batch, root->height, root->width);

  g_assert (!value->planar);

  return ll_features_slice (&whole, value->first, value->batch);
}

LlTensor
ll_value_tensor (LlValue *value)
{
  const LlValue *root = ll_value_get_root (value);

  return view_tensor (value, root, root->data);
}

LlTensor
ll_value_tensor_grad (LlValue *value)
{
  const LlValue *root = ll_value_get_root (value);

  return view_tensor (value, root, root->grad);
}

LlFeatures
ll_value_features (LlValue *value)
{
  const LlValue *root = ll_value_get_root (value);

  return view_features (value, root, root->data);
}

LlFeatures
ll_value_input (LlValue *value, LlFeatures small[2])
{
  LlFeatures features;

  if (!value->folded)
    return ll_value_features (value);

  features =
    ll_features (NULL, value->channels, value->batch, value->height, value->width);
  for (gint i = 0; i < 2 && value->maker->in[i]; i++)
    {
      small[i] = ll_value_features (value->maker->in[i]);
      features.small[i] = &small[i];
    }
  return features;
}

LlFeatures
ll_value_grad (LlValue *value)
{
  const LlValue *root = ll_value_get_root (value);

  return view_features (value, root, root->grad);
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
