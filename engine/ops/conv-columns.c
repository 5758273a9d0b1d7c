/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 3x3 convolution as a matrix product over tiles of columns.
 *
 * forward:          out[out][p]     = weights[out][in * 9] columns (in)[in * 9][p]
 * input gradient:   the forward pass over the output's gradient, with the weights
 *                   turned by 180 degrees and transposed
 * weight gradient:  grad[out][in * 9] = out_grad[out][p] columns (in)[in * 9][p]^T
 */

#include <string.h>

#include "ops/blas.h"
#include "ops/conv-columns.h"
#include "ops/im2col.h"

/* Below this many pixels a worker, output channels are shared out instead. */
#define FEW_PIXELS 2048

/* Keeps the rows of columns off each other's cache sets. */
#define PADDING 16

typedef struct
{
  LlWorkers *workers;
  const LlTensor *in;
  const LlTensor *out;
  const gfloat *weights;
  gfloat *weight_grad;
  gsize weight_stride;
  gboolean accumulate;
  gsize tile;
  gint n_tiles;
  gint n_parts;     /* groups of output channels    */
  gfloat *partials; /* weight gradient a share      */
} Conv;

static gfloat *
columns_scratch (Conv *conv, gint worker)
{
  gsize rows = (gsize) conv->in->channels * 9;

  return ll_workers_scratch (conv->workers, worker,
                             rows * (conv->tile + PADDING) * sizeof (gfloat));
}

static void
forward_task (gint task, gint worker, gpointer data)
{
  Conv *conv = data;
  gint part = task % conv->n_parts;
  gint begin = conv->out->channels * part / conv->n_parts;
  gint end = conv->out->channels * (part + 1) / conv->n_parts;
  gsize first = (gsize) (task / conv->n_parts) * conv->tile;
  gsize n = MIN (conv->tile, ll_tensor_pixels (conv->in) - first);
  gsize stride = conv->tile + PADDING;
  gfloat *columns = columns_scratch (conv, worker);

  if (begin == end)
    return;

  ll_im2col (conv->in, first, n, columns, stride);
  ll_gemm (FALSE, FALSE, end - begin, (gint) n, conv->in->channels * 9,
           conv->weights + (gsize) begin * conv->weight_stride, conv->weight_stride,
           columns, stride, ll_tensor_channel (conv->out, begin) + first,
           conv->out->stride, conv->accumulate);
}

/* Parts of the output channels so that no worker is without work. */
static gint
count_parts (gint n_workers, gint n_tiles)
{
  return n_tiles >= n_workers ? 1 : (n_workers + n_tiles - 1) / n_tiles;
}

void
ll_conv_columns_forward (LlWorkers *workers,
                         const LlTensor *in,
                         const gfloat *weights,
                         gsize weight_stride,
                         const LlTensor *out,
                         gboolean accumulate)
{
  gint n_workers = ll_workers_get_n (workers);
  gsize pixels = ll_tensor_pixels (in);
  Conv conv = {
    .workers = workers,
    .in = in,
    .out = out,
    .weights = weights,
    .weight_stride = weight_stride,
    .accumulate = accumulate,
    .tile = ll_im2col_tile (in, n_workers),
  };

  g_assert (in->batch == out->batch && in->height == out->height &&
            in->width == out->width);

  conv.n_tiles = (gint) ((pixels + conv.tile - 1) / conv.tile);
  conv.n_parts = count_parts (n_workers, conv.n_tiles);
  ll_workers_run (workers, conv.n_tiles * conv.n_parts, forward_task, &conv);
}

typedef struct
{
  const gfloat *weights;
  gsize weight_stride;
  gint out_channels;
  gfloat *turned;
} Turn;

/* turned[in][out][ky][kx] = weights[out][in][2 - ky][2 - kx], a task an input channel */
static void
turn_task (gint in, gint worker, gpointer data)
{
  Turn *turn = data;
  gfloat *to = turn->turned + (gsize) in * (gsize) turn->out_channels * 9;

  for (gint out = 0; out < turn->out_channels; out++)
    {
      const gfloat *from =
        turn->weights + (gsize) out * turn->weight_stride + (gsize) in * 9;

      for (gint k = 0; k < 9; k++)
        *to++ = from[8 - k];
    }
}

