/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lengths are in points.  Words are English and numbers have a point, in every language:
 * files do not depend on who writes them.  Colours are those of Okabe and Ito.
 */

#include "histogram-plot.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include <glib/gstdio.h>

#include "host.h"

#define POINTS_PER_MM (72.0 / 25.4)
#define WIDTH         (120.0 * POINTS_PER_MM)
#define HEIGHT        (80.0 * POINTS_PER_MM)
#define PNG_SCALE     (300.0 / 72.0)

#define FONT_SIZE     9.0
#define LEFT          44.0
#define RIGHT         46.0
#define TOP           24.0
#define BOTTOM        38.0
#define TICK          3.0
#define MOST_BINS     40
#define FEWEST_BINS   6
#define COLUMN_TICKS  8
#define ROW_TICKS     5
#define TITLE_FORMAT  "N = %d, mean = %s %s, d50 = %s %s"
#define CURVE_COLOUR  0.835, 0.369, 0.000
#define BAR_COLOUR    0.337, 0.706, 0.914
#define BORDER_COLOUR 0.000, 0.447, 0.698

typedef struct
{
  cairo_t *cr;
  gdouble low; /* diameters in the unit */
  gdouble high;
  gdouble most; /* the upper end of the axis of numbers */
} Plot;

static const struct
{
  const gchar *suffix;
  cairo_surface_t *(*create) (const char *path, double width, double height);
} vectors[] = {
  { ".svg", cairo_svg_surface_create },
  { ".pdf", cairo_pdf_surface_create },
};

static gboolean
has_suffix (const gchar *path, const gchar *suffix)
{
  g_autofree gchar *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, suffix);
}

/* The smallest of 1, 2 and 5 times a power of ten that fits into @range no more than @n
 * times.
 */
static gdouble
round_step (gdouble range, gdouble n)
{
  gdouble rough = range / n;
  gdouble power = pow (10.0, floor (log10 (rough)));
  gdouble rest = rough / power * (1.0 - 1e-9);

  return power * (rest <= 1.0 ? 1.0 : rest <= 2.0 ? 2.0 : rest <= 5.0 ? 5.0 : 10.0);
}

static gdouble
unit_of (const LlHistogramPlot *histogram)
{
  return histogram->scale ? histogram->scale->pixels_per_unit : 1.0;
}

static const gchar *
unit_name (const LlHistogramPlot *histogram)
{
  if (!histogram->scale)
    return "px";

  return g_str_equal (histogram->scale->unit, "um") ? "µm" : histogram->scale->unit;
}

/* Bins of a round width in the unit, about as many as the rule of Rice says, 2 n^(1/3):
 * twice as many at most, because a round width may be 2.5 times as large.
 */
static LlHistogram *
make_bins (const LlHistogramPlot *histogram)
{
  const LlObjects *objects = histogram->objects;
  gdouble unit = unit_of (histogram);
  gdouble low = INFINITY, high = 0.0, step;
  gint n = 0;
  LlHistogramSettings settings = { .n_bins = 1, .high = unit };

  for (gint i = 0; i < objects->n; i++)
    if (objects->objects[i].weight > 0.0)
      {
        low = MIN (low, objects->objects[i].diameter / unit);
        high = MAX (high, objects->objects[i].diameter / unit);
        n++;
      }

  if (n > 0)
    {
      step = round_step (MAX (high - low, 0.1 * high),
                         CLAMP (ceil (4.0 * cbrt (n)), FEWEST_BINS, MOST_BINS));
      /* A diameter on a round number has a bin even when it is not exactly one. */
      low = floor (low / step - 1e-9);
      high = ceil (high / step + 1e-9);
      settings.n_bins = (gint) (high - low);
      settings.low = MAX (0.0, low) * step * unit;
      settings.high = high * step * unit;
    }

  return ll_histogram_new (objects, &settings);
}

static gdouble
to_x (const Plot *plot, gdouble diameter)
{
  return LEFT +
         (WIDTH - LEFT - RIGHT) * (diameter - plot->low) / (plot->high - plot->low);
}

static gdouble
to_y (gdouble share)
{
  return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
}

