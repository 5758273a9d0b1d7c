/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The row of an evaluation in a table. */

#include <math.h>

#include "lazylabels/evaluation.h"

static void
add_text (LlTable *table, gboolean header, const gchar *column, const gchar *text)
{
  ll_table_add_text (table, header ? column : text);
}

static void
add_number (LlTable *table,
            gboolean header,
            const gchar *column,
            gboolean known,
            gdouble number)
{
  if (header)
    ll_table_add_text (table, column);
  else
    ll_table_add_number (table, known ? number : NAN);
}

/* @header: add the names of the columns instead of what they hold */
static void
add_row (const LlEvaluation *scores,
         const LlEvaluationSettings *settings,
         const LlClasses *classes,
         const gchar *result,
         const gchar *reference,
         gboolean header,
         LlTable *table)
{
  const LlSeparationScore *separation = &scores->separation;
  const LlDetectionScore *objects = &scores->objects;
  const struct
  {
    const gchar *column;
    gboolean known;
    gdouble number;
  } numbers[] = {
    { "radius", TRUE, settings->radius },
    { "threshold", TRUE, settings->threshold },
    { "smallest-object", TRUE, settings->smallest },
    { "dice-overall", scores->has_dice, scores->dice.overall },
    { "interfaces", scores->has_separation, separation->found },
    { "interfaces-correct", scores->has_separation, separation->correct },
    { "separation-precision", scores->has_separation, separation->precision },
    { "touching-pairs", scores->has_separation, separation->touching },
    { "separated-pairs", scores->has_separation, separation->separated },
    { "separation-recall", scores->has_separation, separation->recall },
    { "objects", scores->has_objects, objects->objects },
    { "found", scores->has_objects, objects->found },
    { "missed", scores->has_objects, objects->missed },
    { "merged", scores->has_objects, objects->merged },
    { "split", scores->has_objects, objects->split },
    { "extra", scores->has_objects, objects->extra },
  };

  add_text (table, header, "result", result);
  add_text (table, header, "reference", reference);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    add_number (table, header, numbers[i].column, numbers[i].known, numbers[i].number);
  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    {
      g_autofree gchar *column =
        g_strconcat ("dice ", ll_classes_get_name (classes, c), NULL);

      add_number (table, header, column, scores->has_dice, scores->dice.dice[c]);
    }
  ll_table_end_row (table);
}

void
ll_evaluation_add_rows (const LlEvaluation *evaluation,
                        const LlEvaluationSettings *settings,
                        const LlClasses *classes,
                        const gchar *result,
                        const gchar *reference,
                        LlTable *table)
{
  add_row (evaluation, settings, classes, result, reference, TRUE, table);
  add_row (evaluation, settings, classes, result, reference, FALSE, table);
}
