/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sorts diameters into bins. */

#include <math.h>

#include "lazylabels/measure.h"

static gboolean
counts (const LlObject *object, const LlHistogramSettings *settings)
{
  return object->weight > 0.0 &&
         (settings->class_index == 0 || settings->class_index == object->class_index);
}

static void
find_range (const LlObjects *objects,
            const LlHistogramSettings *settings,
            gdouble *low,
            gdouble *high)
{
  *low = settings->low;
  *high = settings->high;
  if (*low != 0.0 || *high != 0.0)
    return;

  *low = G_MAXDOUBLE;
  for (gint i = 0; i < objects->n; i++)
    if (counts (&objects->objects[i], settings))
      {
        *low = MIN (*low, objects->objects[i].diameter);
        *high = MAX (*high, objects->objects[i].diameter);
      }
  if (*high == 0.0)
    {
      *low = settings->log ? 1.0 : 0.0;
      *high = settings->log ? 10.0 : 1.0;
    }
  else if (*low == *high)
    {
      /* If all diameters are the same, they lie in the middle. */
      *low *= 0.5;
      *high *= 1.5;
    }
}

static void
fill_edges (LlHistogram *histogram, gboolean log_bins, gdouble low, gdouble high)
{
  gint n = histogram->n;

  for (gint k = 0; k <= n; k++)
    histogram->edges[k] =
      log_bins ? low * pow (high / low, (gdouble) k / n) : low + (high - low) * k / n;
  histogram->edges[n] = high;
}

/* Returns -1 for a diameter below all bins, and the number of bins for one above. */
static gint
find_bin (const LlHistogram *histogram, gdouble diameter)
{
  gint low = 0;
  gint high = histogram->n;

  if (diameter < histogram->edges[0])
    return -1;
  if (diameter == histogram->edges[high])
    return high - 1;
  if (diameter > histogram->edges[high])
    return high;
  while (high - low > 1)
    {
      gint middle = (low + high) / 2;

      if (diameter < histogram->edges[middle])
        high = middle;
      else
        low = middle;
    }
  return low;
}

static void
fill_shares (const gdouble *bins, gint n, gdouble below, gdouble total, gdouble *shares)
{
  gdouble sum = below;

  for (gint k = 0; k <= n; k++)
    {
      shares[k] = total > 0.0 ? MIN (sum / total, 1.0) : NAN;
      if (k < n)
        sum += bins[k];
    }
}

LlHistogram *
ll_histogram_new (const LlObjects *objects, const LlHistogramSettings *settings)
{
  LlHistogram *histogram;
  gdouble below[2] = { 0.0, 0.0 };
  gdouble total[2] = { 0.0, 0.0 };
  gdouble low, high;
  gint n = settings->n_bins;

  g_return_val_if_fail (n > 0 && n <= LL_MAX_BINS, NULL);
  find_range (objects, settings, &low, &high);
  g_return_val_if_fail (low < high && low >= 0.0, NULL);
  g_return_val_if_fail (!settings->log || low > 0.0, NULL);

  histogram = g_new (LlHistogram, 1);
  histogram->n = n;
  histogram->edges = g_new (gdouble, n + 1);
  histogram->numbers = g_new0 (gdouble, n);
  histogram->volumes = g_new0 (gdouble, n);
  histogram->number_shares = g_new (gdouble, n + 1);
  histogram->volume_shares = g_new (gdouble, n + 1);
  fill_edges (histogram, settings->log, low, high);

  for (gint i = 0; i < objects->n; i++)
    {
      const LlObject *object = &objects->objects[i];
      gdouble d = object->diameter;
      gdouble volume = object->weight * G_PI / 6.0 * d * d * d;
      gint bin = find_bin (histogram, d);

      if (!counts (object, settings))
        continue;
      total[0] += object->weight;
      total[1] += volume;
      if (bin < 0)
        {
          below[0] += object->weight;
          below[1] += volume;
        }
      else if (bin < n)
        {
          histogram->numbers[bin] += object->weight;
          histogram->volumes[bin] += volume;
        }
    }
  fill_shares (histogram->numbers, n, below[0], total[0], histogram->number_shares);
  fill_shares (histogram->volumes, n, below[1], total[1], histogram->volume_shares);
  return histogram;
}

void
ll_histogram_free (LlHistogram *histogram)
{
  if (!histogram)
    return;

  g_free (histogram->edges);
  g_free (histogram->numbers);
  g_free (histogram->volumes);
  g_free (histogram->number_shares);
  g_free (histogram->volume_shares);
  g_free (histogram);
}
