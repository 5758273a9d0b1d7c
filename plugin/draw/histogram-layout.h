/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where everything in a histogram is.  Lengths are in points; margins grow with the font. */

#pragma once

#include "draw/histogram-plot.h"

G_BEGIN_DECLS

/* A line above the plot. */
typedef struct
{
  gchar *text;
  guint series;
  gboolean first; /* of its series: it has a square with the colour of the class */
} LpTitleLine;

struct _LpHistogramPlot
{
  GArray *series; /* element-type LpSeries */
  const LlClasses *classes;
  LpHistogramBy by;
  const gchar *unit;
  gdouble pixels; /* per unit                                 */
  gdouble low;    /* range of the axis: diameters in the unit */
  gdouble high;
  gdouble most; /* objects, or percent of the volume        */

  gdouble font_size;
  gdouble width;
  gdouble height;
  gdouble x0; /* the frame of the plot */
  gdouble x1;
  gdouble y0;
  gdouble y1;
  GArray *titles;  /* element-type LpTitleLine                        */
  GArray *columns; /* element-type gdouble: x of the ticks below       */
  GArray *rows;    /* element-type gdouble: y of the ticks on the left */
  GArray *shares;  /* element-type gdouble: y of those on the right    */
  LpPlotTexts *texts;
};

/* How far ticks reach out of the frame, and the side of a square with a class's colour, as
 * shares of the size of the font.
 */
#define LP_TICK_SHARE (3.0 / 9.0)
#define LP_KEY_SHARE  (7.0 / 9.0)

/**
 * lp_histogram_layout_init:
 * @plot: (inout): with its series, range, unit and classes
 * @style: size and font
 *
 * Sets the other fields of a plot.
 */
void lp_histogram_layout_init (LpHistogramPlot *plot, const LpHistogramStyle *style);
void lp_histogram_layout_clear (LpHistogramPlot *plot);

const LpSeries *lp_histogram_get_series (const LpHistogramPlot *plot, guint i);

/* The place of a diameter, and of a share of the height of the plot. */
gdouble lp_histogram_to_x (const LpHistogramPlot *plot, gdouble diameter);
gdouble lp_histogram_to_y (const LpHistogramPlot *plot, gdouble share);

/* The base line of a line above the plot. */
gdouble lp_histogram_get_title_y (const LpHistogramPlot *plot, guint line);

/* The colour of the only curve, which the axis on the right shares. */
extern const gdouble lp_histogram_curve_colour[3];

G_END_DECLS
