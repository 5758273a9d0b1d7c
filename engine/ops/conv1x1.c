/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The heads: few output channels, so that plain loops over runs of pixels reach the
 * memory's speed.
 */

#include <string.h>

#include "ops/conv1x1.h"

/* Pixels a task: the run of all channels stays in the cache. */
#define RUN ((gsize) 4096)

typedef struct
{
  const LlTensor *in;
  const LlTensor *out;
  const LlTensor *in_grad;
  const gfloat *weights;
  const gfloat *bias;
  gfloat *weight_grad;
  gfloat *bias_grad;
  gboolean accumulate;
} Head;

static gint
count_runs (const LlTensor *tensor)
{
  return (gint) ((ll_tensor_pixels (tensor) + RUN - 1) / RUN);
}

static void
forward_task (gint task, gint worker, gpointer data)
{
  Head *head = data;
  gsize first = (gsize) task * RUN;
  gsize n = MIN (RUN, ll_tensor_pixels (head->in) - first);

  for (gint o = 0; o < head->out->channels; o++)
    {
      gfloat *out = ll_tensor_channel (head->out, o) + first;

      for (gsize i = 0; i < n; i++)
        out[i] = head->bias[o];
      for (gint c = 0; c < head->in->channels; c++)
        {
          const gfloat *in = ll_tensor_channel (head->in, c) + first;
          gfloat weight = head->weights[o * head->in->channels + c];

          for (gsize i = 0; i < n; i++)
            out[i] += weight * in[i];
        }
    }
}

void
ll_conv1x1_forward (LlWorkers *workers,
                    const LlTensor *in,
                    const gfloat *weights,
                    const gfloat *bias,
                    const LlTensor *out)
{
  Head head = { .in = in, .out = out, .weights = weights, .bias = bias };

  ll_workers_run (workers, count_runs (in), forward_task, &head);
}

static void
input_gradient_task (gint task, gint worker, gpointer data)
{
  Head *head = data;
  gsize first = (gsize) task * RUN;
  gsize n = MIN (RUN, ll_tensor_pixels (head->in_grad) - first);

  for (gint c = 0; c < head->in_grad->channels; c++)
    {
      gfloat *in_grad = ll_tensor_channel (head->in_grad, c) + first;

      if (!head->accumulate)
        memset (in_grad, 0, n * sizeof (gfloat));
      for (gint o = 0; o < head->out->channels; o++)
        {
          const gfloat *out_grad = ll_tensor_channel (head->out, o) + first;
          gfloat weight = head->weights[o * head->in_grad->channels + c];

          for (gsize i = 0; i < n; i++)
            in_grad[i] += weight * out_grad[i];
        }
    }
}

/* Sum of a b (or of a, when b is %NULL), in float runs that end in a double: accurate,
 * and the same whatever the number of workers.
 */
static gdouble
dot (const gfloat *a, const gfloat *b, gsize n)
{
  gdouble sum = 0.0;

  for (gsize first = 0; first < n; first += 256)
    {
      gsize end = MIN (first + 256, n);
      gfloat run = 0.0f;

      if (b)
        for (gsize i = first; i < end; i++)
          run += a[i] * b[i];
      else
        for (gsize i = first; i < end; i++)
          run += a[i];
      sum += run;
    }
  return sum;
}

/* A task an input channel; the last task is the bias. */
static void
weight_gradient_task (gint task, gint worker, gpointer data)
{
  Head *head = data;
  gint in_channels = head->in->channels;
  gsize n = ll_tensor_pixels (head->in);

  for (gint o = 0; o < head->out->channels; o++)
    {
      const gfloat *out_grad = ll_tensor_channel (head->out, o);

      if (task == in_channels)
        head->bias_grad[o] = (gfloat) dot (out_grad, NULL, n);
      else
        head->weight_grad[o * in_channels + task] =
          (gfloat) dot (out_grad, ll_tensor_channel (head->in, task), n);
    }
}

void
ll_conv1x1_backward (LlWorkers *workers,
                     const LlTensor *in,
                     const gfloat *weights,
                     const LlTensor *out_grad,
                     const LlTensor *in_grad,
                     gboolean accumulate,
                     gfloat *weight_grad,
                     gfloat *bias_grad)
{
  Head head = {
    .in = in,
    .out = out_grad,
    .in_grad = in_grad,
    .weights = weights,
    .weight_grad = weight_grad,
    .bias_grad = bias_grad,
    .accumulate = accumulate,
  };

  ll_workers_run (workers, in->channels + 1, weight_gradient_task, &head);
  ll_workers_run (workers, count_runs (in_grad), input_gradient_task, &head);
}
