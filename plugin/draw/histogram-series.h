/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Distributions of diameters that are drawn together, and so share their bins. */

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
  const LlDistribution *distribution; /* of one class; empty when there is no object */
  LlHistogram *bins;                  /* of the same class                           */
  gdouble *heights;                   /* per bin: number of objects, or percent of the
                                       * volume of all objects in all series         */
  const gdouble *shares;              /* per edge of a bin: cumulative share of this
                                       * series                                      */
} LpSeries;

/**
 * lp_series_list_new:
 * @objects: the measured objects, counted by their weights
 * @summary: of @objects
 * @unit: size in pixels of the unit in which the widths of bins are round
 * @by: what a bin counts
 *
 * Returns: (transfer full) (element-type LpSeries): one series per class that has objects;
 *   a single empty one when there are no objects.
 */
GArray *lp_series_list_new (const LlObjects *objects,
                            const LlSummary *summary,
                            gdouble unit,
                            LpHistogramBy by);

/**
 * lp_series_list_get_most:
 *
 * Returns: the largest height of a bin, summed over all series; 0 without objects.
 */
gdouble lp_series_list_get_most (const GArray *list);

G_END_DECLS
