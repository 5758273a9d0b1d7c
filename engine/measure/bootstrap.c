/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Computes confidence intervals by resampling.  The objects stay sorted, and a resample
 * is a list of how often each occurs, so its statistics take a single pass without
 * sorting.
 */

#include <math.h>
#include <stdlib.h>

#include "core/random.h"
#include "measure/statistics.h"

/* The largest number of times that an object may occur; larger ones have a probability of
 * 1e-9.
 */
#define MOST 11

/* Sets limits[k] to 2^32 times the probability of at most k, for a Poisson distribution
 * with mean 1.
 */
static void
fill_limits (guint64 *limits)
{
  gdouble probability = exp (-1.0);
  gdouble sum = 0.0;

  for (gint k = 0; k < MOST; k++)
    {
      sum += probability;
      probability /= k + 1.0;
      limits[k] = (guint64) (sum * 0x1p32);
    }
}

static guint8
find_count (const guint64 *limits, guint64 number)
{
  guint8 count = 0;

  while (count < MOST && number >= limits[count])
    count++;
  return count;
}

/* Draws the counts of two objects from each random number. */
static void
draw_counts (LlRandom *random, const guint64 *limits, gint n, guint8 *counts)
{
  for (gint i = 0; i < n; i += 2)
    {
      guint64 number = ll_random_next (random);

      counts[i] = find_count (limits, number >> 32);
      if (i + 1 < n)
        counts[i + 1] = find_count (limits, number & G_MAXUINT32);
    }
}

static gint
compare_doubles (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a;
  gdouble y = *(const gdouble *) b;

  return x < y ? -1 : x > y;
}

/* Resamples for which the statistic is undefined, such as empty ones, are left out. */
static void
find_interval (gdouble *values, gint n, gdouble level, LlEstimate *estimate)
{
  gint defined = 0;

  for (gint i = 0; i < n; i++)
    if (!isnan (values[i]))
      values[defined++] = values[i];
  if (defined == 0)
    return;

  qsort (values, defined, sizeof (gdouble), compare_doubles);
  estimate->low = ll_statistics_quantile (values, defined, (1.0 - level) / 2.0);
  estimate->high = ll_statistics_quantile (values, defined, (1.0 + level) / 2.0);
}

void
ll_statistics_bootstrap (const LlItem *items,
                         gint n,
                         gdouble frame,
                         guint64 stream,
                         const LlMeasureSettings *settings,
                         LlEstimate *statistics)
{
  g_autoptr (LlStatisticsWork) work = ll_statistics_work_new (n);
  g_autofree guint8 *counts = g_new (guint8, n);
  g_autofree gdouble *values =
    g_new (gdouble, (gsize) settings->resamples * LL_N_STATISTICS);
  guint64 limits[MOST];

  fill_limits (limits);
  for (gint r = 0; r < settings->resamples; r++)
    {
      gdouble resample[LL_N_STATISTICS];
      LlRandom random;

      ll_random_init (&random, settings->seed, stream, (guint64) r);
      draw_counts (&random, limits, n, counts);
      ll_statistics_compute (items, counts, n, frame, work, resample);
      /* Draws of large objects alone could cover more than there is. */
      resample[LL_STATISTIC_AREA_FRACTION] =
        MIN (resample[LL_STATISTIC_AREA_FRACTION], 1.0);
      for (gint k = 0; k < LL_N_STATISTICS; k++)
        values[k * settings->resamples + r] = resample[k];
    }
  for (gint k = 0; k < LL_N_STATISTICS; k++)
    find_interval (values + k * settings->resamples, settings->resamples, settings->level,
                   &statistics[k]);
}
