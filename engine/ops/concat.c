/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Concatenation of channels, where each task handles a run of one output block.
 *
 * Forward, a block of the output is gathered from the parts; backward, a block of a
 * part's gradient is gathered from the gradient of the output.  Both are the same:
 * sources lie in a row of channels, of which the target is a stretch.  Where a part
 * begins at a multiple of 16, as it does with the usual widths, whole blocks are copied;
 * elsewhere channels change their places within the blocks.
 */

#include <string.h>

#include "kernels/kernels.h"
#include "ops/concat.h"

/* Pixels per task. */
#define RUN ((gsize) 4096)

typedef struct
{
  const LlKernels *kernels;
  const LlFeatures *sources;
  gint n_sources;
  gint
    begin; /* channel of the target that is channel 0 of the first source; may be < 0 */
  const LlFeatures *to;
  gboolean accumulate;
  gsize pixels; /* of a block     */
  gint runs;    /* tasks of a block */
} Gather;

/* The pixels of one task. */
typedef struct
{
  gsize first;
  gsize n;
} Run;

/* Where @channel lies, and those after it in its block, from @run's first pixel on. */
static gfloat *
find_lanes (const LlFeatures *features, gint channel, const Run *run)
{
  return ll_features_plane (features, channel / LL_BLOCK, 0) + run->first * LL_BLOCK +
         (gsize) (channel % LL_BLOCK);
}

static void
copy_lanes (const Gather *gather,
            const Run *run,
            const gfloat *restrict from,
            gfloat *restrict to,
            gint n)
{
  gsize end = run->n * LL_BLOCK;

  if (n == LL_BLOCK)
    {
      gather->kernels->copy (from, end, to, gather->accumulate);
      return;
    }

  for (gsize i = 0; i < end; i += LL_BLOCK)
    for (gsize lane = i; lane < i + (gsize) n; lane++)
      to[lane] = from[lane] + (gather->accumulate ? to[lane] : 0.0f);
}

static void
gather_task (gint task, gint worker, gpointer data)
{
  const Gather *gather = data;
  const LlFeatures *to = gather->to;
  gint low = task / gather->runs * LL_BLOCK;
  gint high = MIN (low + LL_BLOCK, to->channels);
  gint begin = gather->begin;
  Run run = { .first = (gsize) (task % gather->runs) * RUN };

  run.n = MIN (RUN, gather->pixels - run.first);

  /* The channels that fill up the last block. */
  if (high < low + LL_BLOCK && !gather->accumulate)
    memset (find_lanes (to, low, &run), 0, run.n * LL_BLOCK * sizeof (gfloat));

  for (gint i = 0; i < gather->n_sources; i++)
    {
      const LlFeatures *source = &gather->sources[i];
      gint end = MIN (high, begin + source->channels);
      gint n;

      for (gint c = MAX (low, begin); c < end; c += n)
        {
          n = MIN (end - c, LL_BLOCK - (c - begin) % LL_BLOCK);
          copy_lanes (gather, &run, find_lanes (source, c - begin, &run),
                      find_lanes (to, c, &run), n);
        }
      begin += source->channels;
    }
}

static void
run_gather (LlWorkers *workers, Gather *gather)
{
  const LlFeatures *to = gather->to;

  for (gint i = 0; i < gather->n_sources; i++)
    g_assert (gather->sources[i].batch == to->batch &&
              gather->sources[i].height == to->height &&
              gather->sources[i].width == to->width);

  gather->kernels = ll_kernels_for (workers);
  gather->pixels = (gsize) to->batch * (gsize) to->height * (gsize) to->width;
  gather->runs = (gint) ((gather->pixels + RUN - 1) / RUN);
  ll_workers_run (workers, ll_count_blocks (to->channels) * gather->runs, gather_task,
                  gather);
}

void
ll_concat_forward (LlWorkers *workers,
                   const LlFeatures *parts,
                   gint n_parts,
                   const LlFeatures *out)
{
  Gather gather = { .sources = parts, .n_sources = n_parts, .to = out };

  run_gather (workers, &gather);
}

void
ll_concat_backward (LlWorkers *workers,
                    const LlFeatures *out_grad,
                    gint first,
                    const LlFeatures *part_grad,
                    gboolean accumulate)
{
  Gather gather = {
    .sources = out_grad,
    .n_sources = 1,
    .begin = -first,
    .to = part_grad,
    .accumulate = accumulate,
  };

  run_gather (workers, &gather);
}
