/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* 3x3 convolution: chooses an algorithm by shape. */

#include <string.h>

#include "kernels/products.h"
#include "ops/conv-gradient.h"
#include "ops/conv-pass.h"
#include "ops/conv3x3.h"

static gint
count_channels (const LlFeatures *first, const LlFeatures *second)
{
  return first->channels + (second ? second->channels : 0);
}

/* The set for a convolution between channels of @in and of @out. */
static const LlKernels *
choose_kernels (const LlWorkers *workers, gint in, gint out)
{
  return ll_products_choose (ll_kernels_for (workers), in, out);
}

/* Filters of the forward pass. */
static LlFilters
get_filters (const LlFeatures *first, const LlFeatures *second, const gfloat *weights)
{
  return (LlFilters){
    .data = weights,
    .out_step = (gsize) count_channels (first, second) * LL_TAPS,
    .in_step = LL_TAPS,
  };
}

static gboolean
is_deep (const LlPass *pass)
{
  return ll_conv_is_deep (pass->inputs, count_channels (pass->out[0], pass->out[1]),
                          pass->tiles);
}

static void
run_pass (LlPass *pass)
{
  ll_pass_init (pass);
  if (is_deep (pass))
    ll_pass_run_deep (pass);
  else
    ll_pass_run_streamed (pass);
  ll_pass_clear (pass);
}

void
ll_conv3x3_forward (LlWorkers *workers,
                    const LlFeatures *first,
                    const LlFeatures *second,
                    const gfloat *weights,
                    const LlFeatures *out,
                    gdouble *moments)
{
  LlPass pass = {
    .workers = workers,
    .kernels = choose_kernels (workers, count_channels (first, second), out->channels),
    .filters = get_filters (first, second, weights),
    .in = { first, second },
    .out = { out },
    .moments = moments,
  };

  if (moments)
    memset (moments, 0,
            (gsize) ll_count_blocks (out->channels) * 2 * LL_BLOCK * sizeof (gdouble));
  run_pass (&pass);
}

void
ll_conv3x3_input_gradient (LlWorkers *workers,
                           const LlFeatures *out_grad,
                           const gfloat *weights,
                           const LlFeatures *first_grad,
                           gboolean add_first,
                           const LlFeatures *second_grad,
                           gboolean add_second)
{
  /* The forward pass with rotated filters, from output to input channels. */
  LlPass pass = {
    .workers = workers,
    .kernels = choose_kernels (workers, out_grad->channels,
                               count_channels (first_grad, second_grad)),
    .filters = { .data = weights,
                 .out_step = LL_TAPS,
                 .in_step = (gsize) count_channels (first_grad, second_grad) * LL_TAPS,
                 .turned = TRUE },
    .in = { out_grad },
    .out = { first_grad, second_grad },
    .accumulate = { add_first, add_second },
  };

  run_pass (&pass);
}

void
ll_conv3x3_weight_gradient (LlWorkers *workers,
                            const LlFeatures *first,
                            const LlFeatures *second,
                            const LlFeatures *out_grad,
                            gfloat *weight_grad)
{
  LlGradientPass pass = {
    .workers = workers,
    .kernels =
      choose_kernels (workers, count_channels (first, second), out_grad->channels),
    .in = { first, second },
    .out_grad = out_grad,
    .weight_grad = weight_grad,
  };

  ll_gradient_pass_init (&pass);
  if (ll_conv_is_deep (pass.inputs, out_grad->channels, pass.tiles))
    ll_gradient_pass_run_deep (&pass);
  else
    ll_gradient_pass_run_streamed (&pass);
}

LlPreparedConv *
ll_prepared_conv_new (LlWorkers *workers,
                      const LlFeatures *first,
                      const LlFeatures *second,
                      const LlFeatures *out,
                      const gfloat *weights,
                      const gfloat *scale,
                      const gfloat *bias)
{
  LlPreparedConv *conv = g_new0 (LlPreparedConv, 1);
  gsize n_bias = (gsize) ll_count_blocks (out->channels) * LL_BLOCK;
  LlPass pass = {
    .workers = workers,
    .kernels = choose_kernels (workers, count_channels (first, second), out->channels),
    .filters = get_filters (first, second, weights),
    .in = { first, second },
    .out = { out },
  };

  ll_pass_init (&pass);
  if (is_deep (&pass))
    {
      conv->weights =
        ll_aligned_alloc ((gsize) pass.inputs * n_bias * LL_TAPS * sizeof (gfloat));
      ll_pass_pack_weights (&pass, scale, conv->weights);
    }
  else
    {
      conv->weights = ll_aligned_alloc (ll_pass_weights_size (&pass) * sizeof (gfloat));
      ll_pass_transform_weights (&pass, scale, conv->weights);
    }
  ll_pass_clear (&pass);

  conv->bias = ll_aligned_alloc (n_bias * sizeof (gfloat));
  memset (conv->bias, 0, n_bias * sizeof (gfloat));
  memcpy (conv->bias, bias, (gsize) out->channels * sizeof (gfloat));
  return conv;
}

void
ll_prepared_conv_free (LlPreparedConv *conv)
{
  if (!conv)
    return;

  ll_aligned_free (conv->weights);
  ll_aligned_free (conv->bias);
  g_free (conv);
}

void
ll_prepared_conv_run (LlPreparedConv *conv,
                      LlWorkers *workers,
                      const LlFeatures *first,
                      const LlFeatures *second,
                      const LlFeatures *out)
{
  LlPass pass = {
    .workers = workers,
    .kernels = choose_kernels (workers, count_channels (first, second), out->channels),
    .in = { first, second },
    .out = { out },
    .prepared = conv,
  };

  run_pass (&pass);
}
