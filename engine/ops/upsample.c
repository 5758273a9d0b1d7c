/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bilinear up-sampling by 2 with half-pixel centres: output 2 i looks at inputs i - 1 and
 * i, output 2 i + 1 at i and i + 1, with weights 1/4 for the one further away and 3/4.
 */

#include "kernels/kernels.h"
#include "ops/upsample.h"

/* Rows of the small maps that a task takes. */
#define ROWS 16

typedef struct
{
  const LlKernels *kernels;
  const LlFeatures *in;  /* the small one */
  const LlFeatures *out; /* the large one */
  gboolean accumulate;
  gint bands; /* tasks of a plane */
} Resample;

/* One block of one image, some rows. */
typedef struct
{
  gint block;
  gint image;
  gint begin;
  gint end;
} Band;

static Band
find_band (const Resample *resample, gint task)
{
  gint plane = task / resample->bands;
  gint first = task % resample->bands * ROWS;

  return (Band){
    .block = plane / resample->in->batch,
    .image = plane % resample->in->batch,
    .begin = first,
    .end = MIN (first + ROWS, resample->in->height),
  };
}

static void
run_upsampling (LlWorkers *workers, Resample *resample, LlTaskFunc func)
{
  const LlFeatures *in = resample->in;

  g_assert (resample->out->height == in->height * 2 &&
            resample->out->width == in->width * 2);

  resample->kernels = ll_kernels_for (workers);
  resample->bands = (in->height + ROWS - 1) / ROWS;
  ll_workers_run (workers, ll_count_blocks (in->channels) * in->batch * resample->bands,
                  func, resample);
}

static void
forward_task (gint task, gint worker, gpointer data)
{
  const Resample *resample = data;
  const LlFeatures *in = resample->in;
  Band band = find_band (resample, task);
  gsize row = (gsize) in->width * LL_BLOCK;
  const gfloat *from = ll_features_plane (in, band.block, band.image);
  gfloat *to = ll_features_plane (resample->out, band.block, band.image);

  for (gint y = 2 * band.begin; y < 2 * band.end; y++)
    {
      gint near = y / 2;
      gint far = CLAMP (y % 2 ? near + 1 : near - 1, 0, in->height - 1);

      resample->kernels->upsample (from + (gsize) near * row, from + (gsize) far * row,
                                   in->width, to + (gsize) y * 2 * row);
    }
}

void
ll_upsample_forward (LlWorkers *workers, const LlFeatures *in, const LlFeatures *out)
{
  Resample resample = { .in = in, .out = out };

  run_upsampling (workers, &resample, forward_task);
}

static void
backward_task (gint task, gint worker, gpointer data)
{
  const Resample *resample = data;
  const LlFeatures *in = resample->in;
  Band band = find_band (resample, task);
  gsize row = (gsize) in->width * LL_BLOCK;
  const gfloat *from = ll_features_plane (resample->out, band.block, band.image);
  gfloat *to = ll_features_plane (in, band.block, band.image);

  for (gint y = band.begin; y < band.end; y++)
    {
      const gfloat *rows[4];

      /* At the edges the row there stands for the one beyond, and counts in full. */
      for (gint i = 0; i < 4; i++)
        rows[i] = from + (gsize) CLAMP (2 * y - 1 + i, 0, 2 * in->height - 1) * 2 * row;
      resample->kernels->upsample_back (rows, in->width, to + (gsize) y * row,
                                        resample->accumulate);
    }
}

void
ll_upsample_backward (LlWorkers *workers,
                      const LlFeatures *out_grad,
                      const LlFeatures *in_grad,
                      gboolean accumulate)
{
  Resample resample = { .in = in_grad, .out = out_grad, .accumulate = accumulate };

  run_upsampling (workers, &resample, backward_task);
}
