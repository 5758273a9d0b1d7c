/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 2x2 max-pooling, where each task handles one block of one image. */

#include "kernels/kernels.h"
#include "ops/maxpool.h"

typedef struct
{
  const LlKernels *kernels;
  const LlFeatures *in;
  const LlFeatures *out; /* or the gradient there */
  const LlFeatures *in_grad;
  gboolean accumulate;
} Pool;

static void
run_pooling (LlWorkers *workers, Pool *pool, LlTaskFunc func)
{
  g_assert (pool->out->height * 2 == pool->in->height &&
            pool->out->width * 2 == pool->in->width);

  pool->kernels = ll_kernels_for (workers);
  ll_workers_run (workers, ll_count_blocks (pool->in->channels) * pool->in->batch, func,
                  pool);
}

static void
forward_task (gint task, gint worker, gpointer data)
{
  const Pool *pool = data;
  gint block = task / pool->in->batch;
  gint image = task % pool->in->batch;
  gsize row = (gsize) pool->in->width * LL_BLOCK;
  const gfloat *in = ll_features_plane (pool->in, block, image);
  gfloat *out = ll_features_plane (pool->out, block, image);

  for (gint y = 0; y < pool->out->height; y++, in += 2 * row, out += row / 2)
    pool->kernels->maxpool (in, in + row, pool->out->width, out);
}

void
ll_maxpool_forward (LlWorkers *workers, const LlFeatures *in, const LlFeatures *out)
{
  Pool pool = { .in = in, .out = out };

  run_pooling (workers, &pool, forward_task);
}

static void
backward_task (gint task, gint worker, gpointer data)
{
  const Pool *pool = data;
  gint block = task / pool->in->batch;
  gint image = task % pool->in->batch;
  gsize row = (gsize) pool->in->width * LL_BLOCK;
  const gfloat *in = ll_features_plane (pool->in, block, image);
  const gfloat *out_grad = ll_features_plane (pool->out, block, image);
  gfloat *in_grad = ll_features_plane (pool->in_grad, block, image);

  for (gint y = 0; y < pool->out->height; y++)
    {
      pool->kernels->maxpool_back (in, in + row, out_grad, pool->out->width, in_grad,
                                   in_grad + row, pool->accumulate);
      in += 2 * row;
      in_grad += 2 * row;
      out_grad += row / 2;
    }
}

void
ll_maxpool_backward (LlWorkers *workers,
                     const LlFeatures *in,
                     const LlFeatures *out_grad,
                     const LlFeatures *in_grad,
                     gboolean accumulate)
{
  Pool pool = { .in = in, .out = out_grad, .in_grad = in_grad, .accumulate = accumulate };

  run_pooling (workers, &pool, backward_task);
}
