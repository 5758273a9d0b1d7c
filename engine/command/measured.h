/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Measurements of the objects of an image, as the plug-in's Measure makes them. */

#pragma once

#include "found.h"

G_BEGIN_DECLS

/* Options of Measure that say how objects are measured. */
extern const gchar *const lc_measure_names[];
extern const gchar *const lc_scale_names[];

typedef struct
{
  LlObjects *objects;
  LlSummary *summary;
  LlScale scale; /* its unit is NULL without one */
  LlTable *object_rows;
  LlTable *summary_rows;
} LcMeasured;

/**
 * lc_measured_new:
 * @found: the objects
 * @input: their image
 * @in: with the arguments of lc_measure_names and lc_scale_names
 * @error: return location for an error
 *
 * Returns: (transfer full): measurements and rows of both tables, or %NULL.
 */
LcMeasured *lc_measured_new (const LcFound *found,
                             const LcInput *input,
                             const LpArguments *in,
                             GError **error);
void lc_measured_free (LcMeasured *measured);

/* Adds "image" before the columns of @rows (transfer full), and after them "settings" if it is
 * not NULL, "folder" and "measured", as the plug-in does.
 */
LlTable *lc_table_add_origin (LlTable *rows, const LcInput *input, const gchar *settings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LcMeasured, lc_measured_free)

G_END_DECLS
