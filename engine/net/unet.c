/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A network that runs: its operations, its loss and its gradients. */

#include <string.h>

#include "net/architecture.h"
#include "net/unet.h"
#include "ops/cross_entropy.h"

struct _LlUnet
{
  LlNetwork *network;
  LlWorkers *workers;
  LlGraph *graph;
  gboolean training;
  LlValue *input;
  LlValue *logits[LL_N_TASKS];
  gfloat *gradients;     /* all of them           */
  gfloat **tensor_grads; /* a tensor; NULL: none  */
};

/* Gradients lie as the learned numbers do. */
static void
allocate_gradients (LlUnet *unet)
{
  gint n_tensors = ll_network_get_n_tensors (unet->network);
  gsize n;
  gfloat *learned = ll_network_get_learned (unet->network, &n);

  unet->gradients = ll_aligned_alloc (n * sizeof (gfloat));
  memset (unet->gradients, 0, n * sizeof (gfloat));
  unet->tensor_grads = g_new0 (gfloat *, n_tensors);
  for (gint i = 0; i < n_tensors; i++)
    {
      LlParameter *tensor = ll_network_get_tensor (unet->network, i);

      if (tensor->learned)
        unet->tensor_grads[i] = unet->gradients + (tensor->data - learned);
    }
}

LlUnet *
ll_unet_new (LlNetwork *network,
             LlWorkers *workers,
             gboolean training,
             gint batch,
             gint height,
             gint width)
{
  LlUnet *unet = g_new0 (LlUnet, 1);
  const LlNetworkSettings *settings = ll_network_get_settings (network);

  unet->network = network;
  unet->workers = workers;
  unet->training = training;
  unet->graph = ll_graph_new (network, workers, training);
  unet->input = ll_graph_input (unet->graph, settings->channels, batch, height, width);
  ll_architecture_get (settings->kind)->build (unet->graph, unet->input, unet->logits);
  ll_graph_finish (unet->graph);
  if (training)
    allocate_gradients (unet);
  return unet;
}

void
ll_unet_free (LlUnet *unet)
{
  if (!unet)
    return;

  ll_graph_free (unet->graph);
  ll_aligned_free (unet->gradients);
  g_free (unet->tensor_grads);
  g_free (unet);
}

void
ll_unet_refresh (LlUnet *unet)
{
  ll_graph_refresh (unet->graph);
}

LlTensor
ll_unet_get_input (LlUnet *unet)
{
  return ll_graph_get_tensor (unet->graph, unet->input);
}

LlTensor
ll_unet_get_logits (LlUnet *unet, LlTask task)
{
  if (!unet->logits[task])
    return ll_tensor (NULL, 0, 0, 0, 0);

  return ll_graph_get_tensor (unet->graph, unet->logits[task]);
}

void
ll_unet_forward (LlUnet *unet, gfloat momentum)
{
  ll_graph_forward (unet->graph, momentum);
}

static void
clear (const LlTensor *tensor)
{
  for (gint c = 0; c < tensor->channels; c++)
    memset (ll_tensor_channel (tensor, c), 0,
            ll_tensor_pixels (tensor) * sizeof (gfloat));
}

gdouble
ll_unet_loss (LlUnet *unet,
              const guint8 *const labels[LL_N_TASKS],
              const gdouble alpha[LL_N_TASKS],
              gdouble interface_weight,
              gdouble losses[LL_N_TASKS])
{
  const gfloat class_weights[2] = { 1.0f, (gfloat) interface_weight };
  gdouble total = 0.0;

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      LlTensor logits = ll_unet_get_logits (unet, task);
      LlTensor grad;

      losses[task] = 0.0;
      if (!logits.data)
        continue;

      if (unet->training)
        grad = ll_graph_get_gradient (unet->graph, unet->logits[task]);

      if (labels[task])
        losses[task] = ll_cross_entropy (
          unet->workers, &logits, labels[task],
          task == LL_TASK_SEPARATION && interface_weight != 1.0 ? class_weights : NULL,
          (gfloat) alpha[task], unet->training ? &grad : NULL);
      else if (unet->training)
        clear (&grad);

      total += losses[task];
      if (alpha[task] > 0.0)
        losses[task] /= alpha[task];
    }
  return total;
}

void
ll_unet_backward (LlUnet *unet)
{
  ll_graph_backward (unet->graph, unet->tensor_grads);
}

const gfloat *
ll_unet_get_gradients (LlUnet *unet)
{
  return unet->gradients;
}

const gfloat *
ll_unet_get_gradient (LlUnet *unet, gint tensor)
{
  return unet->tensor_grads[tensor];
}
