/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Convolution with many weights and few tiles, see conv-pass.h. */

#include "ops/conv-input.h"
#include "ops/conv-pass.h"

typedef struct
{
  LlPass *pass;
  gint first_image;
  gint images;    /* of this round                                         */
  gint half;      /* tiles of one copy, filled up                          */
  gint blocks[2]; /* of the input arrays                                   */
  gfloat *v[2];   /* of both input arrays: [36 planes], as @steps say      */
  gfloat *sum;    /* of both copies, or NULL                               */
  LlSteps steps[2];
  gsize v_stride[2];
  gsize m_stride;
} Deep;

/* One block of one image of one copy. */
static void
transform_task (gint task, gint worker, gpointer data)
{
  const Deep *deep = data;
  const LlPass *pass = deep->pass;
  gint own = pass->copies * deep->images * deep->blocks[0];
  gint array = task < own ? 0 : 1;
  gint index = array == 0 ? task : task - own;
  const LlFeatures *in = pass->in[array];
  gint block = index % deep->blocks[array];
  gint image = index / deep->blocks[array] % deep->images;
  gint copy = index / deep->blocks[array] / deep->images;
  LlSteps steps = deep->steps[array];
  gsize tile = (gsize) (copy * deep->half + image * pass->tiles);

  ll_conv_transform_input (
    pass->kernels, in, block, copy * pass->images + deep->first_image + image, 0,
    pass->tiles, deep->v[array] + (gsize) block * steps.block + tile * steps.tile,
    steps.tile, deep->v_stride[array]);
}

static void
add_copies (const Deep *deep)
{
  const LlPass *pass = deep->pass;
  /* Side by side, all blocks are one run. */
  gint runs = pass->kernels->side_by_side ? 1 : deep->blocks[0];
  gsize n = (gsize) (deep->blocks[0] / runs) * (gsize) deep->half * LL_BLOCK;

  for (gint plane = 0; plane < LL_PLANES; plane++)
    for (gint run = 0; run < runs; run++)
      {
        const gfloat *from =
          deep->v[0] + (gsize) plane * deep->v_stride[0] + (gsize) run * 2 * n;
        gfloat *to = deep->sum + (gsize) plane * deep->v_stride[1] + (gsize) run * n;

        pass->kernels->add (from, from + n, n, to);
      }
}

/* Weights of a group for input channels @in .. @in + @n - 1: [36][n][group * 16]. */
static void
transform_weights (const Deep *deep,
                   gint index,
                   gint in,
                   gint n,
                   gfloat *packed,
                   gfloat *u,
                   gsize u_stride)
{
  const LlPass *pass = deep->pass;
  const LlGroup *group = &pass->groups[index];

  for (gint i = 0; i < group->n; i++)
    {
      const gfloat *from = packed;

      if (pass->prepared)
        from = pass->prepared->weights +
               ((gsize) (group->block + i) * (gsize) pass->inputs + (gsize) in) *
                 LL_TAPS * LL_BLOCK;
      else
        ll_filters_pack (&pass->filters, group->channel + i * LL_BLOCK,
                         ll_pass_count_channels (pass, group, i), in, n, NULL, packed);
      pass->kernels->weights (from, n, u + i * LL_BLOCK, (gsize) group->n * LL_BLOCK,
                              u_stride);
    }
}

static void
write_group (const Deep *deep, const LlGroup *group, const gfloat *m, LlSteps steps)
{
  const LlPass *pass = deep->pass;
  const LlFeatures *out = pass->out[group->array];
  gint copies = group->array == 0 ? pass->copies : 1;

  for (gint i = 0; i < group->n; i++)
    for (gint copy = 0; copy < copies; copy++)
      for (gint image = 0; image < deep->images; image++)
        {
          gint block = group->block + i;
          gfloat *plane = ll_features_plane (
            out, block, copy * pass->images + deep->first_image + image);
          const gfloat *from =
            m + (gsize) i * steps.block +
            (gsize) (copy * deep->half + image * pass->tiles) * steps.tile;

          if (pass->prepared)
            pass->kernels->output_activated (from, steps.tile, deep->m_stride, plane,
                                             out->height, out->width, 0, pass->tiles,
                                             pass->prepared->bias + block * LL_BLOCK);
          else
            pass->kernels->output (
              from, steps.tile, deep->m_stride, plane, out->height, out->width, 0,
              pass->tiles, pass->accumulate[group->array],
              pass->moments ? pass->moments + block * 2 * LL_BLOCK : NULL);
        }
}

