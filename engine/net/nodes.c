/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The operations of a graph.  Each passes its feature maps and tensors to an operation in
 * ops/.
 */

#include "net/graph-private.h"
#include "ops/batchnorm.h"
#include "ops/concat.h"
#include "ops/conv1x1.h"
#include "ops/conv3x3.h"
#include "ops/elementwise.h"
#include "ops/maxpool.h"
#include "ops/stem.h"
#include "ops/upsample.h"

static gfloat *
get_parameter (LlGraph *graph, gint index)
{
  return ll_network_get_parameter (graph->network, index)->data;
}

/* Returns whether the gradient of @value has been written, so that further gradients are
 * added; marks it as written.
 */
static gboolean
take_written (LlValue *value)
{
  gboolean written = value->written;

  value->written = TRUE;
  return written;
}

/* A grey block: a convolution of one or two inputs, followed by batch normalisation and
 * leaky ReLU in place.
 */

/* What a grey block reads. */
typedef struct
{
  LlFeatures features[2];
  LlFeatures small[2][2];   /* that features consist of        */
  const LlFeatures *second; /* of @features, or %NULL if alone */
} Inputs;

static void
get_inputs (LlNode *node, Inputs *inputs)
{
  for (gint i = 0; i < 2 && node->in[i]; i++)
    inputs->features[i] = ll_value_input (node->in[i], inputs->small[i]);
  inputs->second = node->in[1] ? &inputs->features[1] : NULL;
}

static void
normalise_block (LlGraph *graph, LlNode *node, const LlFeatures *out)
{
  const LlGreyBlock *block = &node->block;

  ll_batchnorm_forward (graph->workers, ll_group_for_statistics (graph->group),
                        node->moments, get_parameter (graph, block->gamma),
                        get_parameter (graph, block->beta), node->inverse,
                        get_parameter (graph, block->mean),
                        get_parameter (graph, block->variance), graph->momentum, out);
}

static void
normalise_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  const LlGreyBlock *block = &node->block;
  LlFeatures out = ll_value_features (node->out);
  LlFeatures out_grad = ll_value_grad (node->out);

  ll_batchnorm_backward (graph->workers, ll_group_for_statistics (graph->group), &out,
                         get_parameter (graph, block->gamma),
                         get_parameter (graph, block->beta), node->inverse, &out_grad,
                         gradients[block->gamma], gradients[block->beta]);
}

static void
fold_block (LlGraph *graph, LlNode *node)
{
  const LlGreyBlock *block = &node->block;

  ll_batchnorm_fold (node->out->channels, get_parameter (graph, block->gamma),
                     get_parameter (graph, block->beta),
                     get_parameter (graph, block->mean),
                     get_parameter (graph, block->variance), node->scale, node->bias);
}

static void
grey_prepare (LlGraph *graph, LlNode *node)
{
  LlFeatures out = ll_value_features (node->out);
  Inputs inputs;

  get_inputs (node, &inputs);
  fold_block (graph, node);
  ll_prepared_conv_free (node->prepared);
  node->prepared = ll_prepared_conv_new (
    graph->workers, &inputs.features[0], inputs.second, &out,
    get_parameter (graph, node->block.weight), node->scale, node->bias);
}

static void
grey_forward (LlGraph *graph, LlNode *node)
{
  LlFeatures out = ll_value_features (node->out);
  Inputs inputs;

  get_inputs (node, &inputs);
  if (graph->training)
    {
      ll_conv3x3_forward (graph->workers, &inputs.features[0], inputs.second,
                          get_parameter (graph, node->block.weight), &out, node->moments);
      normalise_block (graph, node, &out);
    }
  else
    {
      ll_prepared_conv_run (node->prepared, graph->workers, &inputs.features[0],
                            inputs.second, &out);
    }
}

static void
grey_weights_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlFeatures out_grad = ll_value_grad (node->out);
  Inputs inputs;

  get_inputs (node, &inputs);
  ll_conv3x3_weight_gradient (graph->workers, &inputs.features[0], inputs.second,
                              &out_grad, gradients[node->block.weight]);
}

static void
grey_inputs_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlFeatures out_grad = ll_value_grad (node->out);
  LlFeatures first_grad = ll_value_grad (node->in[0]);
  gboolean add_first = take_written (node->in[0]);
  gboolean add_second = FALSE;
  LlFeatures second_grad;

  if (node->in[1])
    {
      second_grad = ll_value_grad (node->in[1]);
      add_second = take_written (node->in[1]);
    }
  ll_conv3x3_input_gradient (graph->workers, &out_grad,
                             get_parameter (graph, node->block.weight), &first_grad,
                             add_first, node->in[1] ? &second_grad : NULL, add_second);
}

const LlNodeClass ll_node_grey = {
  .forward = grey_forward,
  .backward = { normalise_backward, grey_weights_backward, grey_inputs_backward },
  .prepare = grey_prepare,
  .keeps_inputs = TRUE,
  .keeps_output = TRUE,
};

