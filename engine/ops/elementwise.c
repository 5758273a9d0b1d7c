/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sums of feature maps, where each task handles a run of one block, and their half-precision
 * copies.
 */

#include "kernels/kernels.h"
#include "ops/elementwise.h"

/* Floats per task. */
#define RUN ((gsize) 65536)

typedef struct
{
  const LlKernels *kernels;
  const LlFeatures *a;
  const LlFeatures *b; /* NULL: copies */
  const LlFeatures *out;
  gboolean accumulate;
  gsize size; /* floats of a block */
  gint runs;  /* tasks of a block  */
} Sum;

static void
sum_task (gint task, gint worker, gpointer data)
{
  const Sum *sum = data;
  gint block = task / sum->runs;
  gsize first = (gsize) (task % sum->runs) * RUN;
  gsize n = MIN (RUN, sum->size - first);
  const gfloat *a = ll_features_plane (sum->a, block, 0) + first;
  gfloat *out = ll_features_plane (sum->out, block, 0) + first;

  if (sum->b)
    sum->kernels->add (a, ll_features_plane (sum->b, block, 0) + first, n, out);
  else
    sum->kernels->copy (a, n, out, sum->accumulate);
}

static void
run_sum (LlWorkers *workers, Sum *sum)
{
  sum->kernels = ll_kernels_for (workers);
  sum->size = (gsize) sum->out->batch * ll_features_plane_size (sum->out);
  sum->runs = (gint) ((sum->size + RUN - 1) / RUN);
  ll_workers_run (workers, ll_count_blocks (sum->out->channels) * sum->runs, sum_task,
                  sum);
}

void
ll_add (LlWorkers *workers,
        const LlFeatures *a,
        const LlFeatures *b,
        const LlFeatures *out)
{
  Sum sum = { .a = a, .b = b, .out = out };

  run_sum (workers, &sum);
}

void
ll_copy (LlWorkers *workers,
         const LlFeatures *in,
         const LlFeatures *out,
         gboolean accumulate)
{
  Sum sum = { .a = in, .out = out, .accumulate = accumulate };

  run_sum (workers, &sum);
}

typedef struct
{
  const LlKernels *kernels;
  gfloat *floats;
  guint16 *halves;
  gsize size;
} Conversion;

static void
narrow_task (gint task, gint worker, gpointer data)
{
  const Conversion *conversion = data;
  gsize first = (gsize) task * RUN;

  conversion->kernels->narrow (conversion->floats + first,
                               MIN (RUN, conversion->size - first),
                               conversion->halves + first);
}

static void
widen_task (gint task, gint worker, gpointer data)
{
  const Conversion *conversion = data;
  gsize first = (gsize) task * RUN;

  conversion->kernels->widen (conversion->halves + first,
                              MIN (RUN, conversion->size - first),
                              conversion->floats + first);
}

static void
run_conversion (LlWorkers *workers, Conversion *conversion, LlTaskFunc func)
{
  conversion->kernels = ll_kernels_for (workers);
  ll_workers_run (workers, (gint) ((conversion->size + RUN - 1) / RUN), func, conversion);
}

void
ll_narrow (LlWorkers *workers, const gfloat *from, gsize n, guint16 *to)
{
  Conversion conversion = { .floats = (gfloat *) from, .halves = to, .size = n };

  run_conversion (workers, &conversion, narrow_task);
}

void
ll_widen (LlWorkers *workers, const guint16 *from, gsize n, gfloat *to)
{
  Conversion conversion = { .floats = to, .halves = (guint16 *) from, .size = n };

  run_conversion (workers, &conversion, widen_task);
}
