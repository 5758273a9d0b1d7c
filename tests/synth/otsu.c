/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* N. Otsu, "A threshold selection method from gray-level histograms", IEEE Transactions
 * on Systems, Man, and Cybernetics 9 (1979).  All thresholds are tried, over 256 bins.
 */

#include <math.h>

#include "otsu.h"

static gint
bin_of (gfloat value)
{
  return CLAMP ((gint) (value * 255.0f + 0.5f), 0, 255);
}

/* Returns the square of the sum over the count, for the bins first .. last: their share
 * of the variance between levels, up to a constant.
 */
static gdouble
level_variance (const gdouble *count, const gdouble *sum, gint first, gint last)
{
  gdouble n = count[last + 1] - count[first];
  gdouble s = sum[last + 1] - sum[first];

  return n > 0.0 ? s * s / n : 0.0;
}

LlLabels *
synth_otsu (const LlImage *image, gint levels, gint thresholds[2])
{
  LlLabels *result = ll_labels_new (image->width, image->height, 0);
  gsize pixels = (gsize) image->width * (gsize) image->height;
  gdouble count[257] = { 0.0 }; /* of the preceding bins */
  gdouble sum[257] = { 0.0 };
  gdouble best = -1.0;

  for (gsize i = 0; i < pixels; i++)
    count[bin_of (image->data[i]) + 1] += 1.0;
  for (gint b = 0; b < 256; b++)
    {
      sum[b + 1] = sum[b] + count[b + 1] * b;
      count[b + 1] += count[b];
    }

  for (gint low = 0; low < 255; low++)
    for (gint high = levels == 3 ? low + 1 : 255; high < 256; high++)
      {
        gdouble variance = level_variance (count, sum, 0, low) +
                           level_variance (count, sum, low + 1, high);

        if (high < 255)
          variance += level_variance (count, sum, high + 1, 255);
        if (variance > best)
          {
            best = variance;
            thresholds[0] = low;
            if (levels == 3)
              thresholds[1] = high;
          }
      }

  for (gsize i = 0; i < pixels; i++)
    for (gint t = 0; t < levels - 1; t++)
      if (bin_of (image->data[i]) > thresholds[t])
        result->data[i] = (guint8) (t + 1);
  return result;
}

/* Returns the mean over all classes but the rest.  A class that occurs in neither map is
 * left out.
 */
static gdouble
mean_dice (const LlDice *dice, gint n_classes)
{
  gdouble sum = 0.0;
  gint n = 0;

  for (gint c = 1; c < n_classes; c++)
    if (!isnan (dice->dice[c]))
      {
        sum += dice->dice[c];
        n++;
      }
  return n > 0 ? sum / n : 0.0;
}

gdouble
synth_otsu_best (const LlImage *image,
                 gint levels,
                 const LlLabels *truth,
                 gint n_classes,
                 LlDice *best)
{
  gint thresholds[2];
  g_autoptr (LlLabels) level = synth_otsu (image, levels, thresholds);
  g_autoptr (LlLabels) guess = ll_labels_new (image->width, image->height, 0);
  gint assignments =
    levels == 3 ? n_classes * n_classes * n_classes : n_classes * n_classes;
  gdouble best_mean = -1.0;

  for (gint a = 0; a < assignments; a++)
    {
      guint8 class_of[3] = { (guint8) (a % n_classes),
                             (guint8) (a / n_classes % n_classes),
                             (guint8) (a / n_classes / n_classes % n_classes) };
      LlDice dice;
      gdouble mean;

      for (gsize i = 0; i < (gsize) image->width * (gsize) image->height; i++)
        guess->data[i] = class_of[level->data[i]];
      ll_dice (guess, truth, n_classes, &dice);
      mean = mean_dice (&dice, n_classes);
      if (mean > best_mean)
        {
          best_mean = mean;
          *best = dice;
        }
    }
  return best_mean;
}
