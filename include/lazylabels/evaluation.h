/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Scores a result against what a person has painted: those scores that the two allow. */

#pragma once

#include <glib.h>

#include "lazylabels/classes.h"
#include "lazylabels/scores.h"
#include "lazylabels/table.h"
#include "lazylabels/task.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean has_dice;
  gboolean has_separation;
  gboolean has_objects;
  LlDice dice;
  LlSeparationScore separation;
  LlDetectionScore objects;
} LlEvaluation;

/**
 * ll_evaluate:
 * @result: the maps to score; %NULL where there is none
 * @found: (nullable) (inout): the objects of the result; loses pixels and objects that do not
 *   count
 * @truth: the reference, of the same size; %NULL where there is none
 * @objects: (nullable): the true objects where only their numbers are known, and no classes
 * @n_classes: number of classes, including the rest
 * @radius: tolerance for interfaces, in pixels
 * @smallest: size of the smallest object that counts, in pixels
 * @evaluation: (out caller-allocates): the scores
 */
void ll_evaluate (const LlLabels *const result[LL_N_TASKS],
                  LlInstances *found,
                  const LlLabels *const truth[LL_N_TASKS],
                  const LlInstances *objects,
                  gint n_classes,
                  gdouble radius,
                  gint smallest,
                  LlEvaluation *evaluation);

/* What an evaluation was made with, as its row says. */
typedef struct
{
  gdouble radius;
  gdouble threshold;
  gint smallest;
} LlEvaluationSettings;

/**
 * ll_evaluation_add_rows:
 * @evaluation: the scores
 * @settings: what they were made with
 * @classes: of the result
 * @result: what the row calls the result
 * @reference: what it calls the reference
 * @table: (inout): gets the names of the columns, and the row
 *
 * Scores that could not be had leave their cells empty.  The columns of the classes come last,
 * since they differ between evaluations.
 */
void ll_evaluation_add_rows (const LlEvaluation *evaluation,
                             const LlEvaluationSettings *settings,
                             const LlClasses *classes,
                             const gchar *result,
                             const gchar *reference,
                             LlTable *table);

G_END_DECLS
