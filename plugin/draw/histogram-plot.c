/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A single class has the colours of Okabe and Ito; several classes have their own, and their
 * bars are stacked.
 */

#include "draw/histogram-plot.h"

#include <math.h>

#include "draw/histogram-layout.h"
#include "draw/unit-sign.h"

/* Widths of lines, as shares of the size of the font. */
#define FRAME_WIDTH (0.7 / 9.0)
#define BAR_WIDTH   (0.5 / 9.0)
#define CURVE_WIDTH (1.2 / 9.0)
#define HALO_WIDTH  (2.8 / 9.0)

/* Borders and curves are darker than the class's colour, since light ones are hard to see
 * on white.
 */
#define BORDER_SHARE 0.6
#define CURVE_SHARE  0.7

typedef struct
{
  gdouble rgb[3];
} Rgb;

typedef struct
{
  Rgb bar;
  Rgb border;
  Rgb curve;
} Colours;

static const Rgb own_bar = { { 0.337, 0.706, 0.914 } };
static const Rgb own_border = { { 0.000, 0.447, 0.698 } };

LpHistogramPlot *
lp_histogram_plot_new (const LlObjects *objects,
                       const LlSummary *summary,
                       const LlClasses *classes,
                       const LlScale *scale,
                       LpHistogramBy by,
                       const LpHistogramStyle *style)
{
  LpHistogramPlot *plot = g_new0 (LpHistogramPlot, 1);
  const LlHistogram *bins;

  plot->classes = classes;
  plot->by = by;
  plot->unit = scale ? lp_unit_get_sign (scale->unit) : "px";
  plot->pixels = scale ? scale->pixels_per_unit : 1.0;
  plot->series = lp_series_list_new (objects, summary, plot->pixels, by);

  bins = lp_histogram_get_series (plot, 0)->bins;
  plot->low = bins->edges[0] / plot->pixels;
  plot->high = bins->edges[bins->n] / plot->pixels;
  lp_histogram_layout_init (plot, style);

  return plot;
}

void
lp_histogram_plot_free (LpHistogramPlot *plot)
{
  if (!plot)
    return;

  lp_histogram_layout_clear (plot);
  g_array_unref (plot->series);
  g_free (plot);
}

void
lp_histogram_plot_get_size (const LpHistogramPlot *plot, gdouble *width, gdouble *height)
{
  *width = plot->width;
  *height = plot->height;
}

const LpPlotTexts *
lp_histogram_plot_get_texts (const LpHistogramPlot *plot)
{
  return plot->texts;
}

static Rgb
darken_colour (LlColour colour, gdouble share)
{
  return (Rgb){ { share * colour.rgb[0] / 255.0, share * colour.rgb[1] / 255.0,
                  share * colour.rgb[2] / 255.0 } };
}

static Colours
get_colours (const LpHistogramPlot *plot, guint i)
{
  const gdouble *curve = lp_histogram_curve_colour;
  LlColour colour;

  if (plot->series->len == 1)
    return (Colours){ own_bar, own_border, { { curve[0], curve[1], curve[2] } } };

  colour = ll_classes_get_colour (
    plot->classes, lp_histogram_get_series (plot, i)->distribution->class_index);

  return (Colours){ darken_colour (colour, 1.0), darken_colour (colour, BORDER_SHARE),
                    darken_colour (colour, CURVE_SHARE) };
}

static void
set_colour (cairo_t *cr, Rgb colour)
{
  cairo_set_source_rgb (cr, colour.rgb[0], colour.rgb[1], colour.rgb[2]);
}

static void
draw_tick (cairo_t *cr, gdouble x, gdouble y, gdouble dx, gdouble dy)
{
  cairo_move_to (cr, x, y);
  cairo_rel_line_to (cr, dx, dy);
  cairo_stroke (cr);
}

/* Draws the square with a class's colour before its first line. */
static void
draw_key (const LpHistogramPlot *plot, cairo_t *cr, guint line)
{
  const LpTitleLine *title = &g_array_index (plot->titles, LpTitleLine, line);
  gdouble side = LP_KEY_SHARE * plot->font_size;
  Colours colours = get_colours (plot, title->series);

  if (!title->first || plot->series->len == 1)
    return;

  cairo_set_line_width (cr, BAR_WIDTH * plot->font_size);
  cairo_rectangle (cr, plot->x0,
                   lp_histogram_get_title_y (plot, line) - side + 0.06 * plot->font_size,
                   side, side);
  set_colour (cr, colours.bar);
  cairo_fill_preserve (cr);
  set_colour (cr, colours.border);
  cairo_stroke (cr);
}

