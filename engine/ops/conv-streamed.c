/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Convolution a few tiles at a time, see conv-pass.h. */

#include <string.h>

#include "ops/conv-input.h"
#include "ops/conv-pass.h"

typedef struct
{
  LlPass *pass;
  const gfloat *weights; /* [groups][36][inputs][group * 16] */
  gint parts;            /* tasks of an image                */
  gint blocks[2];        /* of the input arrays              */
  LlSteps steps;         /* of transformed tiles             */
  gsize v_stride;        /* floats of a transformed plane    */
  gsize m_stride;
  gdouble *moments; /* [tasks][blocks][2][16], or NULL  */
} Streamed;

/* Where a task is. */
typedef struct
{
  const Streamed *streamed;
  gint task;
  gint image;
  gint first; /* tile                */
  gint n;     /* tiles               */
  gint padded;
  gfloat *v; /* [36 planes]: copies * blocks of the first, blocks of the second, sums */
  gfloat *m; /* [2][36 planes]: the blocks of a group                                 */
} Place;

static gfloat *
get_block (const Place *place, gint block)
{
  return place->v + (gsize) block * place->streamed->steps.block;
}

static void
transform_image (const Place *place, const LlFeatures *in, gint image, gint at)
{
  for (gint block = 0; block < ll_count_blocks (in->channels); block++)
    ll_conv_transform_input (place->streamed->pass->kernels, in, block, image,
                             place->first, place->n, get_block (place, at + block),
                             place->streamed->steps.tile, place->streamed->v_stride);
}

/* The transform is linear: the sum of both copies comes from their transforms. */
static void
add_copies (const Place *place, gint to)
{
  const Streamed *streamed = place->streamed;
  gint blocks = streamed->blocks[0];
  /* Side by side, the blocks of a tile are a run, else all of them are. */
  gboolean by_tile = streamed->pass->kernels->side_by_side;
  gint runs = by_tile ? place->n : 1;
  gsize n = (gsize) blocks * LL_BLOCK * (by_tile ? 1 : LL_STREAMED_TILES);

  for (gint plane = 0; plane < LL_PLANES; plane++)
    for (gint run = 0; run < runs; run++)
      {
        gsize at =
          (gsize) plane * streamed->v_stride + (gsize) run * streamed->steps.tile;

        streamed->pass->kernels->add (get_block (place, 0) + at,
                                      get_block (place, blocks) + at, n,
                                      get_block (place, to) + at);
      }
}

/* Channels of blocks from @block on, times rows of the weights from @row on. */
static void
multiply_planes (const Place *place,
                 gint group,
                 gint block,
                 gint channels,
                 gint row,
                 const gfloat *start,
                 gfloat *m)
{
  const Streamed *streamed = place->streamed;
  const LlPass *pass = streamed->pass;
  gint n = pass->groups[group].n;
  const gfloat *weights = streamed->weights + ll_pass_weights_start (pass, group);
  gsize step = (gsize) n * LL_BLOCK;
  LlSteps m_steps = ll_steps (pass->kernels, n, LL_STREAMED_TILES);

  for (gint plane = 0; plane < LL_PLANES; plane++)
    {
      gsize at = (gsize) plane * streamed->m_stride;

      pass->kernels->multiply (
        get_block (place, block) + (gsize) plane * streamed->v_stride, streamed->steps,
        channels, weights + ((gsize) plane * (gsize) pass->inputs + (gsize) row) * step,
        n, place->padded, start ? start + at : NULL, m + at, m_steps);
    }
}

static void
write_block (const Place *place,
             const LlGroup *group,
             gint i,
             gint image,
             const gfloat *m)
{
  const Streamed *streamed = place->streamed;
  const LlPass *pass = streamed->pass;
  const LlFeatures *out = pass->out[group->array];
  gint block = group->block + i;
  gfloat *plane = ll_features_plane (out, block, image);
  LlSteps steps = ll_steps (pass->kernels, group->n, LL_STREAMED_TILES);
  gdouble *moments = NULL;

  m += (gsize) i * steps.block;
  if (pass->prepared)
    {
      pass->kernels->output_activated (m, steps.tile, streamed->m_stride, plane,
                                       out->height, out->width, place->first, place->n,
                                       pass->prepared->bias + block * LL_BLOCK);
      return;
    }

  if (streamed->moments)
    moments =
      streamed->moments +
      ((gsize) place->task * (gsize) ll_count_blocks (out->channels) + (gsize) block) *
        2 * LL_BLOCK;
  pass->kernels->output (m, steps.tile, streamed->m_stride, plane, out->height,
                         out->width, place->first, place->n,
                         pass->accumulate[group->array], moments);
}

