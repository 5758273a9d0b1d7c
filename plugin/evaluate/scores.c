/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Computes the scores of two sets of label maps. */

#include "evaluate/evaluate.h"

/* Objects are 4-connected, so that a diagonal line of one pixel's width
 * separates them.
 */
static LlInstances *
cut_objects (const LpMaps *maps)
{
  const LlLabels *masks = maps->maps[LL_TASK_SEGMENTATION];
  const LlLabels *interfaces = maps->maps[LL_TASK_SEPARATION];
  g_autoptr (LlLabels) cut = ll_labels_copy (masks);

  for (gsize i = 0; interfaces && i < (gsize) cut->width * cut->height; i++)
    if (interfaces->data[i] == 1)
      cut->data[i] = 0;

  return ll_instances_new_components (cut, LL_NEIGHBOURS_4);
}

/* Removes ignored pixels first, and then objects that are too small. */
static void
drop_pixels (LlInstances *objects, const LlLabels *truth, gint smallest)
{
  gsize n = (gsize) objects->width * objects->height;
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

static void
score_objects (const LpMaps *result,
               const LpMaps *reference,
               LlInstances *true_objects,
               gint smallest,
               LpEvaluation *evaluation)
{
  const LlLabels *marks = result->maps[LL_TASK_DETECTION];
  const LlLabels *truth = reference->maps[LL_TASK_SEGMENTATION]
                            ? reference->maps[LL_TASK_SEGMENTATION]
                            : reference->maps[LL_TASK_DETECTION];
  g_autoptr (LlInstances) objects = NULL;

  if (!marks && !result->maps[LL_TASK_SEGMENTATION])
    return;

  objects =
    marks ? ll_instances_new_components (marks, LL_NEIGHBOURS_4) : cut_objects (result);
  drop_pixels (objects, truth, smallest);
  drop_pixels (true_objects, truth, smallest);
  ll_score_detection (objects, true_objects, &evaluation->objects);
  evaluation->has_objects = TRUE;
}

void
lp_evaluation_score (const LpMaps *result,
                     const LpMaps *reference,
                     gdouble radius,
                     gint smallest,
                     LpEvaluation *evaluation)
{
  const LlLabels *masks = reference->maps[LL_TASK_SEGMENTATION];
  const LlLabels *interfaces = reference->maps[LL_TASK_SEPARATION];
  const LlLabels *marks = reference->maps[LL_TASK_DETECTION];
  g_autoptr (LlInstances) objects = NULL;

  *evaluation = (LpEvaluation){ 0 };

  if (masks && result->maps[LL_TASK_SEGMENTATION])
    {
      ll_dice (result->maps[LL_TASK_SEGMENTATION], masks,
               ll_classes_get_n (result->classes), &evaluation->dice);
      evaluation->has_dice = TRUE;
    }

  if (masks)
    objects = cut_objects (reference);
  if (interfaces && result->maps[LL_TASK_SEPARATION])
    {
      ll_score_separation (result->maps[LL_TASK_SEPARATION], interfaces, objects, radius,
                           &evaluation->separation);
      evaluation->has_separation = TRUE;
    }

  if (!objects && marks)
    objects = ll_instances_new_components (marks, LL_NEIGHBOURS_4);
  if (objects)
    score_objects (result, reference, objects, smallest, evaluation);
}
