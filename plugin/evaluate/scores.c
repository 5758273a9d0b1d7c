/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Computes the scores of two sets of label maps. */

#include "evaluate/evaluate.h"

#include <math.h>
#include <string.h>

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

static LlInstances *
copy_objects (const LlInstances *objects)
{
  LlInstances *copy = ll_instances_new (objects->width, objects->height, objects->n);
  gsize n = (gsize) objects->width * objects->height;

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
get_true_objects (const LpMaps *reference)
{
  if (reference->objects)
    return copy_objects (reference->objects);
  if (reference->maps[LL_TASK_SEGMENTATION])
    return cut_objects (reference);

  return reference->maps[LL_TASK_DETECTION]
           ? ll_instances_new_components (reference->maps[LL_TASK_DETECTION],
                                          LL_NEIGHBOURS_4)
           : NULL;
}

static void
score_dice (const LpMaps *result, const LpMaps *reference, LpEvaluation *evaluation)
{
  gint n = ll_classes_get_n (result->classes);

  ll_dice (result->maps[LL_TASK_SEGMENTATION], reference->maps[LL_TASK_SEGMENTATION], n,
           &evaluation->dice);
  evaluation->has_dice = TRUE;

  /* Numbers of objects say nothing of classes. */
  for (gint c = 1; reference->objects && n > 2 && c < n; c++)
    evaluation->dice.dice[c] = NAN;
}

static void
score_objects (LlInstances *found,
               const LpMaps *reference,
               LlInstances *true_objects,
               gint smallest,
               LpEvaluation *evaluation)
{
  const LlLabels *truth = reference->maps[LL_TASK_SEGMENTATION]
                            ? reference->maps[LL_TASK_SEGMENTATION]
                            : reference->maps[LL_TASK_DETECTION];

  if (reference->objects)
    {
      forget_classes (found);
      forget_classes (true_objects);
    }
  drop_pixels (found, truth, smallest);
  drop_pixels (true_objects, truth, smallest);
  ll_score_detection (found, true_objects, &evaluation->objects);
  evaluation->has_objects = TRUE;
}

void
lp_evaluation_score (const LpMaps *result,
                     LlInstances *found,
                     const LpMaps *reference,
                     gdouble radius,
                     gint smallest,
                     LpEvaluation *evaluation)
{
  const LlLabels *interfaces = reference->maps[LL_TASK_SEPARATION];
  g_autoptr (LlInstances) objects = get_true_objects (reference);

  *evaluation = (LpEvaluation){ 0 };

  if (reference->maps[LL_TASK_SEGMENTATION] && result->maps[LL_TASK_SEGMENTATION])
    score_dice (result, reference, evaluation);
  if (interfaces && result->maps[LL_TASK_SEPARATION])
    {
      ll_score_separation (result->maps[LL_TASK_SEPARATION], interfaces,
                           reference->maps[LL_TASK_SEGMENTATION] ? objects : NULL, radius,
                           &evaluation->separation);
      evaluation->has_separation = TRUE;
    }
  if (found && objects)
    score_objects (found, reference, objects, smallest, evaluation);
}
