/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The Dice score of a segmentation. */

#include "score/dice.h"

#include <math.h>

void
ll_dice_counts_add (LlDiceCounts *counts,
                    const guint8 *result,
                    const guint8 *truth,
                    gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint8 a = result[i];
      guint8 b = truth[i];

      if (b == LL_LABEL_IGNORE)
        continue;

      if (a < LL_MAX_CLASSES)
        counts->result[a]++;
      if (b < LL_MAX_CLASSES)
        counts->truth[b]++;
      if (a == b && a < LL_MAX_CLASSES)
        counts->both[a]++;
    }
}

static gdouble
ratio (gint64 both, gint64 sum)
{
  return sum > 0 ? 2.0 * (gdouble) both / (gdouble) sum : NAN;
}

void
ll_dice_counts_finish (const LlDiceCounts *counts, gint n_classes, LlDice *dice)
{
  gint64 all_both = 0;
  gint64 all_sum = 0;

  for (gint c = 0; c < LL_MAX_CLASSES; c++)
    {
      gint64 sum = counts->result[c] + counts->truth[c];

      dice->dice[c] = c < n_classes ? ratio (counts->both[c], sum) : NAN;
      if (c > 0 && c < n_classes)
        {
          all_both += counts->both[c];
          all_sum += sum;
        }
    }
  dice->overall = ratio (all_both, all_sum);
}

void
ll_dice (const LlLabels *result, const LlLabels *truth, gint n_classes, LlDice *dice)
{
  LlDiceCounts counts = { { 0 }, { 0 }, { 0 } };

  g_return_if_fail (result->width == truth->width && result->height == truth->height);
  g_return_if_fail (n_classes >= LL_MIN_CLASSES && n_classes <= LL_MAX_CLASSES);

  ll_dice_counts_add (&counts, result->data, truth->data,
                      (gsize) truth->width * (gsize) truth->height);
  ll_dice_counts_finish (&counts, n_classes, dice);
}
