/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draw/histogram-series.h"

#include <math.h>

#include "draw/round.h"

#define MOST_BINS   40
#define FEWEST_BINS 6

#define ALL_CLASSES 0

static void
clear_series (gpointer data)
{
  LpSeries *series = data;

  ll_histogram_free (series->bins);
  g_free (series->heights);
}

/* Chooses bins of a round width in the unit.  Their number is about that of the Rice
 * rule, 2 n^(1/3).  Twice as many are allowed, because a round width may be up to 2.5
 * times as large as the exact one.
 */
static void
choose_bins (const LlObjects *objects, gdouble unit, LlHistogramSettings *settings)
{
  gdouble low = INFINITY, high = 0.0, step;
  gint n = 0;

  *settings = (LlHistogramSettings){ .n_bins = 1, .high = unit };
  for (gint i = 0; i < objects->n; i++)
    if (objects->objects[i].weight > 0.0)
      {
        low = MIN (low, objects->objects[i].diameter / unit);
        high = MAX (high, objects->objects[i].diameter / unit);
        n++;
      }
  if (n == 0)
    return;

  step = lp_round_step (MAX (high - low, 0.1 * high),
                        CLAMP (ceil (4.0 * cbrt (n)), FEWEST_BINS, MOST_BINS));
  /* A diameter at a round number falls into a bin in spite of rounding errors. */
  low = floor (low / step - 1e-9);
  high = ceil (high / step + 1e-9);
  settings->n_bins = (gint) (high - low);
  settings->low = MAX (0.0, low) * step * unit;
  settings->high = high * step * unit;
}

static void
add_series (GArray *list,
            const LlObjects *objects,
            const LlDistribution *distribution,
            const LlHistogramSettings *settings,
            LpHistogramBy by)
{
  LlHistogramSettings own = *settings;
  LpSeries series = { .distribution = distribution };

  own.class_index = distribution->class_index;
  series.bins = ll_histogram_new (objects, &own);
  series.heights = g_new (gdouble, series.bins->n);
  for (gint i = 0; i < series.bins->n; i++)
    series.heights[i] =
      by == LP_HISTOGRAM_BY_NUMBER ? series.bins->numbers[i] : series.bins->volumes[i];
  series.shares = by == LP_HISTOGRAM_BY_NUMBER ? series.bins->number_shares
                                               : series.bins->volume_shares;
  g_array_append_val (list, series);
}

static gdouble
sum_heights (const GArray *list)
{
  gdouble sum = 0.0;

  for (guint s = 0; s < list->len; s++)
    {
      const LpSeries *series = &g_array_index (list, LpSeries, s);

      for (gint i = 0; i < series->bins->n; i++)
        sum += series->heights[i];
    }

  return sum;
}

static void
make_percent (GArray *list)
{
  gdouble sum = sum_heights (list);

  for (guint s = 0; sum > 0.0 && s < list->len; s++)
    {
      const LpSeries *series = &g_array_index (list, LpSeries, s);

      for (gint i = 0; i < series->bins->n; i++)
        series->heights[i] *= 100.0 / sum;
    }
}

GArray *
lp_series_list_new (const LlObjects *objects,
                    const LlSummary *summary,
                    gdouble unit,
                    LpHistogramBy by)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (LpSeries));
  LlHistogramSettings settings;

  g_array_set_clear_func (list, clear_series);
  choose_bins (objects, unit, &settings);

  for (gint i = 0; i < summary->n; i++)
    if (summary->distributions[i].class_index != ALL_CLASSES &&
        summary->distributions[i].n > 0)
      add_series (list, objects, &summary->distributions[i], &settings, by);
  /* The last distribution is that of all classes. */
  if (list->len == 0)
    add_series (list, objects, &summary->distributions[summary->n - 1], &settings, by);
  if (by == LP_HISTOGRAM_BY_VOLUME)
    make_percent (list);

  return list;
}

gdouble
lp_series_list_get_most (const GArray *list)
{
  const LpSeries *first = &g_array_index (list, LpSeries, 0);
  gdouble most = 0.0;

  for (gint i = 0; i < first->bins->n; i++)
    {
      gdouble sum = 0.0;

      for (guint s = 0; s < list->len; s++)
        sum += g_array_index (list, LpSeries, s).heights[i];
      most = MAX (most, sum);
    }

  return most;
}
