/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Runs a network: its operations, its loss and its gradients. */

#include <string.h>

#include "net/architecture.h"
#include "net/executor.h"
#include "ops/cross_entropy.h"
#include "ops/soft_dice.h"

struct _LlExecutor
{
  const LlNetwork *network;
  LlWorkers *workers;
  LlGraph *graph;
  gboolean training;
  LlValue *input;
  LlValue *logits[LL_N_TASKS];
  gfloat *gradients;    /* of all parameters      */
  gsize n_gradients;    /* numbers of them        */
  const LlGroup *group; /* or NULL                */
  gfloat *bucket;       /* complete gradients that lie together, not yet sent */
  gsize n_bucket;
  gfloat **parameter_grads; /* per parameter, or NULL */
};

/* Numbers that are sent together: a megabyte, so that sending one takes longer than beginning to,
 * and most of a step's are on their way before it ends.
 */
#define BUCKET ((gsize) 262144)

/* Gradients have the same order as the learned numbers. */
static void
allocate_gradients (LlExecutor *executor)
{
  gint n_parameters = ll_network_count_parameters (executor->network);
  gsize n = 0;

  g_assert (n_parameters > 0);

  for (gint i = 0; i < n_parameters; i++)
    if (ll_network_get_parameter (executor->network, i)->learned)
      n += ll_network_get_parameter (executor->network, i)->n;

  executor->n_gradients = n;
  executor->gradients = ll_aligned_alloc (n * sizeof (gfloat));
  memset (executor->gradients, 0, n * sizeof (gfloat));

  executor->parameter_grads = g_new0 (gfloat *, n_parameters);
  n = 0;
  for (gint i = 0; i < n_parameters; i++)
    {
      const LlParameter *parameter = ll_network_get_parameter (executor->network, i);

      if (!parameter->learned)
        continue;
      executor->parameter_grads[i] = executor->gradients + n;
      n += parameter->n;
    }
}

static LlExecutor *
new_executor (const LlNetwork *network,
              LlWorkers *workers,
              gboolean training,
              gboolean compact,
              const LlGraph *lender,
              gint batch,
              gint height,
              gint width)
{
  LlExecutor *executor = g_new0 (LlExecutor, 1);
  const LlNetworkSettings *settings = ll_network_get_settings (network);

  executor->network = network;
  executor->workers = workers;
  executor->training = training;
  executor->graph = ll_graph_new (network, workers, training);
  if (compact)
    ll_graph_set_compact (executor->graph);
  if (lender)
    ll_graph_borrow (executor->graph, lender);
  executor->input =
    ll_graph_input (executor->graph, settings->channels, batch, height, width);
  ll_architecture_build (settings, ll_classes_get_n (ll_network_get_classes (network)),
                         executor->graph, executor->input, executor->logits);
  ll_graph_finish (executor->graph);
  if (training)
    allocate_gradients (executor);
  return executor;
}

LlExecutor *
ll_executor_new_for_training (LlNetwork *network,
                              LlWorkers *workers,
                              gint batch,
                              gint height,
                              gint width,
                              gboolean compact)
{
  return new_executor (network, workers, TRUE, compact, NULL, batch, height, width);
}

LlExecutor *
ll_executor_new (const LlNetwork *network,
                 LlWorkers *workers,
                 gint batch,
                 gint height,
                 gint width)
{
  return new_executor (network, workers, FALSE, FALSE, NULL, batch, height, width);
}

LlExecutor *
ll_executor_new_beside (const LlExecutor *lender)
{
  const LlTensor input = ll_graph_get_tensor (lender->graph, lender->input);

  return new_executor (lender->network, lender->workers, FALSE, FALSE, lender->graph,
                       input.batch, input.height, input.width);
}

LlGraphSizes
ll_executor_estimate (const LlNetworkSettings *settings,
                      gint n_classes,
                      gboolean training,
                      gboolean compact,
                      gint n_threads,
                      gint batch,
                      gint height,
                      gint width)
{
  LlGraph *graph = ll_graph_new (NULL, NULL, training);
  LlValue *input = ll_graph_input (graph, settings->channels, batch, height, width);
  LlValue *logits[LL_N_TASKS];
  LlGraphSizes sizes;

  if (compact)
    ll_graph_set_compact (graph);
  ll_architecture_build (settings, n_classes, graph, input, logits);
  sizes =
    ll_graph_estimate (graph, n_threads > 0 ? n_threads : (gint) g_get_num_processors ());
  ll_graph_free (graph);

  if (training)
    sizes.own +=
      ll_network_settings_get_n_numbers (settings, n_classes) * sizeof (gfloat);
  return sizes;
}

