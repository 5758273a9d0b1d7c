/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The operations of a graph: each hands feature maps and tensors to one of ops/. */

#include "net/graph-private.h"
#include "ops/batchnorm.h"
#include "ops/conv1x1.h"
#include "ops/conv3x3.h"
#include "ops/elementwise.h"
#include "ops/maxpool.h"
#include "ops/upsample.h"

static gfloat *
tensor_data (LlGraph *graph, gint index)
{
  return ll_network_get_tensor (graph->network, index)->data;
}

/* Whether to add to the gradient of @value; from now on it holds something. */
static gboolean
take_written (LlValue *value)
{
  gboolean written = value->written;

  value->written = TRUE;
  return written;
}

/* Convolution over one or two inputs.  A second input with half of the batch belongs to
 * both halves of the output: its part is convolved once and copied.
 */

static gsize
conv_stride (LlNode *node)
{
  return (gsize) (node->in[0]->channels + (node->in[1] ? node->in[1]->channels : 0)) * 9;
}

static void
conv_forward (LlGraph *graph, LlNode *node)
{
  const gfloat *weights = tensor_data (graph, node->tensors[0]);
  gsize stride = conv_stride (node);
  LlTensor first = ll_value_tensor (node->in[0]);
  LlTensor out = ll_value_tensor (node->out);

  if (node->in[1])
    {
      LlTensor second = ll_value_tensor (node->in[1]);
      LlTensor half = ll_tensor_slice (&out, 0, second.batch);

      ll_conv3x3_forward (graph->workers, &second, weights + first.channels * 9, stride,
                          &half, FALSE);
      if (second.batch < out.batch)
        {
          LlTensor other = ll_tensor_slice (&out, second.batch, second.batch);

          ll_copy (graph->workers, &half, &other, FALSE);
        }
    }
  ll_conv3x3_forward (graph->workers, &first, weights, stride, &out, node->in[1] != NULL);
}

static void
conv_backward_input (LlGraph *graph,
                     LlValue *in,
                     const LlTensor *out_grad,
                     const gfloat *weights,
                     gfloat *weight_grad,
                     gsize stride)
{
  LlTensor features = ll_value_tensor (in);

  ll_conv3x3_weight_gradient (graph->workers, &features, out_grad, weight_grad, stride);
  if (in->has_grad)
    {
      LlTensor in_grad = ll_value_grad (in);

      ll_conv3x3_input_gradient (graph->workers, out_grad, weights, stride, &in_grad,
                                 take_written (in));
    }
}

static void
conv_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  const gfloat *weights = tensor_data (graph, node->tensors[0]);
  gfloat *weight_grad = gradients[node->tensors[0]];
  gsize stride = conv_stride (node);
  gint channels = node->in[0]->channels;
  LlTensor out_grad = ll_value_grad (node->out);

  conv_backward_input (graph, node->in[0], &out_grad, weights, weight_grad, stride);

  if (node->in[1])
    {
      LlTensor half = ll_tensor_slice (&out_grad, 0, node->in[1]->batch);

      /* Nobody looks at the output's gradient after this: sum the halves in place. */
      if (half.batch < out_grad.batch)
        {
          LlTensor other = ll_tensor_slice (&out_grad, half.batch, half.batch);

          ll_copy (graph->workers, &other, &half, TRUE);
        }
      conv_backward_input (graph, node->in[1], &half, weights + channels * 9,
                           weight_grad + channels * 9, stride);
    }
}

const LlNodeClass ll_node_conv = { conv_forward, conv_backward, TRUE };

/* Batch normalisation and leaky ReLU. */

static void
norm_forward (LlGraph *graph, LlNode *node)
{
  LlTensor in = ll_value_tensor (node->in[0]);
  LlTensor out = ll_value_tensor (node->out);
  const gfloat *gamma = tensor_data (graph, node->tensors[0]);
  const gfloat *beta = tensor_data (graph, node->tensors[1]);
  gfloat *mean = tensor_data (graph, node->tensors[2]);
  gfloat *variance = tensor_data (graph, node->tensors[3]);

  if (graph->training)
    ll_batchnorm_forward (graph->workers, &in, gamma, beta, node->mean, node->inverse,
                          mean, variance, graph->momentum, &out);
  else
    ll_batchnorm_infer (graph->workers, &in, gamma, beta, mean, variance, &out);
}

