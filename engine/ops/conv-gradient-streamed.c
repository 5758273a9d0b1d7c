/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Gradient at the weights, a few tiles at a time, see conv-gradient.h. */

#include <string.h>

#include "ops/conv-gradient.h"
#include "ops/conv-input.h"

/* Shares per worker, so that a worker that is held up leaves some to the others; fewer if
 * their sums would not stay in the cache.
 */
#define MAX_SHARES  4
#define SHARE_BYTES ((gsize) 512 << 10)

typedef struct
{
  LlGradientPass *pass;
  gint parts;    /* runs of tiles of an image                                 */
  gint shares;   /* of the work: one per worker                               */
  gint v_blocks; /* transformed blocks of inputs, and of gradients after them  */
  gint g_blocks;
  LlSteps steps;  /* of transformed tiles                                      */
  gsize v_stride; /* floats of a transformed plane                             */
  gsize u_size;   /* floats of a share's sums                                  */
  gfloat *sums;   /* [shares][groups][36][input blocks * 16][group * 16]       */
} Streamed;

static gsize
get_plane_size (const Streamed *streamed, gint group)
{
  const LlGradientPass *pass = streamed->pass;

  return (gsize) (pass->blocks[0] + pass->blocks[1]) * LL_BLOCK *
         (gsize) ll_gradient_pass_count (pass, group) * LL_BLOCK;
}

static gfloat *
get_sums (const Streamed *streamed, gint share, gint group)
{
  return streamed->sums + (gsize) share * streamed->u_size +
         (gsize) group * LL_PLANES * get_plane_size (streamed, 0);
}

static gfloat *
get_block (const Streamed *streamed, gfloat *v, gint block)
{
  return v + (gsize) block * streamed->steps.block;
}

/* Padding tiles must not count: zeros in all planes and blocks. */
static void
clear_padding (const Streamed *streamed, gfloat *v, gint n)
{
  gint end = ll_pad_tiles (n);

  if (n == end)
    return;
  for (gint plane = 0; plane < LL_PLANES; plane++)
    for (gint block = 0; block < streamed->v_blocks + streamed->g_blocks; block++)
      for (gint tile = n; tile < end; tile++)
        memset (get_block (streamed, v, block) + (gsize) plane * streamed->v_stride +
                  (gsize) tile * streamed->steps.tile,
                0, LL_BLOCK * sizeof (gfloat));
}

/* The gradients of both copies, of @tiles tiles. */
static void
add_copies (const Streamed *streamed, gfloat *v, gint tiles)
{
  const LlGradientPass *pass = streamed->pass;
  /* Side by side, the blocks of a tile are a run, else all of them are. */
  gboolean by_tile = pass->kernels->side_by_side;
  gint runs = by_tile ? tiles : 1;
  gsize n = (gsize) pass->out_blocks * LL_BLOCK * (by_tile ? 1 : LL_STREAMED_TILES);

  for (gint plane = 0; plane < LL_PLANES; plane++)
    for (gint run = 0; run < runs; run++)
      {
        gfloat *g = get_block (streamed, v, streamed->v_blocks) +
                    (gsize) plane * streamed->v_stride +
                    (gsize) run * streamed->steps.tile;

        pass->kernels->add (g, g + n, n, g + 2 * n);
      }
}

static void
transform_run (const Streamed *streamed, gfloat *v, gint image, gint first, gint n)
{
  const LlGradientPass *pass = streamed->pass;
  const LlFeatures *out = pass->out_grad;
  gint block = 0;

  for (gint array = 0; array < 2 && pass->in[array]; array++)
    {
      const LlFeatures *in = pass->in[array];

      for (gint copy = 0; copy < (array == 0 ? pass->copies : 1); copy++)
        for (gint i = 0; i < pass->blocks[array]; i++)
          ll_conv_transform_input (pass->kernels, in, i, image + copy * pass->images,
                                   first, n, get_block (streamed, v, block++),
                                   streamed->steps.tile, streamed->v_stride);
    }

  for (gint copy = 0; copy < pass->copies; copy++)
    for (gint i = 0; i < pass->out_blocks; i++)
      pass->kernels->gradient (ll_features_plane (out, i, image + copy * pass->images),
                               out->height, out->width, first, n,
                               get_block (streamed, v, block++), streamed->steps.tile,
                               streamed->v_stride);

  clear_padding (streamed, v, n);
  if (pass->copies == 2 && pass->in[1])
    add_copies (streamed, v, ll_pad_tiles (n));
}