void
ll_executor_free (LlExecutor *executor)
{
  if (!executor)
    return;

  ll_graph_free (executor->graph);
  ll_aligned_free (executor->gradients);
  g_free (executor->parameter_grads);
  g_free (executor);
}

LlGraphMemory
ll_executor_get_memory (const LlExecutor *executor)
{
  return ll_graph_get_memory (executor->graph);
}

void
ll_executor_refresh (LlExecutor *executor)
{
  ll_graph_refresh (executor->graph);
}

LlTensor
ll_executor_get_input (LlExecutor *executor)
{
  return ll_graph_get_tensor (executor->graph, executor->input);
}

LlTensor
ll_executor_get_logits (LlExecutor *executor, LlTask task)
{
  if (!executor->logits[task])
    return ll_tensor (NULL, 0, 0, 0, 0);

  return ll_graph_get_tensor (executor->graph, executor->logits[task]);
}

void
ll_executor_forward (LlExecutor *executor, gfloat momentum)
{
  ll_graph_forward (executor->graph, momentum);
}

static void
clear_tensor (const LlTensor *tensor)
{
  for (gint c = 0; c < tensor->channels; c++)
    memset (ll_tensor_channel (tensor, c), 0,
            ll_tensor_pixels (tensor) * sizeof (gfloat));
}

gdouble
ll_executor_loss (LlExecutor *executor,
                  const guint8 *const labels[LL_N_TASKS],
                  const LlLossSettings *settings,
                  gdouble losses[LL_N_TASKS])
{
  const gfloat class_weights[2] = { 1.0f, (gfloat) settings->interface_weight };
  gdouble total = 0.0;

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      LlTensor logits = ll_executor_get_logits (executor, task);
      LlTensor grad;

      losses[task] = 0.0;
      if (!logits.data)
        continue;

      if (executor->training)
        grad = ll_graph_get_gradient (executor->graph, executor->logits[task]);

      if (labels[task])
        losses[task] = ll_cross_entropy (
          executor->workers, &logits, labels[task],
          task == LL_TASK_SEPARATION && settings->interface_weight != 1.0 ? class_weights
                                                                          : NULL,
          (gfloat) settings->alpha[task], executor->training ? &grad : NULL);
      else if (executor->training)
        clear_tensor (&grad);

      if (labels[task] && task == LL_TASK_SEGMENTATION && settings->dice_weight > 0.0)
        losses[task] += ll_soft_dice (
          executor->workers,
          ll_group_sums_gradients (executor->group) ? executor->group : NULL, &logits,
          labels[task], (gfloat) (settings->alpha[task] * settings->dice_weight),
          executor->training ? &grad : NULL);

      total += losses[task];
      if (settings->alpha[task] > 0.0)
        losses[task] /= settings->alpha[task];
    }
  return total;
}

void
ll_executor_set_group (LlExecutor *executor, const LlGroup *group)
{
  executor->group = group;
  ll_graph_set_group (executor->graph, group);
}

static void
send_bucket (LlExecutor *executor)
{
  if (executor->n_bucket > 0)
    executor->group->begin (executor->group, executor->bucket, executor->n_bucket);
  executor->n_bucket = 0;
}

/* Gathers gradients that lie together, and sends them on their way when they are many: the
 * backward pass goes on meanwhile.  They become complete from the last to the first, but for
 * the tasks, whose parts interleave.
 */
static void
on_gradient (gfloat *first, gsize n, gpointer data)
{
  LlExecutor *executor = data;

  if (executor->n_bucket > 0 && first + n == executor->bucket)
    executor->bucket = first;
  else if (executor->n_bucket == 0 || first != executor->bucket + executor->n_bucket)
    {
      send_bucket (executor);
      executor->bucket = first;
    }
  executor->n_bucket += n;
  if (executor->n_bucket >= BUCKET)
    send_bucket (executor);
}

void
ll_executor_backward (LlExecutor *executor)
{
  const LlGroup *group = executor->group;
  gboolean sums = ll_group_sums_gradients (group);
  gfloat share;

  ll_graph_backward (executor->graph, executor->parameter_grads,
                     sums ? on_gradient : NULL, executor);
  if (!sums)
    return;

  send_bucket (executor);
  group->finish (group);
  share = 1.0f / (gfloat) group->n;
  for (gsize i = 0; i < executor->n_gradients; i++)
    executor->gradients[i] *= share;
}

gfloat *
ll_executor_get_gradients (LlExecutor *executor)
{
  return executor->gradients;
}

const gfloat *
ll_executor_get_gradient (LlExecutor *executor, gint parameter)
{
  return executor->parameter_grads[parameter];
}
