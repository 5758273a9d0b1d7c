/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What an evaluation tells: sentences and a table to a person, return values to a script. */

#pragma once

#include "evaluate/evaluate.h"

G_BEGIN_DECLS

typedef struct
{
  const LpMaps *result;
  const LpMaps *reference;
  gint n_found; /* objects of the result, as Measure finds them */
  gint n_cut;   /* of these, by the edge                        */
  LlEvaluation scores;
} LpEvaluated;

/**
 * lp_evaluated_report:
 * @work: what was scored
 * @call: gets sentences, table and return values
 *
 * Reports an evaluation.
 */
void lp_evaluated_report (const LpEvaluated *work, LpCall *call);

G_END_DECLS
