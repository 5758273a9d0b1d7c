/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The softmax of one pixel, for the losses. */

#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/* Probabilities of one pixel; @data is its first channel.  Returns the logarithm of
 * the sum that divides them, so that -log p = log sum - logit.
 */
static inline gfloat
ll_pixel_softmax (const gfloat *data, gsize stride, gint n_classes, gfloat *probabilities)
{
  gfloat largest = data[0];
  gfloat sum = 0.0f;

  for (gint c = 1; c < n_classes; c++)
    largest = MAX (largest, data[(gsize) c * stride]);
  for (gint c = 0; c < n_classes; c++)
    {
      probabilities[c] = expf (data[(gsize) c * stride] - largest);
      sum += probabilities[c];
    }
  for (gint c = 0; c < n_classes; c++)
    probabilities[c] /= sum;
  return largest + logf (sum);
}

G_END_DECLS
