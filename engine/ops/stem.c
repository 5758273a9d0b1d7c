/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first convolution, where each task handles some rows of one image. */

#include <string.h>

#include "kernels/kernels.h"
#include "ops/filters.h"
#include "ops/stem.h"

/* Rows per task. */
#define ROWS 16

typedef struct
{
  LlWorkers *workers;
  const LlKernels *kernels;
  const LlTensor *in;
  const LlFeatures *out;
  const gfloat *bias; /* [blocks * 16], or NULL                */
  gfloat *weights;    /* [blocks][channels][9][16]             */
  gdouble *moments;   /* [tasks][blocks][2][16], or NULL       */
  gfloat *grads;      /* [tasks][blocks][channels][9][16]      */
  gint bands;         /* tasks of an image                     */
  gint blocks;
} Stem;

/* Rows @y - 1 .. @y + 1 of all channels with zeros around: [channels][3][width + 2]. */
static void
copy_framed (const LlTensor *in, gint image, gint y, gfloat *to)
{
  gsize width = (gsize) in->width;

  for (gint c = 0; c < in->channels; c++)
    for (gint row = y - 1; row <= y + 1; row++)
      {
        to[0] = 0.0f;
        to[width + 1] = 0.0f;
        if (row >= 0 && row < in->height)
          memcpy (to + 1, ll_tensor_plane (in, c, image) + (gsize) row * width,
                  width * sizeof (gfloat));
        else
          memset (to + 1, 0, width * sizeof (gfloat));
        to += width + 2;
      }
}

static gfloat *
get_rows (const Stem *stem, gint worker)
{
  return ll_workers_scratch (stem->workers, worker,
                             (gsize) (stem->in->channels * 3 * (stem->in->width + 2)) *
                               sizeof (gfloat));
}

static gsize
filter_size (const Stem *stem)
{
  return (gsize) stem->in->channels * LL_TAPS * LL_BLOCK;
}

static void
forward_task (gint task, gint worker, gpointer data)
{
  Stem *stem = data;
  const LlFeatures *out = stem->out;
  gint image = task / stem->bands;
  gint first = task % stem->bands * ROWS;
  gfloat *rows = get_rows (stem, worker);

  for (gint y = first; y < MIN (first + ROWS, out->height); y++)
    {
      copy_framed (stem->in, image, y, rows);
      for (gint block = 0; block < stem->blocks; block++)
        stem->kernels->stem (
          rows, stem->in->channels, out->width,
          stem->weights + (gsize) block * filter_size (stem),
          ll_features_plane (out, block, image) +
            (gsize) y * (gsize) out->width * LL_BLOCK,
          stem->bias ? stem->bias + block * LL_BLOCK : NULL,
          stem->moments ? stem->moments + (task * stem->blocks + block) * 2 * LL_BLOCK
                        : NULL);
    }
}

static void
stem_init (Stem *stem, LlWorkers *workers, const LlTensor *in, const LlFeatures *out)
{
  *stem = (Stem){
    .workers = workers,
    .kernels = ll_kernels_for (workers),
    .in = in,
    .out = out,
    .bands = (out->height + ROWS - 1) / ROWS,
    .blocks = ll_count_blocks (out->channels),
  };
}

static void
pack_rows (const Stem *stem, const gfloat *weights, const gfloat *scale)
{
  LlFilters filters = { .data = weights,
                        .out_step = (gsize) stem->in->channels * LL_TAPS,
                        .in_step = LL_TAPS };

  for (gint block = 0; block < stem->blocks; block++)
    {
      gint out = block * LL_BLOCK;

      ll_filters_pack (&filters, out, MIN (LL_BLOCK, stem->out->channels - out), 0,
                       stem->in->channels, scale ? scale + out : NULL,
                       stem->weights + (gsize) block * filter_size (stem));
    }
}

