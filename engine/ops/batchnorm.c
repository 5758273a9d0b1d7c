/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Batch normalisation, where each task handles a run of pixels of one block. */

#include <math.h>
#include <string.h>

#include "kernels/kernels.h"
#include "ops/batchnorm.h"

/* Pixels per task; sums run in float over SUM of them, and from there in double. */
#define RUN ((gsize) 4096)
#define SUM ((gsize) 512)

#define SMALLEST_GAMMA 1e-5f

typedef struct
{
  const LlKernels *kernels;
  const LlFeatures *y;
  const LlFeatures *grad;
  gsize pixels; /* of the whole batch                            */
  gint runs;    /* of a block                                    */
  gfloat *a;    /* [blocks * 16]: factors, by direction of pass  */
  gfloat *b;
  gfloat *c;
  gdouble *sums; /* [blocks][runs][2][16]                        */
} Norm;

static void
norm_init (Norm *norm, LlWorkers *workers, const LlFeatures *y, const LlFeatures *grad)
{
  gsize pixels = (gsize) y->batch * (gsize) y->height * (gsize) y->width;
  gsize blocks = (gsize) ll_count_blocks (y->channels);
  gint runs = (gint) ((pixels + RUN - 1) / RUN);
  gsize n_sums = grad ? blocks * (gsize) runs * 2 * LL_BLOCK : 0;
  gsize n = blocks * LL_BLOCK;
  gchar *shared =
    ll_workers_shared (workers, n_sums * sizeof (gdouble) + 3 * n * sizeof (gfloat));
  gfloat *factors = (gfloat *) (shared + n_sums * sizeof (gdouble));

  memset (shared, 0, n_sums * sizeof (gdouble) + 3 * n * sizeof (gfloat));
  *norm = (Norm){
    .kernels = ll_kernels_for (workers),
    .y = y,
    .grad = grad,
    .pixels = pixels,
    .runs = runs,
    .sums = (gdouble *) shared,
    .a = factors,
    .b = factors + n,
    .c = factors + 2 * n,
  };
}

/* Where a task's pixels begin in a block, and how many there are. */
static gsize
find_run (const Norm *norm, gint task, gsize *n)
{
  gsize first = (gsize) (task % norm->runs) * RUN;

  *n = MIN (RUN, norm->pixels - first);
  return first * LL_BLOCK;
}

static gfloat
safe (gfloat gamma)
{
  return fabsf (gamma) < SMALLEST_GAMMA ? copysignf (SMALLEST_GAMMA, gamma) : gamma;
}

static void
forward_task (gint task, gint worker, gpointer data)
{
  Norm *norm = data;
  gint block = task / norm->runs;
  gsize n;
  gsize at = find_run (norm, task, &n);

  norm->kernels->normalise (ll_features_plane (norm->y, block, 0) + at, n,
                            norm->a + block * LL_BLOCK, norm->b + block * LL_BLOCK);
}

void
ll_batchnorm_forward (LlWorkers *workers,
                      const LlGroup *group,
                      const gdouble *moments,
                      const gfloat *gamma,
                      const gfloat *beta,
                      gfloat *inverse,
                      gfloat *running_mean,
                      gfloat *running_variance,
                      gfloat momentum,
                      const LlFeatures *x)
{
  gsize n_moments = (gsize) ll_count_blocks (x->channels) * 2 * LL_BLOCK;
  g_autofree gdouble *shared = NULL;
  Norm norm;
  gdouble n;

  norm_init (&norm, workers, x, NULL);
  n = (gdouble) norm.pixels * ll_group_get_n (group);
  if (group)
    {
      moments = shared = g_memdup2 (moments, n_moments * sizeof (gdouble));
      group->sum (group, shared, (gint) n_moments);
    }
  for (gint c = 0; c < x->channels; c++)
    {
      const gdouble *sums = moments + c / LL_BLOCK * 2 * LL_BLOCK + c % LL_BLOCK;
      gdouble mean = sums[0] / n;
      gdouble variance = MAX (0.0, sums[LL_BLOCK] / n - mean * mean);
      gdouble unbiased = n > 1.0 ? variance * n / (n - 1.0) : variance;

      inverse[c] = (gfloat) (1.0 / sqrt (variance + (gdouble) LL_BATCHNORM_EPSILON));
      running_mean[c] += momentum * ((gfloat) mean - running_mean[c]);
      running_variance[c] += momentum * ((gfloat) unbiased - running_variance[c]);
      norm.a[c] = safe (gamma[c]) * inverse[c];
      norm.b[c] = (gfloat) ((gdouble) beta[c] - mean * (gdouble) norm.a[c]);
    }

  ll_workers_run (workers, ll_count_blocks (x->channels) * norm.runs, forward_task,
                  &norm);
}

