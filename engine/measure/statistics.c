/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Computes statistics in a single pass over sorted diameters. */

#include "measure/statistics.h"

#include <math.h>

/* An object that occurs k times in succession: the cumulative share rises from the first
 * to the last occurrence, while the diameter stays the same.
 */
typedef struct
{
  gdouble diameter;
  gdouble first; /* sum of all previous weights and half of the first one */
  gdouble last;
} Stair;

struct _LlStatisticsWork
{
  Stair *numbers;
  Stair *volumes;
};

typedef struct
{
  gdouble w;
  gdouble ww;
  gdouble wd;
  gdouble wdd;
  gdouble wddd;
  gdouble wdddd;
  gdouble area;
  gdouble contour;
  gdouble circularity;
  gdouble aspect_ratio;
  gdouble touching;
} Sums;

LlStatisticsWork *
ll_statistics_work_new (gint n)
{
  LlStatisticsWork *work = g_new (LlStatisticsWork, 1);

  work->numbers = g_new (Stair, n);
  work->volumes = g_new (Stair, n);
  return work;
}

void
ll_statistics_work_free (LlStatisticsWork *work)
{
  if (!work)
    return;

  g_free (work->numbers);
  g_free (work->volumes);
  g_free (work);
}

static Stair
add_stair (gdouble diameter, gdouble weight, gdouble count, gdouble *sum)
{
  Stair stair = { diameter, *sum + weight / 2.0, *sum + weight * (count - 0.5) };

  *sum += weight * count;
  return stair;
}

/* Returns: the number of stairs, one per object that occurs and has a weight. */
static gint
add_up (const LlItem *items,
        const guint8 *counts,
        gint n,
        LlStatisticsWork *work,
        Sums *sums)
{
  gint stairs = 0;

  for (gint i = 0; i < n; i++)
    {
      gdouble count = counts ? counts[i] : 1.0;
      gdouble d = items[i].diameter;
      gdouble w = items[i].weight;
      gdouble cw = count * w;

      sums->area += count * items[i].area;
      sums->contour += count * items[i].contour;
      if (cw == 0.0)
        continue;

      work->numbers[stairs] = add_stair (d, w, count, &sums->w);
      work->volumes[stairs++] = add_stair (d, w * d * d * d, count, &sums->wddd);
      sums->ww += cw * w;
      sums->wd += cw * d;
      sums->wdd += cw * d * d;
      sums->wdddd += cw * d * d * d * d;
      sums->circularity += cw * items[i].circularity;
      sums->aspect_ratio += cw * items[i].aspect_ratio;
      sums->touching += cw * items[i].touching;
    }
  return stairs;
}

static gdouble
find_quantile (const Stair *stairs, gint n, gdouble place)
{
  gint low = 0;
  gint high = n - 1;

  /* Finds the first stair that ends at or after the place, or the last stair. */
  while (low < high)
    {
      gint middle = (low + high) / 2;

      if (stairs[middle].last >= place)
        high = middle;
      else
        low = middle + 1;
    }
  if (low > 0 && place < stairs[low].first)
    {
      const Stair *before = &stairs[low - 1];
      gdouble share = (place - before->last) / (stairs[low].first - before->last);

      return before->diameter + share * (stairs[low].diameter - before->diameter);
    }
  return stairs[low].diameter;
}

/* Computes d10, d50, d90 and the span, which are consecutive in #LlStatistic. */
static void
find_quantiles (const Stair *stairs, gint n, gdouble sum, gdouble *values)
{
  static const gdouble shares[3] = { 0.1, 0.5, 0.9 };

  for (gint k = 0; k < 3; k++)
    values[k] = find_quantile (stairs, n, shares[k] * sum);
  values[3] = (values[2] - values[0]) / values[1];
}

static gdouble
get_sd (const Sums *sums)
{
  gdouble mean = sums->wd / sums->w;
  gdouble freedom = sums->w - sums->ww / sums->w;

  /* It is 0 for a single object, apart from rounding errors. */
  if (freedom < 1e-9 * sums->w)
    return NAN;
  return sqrt (MAX (sums->wdd - sums->w * mean * mean, 0.0) / freedom);
}

void
ll_statistics_compute (const LlItem *items,
                       const guint8 *counts,
                       gint n,
                       gdouble frame,
                       LlStatisticsWork *work,
                       gdouble *values)
{
  Sums sums = { .w = 0.0 };
  gint stairs = add_up (items, counts, n, work, &sums);

  for (gint k = 0; k < LL_N_STATISTICS; k++)
    values[k] = NAN;
  values[LL_STATISTIC_NUMBER] = sums.w;
  values[LL_STATISTIC_NUMBER_PER_AREA] = sums.w / frame;
  values[LL_STATISTIC_AREA_FRACTION] = sums.area / frame;
  values[LL_STATISTIC_CONTOUR_PER_AREA] = sums.contour / frame;
  if (stairs == 0)
    return;

  values[LL_STATISTIC_MEAN] = sums.wd / sums.w;
  values[LL_STATISTIC_SD] = get_sd (&sums);
  find_quantiles (work->numbers, stairs, sums.w, values + LL_STATISTIC_D10_NUMBER);
  find_quantiles (work->volumes, stairs, sums.wddd, values + LL_STATISTIC_D10_VOLUME);
  values[LL_STATISTIC_D32] = sums.wddd / sums.wdd;
  values[LL_STATISTIC_D43] = sums.wdddd / sums.wddd;
  values[LL_STATISTIC_CIRCULARITY] = sums.circularity / sums.w;
  values[LL_STATISTIC_ASPECT_RATIO] = sums.aspect_ratio / sums.w;
  values[LL_STATISTIC_TOUCHING] = sums.touching / sums.w;
}

gdouble
ll_statistics_quantile (const gdouble *sorted, gint n, gdouble share)
{
  gdouble place = CLAMP (share * n - 0.5, 0.0, n - 1.0);
  gint below = (gint) place;
  gint above = MIN (below + 1, n - 1);

  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
