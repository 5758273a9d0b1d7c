/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The distribution of diameters as a figure for print: bars, whose bins have a round width,
 * and the cumulative curve.
 */

#pragma once

#include <cairo.h>

#include "draw/histogram-series.h"

G_BEGIN_DECLS

/* Resolution of the figure as a raster image, in pixels per inch. */
#define LP_HISTOGRAM_RESOLUTION 300.0

typedef enum
{
  LP_HISTOGRAM_GROUND = 1 << 0, /* the white background               */
  LP_HISTOGRAM_BARS = 1 << 1,
  LP_HISTOGRAM_CURVES = 1 << 2,
  LP_HISTOGRAM_AXES = 1 << 3, /* frame, ticks and all text */
  LP_HISTOGRAM_ALL = (1 << 4) - 1
} LpHistogramParts;

typedef struct _LpHistogramPlot LpHistogramPlot;

/**
 * lp_histogram_plot_new:
 * @objects: the measured objects, counted by their weights
 * @summary: of @objects
 * @classes: of @objects
 * @scale: (nullable): %NULL for lengths in pixels
 * @by: what bars and curves count
 * @font: a font family
 *
 * Lays out a plot.  All arguments must outlive it.
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
 * @width: (out): 120 mm, in points
 * @height: (out): 80 mm and one more line per class after the first, in points
 */
void
lp_histogram_plot_get_size (const LpHistogramPlot *plot, gdouble *width, gdouble *height);

/**
 * lp_histogram_plot_draw:
 * @cr: a context whose unit is the point
 * @parts: what to draw
 */
void
lp_histogram_plot_draw (const LpHistogramPlot *plot, cairo_t *cr, LpHistogramParts parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpHistogramPlot, lp_histogram_plot_free)

G_END_DECLS