static void
draw_axes (const LpHistogramPlot *plot, cairo_t *cr)
{
  gdouble tick = LP_TICK_SHARE * plot->font_size;

  for (guint i = 0; i < plot->titles->len; i++)
    draw_key (plot, cr, i);

  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  cairo_set_line_width (cr, FRAME_WIDTH * plot->font_size);
  cairo_rectangle (cr, plot->x0, plot->y0, plot->x1 - plot->x0, plot->y1 - plot->y0);
  cairo_stroke (cr);

  for (guint i = 0; i < plot->columns->len; i++)
    draw_tick (cr, g_array_index (plot->columns, gdouble, i), plot->y1, 0.0, tick);
  for (guint i = 0; i < plot->rows->len; i++)
    draw_tick (cr, plot->x0, g_array_index (plot->rows, gdouble, i), -tick, 0.0);
  for (guint i = 0; i < plot->shares->len; i++)
    draw_tick (cr, plot->x1, g_array_index (plot->shares, gdouble, i), tick, 0.0);
}

/* Draws the bars on top of those of the preceding classes, whose heights are in @sums. */
static void
draw_bars (const LpHistogramPlot *plot, cairo_t *cr, guint s, gdouble *sums)
{
  const LpSeries *series = lp_histogram_get_series (plot, s);
  const LlHistogram *bins = series->bins;
  Colours colours = get_colours (plot, s);

  cairo_set_line_width (cr, BAR_WIDTH * plot->font_size);
  for (gint i = 0; i < bins->n; i++)
    {
      gdouble x = lp_histogram_to_x (plot, bins->edges[i] / plot->pixels);
      gdouble bottom = lp_histogram_to_y (plot, sums[i] / plot->most);
      gdouble top = lp_histogram_to_y (plot, (sums[i] + series->heights[i]) / plot->most);

      if (!(series->heights[i] > 0.0))
        continue;

      sums[i] += series->heights[i];
      cairo_rectangle (cr, x, top,
                       lp_histogram_to_x (plot, bins->edges[i + 1] / plot->pixels) - x,
                       bottom - top);
      set_colour (cr, colours.bar);
      cairo_fill_preserve (cr);
      set_colour (cr, colours.border);
      cairo_stroke (cr);
    }
}

/* Draws a curve, with a halo where it may cross bars of its own colour. */
static void
draw_curve (const LpHistogramPlot *plot, cairo_t *cr, guint s)
{
  const LpSeries *series = lp_histogram_get_series (plot, s);
  const LlHistogram *bins = series->bins;

  for (gint i = 0; i <= bins->n; i++)
    if (isfinite (series->shares[i]))
      cairo_line_to (cr, lp_histogram_to_x (plot, bins->edges[i] / plot->pixels),
                     lp_histogram_to_y (plot, series->shares[i]));

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (plot->series->len > 1)
    {
      cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
      cairo_set_line_width (cr, HALO_WIDTH * plot->font_size);
      cairo_stroke_preserve (cr);
    }
  set_colour (cr, get_colours (plot, s).curve);
  cairo_set_line_width (cr, CURVE_WIDTH * plot->font_size);
  cairo_stroke (cr);
}

void
lp_histogram_plot_draw (const LpHistogramPlot *plot, cairo_t *cr, LpHistogramParts parts)
{
  g_autofree gdouble *sums = g_new0 (gdouble, lp_histogram_get_series (plot, 0)->bins->n);

  if (parts & LP_HISTOGRAM_GROUND)
    {
      cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
      cairo_paint (cr);
    }
  for (guint s = 0; (parts & LP_HISTOGRAM_BARS) && s < plot->series->len; s++)
    draw_bars (plot, cr, s, sums);
  for (guint s = 0; (parts & LP_HISTOGRAM_CURVES) && s < plot->series->len; s++)
    draw_curve (plot, cr, s);
  if (parts & LP_HISTOGRAM_AXES)
    draw_axes (plot, cr);
  if (parts & LP_HISTOGRAM_TEXT)
    lp_plot_texts_draw (plot->texts, cr);
}
