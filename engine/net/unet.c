/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Section 3.2 and figure 2 of the paper. */

#include <string.h>

#include "net/graph.h"
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

static gint
tensor_index (LlNetwork *network, const gchar *prefix, const gchar *format, gint i)
{
  g_autofree gchar *suffix = g_strdup_printf (format, i);
  g_autofree gchar *name = g_strconcat (prefix, suffix, NULL);
  gint index = ll_network_find_index (network, name);

  g_assert (index >= 0);
  return index;
}

/* Two grey blocks over @first and, when there is one, @second. */
static LlValue *
add_blocks (LlUnet *unet, const gchar *prefix, LlValue *first, LlValue *second)
{
  LlValue *value = first;

  for (gint i = 1; i <= 2; i++)
    {
      LlGreyBlock block = {
        .weight = tensor_index (unet->network, prefix, ".conv%d.weight", i),
        .gamma = tensor_index (unet->network, prefix, ".bn%d.weight", i),
        .beta = tensor_index (unet->network, prefix, ".bn%d.bias", i),
        .mean = tensor_index (unet->network, prefix, ".bn%d.running_mean", i),
        .variance = tensor_index (unet->network, prefix, ".bn%d.running_var", i),
      };

      value = ll_graph_grey_block (unet->graph, &block, value, i == 1 ? second : NULL);
    }
  return value;
}

static void
add_head (LlUnet *unet, LlTask task, LlValue *in)
{
  g_autofree gchar *prefix = g_strconcat ("head.", ll_task_get_name (task), NULL);
  g_autofree gchar *weight = g_strconcat (prefix, ".weight", NULL);
  g_autofree gchar *bias = g_strconcat (prefix, ".bias", NULL);

  unet->logits[task] =
    ll_graph_head (unet->graph, ll_network_find_index (unet->network, weight),
                   ll_network_find_index (unet->network, bias), in);
}

/* x = F (x, c), z' = F (z, c), z = z' + R (z'), y = G (y, z): equation 6.
 *
 * The first block starts from features that all tasks share: x = z = y.
 */
typedef struct
{
  LlValue *x;
  LlValue *y;
  LlValue *z;
} Paths;

static void
add_task_block (LlUnet *unet, gint level, LlValue *skip, Paths *paths)
{
  g_autofree gchar *shared = g_strdup_printf ("multitask.%d.shared", level);
  g_autofree gchar *residual = g_strdup_printf ("multitask.%d.residual", level);
  g_autofree gchar *separation = g_strdup_printf ("multitask.%d.separation", level);
  LlGraph *graph = unet->graph;
  gint batch = ll_graph_get_batch (skip);
  LlValue *up_y = ll_graph_upsample (graph, paths->y, NULL);
  LlValue *common;

  if (paths->x == paths->z)
    {
      paths->x = common = add_blocks (unet, shared, up_y, skip);
    }
  else
    {
      /* One batch of both tasks, so that the normalisation sees both. */
      LlValue *up = ll_graph_upsample (graph, paths->x, paths->z);
      LlValue *both = add_blocks (unet, shared, up, skip);

      paths->x = ll_graph_slice (graph, both, 0, batch);
      common = ll_graph_slice (graph, both, batch, batch);
    }

  paths->z = ll_graph_add (graph, common, add_blocks (unet, residual, common, NULL));
  paths->y = add_blocks (unet, separation, up_y, paths->z);
}

static void
build (LlUnet *unet)
{
  const LlNetworkSettings *settings = ll_network_get_settings (unet->network);
  gboolean multi = settings->kind == LL_NETWORK_MULTI_TASK;
  gint task_blocks = multi ? settings->task_blocks : 0;
  g_autofree LlValue **skips = g_new0 (LlValue *, settings->levels);
  LlValue *value = unet->input;
  Paths paths;

  for (gint i = 0; i < settings->levels; i++)
    {
      g_autofree gchar *prefix = g_strdup_printf ("encoder.%d", i);

      if (i > 0)
        value = ll_graph_maxpool (unet->graph, value);
      value = skips[i] = add_blocks (unet, prefix, value, NULL);
    }

  for (gint i = settings->levels - 2; i >= task_blocks; i--)
    {
      g_autofree gchar *prefix = g_strdup_printf ("decoder.%d", i);
      LlValue *up = ll_graph_upsample (unet->graph, value, NULL);

      value = add_blocks (unet, prefix, up, skips[i]);
    }

  paths = (Paths){ value, value, value };
  for (gint i = task_blocks - 1; i >= 0; i--)
    add_task_block (unet, i, skips[i], &paths);

  if (multi)
    {
      add_head (unet, LL_TASK_DETECTION, paths.x);
      add_head (unet, LL_TASK_SEPARATION, paths.y);
    }
  add_head (unet, LL_TASK_SEGMENTATION, paths.z);
}

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
  gint channels = ll_network_get_settings (network)->channels;

  unet->network = network;
  unet->workers = workers;
  unet->training = training;
  unet->graph = ll_graph_new (network, workers, training);
  unet->input = ll_graph_input (unet->graph, channels, batch, height, width);
  build (unet);
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
