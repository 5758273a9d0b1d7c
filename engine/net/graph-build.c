/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Builds a graph: its values, nodes and parameters, in the order in which nodes run. */

#include "net/graph-private.h"

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
