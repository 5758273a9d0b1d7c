/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What all kinds of networks are made of. */

#include "net/architecture.h"

const LlArchitecture *
ll_architecture_get (LlNetworkKind kind)
{
  switch (kind)
    {
    case LL_NETWORK_MULTI_TASK:
    case LL_NETWORK_SINGLE_TASK:
      return &ll_architecture_multitask;

    case LL_NETWORK_MDU_NET:
      return &ll_architecture_mdunet;

    default:
      g_assert_not_reached ();
    }
}

static void
add_tensor (GArray *tensors, gboolean learned, gchar *name, gint n_dims, const gint *dims)
{
  LlParameter tensor = {
    .name = name,
    .n_dims = n_dims,
    .n = 1,
    .learned = learned,
  };

  for (gint i = 0; i < n_dims; i++)
    {
      tensor.dims[i] = dims[i];
      tensor.n *= (gsize) dims[i];
    }
  g_array_append_val (tensors, tensor);
}

static gint
tensor_index (LlGraph *graph, const gchar *prefix, const gchar *format, gint i)
{
  g_autofree gchar *suffix = g_strdup_printf (format, i);
  g_autofree gchar *name = g_strconcat (prefix, suffix, NULL);
  gint index = ll_network_find_index (ll_graph_get_network (graph), name);

  g_assert (index >= 0);
  return index;
}

void
ll_describe_blocks (GArray *tensors, const gchar *prefix, gint in, gint out)
{
  static const gchar *const norms[] = { "weight", "bias", "running_mean", "running_var" };

  for (gint i = 1; i <= 2; i++)
    {
      gint dims[4] = { out, i == 1 ? in : out, 3, 3 };

      add_tensor (tensors, TRUE, g_strdup_printf ("%s.conv%d.weight", prefix, i), 4,
                  dims);
      for (guint k = 0; k < G_N_ELEMENTS (norms); k++)
        add_tensor (tensors, k < 2, g_strdup_printf ("%s.bn%d.%s", prefix, i, norms[k]),
                    1, &out);
    }
}

LlValue *
ll_build_blocks (LlGraph *graph, const gchar *prefix, LlValue *first, LlValue *second)
{
  LlValue *value = first;

  for (gint i = 1; i <= 2; i++)
    {
      LlGreyBlock block = {
        .weight = tensor_index (graph, prefix, ".conv%d.weight", i),
        .gamma = tensor_index (graph, prefix, ".bn%d.weight", i),
        .beta = tensor_index (graph, prefix, ".bn%d.bias", i),
        .mean = tensor_index (graph, prefix, ".bn%d.running_mean", i),
        .variance = tensor_index (graph, prefix, ".bn%d.running_var", i),
      };

      value = ll_graph_grey_block (graph, &block, value, i == 1 ? second : NULL);
    }
  return value;
}

void
ll_describe_head (GArray *tensors, LlTask task, gint in, gint n_classes)
{
  gint dims[4] = { n_classes, in, 1, 1 };
  const gchar *name = ll_task_get_name (task);

  add_tensor (tensors, TRUE, g_strdup_printf ("head.%s.weight", name), 4, dims);
  add_tensor (tensors, TRUE, g_strdup_printf ("head.%s.bias", name), 1, &n_classes);
}

LlValue *
ll_build_head (LlGraph *graph, LlTask task, LlValue *in)
{
  LlNetwork *network = ll_graph_get_network (graph);
  g_autofree gchar *prefix = g_strconcat ("head.", ll_task_get_name (task), NULL);
  g_autofree gchar *weight = g_strconcat (prefix, ".weight", NULL);
  g_autofree gchar *bias = g_strconcat (prefix, ".bias", NULL);

  return ll_graph_head (graph, ll_network_find_index (network, weight),
                        ll_network_find_index (network, bias), in);
}
