/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a measurement tells a person: sentences, and a table of the classes. */

#pragma once

#include "image/found.h"
#include "procedure/call.h"

G_BEGIN_DECLS

typedef struct
{
  const LpFound *found;
  const LlScale *scale; /* NULL: there is no scale */
  const LlObjects *objects;
  const LlSummary *summary;
  gdouble level; /* of the intervals */
} LpMeasured;

/**
 * lp_measured_report:
 * @work: what was measured
 * @call: gets the sentences and the table
 *
 * Reports a measurement.
 */
void lp_measured_report (const LpMeasured *work, LpCall *call);

G_END_DECLS
