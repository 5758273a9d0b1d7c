/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Gradient at many weights, all tiles at once, see conv-gradient.h. */

#include <string.h>

#include "ops/conv-gradient.h"
#include "ops/conv-input.h"

/* Transformed arrays: both inputs, the gradient, and the sum of its copies. */
enum
{
  FIRST,
  SECOND,
  GRADIENT,
  SUM,
  N_ARRAYS
};

typedef struct
{
  LlGradientPass *pass;
  gint first_image;
  gint images; /* of this round            */
  gint half;   /* tiles of one copy, filled up */
  gint blocks[N_ARRAYS];
  gint columns[N_ARRAYS]; /* tiles               */
  gfloat *data[N_ARRAYS]; /* [36 planes], as @steps say */
  LlSteps steps[N_ARRAYS];
  gsize stride[N_ARRAYS];
  gboolean accumulate;
} Deep;

static gfloat *
get_block (const Deep *deep, gint array, gint block)
{
  return deep->data[array] + (gsize) block * deep->steps[array].block;
}

/* One block of the gradient. */
static void
add_copies (const Deep *deep, gint block)
{
  const LlKernels *kernels = deep->pass->kernels;
  gsize step = deep->steps[GRADIENT].tile;
  gsize other = (gsize) deep->half * step;
  gint runs = step == LL_BLOCK ? 1 : deep->half;
  gsize n = (gsize) (deep->half / runs) * LL_BLOCK;

  for (gint plane = 0; plane < LL_PLANES; plane++)
    {
      const gfloat *from =
        get_block (deep, GRADIENT, block) + (gsize) plane * deep->stride[GRADIENT];
      gfloat *to = get_block (deep, SUM, block) + (gsize) plane * deep->stride[SUM];

      for (gint run = 0; run < runs; run++)
        {
          kernels->add (from, from + other, n, to);
          from += step;
          to += deep->steps[SUM].tile;
        }
    }
}

/* One block of one array: all images of all copies. */
static void
transform_task (gint task, gint worker, gpointer data)
{
  const Deep *deep = data;
  const LlGradientPass *pass = deep->pass;
  const LlFeatures *arrays[] = { pass->in[0], pass->in[1], pass->out_grad };
  gint array = 0;
  gint used = deep->images * pass->tiles;
  gsize step;
  gfloat *to;

  for (; task >= deep->blocks[array]; array++)
    task -= deep->blocks[array];
  to = get_block (deep, array, task);
  step = deep->steps[array].tile;

  for (gint copy = 0; copy < deep->columns[array] / deep->half; copy++)
    {
      gfloat *half = to + (gsize) (copy * deep->half) * step;

      for (gint i = 0; i < deep->images; i++)
        {
          const LlFeatures *from = arrays[array];
          gint image = copy * pass->images + deep->first_image + i;
          gfloat *tiles = half + (gsize) (i * pass->tiles) * step;

          if (array == GRADIENT)
            pass->kernels->gradient (ll_features_plane (from, task, image), from->height,
                                     from->width, 0, pass->tiles, tiles, step,
                                     deep->stride[array]);
          else
            ll_conv_transform_input (pass->kernels, from, task, image, 0, pass->tiles,
                                     tiles, step, deep->stride[array]);
        }

      /* Padding tiles must not count. */
      for (gint tile = used; tile < deep->half; tile++)
        for (gint plane = 0; plane < LL_PLANES; plane++)
          memset (half + (gsize) plane * deep->stride[array] + (gsize) tile * step, 0,
                  LL_BLOCK * sizeof (gfloat));
    }

  if (array == GRADIENT && deep->data[SUM])
    add_copies (deep, task);
}

/* One group of output blocks, one block of inputs. */
static void
filters_task (gint task, gint worker, gpointer data)
{
  const Deep *deep = data;
  const LlGradientPass *pass = deep->pass;
  gint in_blocks = pass->blocks[0] + pass->blocks[1];
  gint group = task / in_blocks;
  gint block = task % in_blocks;
  gint array = block < pass->blocks[0] ? FIRST : SECOND;
  gint gradient = array == SECOND && deep->data[SUM] ? SUM : GRADIENT;
  gint count = ll_gradient_pass_count (pass, group);
  gsize u_stride = ll_plane_stride ((gsize) count * LL_BLOCK * LL_BLOCK);
  gfloat *u =
    ll_workers_scratch (pass->workers, worker, LL_PLANES * u_stride * sizeof (gfloat));
  const gfloat *v =
    get_block (deep, array, array == FIRST ? block : block - pass->blocks[0]);
  const gfloat *g = get_block (deep, gradient, group * pass->group);

  for (gint plane = 0; plane < LL_PLANES; plane++)
    pass->kernels->multiply_gradient (
      v + (gsize) plane * deep->stride[array], deep->steps[array], 1,
      g + (gsize) plane * deep->stride[gradient], deep->steps[gradient], count,
      deep->columns[array], u + (gsize) plane * u_stride, FALSE);
  ll_gradient_pass_store (pass, group, block, u, u_stride, deep->accumulate);
}

static void
run_round (Deep *deep)
{
  LlGradientPass *pass = deep->pass;
  gboolean with_sum = pass->copies == 2 && pass->in[1];
  gsize floats = 0;
  gfloat *shared;

  deep->half = ll_pad_tiles (deep->images * pass->tiles);
  deep->blocks[FIRST] = pass->blocks[0];
  deep->blocks[SECOND] = pass->blocks[1];
  deep->blocks[GRADIENT] = pass->out_blocks;
  deep->blocks[SUM] = with_sum ? pass->out_blocks : 0;
  for (gint array = 0; array < N_ARRAYS; array++)
    {
      deep->columns[array] =
        array == FIRST || array == GRADIENT ? pass->copies * deep->half : deep->half;
      deep->steps[array] =
        ll_steps (pass->kernels, deep->blocks[array], deep->columns[array]);
      deep->stride[array] =
        ll_plane_stride ((gsize) (deep->blocks[array] * deep->columns[array]) * LL_BLOCK);
      floats += LL_PLANES * deep->stride[array];
    }

  shared = ll_workers_shared (pass->workers, floats * sizeof (gfloat));
  for (gint array = 0; array < N_ARRAYS; array++)
    {
      deep->data[array] = deep->blocks[array] > 0 ? shared : NULL;
      shared += LL_PLANES * deep->stride[array];
    }

  ll_workers_run (pass->workers, pass->blocks[0] + pass->blocks[1] + pass->out_blocks,
                  transform_task, deep);
  ll_workers_run (pass->workers, pass->n_groups * (pass->blocks[0] + pass->blocks[1]),
                  filters_task, deep);
}

void
ll_gradient_pass_run_deep (LlGradientPass *pass)
{
  gint most = MAX (1, LL_DEEP_TILES / (pass->copies * pass->tiles));
  Deep deep = { .pass = pass };

  for (gint first = 0; first < pass->images; first += most)
    {
      deep.first_image = first;
      deep.images = MIN (most, pass->images - first);
      deep.accumulate = first > 0;
      run_round (&deep);
    }
}