static void
norm_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlTensor in = ll_value_tensor (node->in[0]);
  LlTensor out_grad = ll_value_grad (node->out);
  LlTensor in_grad = ll_value_grad (node->in[0]);

  ll_batchnorm_backward (
    graph->workers, &in, &out_grad, tensor_data (graph, node->tensors[0]),
    tensor_data (graph, node->tensors[1]), node->mean, node->inverse, &in_grad,
    gradients[node->tensors[0]], gradients[node->tensors[1]]);
  node->in[0]->written = TRUE;
}

const LlNodeClass ll_node_norm = { norm_forward, norm_backward, TRUE };

static void
maxpool_forward (LlGraph *graph, LlNode *node)
{
  LlTensor in = ll_value_tensor (node->in[0]);
  LlTensor out = ll_value_tensor (node->out);

  ll_maxpool_forward (graph->workers, &in, &out);
}

static void
maxpool_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlTensor in = ll_value_tensor (node->in[0]);
  LlTensor in_grad = ll_value_grad (node->in[0]);
  LlTensor out_grad = ll_value_grad (node->out);

  ll_maxpool_backward (graph->workers, &in, &out_grad, &in_grad,
                       take_written (node->in[0]));
}

const LlNodeClass ll_node_maxpool = { maxpool_forward, maxpool_backward, TRUE };

static void
upsample_forward (LlGraph *graph, LlNode *node)
{
  LlTensor out = ll_value_tensor (node->out);

  for (gint i = 0; i < 2 && node->in[i]; i++)
    {
      LlTensor in = ll_value_tensor (node->in[i]);
      LlTensor part = ll_tensor_slice (&out, i * in.batch, in.batch);

      ll_upsample_forward (graph->workers, &in, &part);
    }
}

static void
upsample_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlTensor out_grad = ll_value_grad (node->out);

  for (gint i = 0; i < 2 && node->in[i]; i++)
    {
      LlTensor in_grad = ll_value_grad (node->in[i]);
      LlTensor part = ll_tensor_slice (&out_grad, i * in_grad.batch, in_grad.batch);

      ll_upsample_backward (graph->workers, &part, &in_grad, take_written (node->in[i]));
    }
}

const LlNodeClass ll_node_upsample = { upsample_forward, upsample_backward, FALSE };

static void
add_forward (LlGraph *graph, LlNode *node)
{
  LlTensor a = ll_value_tensor (node->in[0]);
  LlTensor b = ll_value_tensor (node->in[1]);
  LlTensor out = ll_value_tensor (node->out);

  ll_add (graph->workers, &a, &b, &out);
}

static void
add_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlTensor out_grad = ll_value_grad (node->out);

  for (gint i = 0; i < 2; i++)
    {
      LlTensor in_grad = ll_value_grad (node->in[i]);

      ll_copy (graph->workers, &out_grad, &in_grad, take_written (node->in[i]));
    }
}

const LlNodeClass ll_node_add = { add_forward, add_backward, FALSE };

static void
head_forward (LlGraph *graph, LlNode *node)
{
  LlTensor in = ll_value_tensor (node->in[0]);
  LlTensor out = ll_value_tensor (node->out);

  ll_conv1x1_forward (graph->workers, &in, tensor_data (graph, node->tensors[0]),
                      tensor_data (graph, node->tensors[1]), &out);
}

static void
head_backward (LlGraph *graph, LlNode *node, gfloat *const *gradients)
{
  LlTensor in = ll_value_tensor (node->in[0]);
  LlTensor in_grad = ll_value_grad (node->in[0]);
  LlTensor out_grad = ll_value_grad (node->out);

  ll_conv1x1_backward (graph->workers, &in, tensor_data (graph, node->tensors[0]),
                       &out_grad, &in_grad, take_written (node->in[0]),
                       gradients[node->tensors[0]], gradients[node->tensors[1]]);
}

const LlNodeClass ll_node_head = { head_forward, head_backward, TRUE };
