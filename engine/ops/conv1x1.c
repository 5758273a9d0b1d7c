/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The heads.  Each task handles a run of pixels of one image. */

#include <string.h>

#include "kernels/kernels.h"
#include "ops/conv1x1.h"

/* Pixels per task. */
#define RUN ((gsize) 4096)

typedef struct
{
  const LlKernels *kernels;
  const LlFeatures *in;
  const LlTensor *out; /* or the gradient there */
  const LlFeatures *in_grad;
  gboolean accumulate;
  const gfloat *bias;
  gsize pixels;    /* of an image                              */
  gint runs;       /* tasks of an image                        */
  gint blocks;     /* of the inputs                            */
  gfloat *weights; /* [blocks][outputs][16]                 */
  gfloat *grads;   /* [tasks][blocks][outputs][16]          */
  gdouble *sums;   /* [tasks][outputs]: gradient of the bias */
} Head;

static gsize
weights_size (const Head *head)
{
  return (gsize) (head->blocks * head->out->channels) * LL_BLOCK;
}

/* @gradients: whether memory for gradients is needed */
static void
head_init (Head *head,
           LlWorkers *workers,
           const LlFeatures *in,
           const gfloat *weights,
           const LlTensor *out,
           gboolean gradients)
{
  gsize size, tasks, outputs = (gsize) out->channels;
  gchar *shared;

  *head = (Head){
    .kernels = ll_kernels_for (workers),
    .in = in,
    .out = out,
    .pixels = (gsize) in->height * (gsize) in->width,
    .blocks = ll_count_blocks (in->channels),
  };
  head->runs = (gint) ((head->pixels + RUN - 1) / RUN);
  size = weights_size (head);
  tasks = gradients ? (gsize) (head->runs * in->batch) : 0;

  shared = ll_workers_shared (workers, (tasks + 1) * size * sizeof (gfloat) +
                                         tasks * outputs * sizeof (gdouble));
  memset (shared, 0, (tasks + 1) * size * sizeof (gfloat));
  head->weights = (gfloat *) shared;
  head->grads = head->weights + size;
  head->sums = (gdouble *) (head->grads + tasks * size);
  for (gint o = 0; o < out->channels; o++)
    for (gint c = 0; c < in->channels; c++)
      head->weights[(c / LL_BLOCK * out->channels + o) * LL_BLOCK + c % LL_BLOCK] =
        weights[o * in->channels + c];
}

static void
forward_task (gint task, gint worker, gpointer data)
{
  const Head *head = data;
  gint image = task / head->runs;
  gsize first = (gsize) (task % head->runs) * RUN;
  gsize n = MIN (RUN, head->pixels - first);
  gfloat *out = ll_tensor_plane (head->out, 0, image) + first;

  for (gint o = 0; o < head->out->channels; o++)
    for (gsize i = 0; i < n; i++)
      out[(gsize) o * head->out->stride + i] = head->bias[o];

  for (gint block = 0; block < head->blocks; block++)
    head->kernels->head (ll_features_plane (head->in, block, image) + first * LL_BLOCK, n,
                         head->weights + block * head->out->channels * LL_BLOCK,
                         head->out->channels, out, head->out->stride);
}

void
ll_conv1x1_forward (LlWorkers *workers,
                    const LlFeatures *in,
                    const gfloat *weights,
                    const gfloat *bias,
                    const LlTensor *out)
{
  Head head;

  head_init (&head, workers, in, weights, out, FALSE);
  head.bias = bias;
  ll_workers_run (workers, in->batch * head.runs, forward_task, &head);
}

static void
backward_task (gint task, gint worker, gpointer data)
{
  const Head *head = data;
  gint outputs = head->out->channels;
  gint image = task / head->runs;
  gsize first = (gsize) (task % head->runs) * RUN;
  gsize n = MIN (RUN, head->pixels - first);
  const gfloat *out_grad = ll_tensor_plane (head->out, 0, image) + first;
  gfloat *grads = head->grads + (gsize) task * weights_size (head);

  for (gint block = 0; block < head->blocks; block++)
    head->kernels->head_back (
      ll_features_plane (head->in, block, image) + first * LL_BLOCK, n,
      head->weights + block * outputs * LL_BLOCK, outputs, out_grad, head->out->stride,
      ll_features_plane (head->in_grad, block, image) + first * LL_BLOCK,
      head->accumulate, grads + block * outputs * LL_BLOCK);

  for (gint o = 0; o < outputs; o++)
    {
      gdouble sum = 0.0;

      for (gsize i = 0; i < n; i++)
        sum += out_grad[(gsize) o * head->out->stride + i];
      head->sums[task * outputs + o] = sum;
    }
}

void
ll_conv1x1_backward (LlWorkers *workers,
                     const LlFeatures *in,
                     const gfloat *weights,
                     const LlTensor *out_grad,
                     const LlFeatures *in_grad,
                     gboolean accumulate,
                     gfloat *weight_grad,
                     gfloat *bias_grad)
{
  gint outputs = out_grad->channels;
  gint n_tasks;
  Head head;

  head_init (&head, workers, in, weights, out_grad, TRUE);
  head.in_grad = in_grad;
  head.accumulate = accumulate;
  n_tasks = in->batch * head.runs;
  ll_workers_run (workers, n_tasks, backward_task, &head);

  /* Sums in the order of the tasks keep results independent of the threads. */
  for (gint o = 0; o < outputs; o++)
    {
      gdouble sum = 0.0;

      for (gint task = 0; task < n_tasks; task++)
        sum += head.sums[task * outputs + o];
      bias_grad[o] = (gfloat) sum;

      for (gint c = 0; c < in->channels; c++)
        {
          gsize at = (gsize) ((c / LL_BLOCK * outputs + o) * LL_BLOCK + c % LL_BLOCK);

          sum = 0.0;
          for (gint task = 0; task < n_tasks; task++)
            sum += head.grads[(gsize) task * weights_size (&head) + at];
          weight_grad[o * in->channels + c] = (gfloat) sum;
        }
    }
}
