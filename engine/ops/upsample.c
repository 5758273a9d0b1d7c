/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Bilinear up-sampling by 2 with half-pixel centres: output 2 i looks at
 * 3/4 in[i] + 1/4 in[i - 1], output 2 i + 1 at 3/4 in[i] + 1/4 in[i + 1], with the
 * neighbour clamped to the edge; rows and columns alike.
 */

#include <string.h>

#include "ops/upsample.h"

typedef struct
{
  const LlTensor *in;  /* the small one */
  const LlTensor *out; /* the large one */
  gboolean accumulate;
  LlWorkers *workers;
} Resample;

/* A task is a channel of an image. */
static gfloat *
plane (const LlTensor *tensor, gint task)
{
  return ll_tensor_plane (tensor, task / tensor->batch, task % tensor->batch);
}

/* One row of 2 n from one of n. */
static void
widen (const gfloat *in, gint n, gfloat *out)
{
  for (gint x = 0; x < n; x++)
    {
      gfloat left = in[MAX (x - 1, 0)];
      gfloat right = in[MIN (x + 1, n - 1)];

      out[2 * x] = 0.75f * in[x] + 0.25f * left;
      out[2 * x + 1] = 0.75f * in[x] + 0.25f * right;
    }
}

static void
forward_task (gint task, gint worker, gpointer data)
{
  Resample *resample = data;
  gint height = resample->in->height;
  gint width = resample->in->width;
  const gfloat *in = plane (resample->in, task);
  gfloat *out = plane (resample->out, task);
  gfloat *mixed =
    ll_workers_scratch (resample->workers, worker, (gsize) width * sizeof (gfloat));

  for (gint y = 0; y < 2 * height; y++)
    {
      gint near = y / 2;
      gint far = CLAMP (y % 2 ? near + 1 : near - 1, 0, height - 1);
      const gfloat *a = in + (gsize) near * (gsize) width;
      const gfloat *b = in + (gsize) far * (gsize) width;

      for (gint x = 0; x < width; x++)
        mixed[x] = 0.75f * a[x] + 0.25f * b[x];
      widen (mixed, width, out + (gsize) y * 2 * (gsize) width);
    }
}

void
ll_upsample_forward (LlWorkers *workers, const LlTensor *in, const LlTensor *out)
{
  Resample resample = { .in = in, .out = out, .workers = workers };

  g_assert (out->height == in->height * 2 && out->width == in->width * 2);

  ll_workers_run (workers, in->channels * in->batch, forward_task, &resample);
}

/* The transpose of widen(). */
static void
narrow (const gfloat *out_grad, gint n, gfloat *in_grad)
{
  for (gint x = 0; x < n; x++)
    in_grad[x] = 0.75f * (out_grad[2 * x] + out_grad[2 * x + 1]);
  for (gint x = 1; x < n; x++)
    in_grad[x] += 0.25f * out_grad[2 * x - 1];
  for (gint x = 0; x < n - 1; x++)
    in_grad[x] += 0.25f * out_grad[2 * x + 2];
  in_grad[0] += 0.25f * out_grad[0];
  in_grad[n - 1] += 0.25f * out_grad[2 * n - 1];
}

static void
backward_task (gint task, gint worker, gpointer data)
{
  Resample *resample = data;
  gint height = resample->in->height;
  gint width = resample->in->width;
  gfloat *in_grad = plane (resample->in, task);
  const gfloat *out_grad = plane (resample->out, task);
  gfloat *row =
    ll_workers_scratch (resample->workers, worker, (gsize) width * sizeof (gfloat));

  if (!resample->accumulate)
    memset (in_grad, 0, (gsize) height * (gsize) width * sizeof (gfloat));

  for (gint y = 0; y < 2 * height; y++)
    {
      gint near = y / 2;
      gint far = CLAMP (y % 2 ? near + 1 : near - 1, 0, height - 1);
      gfloat *a = in_grad + (gsize) near * (gsize) width;
      gfloat *b = in_grad + (gsize) far * (gsize) width;

      narrow (out_grad + (gsize) y * 2 * (gsize) width, width, row);
      for (gint x = 0; x < width; x++)
        a[x] += 0.75f * row[x];
      for (gint x = 0; x < width; x++)
        b[x] += 0.25f * row[x];
    }
}

void
ll_upsample_backward (LlWorkers *workers,
                      const LlTensor *out_grad,
                      const LlTensor *in_grad,
                      gboolean accumulate)
{
  Resample resample = {
    .in = in_grad, .out = out_grad, .accumulate = accumulate, .workers = workers
  };

  ll_workers_run (workers, in_grad->channels * in_grad->batch, backward_task, &resample);
}
