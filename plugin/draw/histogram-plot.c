/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lengths are in points.  Texts are in English, with a decimal point, in every locale, so
 * that files do not depend on who writes them.  A single class has the colours of Okabe
 * and Ito; several classes have their own, and their bars are stacked.
 */

#include "draw/histogram-plot.h"

#include <math.h>

#include "draw/round.h"

#define POINTS_PER_MM (72.0 / 25.4)
#define WIDTH         (120.0 * POINTS_PER_MM)
#define HEIGHT        (80.0 * POINTS_PER_MM)

#define FONT_SIZE    9.0
#define LINE         12.0
#define LEFT         44.0
#define RIGHT        46.0
#define TOP          24.0
#define BOTTOM       38.0
#define TICK         3.0
#define KEY          7.0 /* side of the square with a class's colour */
#define COLUMN_TICKS 8
#define ROW_TICKS    5

#define CURVE_WIDTH 1.2
#define HALO_WIDTH  2.8

/* Borders and curves are darker than the class's colour, since light ones are hard to see
 * on white.
 */
#define BORDER_SHARE 0.6
#define CURVE_SHARE  0.7

typedef struct
{
  gdouble red;
  gdouble green;
  gdouble blue;
} Rgb;

typedef struct
{
  Rgb bar;
  Rgb border;
  Rgb curve;
} Colours;

static const Colours own_colours = { { 0.337, 0.706, 0.914 },
                                     { 0.000, 0.447, 0.698 },
                                     { 0.835, 0.369, 0.000 } };

struct _LpHistogramPlot
{
  GArray *series; /* element-type LpSeries */
  const LlClasses *classes;
  LpHistogramBy by;
  const gchar *font;
  const gchar *unit;
  gdouble pixels; /* per unit                                 */
  gdouble low;    /* range of the axis: diameters in the unit */
  gdouble high;
  gdouble most;  /* objects, or percent of the volume       */
  gdouble extra; /* height of the lines for further classes */
};

static const LpSeries *
get_series (const LpHistogramPlot *plot, guint i)
{
  return &g_array_index (plot->series, LpSeries, i);
}

LpHistogramPlot *
lp_histogram_plot_new (const LlObjects *objects,
                       const LlSummary *summary,
                       const LlClasses *classes,
                       const LlScale *scale,
                       LpHistogramBy by,
                       const gchar *font)
{
  LpHistogramPlot *plot = g_new0 (LpHistogramPlot, 1);
  const LlHistogram *bins;
  gdouble most, step;

  plot->classes = classes;
  plot->by = by;
  plot->font = font;
  plot->unit = scale ? scale->unit : "px";
  if (g_str_equal (plot->unit, "um"))
    plot->unit = "µm";
  plot->pixels = scale ? scale->pixels_per_unit : 1.0;
  plot->series = lp_series_list_new (objects, summary, plot->pixels, by);
  plot->extra = LINE * (plot->series->len - 1);

  bins = get_series (plot, 0)->bins;
  plot->low = bins->edges[0] / plot->pixels;
  plot->high = bins->edges[bins->n] / plot->pixels;
  most = MAX (1.05 * lp_series_list_get_most (plot->series), 1.0);
  if (by == LP_HISTOGRAM_BY_VOLUME)
    most = MIN (most, 100.0);
  step = lp_round_step (most, ROW_TICKS);
  plot->most = step * ceil (most / step);

  return plot;
}

void
lp_histogram_plot_free (LpHistogramPlot *plot)
{
  if (!plot)
    return;

  g_array_unref (plot->series);
  g_free (plot);
}

void
lp_histogram_plot_get_size (const LpHistogramPlot *plot, gdouble *width, gdouble *height)
{
  *width = WIDTH;
  *height = HEIGHT + plot->extra;
}

static gdouble
to_x (const LpHistogramPlot *plot, gdouble diameter)
{
  return LEFT +
         (WIDTH - LEFT - RIGHT) * (diameter - plot->low) / (plot->high - plot->low);
}

static gdouble
to_y (const LpHistogramPlot *plot, gdouble share)
{
  return plot->extra + HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
}

static Rgb
darken_colour (LlColour colour, gdouble share)
{
  return (Rgb){ share * colour.rgb[0] / 255.0, share * colour.rgb[1] / 255.0,
                share * colour.rgb[2] / 255.0 };
}

