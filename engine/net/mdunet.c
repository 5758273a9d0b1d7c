/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* MDU-Net: Zhang et al. 2018, "MDU-Net: Multi-scale Densely Connected U-Net for
 * biomedical image segmentation", arXiv:1812.00352.
 *
 * A U-net whose levels also take features from the adjacent scales.  As in the paper,
 * there are three kinds of dense connections, which reach as far as in the variant that
 * the paper recommends, encoder2-cross3-decoder2.  Let e_i and d_i be the outputs of
 * level i of the encoder and of the decoder, where level 0 is the finest, and d_i = e_i
 * on the coarsest level:
 *
 *   encoder2   e_i takes the e of the 2 next finer levels, max-pooled
 *   cross3     d_i takes the e of 3 levels: its own, the next finer one, max-pooled, and
 *              the next coarser one, up-sampled
 *   decoder2   d_i takes the d of the 2 next coarser levels, up-sampled
 *
 * In formulas, with P for pooling and U for up-sampling by 2, and without levels that do
 * not exist,
 *
 *   e_i = B ([P e_(i-1), P P e_(i-2)])
 *   d_i = B ([U d_(i+1), U U d_(i+2), U e_(i+1), e_i, P e_(i-1)])
 *
 * where B is two grey blocks and [...] is concatenation.  One level above the coarsest,
 * U e_(i+1) equals U d_(i+1), and is taken only once.  With 2 levels, the network is a
 * plain U-net.
 *
 * Choices of this implementation:
 *
 * - Level i has (i + 1) * width channels, where the U-net has 2^i * width.  A level of
 *   the decoder takes up to five features, so doubling would make the network twice as
 *   expensive as the U-net.  Since features are reused, a level need not pass on
 *   everything that the finer ones found.  With 6 levels, the convolutions take
 *   27 width^2 multiplications per pixel of the image and weight of a 3x3 filter,
 *   compared to 28.5 for the single-task U-net (and 55.5 with doubling), and there are
 *   0.15 times as many weights.
 * - Up-sampling is bilinear, and pooling or up-sampling by 4 is done twice by 2, so that
 *   all kinds of networks consist of the same operations.
 * - The paper quantises the weights against overfitting.  Here, patches are augmented at
 *   random instead.
 * - There is a single head, as in the single-task U-net.
 */

#include "net/architecture.h"

static gint
count_channels (const LlNetworkSettings *settings, gint level)
{
  return (level + 1) * settings->width;
}

/* The features of a level: those of the encoder and the decoder, and those of the encoder
 * at half the size.
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

/* Up-sampling works on each channel separately, so coarser features are concatenated
 * first, while they have a quarter of the pixels.  The other inputs go to the convolution
 * directly; on the finest level, this saves a copy.
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
