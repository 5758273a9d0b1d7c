/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pseudo labels are masks that nobody has checked (A. Khoreva et al., "Simple does it",
 * 2017).  As in the paper's comparison, they are grown from the marks alone.
 */

#include "lazylabels/grow.h"
#include "lazylabels/store.h"

typedef struct
{
  LlProgressFunc func;
  gpointer data;
  gint done;
  gint all;
} Progress;

static gboolean
needs_labels (const LlSample *sample)
{
  return sample->labels[LL_TASK_DETECTION] && !sample->labels[LL_TASK_SEGMENTATION];
}

static gboolean
pass_on (gdouble fraction, gpointer data)
{
  const Progress *progress = data;

  return !progress->func ||
         progress->func ((progress->done + fraction) / progress->all, progress->data);
}

gint
ll_grow_pseudo_labels (GPtrArray *samples,
                       const LlGrowSettings *settings,
                       guint64 *room,
                       LlProgressFunc progress,
                       gpointer data,
                       GError **error)
{
  g_autoptr (GPtrArray) grown =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_labels_free);
  Progress all = { .func = progress, .data = data };
  gint n = 0;

  for (guint i = 0; i < samples->len; i++)
    all.all += needs_labels (g_ptr_array_index (samples, i)) ? 1 : 0;

  for (guint i = 0; i < samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (samples, i);
      const LlLabels *marks = sample->labels[LL_TASK_DETECTION];
      LlLabels *labels = NULL;

      if (needs_labels (sample))
        {
          g_autoptr (LlImage) loaded =
            sample->image->stored ? ll_image_load_stored (sample->image) : NULL;

          labels = ll_grow (loaded ? loaded : sample->image, marks, NULL, NULL, settings,
                            pass_on, &all, error);
          if (!labels)
            return -1;
          for (gsize k = 0; k < (gsize) marks->width * (gsize) marks->height; k++)
            if (marks->data[k] == LL_LABEL_IGNORE)
              labels->data[k] = LL_LABEL_IGNORE;
          all.done++;
        }
      g_ptr_array_add (grown, labels);
      if (labels && room && !ll_labels_store (labels, room, error))
        return -1;
    }

  for (guint i = 0; i < samples->len; i++)
    if (grown->pdata[i])
      {
        LlSample *sample = g_ptr_array_index (samples, i);

        sample->labels[LL_TASK_SEGMENTATION] = g_steal_pointer (&grown->pdata[i]);
        sample->inferred = TRUE;
        n++;
      }
  return n;
}
