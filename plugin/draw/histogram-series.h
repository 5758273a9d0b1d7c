/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Distributions of diameters to be drawn together: the same bins for all of them. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/* In the order of the words of "histogram-by". */
typedef enum
{
  LP_HISTOGRAM_BY_NUMBER,
  LP_HISTOGRAM_BY_VOLUME
} LpHistogramBy;

typedef struct
{
  const LlDistribution *distribution; /* of a class; of nothing when there is none */
  LlHistogram *bins;                  /* likewise                               */
  gdouble *heights;                   /* a bin: objects, or percent of the volume of all
                                       * objects of all series                  */
  const gdouble *shares;              /* an edge: below it, of this series      */
} LpSeries;

/**
 * lp_series_list_new:
 * @objects: their weights count
 * @summary: of them
 * @unit: pixels of the unit in which the bins have round widths
 * @by: what bins count
 *
 * Returns: (transfer full) (element-type LpSeries): one for each class with objects that
 *   count; one without any when there are none.
 */
GArray *lp_series_list_new (const LlObjects *objects,
                            const LlSummary *summary,
                            gdouble unit,
                            LpHistogramBy by);

/**
 * lp_series_list_get_most:
 *
 * Returns: the largest sum of the heights of a bin; 0 when there is nothing.
 */
gdouble lp_series_list_get_most (const GArray *list);

/**
 * lp_round_step:
 * @range: > 0
 * @n: > 0
 *
 * Returns: the smallest of 1, 2 and 5 times a power of ten that fits into @range no more
 *   than @n times.
 */
gdouble lp_round_step (gdouble range, gdouble n);

G_END_DECLS
