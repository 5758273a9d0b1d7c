/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "layers/coverage.h"

#include <glib/gi18n-lib.h>

LlCoverage
lp_coverage_get (const GPtrArray *layers, LlTask task)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if ((gint) lp_layer_get_role (layer) == (gint) task)
        return lp_layer_get_coverage (layer);
    }

  return LL_COVERAGE_COMPLETE;
}

void
lp_coverage_set (gint32 image, LlTask task, LlCoverage coverage)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const gchar *word = coverage == LL_COVERAGE_SPARSE ? "sparse" : "complete";

  lp_host_undo_group_start (image);
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if ((gint) lp_layer_get_role (layer) == (gint) task)
        lp_host_set_layer_text (layer->id, LP_PARASITE_COVERAGE, word);
    }
  lp_host_undo_group_end (image);
}

gchar *
lp_coverage_describe_doubt (LlTask task, gint n)
{
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "Everything unpainted on %s counts as background: %d mark. Choose "
                 "sparse, or mark all objects.",
                 "Everything unpainted on %s counts as background: %d marks. Choose "
                 "sparse, or mark all objects.",
                 (gulong) n),
    ll_task_get_title (task), n);
}

static LpMarkCount
count_marks (const LlLabels *labels)
{
  g_autoptr (LpMarkCounter) counter = lp_mark_counter_new (labels->width);
  LpMarkCount counts[LL_MAX_CLASSES];

  for (gint y = 0; y < labels->height; y++)
    lp_mark_counter_add_row (counter, labels->data + (gsize) y * (gsize) labels->width);
  lp_mark_counter_get (counter, counts);

  return lp_mark_count_sum (counts);
}

gchar *
lp_coverage_find_doubt (const GPtrArray *layers, const LlSample *sample)
{
  static const LlTask tasks[] = { LL_TASK_DETECTION, LL_TASK_SEGMENTATION };

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      const LlLabels *labels = sample->labels[tasks[i]];
      LpMarkCount marks;

      if (!labels || lp_coverage_get (layers, tasks[i]) != LL_COVERAGE_COMPLETE)
        continue;
      marks = count_marks (labels);
      if (lp_mark_count_is_doubtful (&marks, (gint64) labels->width * labels->height))
        return lp_coverage_describe_doubt (tasks[i], marks.n);
    }

  return NULL;
}