void
ll_conv_columns_input_gradient (LlWorkers *workers,
                                const LlTensor *out_grad,
                                const gfloat *weights,
                                gsize weight_stride,
                                const LlTensor *in_grad,
                                gboolean accumulate)
{
  Turn turn = {
    .weights = weights,
    .weight_stride = weight_stride,
    .out_channels = out_grad->channels,
  };
  gsize stride = (gsize) out_grad->channels * 9;

  turn.turned =
    ll_workers_shared (workers, (gsize) in_grad->channels * stride * sizeof (gfloat));
  ll_workers_run (workers, in_grad->channels, turn_task, &turn);
  ll_conv_columns_forward (workers, out_grad, turn.turned, stride, in_grad, accumulate);
}

/* Adds the gradient of output channels @begin .. @end - 1 over the given tiles. */
static void
add_tiles (Conv *conv,
           gint worker,
           gint begin,
           gint end,
           gint first_tile,
           gint last_tile,
           gfloat *grad,
           gsize grad_stride)
{
  gfloat *columns = columns_scratch (conv, worker);
  gsize stride = conv->tile + PADDING;

  for (gint tile = first_tile; tile < last_tile; tile++)
    {
      gsize first = (gsize) tile * conv->tile;
      gsize n = MIN (conv->tile, ll_tensor_pixels (conv->in) - first);

      ll_im2col (conv->in, first, n, columns, stride);
      ll_gemm (FALSE, TRUE, end - begin, conv->in->channels * 9, (gint) n,
               ll_tensor_channel (conv->out, begin) + first, conv->out->stride, columns,
               stride, grad, grad_stride, tile > first_tile);
    }
}

static void
weight_gradient_channels_task (gint task, gint worker, gpointer data)
{
  Conv *conv = data;
  gint begin = conv->out->channels * task / conv->n_parts;
  gint end = conv->out->channels * (task + 1) / conv->n_parts;

  if (begin < end)
    add_tiles (conv, worker, begin, end, 0, conv->n_tiles,
               conv->weight_grad + (gsize) begin * conv->weight_stride,
               conv->weight_stride);
}

static void
weight_gradient_pixels_task (gint task, gint worker, gpointer data)
{
  Conv *conv = data;
  gsize row = (gsize) conv->in->channels * 9;
  gfloat *partial = conv->partials + (gsize) task * (gsize) conv->out->channels * row;

  add_tiles (conv, worker, 0, conv->out->channels,
             (gint) ((gint64) conv->n_tiles * task / conv->n_parts),
             (gint) ((gint64) conv->n_tiles * (task + 1) / conv->n_parts), partial, row);
}

/* The shares are added in their order, whoever worked them out: same seed, same weights. */
static void
sum_partials (Conv *conv)
{
  gsize row = (gsize) conv->in->channels * 9;
  gsize size = (gsize) conv->out->channels * row;

  for (gint out = 0; out < conv->out->channels; out++)
    {
      gfloat *grad = conv->weight_grad + (gsize) out * conv->weight_stride;

      memcpy (grad, conv->partials + (gsize) out * row, row * sizeof (gfloat));
      for (gint part = 1; part < conv->n_parts; part++)
        {
          const gfloat *partial =
            conv->partials + (gsize) part * size + (gsize) out * row;

          for (gsize i = 0; i < row; i++)
            grad[i] += partial[i];
        }
    }
}

void
ll_conv_columns_weight_gradient (LlWorkers *workers,
                                 const LlTensor *in,
                                 const LlTensor *out_grad,
                                 gfloat *weight_grad,
                                 gsize weight_stride)
{
  gint n_workers = ll_workers_get_n (workers);
  gsize pixels = ll_tensor_pixels (in);
  Conv conv = {
    .workers = workers,
    .in = in,
    .out = out_grad,
    .weight_grad = weight_grad,
    .weight_stride = weight_stride,
    .tile = ll_im2col_tile (in, n_workers),
    .n_parts = n_workers,
  };

  conv.n_tiles = (gint) ((pixels + conv.tile - 1) / conv.tile);

  if (pixels < (gsize) FEW_PIXELS * (gsize) n_workers || conv.n_tiles < n_workers)
    {
      ll_workers_run (workers, n_workers, weight_gradient_channels_task, &conv);
      return;
    }

  conv.partials =
    ll_workers_shared (workers, (gsize) n_workers * (gsize) out_grad->channels *
                                  (gsize) in->channels * 9 * sizeof (gfloat));
  ll_workers_run (workers, n_workers, weight_gradient_pixels_task, &conv);
  sum_partials (&conv);
}