static void
convolve_group (const Place *place, gint index)
{
  const Streamed *streamed = place->streamed;
  const LlPass *pass = streamed->pass;
  const LlGroup *group = &pass->groups[index];
  gint own = pass->in[0]->channels;
  gint others = pass->inputs - own;
  gint behind = pass->copies * streamed->blocks[0];
  gfloat *m = place->m;
  gfloat *common = place->m + LL_PLANES * streamed->m_stride;
  gboolean at_once = pass->copies == 1 && own % LL_BLOCK == 0;
  gint copies = group->array == 0 ? pass->copies : 1;

  if (others > 0 && !at_once)
    multiply_planes (place, index, behind, others, own, NULL, common);

  for (gint copy = 0; copy < copies; copy++)
    {
      gint block =
        group->array == 0 ? copy * streamed->blocks[0] : (pass->copies > 1 ? behind : 0);

      multiply_planes (place, index, block, at_once ? pass->inputs : own, 0,
                       others > 0 && !at_once ? common : NULL, m);
      for (gint i = 0; i < group->n; i++)
        write_block (place, group, i, place->image + copy * pass->images, m);
    }
}

static gint
count_v_blocks (const Streamed *streamed)
{
  const LlPass *pass = streamed->pass;
  gint blocks = pass->copies * streamed->blocks[0] + streamed->blocks[1];

  return blocks + (pass->out[1] && pass->copies > 1 ? streamed->blocks[0] : 0);
}

static void
streamed_task (gint task, gint worker, gpointer data)
{
  Streamed *streamed = data;
  LlPass *pass = streamed->pass;
  gint first = task % streamed->parts * LL_STREAMED_TILES;
  gint n = MIN (LL_STREAMED_TILES, pass->tiles - first);
  gsize v_size = LL_PLANES * streamed->v_stride;
  Place place = {
    .streamed = streamed,
    .task = task,
    .image = task / streamed->parts,
    .first = first,
    .n = n,
    .padded = ll_pad_tiles (n),
    .v = ll_workers_scratch (pass->workers, worker,
                             (v_size + 2 * LL_PLANES * streamed->m_stride) *
                               sizeof (gfloat)),
  };

  place.m = place.v + v_size;
  for (gint copy = 0; copy < pass->copies; copy++)
    transform_image (&place, pass->in[0], place.image + copy * pass->images,
                     copy * streamed->blocks[0]);
  if (pass->in[1])
    transform_image (&place, pass->in[1], place.image,
                     pass->copies * streamed->blocks[0]);
  if (pass->out[1] && pass->copies > 1)
    add_copies (&place, pass->copies * streamed->blocks[0]);

  for (gint group = 0; group < pass->n_groups; group++)
    convolve_group (&place, group);
}

void
ll_pass_run_streamed (LlPass *pass)
{
  Streamed streamed = {
    .pass = pass,
    .parts = (pass->tiles + LL_STREAMED_TILES - 1) / LL_STREAMED_TILES,
    .blocks = { ll_count_blocks (pass->in[0]->channels),
                pass->in[1] ? ll_count_blocks (pass->in[1]->channels) : 0 },
    .m_stride = ll_plane_stride ((gsize) MAX (2, pass->kernels->group) *
                                 LL_STREAMED_TILES * LL_BLOCK),
  };
  gint n_tasks = pass->images * streamed.parts;
  gsize n_moments = (gsize) ll_count_blocks (pass->out[0]->channels) * 2 * LL_BLOCK;
  gsize weights_size = pass->prepared ? 0 : ll_pass_weights_size (pass) * sizeof (gfloat);
  gsize moments_size = pass->moments ? (gsize) n_tasks * n_moments * sizeof (gdouble) : 0;
  gchar *shared = ll_workers_shared (pass->workers, weights_size + moments_size);

  streamed.steps =
    ll_steps (pass->kernels, count_v_blocks (&streamed), LL_STREAMED_TILES);
  streamed.v_stride =
    ll_plane_stride ((gsize) count_v_blocks (&streamed) * LL_STREAMED_TILES * LL_BLOCK);
  if (pass->prepared)
    {
      streamed.weights = pass->prepared->weights;
    }
  else
    {
      ll_pass_transform_weights (pass, NULL, (gfloat *) shared);
      streamed.weights = (gfloat *) shared;
    }
  if (pass->moments)
    {
      streamed.moments = (gdouble *) (shared + weights_size);
      memset (streamed.moments, 0, moments_size);
    }

  ll_workers_run (pass->workers, n_tasks, streamed_task, &streamed);

  /* Sums in the order of the tasks keep results independent of the threads. */
  if (pass->moments)
    for (gint task = 0; task < n_tasks; task++)
      for (gsize i = 0; i < n_moments; i++)
        pass->moments[i] += streamed.moments[(gsize) task * n_moments + i];
}