/* Inputs @block .. of one array, times the gradients @g_block .. of one copy. */
static void
multiply_planes (const Streamed *streamed,
                 gfloat *v,
                 gint block,
                 gint n_blocks,
                 gint g_block,
                 gint tiles,
                 gint row,
                 gint share,
                 gboolean accumulate)
{
  const LlGradientPass *pass = streamed->pass;

  for (gint group = 0; group < pass->n_groups; group++)
    {
      gint count = ll_gradient_pass_count (pass, group);
      gsize size = get_plane_size (streamed, group);
      gfloat *sums = get_sums (streamed, share, group);

      for (gint plane = 0; plane < LL_PLANES; plane++)
        {
          gsize at = (gsize) plane * streamed->v_stride;
          const gfloat *g =
            get_block (streamed, v, streamed->v_blocks + g_block + group * pass->group) +
            at;

          pass->kernels->multiply_gradient (
            get_block (streamed, v, block) + at, streamed->steps, n_blocks, g,
            streamed->steps, count, tiles,
            sums + (gsize) plane * size + (gsize) (row * LL_BLOCK * count * LL_BLOCK),
            accumulate);
        }
    }
}

static void
share_task (gint share, gint worker, gpointer data)
{
  Streamed *streamed = data;
  LlGradientPass *pass = streamed->pass;
  gint n = pass->images * streamed->parts;
  gint begin = (gint) ((gint64) n * share / streamed->shares);
  gint end = (gint) ((gint64) n * (share + 1) / streamed->shares);
  gfloat *v = ll_workers_scratch (pass->workers, worker,
                                  LL_PLANES * streamed->v_stride * sizeof (gfloat));

  if (begin == end)
    memset (get_sums (streamed, share, 0), 0, streamed->u_size * sizeof (gfloat));

  for (gint run = begin; run < end; run++)
    {
      gint first = run % streamed->parts * LL_STREAMED_TILES;
      gint tiles = MIN (LL_STREAMED_TILES, pass->tiles - first);
      gint behind = pass->copies * pass->blocks[0];

      transform_run (streamed, v, run / streamed->parts, first, tiles);
      tiles = ll_pad_tiles (tiles);
      for (gint copy = 0; copy < pass->copies; copy++)
        multiply_planes (streamed, v, copy * pass->blocks[0], pass->blocks[0],
                         copy * pass->out_blocks, tiles, 0, share,
                         run > begin || copy > 0);
      if (pass->in[1])
        multiply_planes (streamed, v, behind, pass->blocks[1],
                         pass->copies == 2 ? 2 * pass->out_blocks : 0, tiles,
                         pass->blocks[0], share, run > begin);
    }
}

/* One group, one block of inputs: the sum of all shares, in their order. */
static void
store_task (gint task, gint worker, gpointer data)
{
  Streamed *streamed = data;
  LlGradientPass *pass = streamed->pass;
  gint blocks = pass->blocks[0] + pass->blocks[1];
  gint group = task / blocks;
  gint block = task % blocks;
  gsize plane_size = get_plane_size (streamed, group);
  gsize size = (gsize) ll_gradient_pass_count (pass, group) * LL_BLOCK * LL_BLOCK;
  gfloat *first = get_sums (streamed, 0, group) + (gsize) block * size;

  for (gint share = 1; share < streamed->shares; share++)
    {
      const gfloat *other = get_sums (streamed, share, group) + (gsize) block * size;

      for (gint plane = 0; plane < LL_PLANES; plane++)
        pass->kernels->copy (other + (gsize) plane * plane_size, size,
                             first + (gsize) plane * plane_size, TRUE);
    }
  ll_gradient_pass_store (pass, group, block, first, plane_size, FALSE);
}

gint
ll_gradient_count_shares (gint n_workers, gsize bytes)
{
  if (n_workers == 1)
    return 1;
  return n_workers * CLAMP ((gint) (SHARE_BYTES / bytes), 1, MAX_SHARES);
}

void
ll_gradient_pass_run_streamed (LlGradientPass *pass)
{
  gboolean with_sum = pass->copies == 2 && pass->in[1];
  Streamed streamed = {
    .pass = pass,
    .parts = (pass->tiles + LL_STREAMED_TILES - 1) / LL_STREAMED_TILES,
    .v_blocks = pass->copies * pass->blocks[0] + pass->blocks[1],
    .g_blocks = (pass->copies + (with_sum ? 1 : 0)) * pass->out_blocks,
  };

  streamed.steps =
    ll_steps (pass->kernels, streamed.v_blocks + streamed.g_blocks, LL_STREAMED_TILES);
  streamed.v_stride = ll_plane_stride ((gsize) (streamed.v_blocks + streamed.g_blocks) *
                                       LL_STREAMED_TILES * LL_BLOCK);
  streamed.u_size = (gsize) LL_PLANES * (gsize) (pass->blocks[0] + pass->blocks[1]) *
                    LL_BLOCK * (gsize) pass->out_blocks * LL_BLOCK;
  streamed.shares = ll_gradient_count_shares (ll_workers_get_n (pass->workers),
                                              streamed.u_size * sizeof (gfloat));
  streamed.sums = ll_workers_shared (pass->workers, (gsize) streamed.shares *
                                                      streamed.u_size * sizeof (gfloat));

  ll_workers_run (pass->workers, streamed.shares, share_task, &streamed);
  ll_workers_run (pass->workers, pass->n_groups * (pass->blocks[0] + pass->blocks[1]),
                  store_task, &streamed);
}
