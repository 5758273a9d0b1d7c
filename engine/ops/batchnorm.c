/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Batch normalisation and leaky ReLU, a channel a task: a channel of the whole batch
 * is one run of memory, and its sums do not depend on the number of workers.
 *
 * x^ = (x - mean) * inverse,  a = gamma x^ + beta,  y = a > 0 ? a : 0.01 a
 */

#include <math.h>

#include "ops/batchnorm.h"

/* Sums run in float over this many pixels, and from there in double. */
#define RUN ((gsize) 512)

typedef struct
{
  const LlTensor *in;
  const LlTensor *out;
  const LlTensor *out_grad;
  const LlTensor *in_grad;
  const gfloat *gamma;
  const gfloat *beta;
  gfloat *mean;
  gfloat *inverse;
  const gfloat *saved_mean;
  const gfloat *saved_inverse;
  gfloat *running_mean;
  gfloat *running_variance;
  const gfloat *fixed_mean;
  const gfloat *fixed_variance;
  gfloat momentum;
  gfloat *gamma_grad;
  gfloat *beta_grad;
} Norm;

static void
normalise (const gfloat *in, gfloat *out, gsize n, gfloat mean, gfloat scale, gfloat beta)
{
  /* The mean goes first: a large one would take the digits of the rest with it. */
  for (gsize i = 0; i < n; i++)
    {
      gfloat a = (in[i] - mean) * scale + beta;

      out[i] = a > 0.0f ? a : LL_LEAKY_SLOPE * a;
    }
}

static gdouble
sum (const gfloat *x, gsize n)
{
  gdouble total = 0.0;

  for (gsize first = 0; first < n; first += RUN)
    {
      gsize end = MIN (first + RUN, n);
      gfloat run = 0.0f;

      for (gsize i = first; i < end; i++)
        run += x[i];
      total += run;
    }
  return total;
}

/* Second pass over the channel: the one-pass formula loses digits when the mean is
 * large against the deviation.
 */
static gdouble
sum_squares (const gfloat *x, gsize n, gfloat mean)
{
  gdouble total = 0.0;

  for (gsize first = 0; first < n; first += RUN)
    {
      gsize end = MIN (first + RUN, n);
      gfloat run = 0.0f;

      for (gsize i = first; i < end; i++)
        run += (x[i] - mean) * (x[i] - mean);
      total += run;
    }
  return total;
}

static void
forward_task (gint c, gint worker, gpointer data)
{
  Norm *norm = data;
  const gfloat *in = ll_tensor_channel (norm->in, c);
  gsize n = ll_tensor_pixels (norm->in);
  gfloat mean = (gfloat) (sum (in, n) / (gdouble) n);
  gdouble squares = sum_squares (in, n, mean);
  gfloat variance = (gfloat) (squares / (gdouble) n);
  gfloat unbiased = n > 1 ? (gfloat) (squares / (gdouble) (n - 1)) : variance;
  gfloat inverse = 1.0f / sqrtf (variance + LL_BATCHNORM_EPSILON);
  gfloat scale = norm->gamma[c] * inverse;

  norm->mean[c] = mean;
  norm->inverse[c] = inverse;
  norm->running_mean[c] += norm->momentum * (mean - norm->running_mean[c]);
  norm->running_variance[c] += norm->momentum * (unbiased - norm->running_variance[c]);

  normalise (in, ll_tensor_channel (norm->out, c), n, mean, scale, norm->beta[c]);
}

void
ll_batchnorm_forward (LlWorkers *workers,
                      const LlTensor *in,
                      const gfloat *gamma,
                      const gfloat *beta,
                      gfloat *mean,
                      gfloat *inverse,
                      gfloat *running_mean,
                      gfloat *running_variance,
                      gfloat momentum,
                      const LlTensor *out)
{
  Norm norm = {
    .in = in,
    .out = out,
    .gamma = gamma,
    .beta = beta,
    .mean = mean,
    .inverse = inverse,
    .running_mean = running_mean,
    .running_variance = running_variance,
    .momentum = momentum,
  };

  ll_workers_run (workers, in->channels, forward_task, &norm);
}

