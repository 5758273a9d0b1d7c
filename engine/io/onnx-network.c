/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The graph of a network, operation by operation.
 *
 * A value with two images in its batch belongs to two tasks (net/multitask.c).  In ONNX
 * these are two values, since joining and separating them would cost other programs
 * copies.  Their operations share the weights.
 */

#include "io/onnx-network.h"
#include "kernels/kernels.h"
#include "net/architecture.h"
#include "net/graph-private.h"
#include "ops/batchnorm.h"

/* Images per batch of a value, at most. */
#define MOST_PARTS 2

typedef struct
{
  const gchar *names[MOST_PARTS];
} Parts;

typedef struct
{
  LlOnnx *onnx;
  const LlNetwork *network;
  GHashTable *parts; /* Parts of each LlValue that is not a slice */
} Writer;

static const gchar *
get_part (const Writer *self, LlValue *value, gint i)
{
  const Parts *parts = g_hash_table_lookup (self->parts, ll_value_get_root (value));

  g_assert (parts && value->first + i < MOST_PARTS);

  return parts->names[value->first + i];
}

/* A value with fewer images is the same for all. */
static const gchar *
get_shared_part (const Writer *self, LlValue *value, gint i)
{
  return get_part (self, value, i % value->batch);
}

static const LlParameter *
get_parameter (const Writer *self, gint index)
{
  return ll_network_get_parameter (self->network, index);
}

/* Names of the weights and the bias of a grey block. */
static void
add_block_weights (const Writer *self, const LlNode *node, const gchar *names[2])
{
  const LlGreyBlock *block = &node->block;
  const LlParameter *weights = get_parameter (self, block->weight);
  gint channels = node->out->channels;
  gsize per_channel = weights->n / (gsize) channels;
  g_autofree gfloat *scale = g_new (gfloat, channels);
  gfloat *bias = g_new (gfloat, channels);
  gfloat *folded = g_new (gfloat, weights->n);
  g_autofree gchar *bias_name =
    g_strconcat (get_parameter (self, block->beta)->name, ".folded", NULL);

  ll_batchnorm_fold (channels, get_parameter (self, block->gamma)->data,
                     get_parameter (self, block->beta)->data,
                     get_parameter (self, block->mean)->data,
                     get_parameter (self, block->variance)->data, scale, bias);
  for (gsize i = 0; i < weights->n; i++)
    folded[i] = weights->data[i] * scale[i / per_channel];

  names[0] =
    ll_onnx_weights (self->onnx, weights->name, weights->n_dims, weights->dims, folded);
  names[1] = ll_onnx_weights (self->onnx, bias_name, 1, &channels, bias);
}

static const gchar *
add_convolution (const Writer *self,
                 const gchar *in,
                 const gchar *const names[2],
                 gint side)
{
  const gint64 kernel[] = { side, side };
  const gint64 pads[] = { side / 2, side / 2, side / 2, side / 2 };
  const gchar *out = ll_onnx_node (self->onnx, "Conv", in, names[0], names[1], NULL);

  ll_onnx_set_ints (self->onnx, "kernel_shape", kernel, G_N_ELEMENTS (kernel));
  ll_onnx_set_ints (self->onnx, "pads", pads, G_N_ELEMENTS (pads));
  return out;
}

static const gchar *
add_concat (const Writer *self, const gchar *const *names, gint n)
{
  const gchar *out = ll_onnx_node_of (self->onnx, "Concat", names, n);

  ll_onnx_set_int (self->onnx, "axis", 1);
  return out;
}

static void
add_block (const Writer *self, const LlNode *node, Parts *out)
{
  const gchar *names[2];

  add_block_weights (self, node, names);
  for (gint i = 0; i < node->out->batch; i++)
    {
      const gchar *in = get_part (self, node->in[0], i);

      if (node->in[1])
        {
          const gchar *both[] = { in, get_shared_part (self, node->in[1], i) };

          in = add_concat (self, both, G_N_ELEMENTS (both));
        }
      out->names[i] = ll_onnx_node (self->onnx, "LeakyRelu",
                                    add_convolution (self, in, names, 3), NULL);
      ll_onnx_set_float (self->onnx, "alpha", LL_LEAKY_SLOPE);
    }
}

static void
add_pool (const Writer *self, const LlNode *node, Parts *out)
{
  const gint64 two[] = { 2, 2 };

  for (gint i = 0; i < node->out->batch; i++)
    {
      out->names[i] =
        ll_onnx_node (self->onnx, "MaxPool", get_part (self, node->in[0], i), NULL);
      ll_onnx_set_ints (self->onnx, "kernel_shape", two, G_N_ELEMENTS (two));
      ll_onnx_set_ints (self->onnx, "strides", two, G_N_ELEMENTS (two));
    }
}

