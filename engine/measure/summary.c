/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Summarises diameters, per class and of all objects. */

#include <math.h>
#include <stdlib.h>

#include "measure/statistics.h"

#define ALL 0

static gint
compare_items (gconstpointer a, gconstpointer b)
{
  const LlItem *p = a;
  const LlItem *q = b;

  if (p->diameter != q->diameter)
    return p->diameter < q->diameter ? -1 : 1;
  return 0;
}

/* Returns items sorted by diameter.  Objects without a weight are included for their
 * areas.
 */
static GArray *
new_items (const LlObjects *objects, LlDistribution *distribution)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (LlItem));

  for (gint i = 0; i < objects->n; i++)
    {
      const LlObject *object = &objects->objects[i];
      LlItem item = { object->diameter,      object->weight,
                      object->area,          object->perimeter - object->edge_length,
                      object->circularity,   object->aspect_ratio,
                      object->neighbours > 0 };

      if (distribution->class_index != ALL &&
          distribution->class_index != object->class_index)
        continue;
      distribution->n += object->weight > 0.0;
      distribution->n_edge += object->on_edge;
      g_array_append_val (items, item);
    }
  g_array_sort (items, compare_items);
  return items;
}

static void
describe_distribution (const LlObjects *objects,
                       const LlMeasureSettings *settings,
                       gint class_index,
                       LlDistribution *distribution)
{
  gdouble values[LL_N_STATISTICS];
  g_autoptr (GArray) array = NULL;
  g_autoptr (LlStatisticsWork) work = NULL;
  const LlItem *items;
  gint n;

  *distribution = (LlDistribution){ .class_index = class_index };
  array = new_items (objects, distribution);
  items = (const LlItem *) (gpointer) array->data;
  n = (gint) array->len;
  work = ll_statistics_work_new (n);

  ll_statistics_compute (items, NULL, n, objects->frame, work, values);
  for (gint k = 0; k < LL_N_STATISTICS; k++)
    distribution->statistics[k] = (LlEstimate){ values[k], NAN, NAN };
  if (distribution->n > 1 && settings->resamples > 0)
    ll_statistics_bootstrap (items, n, objects->frame, (guint64) class_index, settings,
                             distribution->statistics);
}

LlSummary *
ll_summary_new (const LlObjects *objects,
                gint n_classes,
                const LlMeasureSettings *settings)
{
  LlSummary *summary;
  gint own = n_classes - 1;

  g_return_val_if_fail (n_classes >= LL_MIN_CLASSES && n_classes <= LL_MAX_CLASSES, NULL);
  g_return_val_if_fail (settings->resamples >= 0, NULL);
  g_return_val_if_fail (settings->level > 0.0 && settings->level < 1.0, NULL);

  summary = g_new (LlSummary, 1);
  summary->n = own > 1 ? own + 1 : own;
  summary->distributions = g_new (LlDistribution, summary->n);
  for (gint i = 0; i < summary->n; i++)
    describe_distribution (objects, settings, i < own ? i + 1 : ALL,
                           &summary->distributions[i]);
  return summary;
}

void
ll_summary_free (LlSummary *summary)
{
  if (!summary)
    return;

  g_free (summary->distributions);
  g_free (summary);
}
