/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The twins of the loss and of the optimiser. */

#include <math.h>

#include "twins.h"

#define IGNORE 255

/* @pixel counts through the batch. */
static gdouble
probability (const LlTensor *logits, gint klass, gsize pixel)
{
  gdouble largest = -G_MAXDOUBLE, sum = 0.0;

  /* Not fmax(): gcc 12 fails to vectorise that for AArch64. */
  for (gint c = 0; c < logits->channels; c++)
    largest = MAX (largest, ll_tensor_channel (logits, c)[pixel]);
  for (gint c = 0; c < logits->channels; c++)
    sum += exp (ll_tensor_channel (logits, c)[pixel] - largest);
  return exp (ll_tensor_channel (logits, klass)[pixel] - largest) / sum;
}

void
ll_twin_softmax (const LlTensor *logits, const LlTensor *out)
{
  for (gint c = 0; c < logits->channels; c++)
    for (gsize p = 0; p < ll_tensor_pixels (logits); p++)
      ll_tensor_channel (out, c)[p] = (gfloat) probability (logits, c, p);
}

gdouble
ll_twin_cross_entropy (const LlTensor *logits,
                       const guint8 *labels,
                       const gfloat *class_weights,
                       gfloat scale,
                       const LlTensor *grad)
{
  gsize patch = (gsize) logits->height * (gsize) logits->width;
  gdouble loss = 0.0;

  for (gint n = 0; n < logits->batch; n++)
    {
      gsize first = (gsize) n * patch;
      gdouble total = 0.0;

      for (gsize p = first; p < first + patch; p++)
        if (labels[p] != IGNORE)
          total += class_weights ? class_weights[labels[p]] : 1.0;

      for (gsize p = first; p < first + patch; p++)
        {
          gdouble share = 0.0;

          if (labels[p] != IGNORE && total > 0.0)
            {
              share = class_weights ? class_weights[labels[p]] : 1.0;
              share *= scale / total / logits->batch;
              loss -= share * log (probability (logits, labels[p], p));
            }
          if (grad != NULL)
            for (gint c = 0; c < logits->channels; c++)
              ll_tensor_channel (grad, c)[p] =
                (gfloat) (share * (probability (logits, c, p) - (c == labels[p])));
        }
    }
  return loss;
}

/* As the formula stands, and its gradient by the quotient rule. */
gdouble
ll_twin_soft_dice (const LlTensor *logits,
                   const guint8 *labels,
                   gfloat scale,
                   const LlTensor *grad)
{
  gint n_classes = logits->channels;
  gsize pixels = ll_tensor_pixels (logits);
  gdouble loss = 0.0;
  gint shown = 0;

  for (gint c = 1; c < n_classes; c++)
    for (gsize p = 0; p < pixels; p++)
      if (labels[p] == c)
        {
          shown++;
          break;
        }

  for (gint c = 1; c < n_classes; c++)
    {
      gdouble both = 0.0, expected = 0.0, labelled = 0.0, above, below;

      for (gsize p = 0; p < pixels; p++)
        if (labels[p] != IGNORE)
          {
            both += labels[p] == c ? probability (logits, c, p) : 0.0;
            expected += probability (logits, c, p);
            labelled += labels[p] == c;
          }
      if (labelled == 0.0)
        continue;

      above = 2.0 * both + 1.0;
      below = expected + labelled + 1.0;
      loss += (gdouble) scale / shown * (1.0 - above / below);
      for (gsize p = 0; p < pixels && grad; p++)
        for (gint k = 0; k < n_classes && labels[p] != IGNORE; k++)
          {
            /* d p_c / d z_k */
            gdouble slope = probability (logits, c, p) *
                            ((c == k ? 1.0 : 0.0) - probability (logits, k, p));
            gdouble above_slope = labels[p] == c ? 2.0 * slope : 0.0;

            ll_tensor_channel (grad, k)[p] -=
              (gfloat) ((gdouble) scale / shown * (above_slope * below - above * slope) /
                        (below * below));
          }
    }
  return loss;
}

void
ll_twin_adam (gsize n,
              const gfloat *grad,
              gfloat *first,
              gfloat *second,
              gfloat *parameters,
              gdouble rate,
              gint64 step)
{
  for (gsize i = 0; i < n; i++)
    {
      gdouble m = 0.9 * first[i] + 0.1 * grad[i];
      gdouble v = 0.999 * second[i] + 0.001 * grad[i] * (gdouble) grad[i];
      gdouble m_hat = m / (1.0 - pow (0.9, (gdouble) step));
      gdouble v_hat = v / (1.0 - pow (0.999, (gdouble) step));

      first[i] = (gfloat) m;
      second[i] = (gfloat) v;
      parameters[i] = (gfloat) (parameters[i] - rate * m_hat / (sqrt (v_hat) + 1e-8));
    }
}
