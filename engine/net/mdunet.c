/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* MDU-Net: Zhang et al. 2018, "MDU-Net: Multi-scale Densely Connected U-Net for
 * biomedical image segmentation", arXiv:1812.00352.
 *
 * A U-net whose levels see their neighbours' scales.  As in the paper, there are dense
 * connections of three sorts, and they reach as far as in the variant that the paper
 * settles on, encoder2-cross3-decoder2.  With e_i and d_i what level i of the encoder and
 * of the decoder gives, level 0 the finest and d of the coarsest level the same as its e:
 *
 *   encoder2   e_i comes from the e of the 2 next finer levels, max-pooled
 *   cross3     d_i sees the e of 3 levels: its own, the next finer one, max-pooled, and
 *              the next coarser one, up-sampled
 *   decoder2   d_i sees the d of the 2 next coarser levels, up-sampled
 *
 * or, with P for pooling and U for up-sampling by 2, and a level that does not exist left
 * out,
 *
 *   e_i = B ([P e_(i-1), P P e_(i-2)])
 *   d_i = B ([U d_(i+1), U U d_(i+2), U e_(i+1), e_i, P e_(i-1)])
 *
 * where B is two grey blocks and [...] concatenation.  One level above the coarsest,
 * U e_(i+1) is the same as U d_(i+1) and is seen once.  With 2 levels the plain U-net is
 * left.
 *
 * What was settled here:
 *
 * - Level i has (i + 1) * width channels, where the U-net has 2^i * width.  A level of
 *   the decoder sees up to five features, so doubling would make the network twice as
 *   dear as the U-net; and as features are used again, a level need not carry on all that
 *   the finer ones found.  With 6 levels the convolutions now take 27 width^2
 *   multiplications for each pixel of the image and each of a filter's nine numbers, those
 *   of the single-task U-net 28.5 (doubled: 55.5); and there are 0.15 times as many
 *   weights.
 * - Up-sampling is bilinear, and pooling or up-sampling by 4 is twice that by 2, so that
 *   all kinds of networks are made of the same operations.
 * - The paper's quantisation of the weights, against overfitting, is left out: the
 *   patches are varied at random instead.
 * - It has one head, as the single-task U-net.
 */

#include "net/architecture.h"

static gint
count_channels (const LlNetworkSettings *settings, gint level)
{
  return (level + 1) * settings->width;
}

/* Features of each level: what encoder and decoder give, and the encoder's at half the
 * size.
 */
typedef struct
{
  LlValue *encoded;
  LlValue *decoded;
  LlValue *pooled;
} Level;

static void
build_encoder (LlGraph *graph, gint i, gint channels, LlValue *input, Level *levels)
{
  g_autofree gchar *prefix = g_strdup_printf ("encoder.%d", i);
  LlValue *first = input;
  LlValue *second = NULL;

  if (i > 0)
    first = levels[i - 1].pooled = ll_graph_maxpool (graph, levels[i - 1].encoded);
  if (i > 1)
    second = ll_graph_maxpool (graph, levels[i - 2].pooled);
  levels[i].encoded = ll_build_blocks (graph, prefix, channels, first, second);
}

/* Up-sampling works on each channel alone, so what is up-sampled is concatenated before:
 * with a quarter of the pixels.  The other half of the inputs goes to the convolution as
 * it is where it can, on the finest level, without a copy.
 */
static void
build_decoder (LlGraph *graph, gint i, gint channels, gint n_levels, Level *levels)
{
  g_autofree gchar *prefix = g_strdup_printf ("decoder.%d", i);
  LlValue *below = levels[i + 1].decoded;
  LlValue *beside = levels[i].encoded;

  if (i + 2 < n_levels)
    {
      LlValue *parts[] = {
        below,
        ll_graph_upsample (graph, levels[i + 2].decoded, NULL),
        levels[i + 1].encoded,
      };

      below = ll_graph_concat (graph, parts, G_N_ELEMENTS (parts));
    }
  if (i > 0)
    {
      LlValue *parts[] = { beside, levels[i - 1].pooled };

      beside = ll_graph_concat (graph, parts, G_N_ELEMENTS (parts));
    }

  levels[i].decoded = ll_build_blocks (graph, prefix, channels,
                                       ll_graph_upsample (graph, below, NULL), beside);
}

void
ll_build_mdunet (const LlNetworkSettings *settings,
                 gint n_classes,
                 LlGraph *graph,
                 LlValue *input,
                 LlValue *logits[LL_N_TASKS])
{
  gint n = settings->levels;
  g_autofree Level *levels = g_new0 (Level, n);

  for (gint i = 0; i < n; i++)
    build_encoder (graph, i, count_channels (settings, i), input, levels);

  levels[n - 1].decoded = levels[n - 1].encoded;
  for (gint i = n - 2; i >= 0; i--)
    build_decoder (graph, i, count_channels (settings, i), n, levels);

  logits[LL_TASK_SEGMENTATION] =
    ll_graph_head (graph, LL_TASK_SEGMENTATION, n_classes, levels[0].decoded);
}
