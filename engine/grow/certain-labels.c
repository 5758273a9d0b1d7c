/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What marks imply about masks.  A marked pixel of an object also belongs to its mask:
 * p (s3 = z | s1 = x) = 0 for x_ic = 1 and z_ic = 0 (section 3 of the paper).  Where all
 * objects are marked, pixels that no object can reach from its mark belong to the rest.
 */

#include "grow/cores.h"
#include "grow/reach.h"
#include "lazylabels/grow.h"
#include "lazylabels/store.h"

gint
ll_grow_certain_labels (GPtrArray *samples, gdouble depths, guint64 *room, GError **error)
{
  gint n = 0;

  for (guint i = 0; i < samples->len; i++)
    {
      LlSample *sample = g_ptr_array_index (samples, i);
      const LlLabels *marks = sample->labels[LL_TASK_DETECTION];
      g_autoptr (LlInstances) objects = NULL;
      g_autoptr (LlReach) reach = NULL;
      g_autoptr (LlImage) loaded = NULL;
      g_autoptr (LlLabels) labels = NULL;

      if (!marks || sample->labels[LL_TASK_SEGMENTATION])
        continue;

      objects = ll_instances_new_components (marks, LL_NEIGHBOURS_8);
      if (sample->image->stored)
        loaded = ll_image_load_stored (sample->image);
      reach = ll_reach_new (
        ll_cores_new (loaded ? loaded : sample->image, objects, NULL, NULL), depths);
      labels = ll_labels_copy (marks);
      for (gsize k = 0; k < (gsize) marks->width * (gsize) marks->height; k++)
        if (marks->data[k] == 0 && reach->owners[k] != 0)
          labels->data[k] = LL_LABEL_IGNORE;
      if (room && !ll_labels_store (labels, room, error))
        return -1;
      sample->labels[LL_TASK_SEGMENTATION] = g_steal_pointer (&labels);
      sample->inferred = TRUE;
      n++;
    }
  return n;
}
