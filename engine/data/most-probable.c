/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "data/most-probable.h"

#include "lazylabels/predictor.h"

void
ll_most_probable_of_planes (const gfloat *scores,
                            gsize stride,
                            gint n_classes,
                            gsize n_pixels,
                            guint8 *labels)
{
  for (gsize i = 0; i < n_pixels; i++)
    {
      gint best = 0;

      for (gint c = 1; c < n_classes; c++)
        if (scores[(gsize) c * stride + i] > scores[(gsize) best * stride + i])
          best = c;
      labels[i] = (guint8) best;
    }
}

void
ll_most_probable (const gfloat *probabilities,
                  gint n_classes,
                  gsize n_pixels,
                  guint8 *labels)
{
  ll_most_probable_of_planes (probabilities, n_pixels, n_classes, n_pixels, labels);
}