/* @anchor: 0: @x is the left end of the text, 0.5: its middle, 1: its right end */
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
draw_upright (cairo_t *cr, const gchar *text, gdouble x)
{
  cairo_save (cr);
  cairo_translate (cr, x, to_y (0.5));
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
draw_tick (const Plot *plot, gdouble x, gdouble y, gdouble dx, gdouble dy)
{
  cairo_move_to (plot->cr, x, y);
  cairo_rel_line_to (plot->cr, dx, dy);
  cairo_stroke (plot->cr);
}

static void
draw_column_ticks (const Plot *plot)
{
  gdouble step = round_step (plot->high - plot->low, COLUMN_TICKS);

  for (gdouble i = ceil (plot->low / step - 1e-9); i * step <= plot->high * (1.0 + 1e-9);
       i++)
    {
      g_autofree gchar *text = format_number ("%.6g", i * step);

      draw_tick (plot, to_x (plot, i * step), to_y (0.0), 0.0, TICK);
      draw_text (plot->cr, text, to_x (plot, i * step), to_y (0.0) + TICK + FONT_SIZE,
                 0.5);
    }
}

static void
draw_row_ticks (const Plot *plot)
{
  gdouble step = MAX (1.0, round_step (plot->most, ROW_TICKS));

  for (gdouble i = 0.0; i * step <= plot->most * (1.0 + 1e-9); i++)
    {
      g_autofree gchar *text = format_number ("%.6g", i * step);
      gdouble y = to_y (i * step / plot->most);

      draw_tick (plot, LEFT, y, -TICK, 0.0);
      draw_text (plot->cr, text, LEFT - 2.0 * TICK, y + 0.35 * FONT_SIZE, 1.0);
    }

  for (gint percent = 0; percent <= 100; percent += 20)
    {
      g_autofree gchar *text = g_strdup_printf ("%d", percent);
      gdouble y = to_y (percent / 100.0);

      draw_tick (plot, WIDTH - RIGHT, y, TICK, 0.0);
      draw_text (plot->cr, text, WIDTH - RIGHT + 2.0 * TICK, y + 0.35 * FONT_SIZE, 0.0);
    }
}

static void
draw_axes (const Plot *plot, const gchar *unit)
{
  g_autofree gchar *label = g_strdup_printf ("Equivalent circular diameter (%s)", unit);

  cairo_set_source_rgb (plot->cr, 0.0, 0.0, 0.0);
  cairo_set_line_width (plot->cr, 0.7);
  cairo_rectangle (plot->cr, LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
  cairo_stroke (plot->cr);

  draw_column_ticks (plot);
  draw_row_ticks (plot);
  draw_text (plot->cr, label, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - FONT_SIZE, 0.5);
  draw_upright (plot->cr, "Number of objects", FONT_SIZE + 2.0);
  cairo_set_source_rgb (plot->cr, CURVE_COLOUR);
  draw_upright (plot->cr, "Cumulative (%)", WIDTH - FONT_SIZE + 2.0);
}

static void
draw_bars (const Plot *plot, const LlHistogram *bins, gdouble unit)
{
  cairo_set_line_width (plot->cr, 0.5);
  for (gint i = 0; i < bins->n; i++)
    {
      gdouble x = to_x (plot, bins->edges[i] / unit);
      gdouble y = to_y (bins->numbers[i] / plot->most);

      if (!(bins->numbers[i] > 0.0))
        continue;

      cairo_rectangle (plot->cr, x, y, to_x (plot, bins->edges[i + 1] / unit) - x,
                       to_y (0.0) - y);
      cairo_set_source_rgb (plot->cr, BAR_COLOUR);
      cairo_fill_preserve (plot->cr);
      cairo_set_source_rgb (plot->cr, BORDER_COLOUR);
      cairo_stroke (plot->cr);
    }
}

static void
draw_curve (const Plot *plot, const LlHistogram *bins, gdouble unit)
{
  cairo_set_source_rgb (plot->cr, CURVE_COLOUR);
  cairo_set_line_width (plot->cr, 1.2);
  cairo_set_line_join (plot->cr, CAIRO_LINE_JOIN_ROUND);
  for (gint i = 0; i <= bins->n; i++)
    if (isfinite (bins->number_shares[i]))
      cairo_line_to (plot->cr, to_x (plot, bins->edges[i] / unit),
                     to_y (bins->number_shares[i]));
  cairo_stroke (plot->cr);
}

static void
draw_title (cairo_t *cr, const LlHistogramPlot *histogram)
{
  const LlEstimate *statistics = histogram->distribution->statistics;
  gdouble unit = unit_of (histogram);
  g_autofree gchar *mean =
    format_number ("%.4g", statistics[LL_STATISTIC_MEAN].value / unit);
  g_autofree gchar *d50 =
    format_number ("%.4g", statistics[LL_STATISTIC_D50_NUMBER].value / unit);
  g_autofree gchar *title =
    g_strdup_printf (TITLE_FORMAT, histogram->distribution->n, mean,
                     unit_name (histogram), d50, unit_name (histogram));

  cairo_set_source_rgb (cr, 0.0, 0.0, 0.0);
  draw_text (cr, title, (LEFT + WIDTH - RIGHT) / 2.0, TOP - FONT_SIZE, 0.5);
}

static void
draw (cairo_t *cr, const LlHistogramPlot *histogram)
{
  g_autoptr (LlHistogram) bins = make_bins (histogram);
  gdouble unit = unit_of (histogram);
  Plot plot = { cr, bins->edges[0] / unit, bins->edges[bins->n] / unit, 0.0 };
  gdouble step;

  for (gint i = 0; i < bins->n; i++)
    plot.most = MAX (plot.most, bins->numbers[i]);
  step = round_step (MAX (1.05 * plot.most, 1.0), ROW_TICKS);
  plot.most = step * ceil (MAX (1.05 * plot.most, 1.0) / step);

  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  cairo_select_font_face (cr, histogram->font, CAIRO_FONT_SLANT_NORMAL,
                          CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, FONT_SIZE);
  draw_bars (&plot, bins, unit);
  draw_curve (&plot, bins, unit);
  draw_axes (&plot, unit_name (histogram));
  draw_title (cr, histogram);
}

gboolean
ll_histogram_plot_check (const gchar *path, GError **error)
{
  if (has_suffix (path, ".svg") || has_suffix (path, ".pdf") || has_suffix (path, ".png"))
    return TRUE;

  g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
               _ ("\"%s\" is no name of a histogram: it must end in .svg, .pdf or .png."),
               path);

  return FALSE;
}

/* NULL: a PNG, which Cairo draws in memory. */
static cairo_surface_t *
create_vectors (const gchar *path, const gchar *part)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    if (has_suffix (path, vectors[i].suffix))
      return vectors[i].create (part, WIDTH, HEIGHT);

  return NULL;
}

