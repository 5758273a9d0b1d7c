/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The gradient at the weights, in the two ways of conv-pass.h.
 *
 * Streamed: each worker sums the products of its share of the tiles in the transformed
 * domain.  Deep: a task takes all tiles to a few filters and transforms these back at
 * once, so that the transformed gradient never exists as a whole.
 */

#pragma once

#include "kernels/kernels.h"
#include "ops/conv-pass.h"

G_BEGIN_DECLS

typedef struct
{
  LlWorkers *workers;
  const LlKernels *kernels;
  const LlFeatures *in[2]; /* as of LlPass; the second may be %NULL         */
  const LlFeatures *out_grad;
  gfloat *weight_grad; /* [outputs][inputs][9], overwritten              */

  /* Set by ll_gradient_pass_init(). */
  gint images;
  gint copies;
  gint tiles;
  gint inputs;
  gint blocks[2]; /* of the input arrays                                 */
  gint out_blocks;
  gint group; /* output blocks that are multiplied together          */
  gint n_groups;
} LlGradientPass;

void ll_gradient_pass_init (LlGradientPass *pass);

/* Blocks of a group. */
gint ll_gradient_pass_count (const LlGradientPass *pass, gint group);

/**
 * ll_gradient_pass_store:
 * @block: of the inputs, those of the second array after those of the first
 * @u: [36][16][group * 16], planes @stride floats apart: transformed gradients
 *
 * Transforms back and writes, or adds, to the gradient of the weights.
 */
void ll_gradient_pass_store (const LlGradientPass *pass,
                             gint group,
                             gint block,
                             const gfloat *u,
                             gsize stride,
                             gboolean accumulate);

/**
 * ll_gradient_count_shares:
 * @bytes: of one share's sums
 *
 * Returns: shares of a streamed gradient: one per worker or more.
 */
gint ll_gradient_count_shares (gint n_workers, gsize bytes);

void ll_gradient_pass_run_streamed (LlGradientPass *pass);
void ll_gradient_pass_run_deep (LlGradientPass *pass);

G_END_DECLS
