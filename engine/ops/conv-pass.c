/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Geometry and weights of a convolution. */

#include "ops/conv-pass.h"

/* More weights than this do not stay in the cache next to the maps. */
#define DEEP_WEIGHTS (128 * 128)

gint
ll_count_tiles (gint height, gint width)
{
  return ((height + LL_TILE - 1) / LL_TILE) * ((width + LL_TILE - 1) / LL_TILE);
}

gboolean
ll_conv_is_deep (gint inputs, gint outputs, gint tiles)
{
  return (gint64) inputs * outputs >= DEEP_WEIGHTS && tiles <= LL_DEEP_TILES;
}

void
ll_pass_init (LlPass *pass)
{
  gint largest = pass->kernels->group;
  gint n_blocks = 0;
  gint channel = 0;

  pass->images = pass->in[1]    ? pass->in[1]->batch
                 : pass->out[1] ? pass->out[1]->batch
                                : pass->in[0]->batch;
  pass->copies = pass->in[0]->batch / pass->images;
  pass->tiles = ll_count_tiles (pass->in[0]->height, pass->in[0]->width);
  pass->inputs = pass->in[0]->channels + (pass->in[1] ? pass->in[1]->channels : 0);

  g_assert (pass->copies <= 2 && pass->in[0]->batch == pass->copies * pass->images);
  g_assert (pass->out[0]->batch == pass->in[0]->batch);

  for (gint i = 0; i < 2 && pass->out[i]; i++)
    n_blocks += ll_count_blocks (pass->out[i]->channels);

  /* Enough groups for all workers. */
  while (largest > 1 && n_blocks < largest * ll_workers_get_n (pass->workers))
    largest /= 2;

  pass->groups = g_new (LlGroup, n_blocks);
  pass->n_groups = 0;
  for (gint i = 0; i < 2 && pass->out[i]; i++)
    {
      gint blocks = ll_count_blocks (pass->out[i]->channels);

      for (gint block = 0; block < blocks; block += largest)
        pass->groups[pass->n_groups++] = (LlGroup){
          .array = i,
          .block = block,
          .n = MIN (largest, blocks - block),
          .channel = channel + block * LL_BLOCK,
        };
      channel += pass->out[i]->channels;
    }
}

void
ll_pass_clear (LlPass *pass)
{
  g_clear_pointer (&pass->groups, g_free);
}

gint
ll_pass_count_channels (const LlPass *pass, const LlGroup *group, gint i)
{
  return MIN (LL_BLOCK,
              pass->out[group->array]->channels - (group->block + i) * LL_BLOCK);
}

gsize
ll_pass_weights_start (const LlPass *pass, gint group)
{
  gsize blocks = 0;

  for (gint i = 0; i < group; i++)
    blocks += (gsize) pass->groups[i].n;
  return blocks * LL_PLANES * (gsize) pass->inputs * LL_BLOCK;
}

gsize
ll_pass_weights_size (const LlPass *pass)
{
  return ll_pass_weights_start (pass, pass->n_groups);
}

typedef struct
{
  const LlPass *pass;
  const gfloat *scale;
  gfloat *to;
} Weights;

/* One group, 16 input channels. */
static void
transform_task (gint task, gint worker, gpointer data)
{
  const Weights *weights = data;
  const LlPass *pass = weights->pass;
  gint parts = ll_count_blocks (pass->inputs);
  const LlGroup *group = &pass->groups[task / parts];
  gint in = task % parts * LL_BLOCK;
  gint n_in = MIN (LL_BLOCK, pass->inputs - in);
  gsize step = (gsize) group->n * LL_BLOCK;
  gfloat *to =
    weights->to + ll_pass_weights_start (pass, task / parts) + (gsize) in * step;
  gfloat packed[LL_BLOCK * LL_TAPS * LL_BLOCK] __attribute__ ((aligned (64)));

  for (gint i = 0; i < group->n; i++)
    {
      gint out = group->channel + i * LL_BLOCK;

      ll_filters_pack (&pass->filters, out, ll_pass_count_channels (pass, group, i), in,
                       n_in, weights->scale ? weights->scale + out : NULL, packed);
      pass->kernels->weights (packed, n_in, to + i * LL_BLOCK, step,
                              (gsize) pass->inputs * step);
    }
}

void
ll_pass_transform_weights (const LlPass *pass, const gfloat *scale, gfloat *to)
{
  Weights weights = { pass, scale, to };

  ll_workers_run (pass->workers, pass->n_groups * ll_count_blocks (pass->inputs),
                  transform_task, &weights);
}

void
ll_pass_pack_weights (const LlPass *pass, const gfloat *scale, gfloat *to)
{
  for (gint i = 0; i < pass->n_groups; i++)
    {
      const LlGroup *group = &pass->groups[i];

      for (gint k = 0; k < group->n; k++)
        {
          gint out = group->channel + k * LL_BLOCK;

          ll_filters_pack (&pass->filters, out, ll_pass_count_channels (pass, group, k),
                           0, pass->inputs, scale ? scale + out : NULL, to);
          to += (gsize) pass->inputs * LL_TAPS * LL_BLOCK;
        }
    }
}