static Colours
get_colours (const LpHistogramPlot *plot, guint i)
{
  LlColour colour;

  if (plot->series->len == 1)
    return own_colours;

  colour = ll_classes_get_colour (plot->classes,
                                  get_series (plot, i)->distribution->class_index);

  return (Colours){ darken_colour (colour, 1.0), darken_colour (colour, BORDER_SHARE),
                    darken_colour (colour, CURVE_SHARE) };
}

static void
set_colour (cairo_t *cr, Rgb colour)
{
  cairo_set_source_rgb (cr, colour.red, colour.green, colour.blue);
}

/* @anchor: 0 if @x is the left end of the text, 0.5 if its middle, 1 if its right end */
static void
draw_text (cairo_t *cr, const gchar *text, gdouble x, gdouble y, gdouble anchor)
{
  cairo_text_extents_t extents;

  cairo_text_extents (cr, text, &extents);
  cairo_move_to (cr, x - anchor * extents.x_advance, y);
  cairo_show_text (cr, text);
  cairo_new_path (cr);
}

static void
draw_upright (const LpHistogramPlot *plot, cairo_t *cr, const gchar *text, gdouble x)
{
  cairo_save (cr);
  cairo_translate (cr, x, to_y (plot, 0.5));
  cairo_rotate (cr, -G_PI / 2.0);
  draw_text (cr, text, 0.0, 0.0, 0.5);
  cairo_restore (cr);
}

static gchar *
format_number (const gchar *format, gdouble number)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (
    isfinite (number) ? g_ascii_formatd (text, sizeof (text), format, number) : "-");
}

static void
draw_tick (cairo_t *cr, gdouble x, gdouble y, gdouble dx, gdouble dy)
{
  cairo_move_to (cr, x, y);
  cairo_rel_line_to (cr, dx, dy);
  cairo_stroke (cr);
}

static void
draw_column_ticks (const LpHistogramPlot *plot, cairo_t *cr)
{
  gdouble step = lp_round_step (plot->high - plot->low, COLUMN_TICKS);
  gdouble y = to_y (plot, 0.0);

  for (gdouble i = ceil (plot->low / step - 1e-9) + 0.0;
       i * step <= plot->high * (1.0 + 1e-9); i++)
    {
      g_autofree gchar *text = format_number ("%.6g", i * step);

      draw_tick (cr, to_x (plot, i * step), y, 0.0, TICK);
      draw_text (cr, text, to_x (plot, i * step), y + TICK + FONT_SIZE, 0.5);
    }
}

static void
draw_row_ticks (const LpHistogramPlot *plot, cairo_t *cr)
{
  gdouble step = lp_round_step (plot->most, ROW_TICKS);

  /* Fractions of objects make no sense as ticks. */
  if (plot->by == LP_HISTOGRAM_BY_NUMBER)
    step = MAX (1.0, step);
  for (gdouble i = 0.0; i * step <= plot->most * (1.0 + 1e-9); i++)
    {
      g_autofree gchar *text = format_number ("%.6g", i * step);
      gdouble y = to_y (plot, i * step / plot->most);

      draw_tick (cr, LEFT, y, -TICK, 0.0);
      draw_text (cr, text, LEFT - 2.0 * TICK, y + 0.35 * FONT_SIZE, 1.0);
    }

  for (gint percent = 0; percent <= 100; percent += 20)
    {
      g_autofree gchar *text = g_strdup_printf ("%d", percent);
      gdouble y = to_y (plot, percent / 100.0);

      draw_tick (cr, WIDTH - RIGHT, y, TICK, 0.0);
      draw_text (cr, text, WIDTH - RIGHT + 2.0 * TICK, y + 0.35 * FONT_SIZE, 0.0);
    }
}

/* Returns a text such as "N = 42, mean = 3.141 µm, d50 = 3 µm", after the name of the
 * class if there are several.
 */
static gchar *
describe_series (const LpHistogramPlot *plot, const LlDistribution *distribution)
{
  const LlEstimate *statistics = distribution->statistics;
  gboolean volume = plot->by == LP_HISTOGRAM_BY_VOLUME;
  LlStatistic middle = volume ? LL_STATISTIC_D43 : LL_STATISTIC_MEAN;
  LlStatistic median = volume ? LL_STATISTIC_D50_VOLUME : LL_STATISTIC_D50_NUMBER;
  g_autofree gchar *mean =
    format_number ("%.4g", statistics[middle].value / plot->pixels);
  g_autofree gchar *d50 = format_number ("%.4g", statistics[median].value / plot->pixels);
  gboolean several = plot->series->len > 1;

  return g_strdup_printf (
    "%s%sN = %d, %s = %s %s, d50 = %s %s",
    several ? ll_classes_get_name (plot->classes, distribution->class_index) : "",
    several ? ": " : "", distribution->n, volume ? "D[4,3]" : "mean", mean, plot->unit,
    d50, plot->unit);
}

