/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lazylabels/evaluation.h"

#include <math.h>
#include <string.h>

/* Objects are 4-connected, so that a diagonal line of one pixel's width
 * separates them.
 */
static LlInstances *
cut_objects (const LlLabels *const truth[LL_N_TASKS])
{
  const LlLabels *masks = truth[LL_TASK_SEGMENTATION];
  const LlLabels *interfaces = truth[LL_TASK_SEPARATION];
  g_autoptr (LlLabels) cut = ll_labels_copy (masks);

  for (gsize i = 0; interfaces && i < (gsize) cut->width * (gsize) cut->height; i++)
    if (interfaces->data[i] == 1)
      cut->data[i] = 0;

  return ll_instances_new_components (cut, LL_NEIGHBOURS_4);
}

/* Removes ignored pixels first, and then objects that are too small. */
static void
drop_pixels (LlInstances *objects, const LlLabels *truth, gint smallest)
{
  gsize n = (gsize) objects->width * (gsize) objects->height;
  g_autofree gint64 *sizes = g_new0 (gint64, (gsize) objects->n + 1);

  for (gsize i = 0; i < n; i++)
    {
      if (truth->data[i] == LL_LABEL_IGNORE)
        objects->data[i] = 0;
      sizes[objects->data[i]]++;
    }
  for (gsize i = 0; i < n; i++)
    if (sizes[objects->data[i]] < smallest)
      objects->data[i] = 0;
}

static LlInstances *
copy_objects (const LlInstances *objects)
{
  LlInstances *copy = ll_instances_new (objects->width, objects->height, objects->n);
  gsize n = (gsize) objects->width * (gsize) objects->height;

  memcpy (copy->data, objects->data, n * sizeof (gint32));
  memcpy (copy->class_of, objects->class_of, (gsize) objects->n + 1);

  return copy;
}

static void
forget_classes (LlInstances *objects)
{
  for (gint id = 1; id <= objects->n; id++)
    objects->class_of[id] = 1;
}

/* Returns: (nullable): the objects that there are. */
static LlInstances *
get_true_objects (const LlLabels *const truth[LL_N_TASKS], const LlInstances *objects)
{
  if (objects)
    return copy_objects (objects);
  if (truth[LL_TASK_SEGMENTATION])
    return cut_objects (truth);

  return truth[LL_TASK_DETECTION]
           ? ll_instances_new_components (truth[LL_TASK_DETECTION], LL_NEIGHBOURS_4)
           : NULL;
}

static void
score_dice (const LlLabels *result,
            const LlLabels *truth,
            gboolean of_numbers,
            gint n_classes,
            LlEvaluation *evaluation)
{
  ll_dice (result, truth, n_classes, &evaluation->dice);
  evaluation->has_dice = TRUE;

  /* Numbers of objects say nothing of classes. */
  for (gint c = 1; of_numbers && n_classes > 2 && c < n_classes; c++)
    evaluation->dice.dice[c] = NAN;
}

void
ll_evaluate (const LlLabels *const result[LL_N_TASKS],
             LlInstances *found,
             const LlLabels *const truth[LL_N_TASKS],
             const LlInstances *objects,
             gint n_classes,
             gdouble radius,
             gint smallest,
             LlEvaluation *evaluation)
{
  const LlLabels *masks = truth[LL_TASK_SEGMENTATION];
  g_autoptr (LlInstances) there = get_true_objects (truth, objects);

  *evaluation = (LlEvaluation){ 0 };

  if (masks && result[LL_TASK_SEGMENTATION])
    score_dice (result[LL_TASK_SEGMENTATION], masks, objects != NULL, n_classes,
                evaluation);
  if (truth[LL_TASK_SEPARATION] && result[LL_TASK_SEPARATION])
    {
      ll_score_separation (result[LL_TASK_SEPARATION], truth[LL_TASK_SEPARATION],
                           masks ? there : NULL, radius, &evaluation->separation);
      evaluation->has_separation = TRUE;
    }
  if (!found || !there)
    return;

  if (objects)
    {
      forget_classes (found);
      forget_classes (there);
    }
  drop_pixels (found, masks ? masks : truth[LL_TASK_DETECTION], smallest);
  drop_pixels (there, masks ? masks : truth[LL_TASK_DETECTION], smallest);
  ll_score_detection (found, there, &evaluation->objects);
  evaluation->has_objects = TRUE;
}
