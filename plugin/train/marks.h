/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was found to learn from: marks counted, and what is missing. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

typedef struct
{
  gint marks[LL_N_TASKS][LL_MAX_CLASSES]; /* that hang together, of each class      */
  gint64 pixels[LL_N_TASKS][LL_MAX_CLASSES];
  gint64 painted; /* pixels of an object or interface on any layer   */
  gint64 all;
} LpMarks;

/**
 * lp_marks_add:
 * @marks: starts with zeros
 *
 * Counts what is painted on one more image, and masks that were inferred, which nobody
 * painted.
 */
void lp_marks_add (LpMarks *marks, const LlSample *sample);

/**
 * lp_marks_join:
 *
 * Adds those of @more.
 */
void lp_marks_join (LpMarks *marks, const LpMarks *more);

/**
 * lp_marks_describe_task:
 *
 * Returns: (transfer full) (nullable): "12 air bubbles (3.3 %), 5 ice crystals (5.1 %)",
 *   shares of all pixels; or %NULL when nothing is painted for that task.
 */
gchar *
lp_marks_describe_task (const LpMarks *marks, LlTask task, const LlClasses *classes);

/**
 * lp_marks_list_missing:
 * @marks: of all images
 * @kind: what is to be trained
 * @task: of a network of a single task
 * @alpha: weights of the tasks; what is not to be learned is not missing
 *
 * Returns: (transfer full) (element-type utf8): a sentence for each thing that the
 *   network could learn but is not shown, with what to do.
 */
GPtrArray *lp_marks_list_missing (const LpMarks *marks,
                                  const LlClasses *classes,
                                  LlNetworkKind kind,
                                  LlTask task,
                                  const gdouble alpha[LL_N_TASKS]);

G_END_DECLS
