/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The distribution of diameters as a figure for print: bars, whose bins have a round width,
 * and the cumulative curve.
 */

#pragma once

#include <cairo.h>

#include "draw/histogram-series.h"
#include "draw/plot-text.h"

G_BEGIN_DECLS

/* Resolution of the figure as a raster image, in pixels per inch. */
#define LP_HISTOGRAM_RESOLUTION 300.0

/* What a style of zeros stands for; millimetres and points. */
#define LP_HISTOGRAM_WIDTH     120.0
#define LP_HISTOGRAM_FONT_SIZE 9.0

typedef enum
{
  LP_HISTOGRAM_GROUND = 1 << 0, /* the white background               */
  LP_HISTOGRAM_BARS = 1 << 1,
  LP_HISTOGRAM_CURVES = 1 << 2,
  LP_HISTOGRAM_AXES = 1 << 3, /* frame, ticks and squares of the classes' colours */
  LP_HISTOGRAM_TEXT = 1 << 4,
  LP_HISTOGRAM_ALL = (1 << 5) - 1
} LpHistogramParts;

/* How large a plot is in print; a number that is 0 stands for a default. */
typedef struct
{
  const gchar *font; /* a font family                                                   */
  gdouble font_size; /* points                                                          */
  gdouble width;     /* millimetres                                                     */
  gdouble height;    /* millimetres; 0: two thirds of the width, and room for each line
                      * of text above the plot after the first                          */
} LpHistogramStyle;

typedef struct _LpHistogramPlot LpHistogramPlot;

/**
 * lp_histogram_plot_new:
 * @objects: the measured objects, counted by their weights
 * @summary: of @objects
 * @classes: of @objects
 * @scale: (nullable): %NULL for lengths in pixels
 * @by: what bars and curves count
 * @style: size and font
 *
 * Lays out a plot.  All arguments but @style must outlive it.
 *
 * Returns: (transfer full): the plot.
 */
LpHistogramPlot *lp_histogram_plot_new (const LlObjects *objects,
                                        const LlSummary *summary,
                                        const LlClasses *classes,
                                        const LlScale *scale,
                                        LpHistogramBy by,
                                        const LpHistogramStyle *style);
void lp_histogram_plot_free (LpHistogramPlot *plot);

/**
 * lp_histogram_plot_has_room:
 * @width: (out): the least width for letters of this size, in millimetres
 * @height: (out): the least height for letters of this size, in millimetres
 *
 * Returns: whether there is room for bars between the texts.  A plot without it must not be
 *   drawn.
 */
gboolean
lp_histogram_plot_has_room (const LpHistogramPlot *plot, gdouble *width, gdouble *height);

/**
 * lp_histogram_plot_get_size:
 * @width: (out): in points
 * @height: (out): in points
 */
void
lp_histogram_plot_get_size (const LpHistogramPlot *plot, gdouble *width, gdouble *height);

/**
 * lp_histogram_plot_get_texts:
 *
 * Returns: (transfer none): what %LP_HISTOGRAM_TEXT draws.
 */
const LpPlotTexts *lp_histogram_plot_get_texts (const LpHistogramPlot *plot);

/**
 * lp_histogram_plot_draw:
 * @cr: a context whose unit is the point
 * @parts: what to draw
 */
void
lp_histogram_plot_draw (const LpHistogramPlot *plot, cairo_t *cr, LpHistogramParts parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpHistogramPlot, lp_histogram_plot_free)

G_END_DECLS
