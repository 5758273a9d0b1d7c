/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts the marks to learn from, and tells what is missing. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef struct
{
  gint marks[LL_N_TASKS][LL_MAX_CLASSES]; /* connected components, by class         */
  gint64 pixels[LL_N_TASKS][LL_MAX_CLASSES];
  gint64 painted; /* pixels with an object or interface on any layer */
  gint64 all;
} LpMarks;

/**
 * lp_marks_add:
 * @marks: the counts to add to, all zero at first
 * @sample: an image with its labels
 *
 * Counts the labels of one more image, including inferred masks.
 */
void lp_marks_add (LpMarks *marks, const LlSample *sample);

/**
 * lp_marks_join:
 *
 * Adds the counts of @more to @marks.
 */
void lp_marks_join (LpMarks *marks, const LpMarks *more);

/**
 * lp_marks_describe_task:
 *
 * Returns: (transfer full) (nullable): a text such as "12 air bubbles (3.3 %), 5 ice
 *   crystals (5.1 %)", with shares of all pixels; or %NULL when nothing is painted for
 *   @task.
 */
gchar *
lp_marks_describe_task (const LpMarks *marks, LlTask task, const LlClasses *classes);

/**
 * lp_marks_list_missing:
 * @marks: of all images
 * @classes: of the images
 * @kind: the kind of network to train
 * @task: the task of a network that has only one
 * @alpha: weights of the tasks; nothing is missing for a task of weight 0
 *
 * Returns: (transfer full) (element-type utf8): one sentence for each thing that the
 *   network could learn but is not shown, which says what to do.
 */
GPtrArray *lp_marks_list_missing (const LpMarks *marks,
                                  const LlClasses *classes,
                                  LlNetworkKind kind,
                                  LlTask task,
                                  const gdouble alpha[LL_N_TASKS]);

G_END_DECLS
