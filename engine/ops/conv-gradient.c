/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Geometry and results of a gradient at weights. */

#include "ops/conv-gradient.h"

void
ll_gradient_pass_init (LlGradientPass *pass)
{
  const LlFeatures *first = pass->in[0];
  const LlFeatures *second = pass->in[1];

  pass->images = second ? second->batch : first->batch;
  pass->copies = first->batch / pass->images;
  pass->tiles = ll_count_tiles (first->height, first->width);
  pass->inputs = first->channels + (second ? second->channels : 0);
  pass->blocks[0] = ll_count_blocks (first->channels);
  pass->blocks[1] = second ? ll_count_blocks (second->channels) : 0;
  pass->out_blocks = ll_count_blocks (pass->out_grad->channels);
  pass->group = pass->kernels->group;
  pass->n_groups = (pass->out_blocks + pass->group - 1) / pass->group;

  g_assert (pass->copies <= 2 && first->batch == pass->copies * pass->images);
  g_assert (pass->out_grad->batch == first->batch);
}

gint
ll_gradient_pass_count (const LlGradientPass *pass, gint group)
{
  return MIN (pass->group, pass->out_blocks - group * pass->group);
}

void
ll_gradient_pass_store (const LlGradientPass *pass,
                        gint group,
                        gint block,
                        const gfloat *u,
                        gsize stride,
                        gboolean accumulate)
{
  gint count = ll_gradient_pass_count (pass, group);
  gint array = block < pass->blocks[0] ? 0 : 1;
  gint channel = (array == 0 ? block : block - pass->blocks[0]) * LL_BLOCK;
  gint n_in = MIN (LL_BLOCK, pass->in[array]->channels - channel);
  gint in = channel + (array == 0 ? 0 : pass->in[0]->channels);
  gsize out_step = (gsize) pass->inputs * LL_TAPS;
  gfloat packed[LL_BLOCK * LL_TAPS * LL_BLOCK] __attribute__ ((aligned (64)));

  for (gint i = 0; i < count; i++)
    {
      gint out = (group * pass->group + i) * LL_BLOCK;

      pass->kernels->weights_back (u + i * LL_BLOCK, (gsize) count * LL_BLOCK, stride,
                                   n_in, packed);
      ll_filters_unpack (packed, MIN (LL_BLOCK, pass->out_grad->channels - out), n_in,
                         pass->weight_grad + (gsize) out * out_step +
                           (gsize) in * LL_TAPS,
                         out_step, accumulate);
    }
}
