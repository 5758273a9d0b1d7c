/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 2x2 max-pooling, a task a channel and image. */

#include <string.h>

#include "ops/maxpool.h"

typedef struct
{
  const LlTensor *in;
  const LlTensor *out;
  const LlTensor *in_grad;
  gboolean accumulate;
} Pool;

/* A task is a channel of an image. */
static gfloat *
plane (const LlTensor *tensor, gint task)
{
  return ll_tensor_plane (tensor, task / tensor->batch, task % tensor->batch);
}

static void
forward_task (gint task, gint worker, gpointer data)
{
  Pool *pool = data;
  gsize width = (gsize) pool->in->width;
  const gfloat *in = plane (pool->in, task);
  gfloat *out = plane (pool->out, task);

  for (gint y = 0; y < pool->out->height; y++)
    {
      const gfloat *upper = in + (gsize) y * 2 * width;
      const gfloat *lower = upper + width;

      for (gint x = 0; x < pool->out->width; x++)
        {
          gfloat u = MAX (upper[2 * x], upper[2 * x + 1]);
          gfloat l = MAX (lower[2 * x], lower[2 * x + 1]);

          *out++ = MAX (u, l);
        }
    }
}

void
ll_maxpool_forward (LlWorkers *workers, const LlTensor *in, const LlTensor *out)
{
  Pool pool = { .in = in, .out = out };

  g_assert (out->height * 2 == in->height && out->width * 2 == in->width);

  ll_workers_run (workers, in->channels * in->batch, forward_task, &pool);
}

static void
backward_task (gint task, gint worker, gpointer data)
{
  Pool *pool = data;
  gsize width = (gsize) pool->in->width;
  const gfloat *in = plane (pool->in, task);
  const gfloat *out_grad = plane (pool->out, task);
  gfloat *in_grad = plane (pool->in_grad, task);

  if (!pool->accumulate)
    memset (in_grad, 0, (gsize) pool->in->height * width * sizeof (gfloat));

  for (gint y = 0; y < pool->out->height; y++)
    for (gint x = 0; x < pool->out->width; x++)
      {
        gsize corner = (gsize) y * 2 * width + (gsize) x * 2;
        gsize best = corner;

        if (in[corner + 1] > in[best])
          best = corner + 1;
        if (in[corner + width] > in[best])
          best = corner + width;
        if (in[corner + width + 1] > in[best])
          best = corner + width + 1;
        in_grad[best] += *out_grad++;
      }
}

void
ll_maxpool_backward (LlWorkers *workers,
                     const LlTensor *in,
                     const LlTensor *out_grad,
                     const LlTensor *in_grad,
                     gboolean accumulate)
{
  Pool pool = { .in = in, .out = out_grad, .in_grad = in_grad, .accumulate = accumulate };

  ll_workers_run (workers, in->channels * in->batch, backward_task, &pool);
}
