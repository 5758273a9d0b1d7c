/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The distribution of diameters as a figure for print: bars in bins of a round width, and
 * the cumulative curve.
 */

#pragma once

#include <cairo.h>

#include "draw/histogram-series.h"

G_BEGIN_DECLS

/* Pixels an inch of what is no vector graphic. */
#define LP_HISTOGRAM_RESOLUTION 300.0

typedef enum
{
  LP_HISTOGRAM_GROUND = 1 << 0, /* white                              */
  LP_HISTOGRAM_BARS = 1 << 1,
  LP_HISTOGRAM_CURVES = 1 << 2,
  LP_HISTOGRAM_AXES = 1 << 3, /* frame, ticks, and all that is written */
  LP_HISTOGRAM_ALL = (1 << 4) - 1
} LpHistogramParts;

typedef struct _LpHistogramPlot LpHistogramPlot;

/**
 * lp_histogram_plot_new:
 * @objects: their weights count
 * @summary: of them
 * @classes: of the objects
 * @scale: (nullable): without one lengths are in pixels
 * @by: what bars and curves count
 * @font: a family
 *
 * Everything must outlive the plot.
 *
 * Returns: (transfer full): the plot.
 */
LpHistogramPlot *lp_histogram_plot_new (const LlObjects *objects,
                                        const LlSummary *summary,
                                        const LlClasses *classes,
                                        const LlScale *scale,
                                        LpHistogramBy by,
                                        const gchar *font);
void lp_histogram_plot_free (LpHistogramPlot *plot);

/**
 * lp_histogram_plot_get_size:
 * @width: (out): points: 120 mm
 * @height: (out): likewise: 80 mm, and a line more for each class but the first
 */
void
lp_histogram_plot_get_size (const LpHistogramPlot *plot, gdouble *width, gdouble *height);

/**
 * lp_histogram_plot_draw:
 * @cr: where a unit is a point
 * @parts: what to draw
 */
void
lp_histogram_plot_draw (const LpHistogramPlot *plot, cairo_t *cr, LpHistogramParts parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpHistogramPlot, lp_histogram_plot_free)

G_END_DECLS
