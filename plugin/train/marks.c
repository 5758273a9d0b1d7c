/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts the marks of images, and describes what is still missing. */

#include "train/marks.h"

#include <glib/gi18n-lib.h>

static void
count_components (const LlLabels *labels, gint marks[LL_MAX_CLASSES])
{
  g_autoptr (LlInstances) instances = NULL;

  instances = ll_instances_new_components (labels, LL_NEIGHBOURS_8);
  for (gint i = 1; i <= instances->n; i++)
    if (instances->class_of[i] < LL_MAX_CLASSES)
      marks[instances->class_of[i]]++;
}

static gboolean
is_object (const LlLabels *labels, gsize i)
{
  return labels && labels->data[i] != 0 && labels->data[i] != LL_LABEL_IGNORE;
}

void
lp_marks_join (LpMarks *marks, const LpMarks *more)
{
  for (gint task = 0; task < LL_N_TASKS; task++)
    for (gint c = 0; c < LL_MAX_CLASSES; c++)
      {
        marks->marks[task][c] += more->marks[task][c];
        marks->pixels[task][c] += more->pixels[task][c];
      }
  marks->painted += more->painted;
  marks->all += more->all;
}

void
lp_marks_add (LpMarks *marks, const LlSample *sample)
{
  gsize n = (gsize) sample->image->width * sample->image->height;
  const LlLabels *masks = sample->inferred ? NULL : sample->labels[LL_TASK_SEGMENTATION];

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      gint64 counts[256];

      if (!sample->labels[task])
        continue;
      count_components (sample->labels[task], marks->marks[task]);
      ll_labels_count (sample->labels[task], counts);
      for (gint c = 0; c < LL_MAX_CLASSES; c++)
        marks->pixels[task][c] += counts[c];
    }

  for (gsize i = 0; i < n; i++)
    marks->painted += is_object (sample->labels[LL_TASK_DETECTION], i) ||
                      is_object (sample->labels[LL_TASK_SEPARATION], i) ||
                      is_object (masks, i);
  marks->all += (gint64) n;
}

gchar *
lp_marks_describe_task (const LpMarks *marks, LlTask task, const LlClasses *classes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gint c = 1; c < ll_classes_get_n_of_task (classes, task); c++)
    if (marks->marks[task][c] > 0)
      g_string_append_printf (
        text, "%s%d × %s (%.2g %%)", text->len > 0 ? ", " : "", marks->marks[task][c],
        task == LL_TASK_SEPARATION ? "interface" : ll_classes_get_name (classes, c),
        100.0 * (gdouble) marks->pixels[task][c] / (gdouble) marks->all);

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static gboolean
is_painted (const LpMarks *marks, LlTask task)
{
  for (gint c = 1; c < LL_MAX_CLASSES; c++)
    if (marks->marks[task][c] > 0)
      return TRUE;

  return FALSE;
}

GPtrArray *
lp_marks_list_missing (const LpMarks *marks,
                       const LlClasses *classes,
                       LlNetworkKind kind,
                       LlTask task,
                       const gdouble alpha[LL_N_TASKS])
{
  static const gchar *const advice[LL_N_TASKS] = {
    N_ ("There is no detection mark: paint inside objects on the layer \"Detection\"."),
    N_ ("There is no separation scribble: paint where objects touch on the layer "
        "\"Separation\", or touching objects may merge."),
    N_ ("There is no mask: fill some whole objects exactly on the layer "
        "\"Segmentation\", or "
        "the network learns no borders.")
  };
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  for (gint t = 0; t < LL_N_TASKS; t++)
    {
      gboolean wanted = kind == LL_NETWORK_MULTI_TASK ? alpha[t] > 0 : t == (gint) task;

      if (!wanted)
        continue;

      if (!is_painted (marks, (LlTask) t))
        {
          g_ptr_array_add (missing, g_strdup (_ (advice[t])));
          continue;
        }
      for (gint c = 1; t != LL_TASK_SEPARATION && c < ll_classes_get_n (classes); c++)
        if (marks->marks[t][c] == 0)
          g_ptr_array_add (
            missing, g_strdup_printf (
                       _ ("No %s is painted on any layer \"%s\": paint some "
                          "in its colour."),
                       ll_classes_get_name (classes, c), ll_task_get_title ((LlTask) t)));
    }

  return missing;
}