static void
stem_forward (LlGraph *graph, LlNode *node)
{
  LlTensor in = ll_value_tensor (node->in[0]);
  LlFeatures out = ll_value_features (node->out);
  const gfloat *weights = get_parameter (graph, node->block.weight);

  if (graph->training)
    {
      ll_stem_forward (graph->workers, &in, weights, &out, node->moments);
      normalise_block (graph, node, &out);
    }
  else
    {
      ll_stem_infer (graph->workers, &in, weights, node->scale, node->bias, &out);
    }
}

static void
stem_weights_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlTensor in = ll_value_tensor (node->in[0]);
  LlFeatures out_grad = ll_value_grad (node->out);

  ll_stem_weight_gradient (graph->workers, &in, &out_grad, gradients[node->block.weight]);
}

const LlNodeClass ll_node_stem = {
  .forward = stem_forward,
  .backward = { normalise_backward, stem_weights_backward },
  .prepare = fold_block,
  .keeps_inputs = TRUE,
  .keeps_output = TRUE,
};

static void
maxpool_forward (LlGraph *graph, LlNode *node)
{
  LlFeatures in = ll_value_features (node->in[0]);
  LlFeatures out = ll_value_features (node->out);

  ll_maxpool_forward (graph->workers, &in, &out);
}

static void
maxpool_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlFeatures in = ll_value_features (node->in[0]);
  LlFeatures in_grad = ll_value_grad (node->in[0]);
  LlFeatures out_grad = ll_value_grad (node->out);

  ll_maxpool_backward (graph->workers, &in, &out_grad, &in_grad,
                       take_written (node->in[0]));
}

const LlNodeClass ll_node_maxpool = {
  .forward = maxpool_forward,
  .backward = { maxpool_backward },
  .keeps_inputs = TRUE,
  .cheap = TRUE,
};

static void
upsample_forward (LlGraph *graph, LlNode *node)
{
  LlFeatures out = ll_value_features (node->out);

  for (gint i = 0; i < 2 && node->in[i]; i++)
    {
      LlFeatures in = ll_value_features (node->in[i]);
      LlFeatures part = ll_features_slice (&out, i * in.batch, in.batch);

      ll_upsample_forward (graph->workers, &in, &part);
    }
}

static void
upsample_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlFeatures out_grad = ll_value_grad (node->out);

  for (gint i = 0; i < 2 && node->in[i]; i++)
    {
      LlFeatures in_grad = ll_value_grad (node->in[i]);
      LlFeatures part = ll_features_slice (&out_grad, i * in_grad.batch, in_grad.batch);

      ll_upsample_backward (graph->workers, &part, &in_grad, take_written (node->in[i]));
    }
}

const LlNodeClass ll_node_upsample = {
  .forward = upsample_forward,
  .backward = { upsample_backward },
  .cheap = TRUE,
};

static void
add_forward (LlGraph *graph, LlNode *node)
{
  LlFeatures a = ll_value_features (node->in[0]);
  LlFeatures b = ll_value_features (node->in[1]);
  LlFeatures out = ll_value_features (node->out);

  ll_add (graph->workers, &a, &b, &out);
}

static void
add_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlFeatures out_grad = ll_value_grad (node->out);

  for (gint i = 0; i < 2; i++)
    {
      LlFeatures in_grad = ll_value_grad (node->in[i]);

      ll_copy (graph->workers, &out_grad, &in_grad, take_written (node->in[i]));
    }
}

const LlNodeClass ll_node_add = {
  .forward = add_forward,
  .backward = { add_backward },
  .cheap = TRUE,
};

static void
concat_forward (LlGraph *graph, LlNode *node)
{
  LlFeatures out = ll_value_features (node->out);
  LlFeatures parts[LL_MAX_INPUTS];
  gint n = 0;

  for (; n < LL_MAX_INPUTS && node->in[n]; n++)
    parts[n] = ll_value_features (node->in[n]);
  ll_concat_forward (graph->workers, parts, n, &out);
}

static void
concat_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlFeatures out_grad = ll_value_grad (node->out);
  gint first = 0;

  for (gint i = 0; i < LL_MAX_INPUTS && node->in[i]; i++)
    {
      LlFeatures part_grad = ll_value_grad (node->in[i]);

      ll_concat_backward (graph->workers, &out_grad, first, &part_grad,
                          take_written (node->in[i]));
      first += part_grad.channels;
    }
}

const LlNodeClass ll_node_concat = {
  .forward = concat_forward,
  .backward = { concat_backward },
  .cheap = TRUE,
};

static void
head_forward (LlGraph *graph, LlNode *node)
{
  LlFeatures in = ll_value_features (node->in[0]);
  LlTensor out = ll_value_tensor (node->out);

  ll_conv1x1_forward (graph->workers, &in, get_parameter (graph, node->head.weight),
                      get_parameter (graph, node->head.bias), &out);
}

static void
head_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlFeatures in = ll_value_features (node->in[0]);
  LlFeatures in_grad = ll_value_grad (node->in[0]);
  LlTensor out_grad = ll_value_tensor_grad (node->out);

  ll_conv1x1_backward (graph->workers, &in, get_parameter (graph, node->head.weight),
                       &out_grad, &in_grad, take_written (node->in[0]),
                       gradients[node->head.weight], gradients[node->head.bias]);
}

const LlNodeClass ll_node_head = {
  .forward = head_forward,
  .backward = { head_backward },
  .keeps_inputs = TRUE,
};