static void
infer_task (gint c, gint worker, gpointer data)
{
  Norm *norm = data;
  gfloat scale = norm->gamma[c] / sqrtf (norm->fixed_variance[c] + LL_BATCHNORM_EPSILON);

  normalise (ll_tensor_channel (norm->in, c), ll_tensor_channel (norm->out, c),
             ll_tensor_pixels (norm->in), norm->fixed_mean[c], scale, norm->beta[c]);
}

void
ll_batchnorm_infer (LlWorkers *workers,
                    const LlTensor *in,
                    const gfloat *gamma,
                    const gfloat *beta,
                    const gfloat *running_mean,
                    const gfloat *running_variance,
                    const LlTensor *out)
{
  Norm norm = {
    .in = in,
    .out = out,
    .gamma = gamma,
    .beta = beta,
    .fixed_mean = running_mean,
    .fixed_variance = running_variance,
  };

  ll_workers_run (workers, in->channels, infer_task, &norm);
}

/* With g the gradient at a, over the n pixels of a channel:
 *   gamma' = sum g x^,  beta' = sum g,
 *   x' = gamma inverse (g - beta' / n - x^ gamma' / n)
 */
static void
backward_task (gint c, gint worker, gpointer data)
{
  Norm *norm = data;
  const gfloat *in = ll_tensor_channel (norm->in, c);
  const gfloat *out_grad = ll_tensor_channel (norm->out_grad, c);
  gfloat *in_grad = ll_tensor_channel (norm->in_grad, c);
  gsize n = ll_tensor_pixels (norm->in);
  gfloat mean = norm->saved_mean[c];
  gfloat inverse = norm->saved_inverse[c];
  gfloat gamma = norm->gamma[c];
  gfloat beta = norm->beta[c];
  gdouble sum_g = 0.0;
  gdouble sum_gx = 0.0;
  gfloat scale, offset, slope;

  for (gsize first = 0; first < n; first += RUN)
    {
      gsize end = MIN (first + RUN, n);
      gfloat run_g = 0.0f;
      gfloat run_gx = 0.0f;

      for (gsize i = first; i < end; i++)
        {
          gfloat x = (in[i] - mean) * inverse;
          gfloat g = gamma * x + beta > 0.0f ? out_grad[i] : LL_LEAKY_SLOPE * out_grad[i];

          run_g += g;
          run_gx += g * x;
        }
      sum_g += run_g;
      sum_gx += run_gx;
    }

  norm->gamma_grad[c] = (gfloat) sum_gx;
  norm->beta_grad[c] = (gfloat) sum_g;

  scale = gamma * inverse;
  offset = (gfloat) (sum_g / (gdouble) n);
  slope = (gfloat) (sum_gx / (gdouble) n);
  for (gsize i = 0; i < n; i++)
    {
      gfloat x = (in[i] - mean) * inverse;
      gfloat g = gamma * x + beta > 0.0f ? out_grad[i] : LL_LEAKY_SLOPE * out_grad[i];

      in_grad[i] = scale * (g - offset - slope * x);
    }
}

void
ll_batchnorm_backward (LlWorkers *workers,
                       const LlTensor *in,
                       const LlTensor *out_grad,
                       const gfloat *gamma,
                       const gfloat *beta,
                       const gfloat *mean,
                       const gfloat *inverse,
                       const LlTensor *in_grad,
                       gfloat *gamma_grad,
                       gfloat *beta_grad)
{
  Norm norm = {
    .in = in,
    .out_grad = out_grad,
    .gamma = gamma,
    .beta = beta,
    .saved_mean = mean,
    .saved_inverse = inverse,
    .in_grad = in_grad,
    .gamma_grad = gamma_grad,
    .beta_grad = beta_grad,
  };

  ll_workers_run (workers, in->channels, backward_task, &norm);
}