/* Adds input channels @channel .. @channel + @n - 1 of one array to the products. */
static void
multiply_planes (const Deep *deep,
                 const LlGroup *group,
                 const gfloat *v,
                 gsize v_stride,
                 LlSteps v_steps,
                 gint channel,
                 gint n,
                 const gfloat *u,
                 gsize u_stride,
                 gint columns,
                 LlSteps m_steps,
                 gboolean accumulate,
                 gfloat *m)
{
  for (gint plane = 0; plane < LL_PLANES; plane++)
    {
      gfloat *to = m + (gsize) plane * deep->m_stride;

      deep->pass->kernels->multiply (v + (gsize) plane * v_stride +
                                       (gsize) (channel / LL_BLOCK) * v_steps.block,
                                     v_steps, n, u + (gsize) plane * u_stride, group->n,
                                     columns, accumulate ? to : NULL, to, m_steps);
    }
}

static void
group_task (gint task, gint worker, gpointer data)
{
  const Deep *deep = data;
  const LlPass *pass = deep->pass;
  const LlGroup *group = &pass->groups[task];
  gsize u_stride = ll_plane_stride ((gsize) group->n * LL_DEEP_CHANNELS * LL_BLOCK);
  gsize packed_size = LL_DEEP_CHANNELS * LL_TAPS * LL_BLOCK;
  gfloat *packed = ll_workers_scratch (
    pass->workers, worker,
    (packed_size + LL_PLANES * (u_stride + deep->m_stride)) * sizeof (gfloat));
  gfloat *u = packed + packed_size;
  gfloat *m = u + LL_PLANES * u_stride;
  gint copies = group->array == 0 ? pass->copies : 1;
  gint columns = copies * deep->half;
  LlSteps m_steps = ll_steps (pass->kernels, group->n, columns);
  gint before = 0;

  for (gint array = 0; array < 2 && pass->in[array]; array++)
    {
      gint channels = pass->in[array]->channels;

      for (gint channel = 0; channel < channels; channel += LL_DEEP_CHANNELS)
        {
          gint n = MIN (LL_DEEP_CHANNELS, channels - channel);
          gboolean accumulate = before + channel > 0;

          transform_weights (deep, task, before + channel, n, packed, u, u_stride);
          if (group->array == 1 && deep->sum)
            multiply_planes (deep, group, deep->sum, deep->v_stride[1], deep->steps[1],
                             channel, n, u, u_stride, columns, m_steps, accumulate, m);
          else if (array == 0)
            multiply_planes (deep, group, deep->v[0], deep->v_stride[0], deep->steps[0],
                             channel, n, u, u_stride, columns, m_steps, accumulate, m);
          else
            for (gint copy = 0; copy < copies; copy++)
              multiply_planes (deep, group, deep->v[1], deep->v_stride[1], deep->steps[1],
                               channel, n, u, u_stride, deep->half, m_steps, accumulate,
                               m + (gsize) (copy * deep->half) * m_steps.tile);
        }
      before += channels;
    }

  write_group (deep, group, m, m_steps);
}

static void
run_round (Deep *deep)
{
  LlPass *pass = deep->pass;
  gboolean with_sum = pass->out[1] && pass->copies > 1;
  gsize own, others;

  deep->half = ll_pad_tiles (deep->images * pass->tiles);
  deep->steps[0] = ll_steps (pass->kernels, deep->blocks[0], pass->copies * deep->half);
  deep->steps[1] =
    ll_steps (pass->kernels, with_sum ? deep->blocks[0] : deep->blocks[1], deep->half);
  deep->v_stride[0] =
    ll_plane_stride ((gsize) (deep->blocks[0] * pass->copies * deep->half) * LL_BLOCK);
  deep->v_stride[1] = ll_plane_stride (
    (gsize) ((with_sum ? deep->blocks[0] : deep->blocks[1]) * deep->half) * LL_BLOCK);
  deep->m_stride = ll_plane_stride (
    (gsize) (MAX (2, pass->kernels->group) * pass->copies * deep->half) * LL_BLOCK);

  own = LL_PLANES * deep->v_stride[0];
  others = LL_PLANES * deep->v_stride[1];
  deep->v[0] = ll_workers_shared (pass->workers, (own + others) * sizeof (gfloat));
  deep->v[1] = deep->v[0] + own;
  deep->sum = with_sum ? deep->v[1] : NULL;

  ll_workers_run (pass->workers,
                  deep->images * (pass->copies * deep->blocks[0] + deep->blocks[1]),
                  transform_task, deep);
  if (with_sum)
    add_copies (deep);
  ll_workers_run (pass->workers, pass->n_groups, group_task, deep);
}

void
ll_pass_run_deep (LlPass *pass)
{
  gint most = MAX (1, LL_DEEP_TILES / (pass->copies * pass->tiles));
  Deep deep = {
    .pass = pass,
    .blocks = { ll_count_blocks (pass->in[0]->channels),
                pass->in[1] ? ll_count_blocks (pass->in[1]->channels) : 0 },
  };

  for (gint first = 0; first < pass->images; first += most)
    {
      deep.first_image = first;
      deep.images = MIN (most, pass->images - first);
      run_round (&deep);
    }
}