static cairo_status_t
save (const LlHistogramPlot *histogram, const gchar *path, const gchar *part)
{
  cairo_surface_t *surface = create_vectors (path, part);
  gboolean png = surface == NULL;
  cairo_status_t status;
  cairo_t *cr;

  if (png)
    surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (gint) lrint (PNG_SCALE * WIDTH),
                                  (gint) lrint (PNG_SCALE * HEIGHT));
  cr = cairo_create (surface);
  if (png)
    cairo_scale (cr, PNG_SCALE, PNG_SCALE);
  draw (cr, histogram);
  status = cairo_status (cr);
  cairo_destroy (cr);

  if (status == CAIRO_STATUS_SUCCESS && png)
    status = cairo_surface_write_to_png (surface, part);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return status;
}

gboolean
ll_histogram_plot_save (const LlHistogramPlot *histogram,
                        const gchar *path,
                        GError **error)
{
  g_autofree gchar *part = g_strconcat (path, ".part", NULL);
  cairo_status_t status;

  if (!ll_histogram_plot_check (path, error))
    return FALSE;

  status = save (histogram, path, part);
  if (status == CAIRO_STATUS_SUCCESS && g_rename (part, path) == 0)
    return TRUE;

  g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
               _ ("The histogram \"%s\" can't be written: %s."), path,
               status == CAIRO_STATUS_SUCCESS ? g_strerror (errno)
                                              : cairo_status_to_string (status));
  g_unlink (part);

  return FALSE;
}