void
ll_stem_forward (LlWorkers *workers,
                 const LlTensor *in,
                 const gfloat *weights,
                 const LlFeatures *out,
                 gdouble *moments)
{
  Stem stem;
  gsize n_weights, n_moments;
  gint n_tasks;

  stem_init (&stem, workers, in, out);
  n_tasks = in->batch * stem.bands;
  n_weights = (gsize) stem.blocks * filter_size (&stem);
  n_moments = (gsize) stem.blocks * 2 * LL_BLOCK;
  stem.weights =
    ll_workers_shared (workers, n_weights * sizeof (gfloat) +
                                  (gsize) n_tasks * n_moments * sizeof (gdouble));
  stem.moments = (gdouble *) (stem.weights + n_weights);
  memset (stem.moments, 0, (gsize) n_tasks * n_moments * sizeof (gdouble));
  pack_rows (&stem, weights, NULL);
  ll_workers_run (workers, n_tasks, forward_task, &stem);

  memset (moments, 0, n_moments * sizeof (gdouble));
  for (gint task = 0; task < n_tasks; task++)
    for (gsize i = 0; i < n_moments; i++)
      moments[i] += stem.moments[(gsize) task * n_moments + i];
}

void
ll_stem_infer (LlWorkers *workers,
               const LlTensor *in,
               const gfloat *weights,
               const gfloat *scale,
               const gfloat *bias,
               const LlFeatures *out)
{
  Stem stem;
  gsize n_weights, n_bias;
  gfloat *padded;

  stem_init (&stem, workers, in, out);
  n_weights = (gsize) stem.blocks * filter_size (&stem);
  n_bias = (gsize) stem.blocks * LL_BLOCK;
  stem.weights = ll_workers_shared (workers, (n_weights + n_bias) * sizeof (gfloat));
  padded = stem.weights + n_weights;
  memset (padded, 0, n_bias * sizeof (gfloat));
  memcpy (padded, bias, (gsize) out->channels * sizeof (gfloat));
  stem.bias = padded;
  pack_rows (&stem, weights, scale);
  ll_workers_run (workers, in->batch * stem.bands, forward_task, &stem);
}

static void
gradient_task (gint task, gint worker, gpointer data)
{
  Stem *stem = data;
  const LlFeatures *out = stem->out;
  gint image = task / stem->bands;
  gint first = task % stem->bands * ROWS;
  gsize size = filter_size (stem);
  gfloat *grads = stem->grads + (gsize) (task * stem->blocks) * size;
  gfloat *rows = get_rows (stem, worker);

  memset (grads, 0, (gsize) stem->blocks * size * sizeof (gfloat));
  for (gint y = first; y < MIN (first + ROWS, out->height); y++)
    {
      copy_framed (stem->in, image, y, rows);
      for (gint block = 0; block < stem->blocks; block++)
        stem->kernels->stem_gradient (rows, stem->in->channels, out->width,
                                      ll_features_plane (out, block, image) +
                                        (gsize) y * (gsize) out->width * LL_BLOCK,
                                      grads + (gsize) block * size);
    }
}

void
ll_stem_weight_gradient (LlWorkers *workers,
                         const LlTensor *in,
                         const LlFeatures *out_grad,
                         gfloat *weight_grad)
{
  Stem stem;
  gint n_tasks;
  gsize size;

  stem_init (&stem, workers, in, out_grad);
  n_tasks = in->batch * stem.bands;
  size = (gsize) stem.blocks * filter_size (&stem);
  stem.grads = ll_workers_shared (workers, (gsize) n_tasks * size * sizeof (gfloat));
  ll_workers_run (workers, n_tasks, gradient_task, &stem);

  for (gint task = 1; task < n_tasks; task++)
    for (gsize i = 0; i < size; i++)
      stem.grads[i] += stem.grads[(gsize) task * size + i];
  for (gint block = 0; block < stem.blocks; block++)
    {
      gint out = block * LL_BLOCK;
      gsize out_step = (gsize) in->channels * LL_TAPS;

      ll_filters_unpack (stem.grads + (gsize) block * filter_size (&stem),
                         MIN (LL_BLOCK, out_grad->channels - out), in->channels,
                         weight_grad + (gsize) out * out_step, out_step, FALSE);
    }
}
