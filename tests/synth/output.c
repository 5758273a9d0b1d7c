/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes three label maps per micrograph, each as numbers, as paint, or both. */

#include "marks.h"
#include "output.h"
#include "png-io.h"

static gboolean
write_one (const LlLabels *marks,
           LlTask task,
           const gchar *prefix,
           gboolean maps,
           gboolean paint,
           GError **error)
{
  if (maps)
    {
      g_autofree gchar *path =
        g_strdup_printf ("%s-%s.png", prefix, ll_task_get_name (task));

      if (!synth_png_write_labels (marks, path, error))
        return FALSE;
    }
  if (paint)
    {
      g_autoptr (LlClasses) classes =
        ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
      g_autofree guint8 *rgba = synth_marks_paint (marks, task, classes);
      g_autofree gchar *path =
        g_strdup_printf ("%s-%s-paint.png", prefix, ll_task_get_name (task));

      return synth_png_write_rgba (rgba, marks->width, marks->height, path, error);
    }
  return TRUE;
}

gboolean
synth_output_marks (const SynthIds *ids,
                    const guint8 *class_of,
                    const gchar *prefix,
                    gboolean maps,
                    gboolean paint,
                    GError **error)
{
  for (LlTask task = LL_TASK_DETECTION; task < LL_N_TASKS; task++)
    {
      g_autoptr (LlLabels) marks = synth_marks_new (ids, class_of, task);

      if (!write_one (marks, task, prefix, maps, paint, error))
        return FALSE;
    }
  return TRUE;
}