void
ll_batchnorm_fold (gint n,
                   const gfloat *gamma,
                   const gfloat *beta,
                   const gfloat *running_mean,
                   const gfloat *running_variance,
                   gfloat *scale,
                   gfloat *bias)
{
  for (gint c = 0; c < n; c++)
    {
      scale[c] = gamma[c] / sqrtf (running_variance[c] + LL_BATCHNORM_EPSILON);
      bias[c] = beta[c] - running_mean[c] * scale[c];
    }
}

static void
sums_task (gint task, gint worker, gpointer data)
{
  Norm *norm = data;
  gint block = task / norm->runs;
  gdouble *to = norm->sums + (gsize) task * 2 * LL_BLOCK;
  gsize n;
  gsize at = find_run (norm, task, &n);
  const gfloat *y = ll_features_plane (norm->y, block, 0) + at;
  const gfloat *grad = ll_features_plane (norm->grad, block, 0) + at;

  for (gsize first = 0; first < n; first += SUM)
    {
      gfloat sums[2 * LL_BLOCK] __attribute__ ((aligned (64))) = { 0 };

      norm->kernels->normalise_sums (y + first * LL_BLOCK, grad + first * LL_BLOCK,
                                     MIN (SUM, n - first), sums);
      for (gint i = 0; i < 2 * LL_BLOCK; i++)
        to[i] += sums[i];
    }
}

static void
backward_task (gint task, gint worker, gpointer data)
{
  Norm *norm = data;
  gint block = task / norm->runs;
  gint c = block * LL_BLOCK;
  gsize n;
  gsize at = find_run (norm, task, &n);

  norm->kernels->normalise_back (ll_features_plane (norm->y, block, 0) + at,
                                 ll_features_plane (norm->grad, block, 0) + at, n,
                                 norm->a + c, norm->b + c, norm->c + c);
}

/* With g the gradient at a, over the n pixels of a channel:
 *
 *   beta' = sum g,  gamma' = sum g x^ = (sum g a - beta beta') / gamma,
 *   x' = gamma inverse (g - beta' / n - x^ gamma' / n),
 *
 * in which gamma x^ is a - beta.
 */
void
ll_batchnorm_backward (LlWorkers *workers,
                       const LlGroup *group,
                       const LlFeatures *y,
                       const gfloat *gamma,
                       const gfloat *beta,
                       const gfloat *inverse,
                       const LlFeatures *grad,
                       gfloat *gamma_grad,
                       gfloat *beta_grad)
{
  /* [channels][2]: beta' and gamma' of the whole batch. */
  g_autofree gdouble *whole = g_new (gdouble, 2 * y->channels);
  gdouble n;
  gint n_tasks;
  Norm norm;

  norm_init (&norm, workers, y, grad);
  n = (gdouble) norm.pixels * ll_group_get_n (group);
  n_tasks = ll_count_blocks (y->channels) * norm.runs;
  ll_workers_run (workers, n_tasks, sums_task, &norm);

  for (gint c = 0; c < y->channels; c++)
    {
      const gdouble *sums = norm.sums +
                            (gsize) (c / LL_BLOCK * norm.runs) * 2 * LL_BLOCK +
                            (gsize) (c % LL_BLOCK);
      gdouble sum = 0.0, products = 0.0;

      for (gint run = 0; run < norm.runs; run++, sums += 2 * LL_BLOCK)
        {
          sum += sums[0];
          products += sums[LL_BLOCK];
        }
      whole[2 * c] = sum;
      whole[2 * c + 1] = (products - (gdouble) beta[c] * sum) / (gdouble) safe (gamma[c]);
      beta_grad[c] = (gfloat) sum;
      gamma_grad[c] = (gfloat) whole[2 * c + 1];
    }
  if (group)
    group->sum (group, whole, 2 * y->channels);

  for (gint c = 0; c < y->channels; c++)
    {
      gdouble sum = whole[2 * c], normalised = whole[2 * c + 1];

      norm.a[c] = safe (gamma[c]) * inverse[c];
      norm.b[c] = (gfloat) (-(gdouble) inverse[c] * normalised / n);
      norm.c[c] =
        (gfloat) (-(gdouble) norm.a[c] * sum / n - (gdouble) norm.b[c] * beta[c]);
    }

  ll_workers_run (workers, n_tasks, backward_task, &norm);
}
