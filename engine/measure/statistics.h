/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The numbers of one distribution, of objects of which each may occur several times. */

#pragma once

#include "lazylabels/measure.h"

G_BEGIN_DECLS

/* An object, as far as statistics ask for it. */
typedef struct
{
  gdouble diameter;
  gdouble weight;
  gdouble area;
  gdouble contour;
  gdouble circularity;
  gdouble aspect_ratio;
  gdouble touching; /* 0 or 1 */
} LlItem;

/* Room for the cumulative sums of n objects. */
typedef struct _LlStatisticsWork LlStatisticsWork;

LlStatisticsWork *ll_statistics_work_new (gint n);
void ll_statistics_work_free (LlStatisticsWork *work);

/**
 * ll_statistics_compute:
 * @items: n, sorted by diameter
 * @counts: (nullable): how often each of them occurs; without, once
 * @frame: square pixels
 * @values: (out caller-allocates): LL_N_STATISTICS values, NAN where undefined
 */
void ll_statistics_compute (const LlItem *items,
                            const guint8 *counts,
                            gint n,
                            gdouble frame,
                            LlStatisticsWork *work,
                            gdouble *values);

/**
 * ll_statistics_bootstrap:
 * @stream: a number of this distribution, so that others draw others
 * @statistics: get their intervals
 */
void ll_statistics_bootstrap (const LlItem *items,
                              gint n,
                              gdouble frame,
                              guint64 stream,
                              const LlMeasureSettings *settings,
                              LlEstimate *statistics);

/* Value at @share of n > 0 sorted values, as Hazen interpolates. */
gdouble ll_statistics_quantile (const gdouble *sorted, gint n, gdouble share);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlStatisticsWork, ll_statistics_work_free)

G_END_DECLS