/* Long titles get smaller letters. */
static void
draw_title (const LpHistogramPlot *plot, cairo_t *cr, guint i)
{
  g_autofree gchar *text = describe_series (plot, get_series (plot, i)->distribution);
  gdouble y = TOP - FONT_SIZE + LINE * i;
  gdouble room = WIDTH - LEFT - RIGHT;
  cairo_text_extents_t extents;

  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  if (plot->series->len == 1)
    {
      draw_text (cr, text, LEFT + room / 2.0, y, 0.5);
      return;
    }

  cairo_save (cr);
  cairo_text_extents (cr, text, &extents);
  cairo_set_font_size (cr,
                       FONT_SIZE * MIN (1.0, (room - KEY - TICK) / extents.x_advance));
  draw_text (cr, text, LEFT + KEY + TICK, y, 0.0);
  cairo_restore (cr);

  cairo_set_line_width (cr, 0.5);
  cairo_rectangle (cr, LEFT, y - KEY + 0.5, KEY, KEY);
  set_colour (cr, get_colours (plot, i).bar);
  cairo_fill_preserve (cr);
  set_colour (cr, get_colours (plot, i).border);
  cairo_stroke (cr);
}

static void
draw_axes (const LpHistogramPlot *plot, cairo_t *cr)
{
  g_autofree gchar *label =
    g_strdup_printf ("Equivalent circular diameter (%s)", plot->unit);
  gboolean volume = plot->by == LP_HISTOGRAM_BY_VOLUME;

  for (guint i = 0; i < plot->series->len; i++)
    draw_title (plot, cr, i);

  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  cairo_set_line_width (cr, 0.7);
  cairo_rectangle (cr, LEFT, to_y (plot, 1.0), WIDTH - LEFT - RIGHT,
                   HEIGHT - TOP - BOTTOM);
  cairo_stroke (cr);

  draw_column_ticks (plot, cr);
  draw_row_ticks (plot, cr);
  draw_text (cr, label, (LEFT + WIDTH - RIGHT) / 2.0, to_y (plot, 0.0) + BOTTOM - 9.0,
             0.5);
  draw_upright (plot, cr, volume ? "Share of the volume (%)" : "Number of objects",
                FONT_SIZE + 2.0);
  if (plot->series->len == 1)
    set_colour (cr, own_colours.curve);
  draw_upright (plot, cr, "Cumulative (%)", WIDTH - FONT_SIZE + 2.0);
}

/* Draws the bars on top of those of the preceding classes, whose heights are in @sums. */
static void
draw_bars (const LpHistogramPlot *plot, cairo_t *cr, guint s, gdouble *sums)
{
  const LpSeries *series = get_series (plot, s);
  const LlHistogram *bins = series->bins;
  Colours colours = get_colours (plot, s);

  cairo_set_line_width (cr, 0.5);
  for (gint i = 0; i < bins->n; i++)
    {
      gdouble x = to_x (plot, bins->edges[i] / plot->pixels);
      gdouble bottom = to_y (plot, sums[i] / plot->most);
      gdouble top = to_y (plot, (sums[i] + series->heights[i]) / plot->most);

      if (!(series->heights[i] > 0.0))
        continue;

      sums[i] += series->heights[i];
      cairo_rectangle (cr, x, top, to_x (plot, bins->edges[i + 1] / plot->pixels) - x,
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
  const LpSeries *series = get_series (plot, s);
  const LlHistogram *bins = series->bins;

  for (gint i = 0; i <= bins->n; i++)
    if (isfinite (series->shares[i]))
      cairo_line_to (cr, to_x (plot, bins->edges[i] / plot->pixels),
                     to_y (plot, series->shares[i]));

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (plot->series->len > 1)
    {
      cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
      cairo_set_line_width (cr, HALO_WIDTH);
      cairo_stroke_preserve (cr);
    }
  set_colour (cr, get_colours (plot, s).curve);
  cairo_set_line_width (cr, CURVE_WIDTH);
  cairo_stroke (cr);
}

void
lp_histogram_plot_draw (const LpHistogramPlot *plot, cairo_t *cr, LpHistogramParts parts)
{
  g_autofree gdouble *sums = g_new0 (gdouble, get_series (plot, 0)->bins->n);

  cairo_select_font_face (cr, plot->font, CAIRO_FONT_SLANT_NORMAL,
                          CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, FONT_SIZE);

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
}
