/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Dice: how well a segmentation covers the truth. */

#include <math.h>

#include "lazylabels/scores.h"

static gdouble
ratio (gint64 both, gint64 sum)
{
  return sum > 0 ? 2.0 * (gdouble) both / (gdouble) sum : NAN;
}

void
ll_dice (const LlLabels *result, const LlLabels *truth, gint n_classes, LlDice *dice)
{
  gint64 both[LL_MAX_CLASSES] = { 0 };
  gint64 sum[LL_MAX_CLASSES] = { 0 }; /* |result| + |truth| */
  gint64 all_both = 0;
  gint64 all_sum = 0;
  gsize n;
  gsize i;
  gint c;

  g_return_if_fail (result->width == truth->width && result->height == truth->height);
  g_return_if_fail (n_classes >= LL_MIN_CLASSES && n_classes <= LL_MAX_CLASSES);

  n = (gsize) truth->width * (gsize) truth->height;
  for (i = 0; i < n; i++)
    {
      guint8 a = result->data[i];
      guint8 b = truth->data[i];

      if (b == LL_LABEL_IGNORE)
        continue;

      if (a < n_classes)
        sum[a]++;
      if (b < n_classes)
        sum[b]++;
      if (a == b && a < n_classes)
        both[a]++;
    }

  for (c = 0; c < LL_MAX_CLASSES; c++)
    dice->dice[c] = ratio (both[c], sum[c]);

  for (c = 1; c < n_classes; c++)
    {
      all_both += both[c];
      all_sum += sum[c];
    }
  dice->overall = ratio (all_both, all_sum);
}