static void
add_upsampling (const Writer *self, const LlNode *node, Parts *out)
{
  const gchar *twice = ll_onnx_twice (self->onnx);
  gint first = node->in[0]->batch;

  for (gint i = 0; i < node->out->batch; i++)
    {
      const gchar *in = i < first ? get_part (self, node->in[0], i)
                                  : get_part (self, node->in[1], i - first);

      out->names[i] = ll_onnx_node (self->onnx, "Resize", in, "", twice, NULL);
      ll_onnx_set_text (self->onnx, "mode", "linear");
      ll_onnx_set_text (self->onnx, "coordinate_transformation_mode", "half_pixel");
    }
}

static void
add_sum (const Writer *self, const LlNode *node, Parts *out)
{
  for (gint i = 0; i < node->out->batch; i++)
    out->names[i] = ll_onnx_node (self->onnx, "Add", get_part (self, node->in[0], i),
                                  get_part (self, node->in[1], i), NULL);
}

static void
add_concat_node (const Writer *self, const LlNode *node, Parts *out)
{
  for (gint i = 0; i < node->out->batch; i++)
    {
      const gchar *names[LL_MAX_INPUTS];
      gint n = 0;

      for (; n < LL_MAX_INPUTS && node->in[n]; n++)
        names[n] = get_part (self, node->in[n], i);
      out->names[i] = add_concat (self, names, n);
    }
}

static void
add_head (const Writer *self, const LlNode *node, Parts *out)
{
  const LlParameter *weights = get_parameter (self, node->head.weight);
  const LlParameter *bias = get_parameter (self, node->head.bias);
  const gchar *names[] = {
    ll_onnx_weights (self->onnx, weights->name, weights->n_dims, weights->dims,
                     g_memdup2 (weights->data, weights->n * sizeof (gfloat))),
    ll_onnx_weights (self->onnx, bias->name, bias->n_dims, bias->dims,
                     g_memdup2 (bias->data, bias->n * sizeof (gfloat))),
  };

  out->names[0] = ll_onnx_node (
    self->onnx, "Softmax",
    add_convolution (self, get_part (self, node->in[0], 0), names, 1), NULL);
  ll_onnx_set_int (self->onnx, "axis", 1);
}

static void
add_node (const Writer *self, const LlNode *node)
{
  static const struct
  {
    const LlNodeClass *klass;
    void (*add) (const Writer *self, const LlNode *node, Parts *out);
  } kinds[] = {
    { &ll_node_stem, add_block },   { &ll_node_grey, add_block },
    { &ll_node_maxpool, add_pool }, { &ll_node_upsample, add_upsampling },
    { &ll_node_add, add_sum },      { &ll_node_concat, add_concat_node },
    { &ll_node_head, add_head },
  };
  Parts *out = g_new0 (Parts, 1);

  g_assert (node->out->batch <= MOST_PARTS);
  g_hash_table_insert (self->parts, node->out, out);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].klass == node->klass)
      {
        kinds[i].add (self, node, out);
        return;
      }
  g_assert_not_reached ();
}

void
ll_onnx_add_network (LlOnnx *onnx,
                     const LlNetwork *network,
                     const gchar *image,
                     const gchar *probabilities[LL_N_TASKS])
{
  const LlNetworkSettings *settings = ll_network_get_settings (network);
  gint side = 1 << settings->levels; /* any that is possible: sides are not looked at */
  LlGraph *graph = ll_graph_new (network, NULL, FALSE);
  LlValue *input = ll_graph_input (graph, settings->channels, 1, side, side);
  LlValue *logits[LL_N_TASKS];
  Writer self = {
    .onnx = onnx,
    .network = network,
    .parts = g_hash_table_new_full (NULL, NULL, NULL, g_free),
  };
  Parts *parts = g_new0 (Parts, 1);

  parts->names[0] = image;
  g_hash_table_insert (self.parts, input, parts);
  ll_architecture_build (settings, ll_classes_get_n (ll_network_get_classes (network)),
                         graph, input, logits);
  for (guint i = 0; i < graph->nodes->len; i++)
    add_node (&self, g_ptr_array_index (graph->nodes, i));
  for (gint task = 0; task < LL_N_TASKS; task++)
    probabilities[task] = logits[task] ? get_part (&self, logits[task], 0) : NULL;

  g_hash_table_unref (self.parts);
  ll_graph_free (graph);
}
