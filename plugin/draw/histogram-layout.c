/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Texts are in English, with a decimal point, in every locale, so that files do not depend
 * on who writes them.  Lines above the plot are wrapped where they are too long, and ticks
 * are as many as have room.  Only a text that can't be wrapped gets smaller letters.
 */

#include "draw/histogram-layout.h"

#include <math.h>

#include "draw/round.h"

#define POINTS_PER_MM (72.0 / 25.4)

/* Shares of the size of the font. */
#define LINE   (12.0 / 9.0)
#define LEFT   (44.0 / 9.0)
#define RIGHT  (46.0 / 9.0)
#define TOP    (24.0 / 9.0)
#define BOTTOM (38.0 / 9.0)
#define MARGIN (2.0 / 9.0) /* around texts, up to the edge of the page */
#define ABOVE  0.6         /* how far upright texts may exceed the frame */
#define BELOW  2.2

/* The height is this share of the width. */
#define ASPECT (2.0 / 3.0)

/* The least size of the frame. */
#define LEAST_COLUMNS 6.0
#define LEAST_ROWS    4.0

/* Ticks at most, and the least distance of those that stand above each other. */
#define COLUMN_TICKS 8
#define ROW_TICKS    5
#define ROW_DISTANCE 1.4

/* Between the labels of ticks that stand side by side. */
#define COLUMN_GAP 0.8

const gdouble lp_histogram_curve_colour[3] = { 0.835, 0.369, 0.000 };

static const gdouble black[3] = { 0.0, 0.0, 0.0 };

static void
clear_title (gpointer data)
{
  g_free (((LpTitleLine *) data)->text);
}

const LpSeries *
lp_histogram_get_series (const LpHistogramPlot *plot, guint i)
{
  return &g_array_index (plot->series, LpSeries, i);
}

gdouble
lp_histogram_to_x (const LpHistogramPlot *plot, gdouble diameter)
{
  return plot->x0 +
         (plot->x1 - plot->x0) * (diameter - plot->low) / (plot->high - plot->low);
}

gdouble
lp_histogram_to_y (const LpHistogramPlot *plot, gdouble share)
{
  return plot->y1 - (plot->y1 - plot->y0) * share;
}

gdouble
lp_histogram_get_title_y (const LpHistogramPlot *plot, guint line)
{
  return plot->font_size * (TOP - 1.0 + LINE * line);
}

static gchar *
format_number (const gchar *format, gdouble number)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (
    isfinite (number) ? g_ascii_formatd (text, sizeof (text), format, number) : "-");
}

/* @room: the letters get smaller where the line is longer */
static void
add_text (LpHistogramPlot *plot,
          const gchar *text,
          gdouble x,
          gdouble y,
          gdouble anchor,
          gdouble room,
          gboolean upright,
          const gdouble colour[3])
{
  gdouble length = lp_plot_texts_measure (plot->texts, text, plot->font_size);
  LpPlotText line = { (gchar *) text, x, y, anchor, plot->font_size, upright, { 0.0 } };

  line.size *= MIN (1.0, room / MAX (length, 1e-9));
  for (gint c = 0; c < 3; c++)
    line.colour[c] = colour[c];
  lp_plot_texts_add (plot->texts, &line);
}

/* Adds a text in the middle of an axis, or further off where it would leave its room.
 *
 * @brief: (nullable): what to write where there is no room for @text
 * @middle: of the axis
 * @from: where the room begins
 * @to: where the room ends
 * @across: x of an upright text, y of another one
 */
static void
add_axis_text (LpHistogramPlot *plot,
               const gchar *text,
               const gchar *brief,
               gdouble middle,
               gdouble from,
               gdouble to,
               gdouble across,
               gboolean upright,
               const gdouble colour[3])
{
  gdouble length = lp_plot_texts_measure (plot->texts, text, plot->font_size);
  gdouble half, along;

  if (brief && length > to - from)
    {
      text = brief;
      length = lp_plot_texts_measure (plot->texts, text, plot->font_size);
    }
  half = MIN (length, to - from) / 2.0;
  along = CLAMP (middle, from + half, to - half);
  add_text (plot, text, upright ? across : along, upright ? along : across, 0.5,
            to - from, upright, colour);
}

/* Returns parts such as "N = 42", "mean = 3.141 µm" and "d50 = 3 µm", the first after the
 * name of the class if there are several.
 */
static gchar **
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
  gchar **parts = g_new0 (gchar *, 4);

  parts[0] = g_strdup_printf (
    "%s%sN = %d",
    several ? ll_classes_get_name (plot->classes, distribution->class_index) : "",
    several ? ": " : "", distribution->n);
  parts[1] = g_strdup_printf ("%s = %s %s", volume ? "D[4,3]" : "mean", mean, plot->unit);
  parts[2] = g_strdup_printf ("d50 = %s %s", d50, plot->unit);

  return parts;
}

/* Puts as many parts on a line as have room. */
static void
wrap_series (LpHistogramPlot *plot, guint series, gdouble room)
{
  g_auto (GStrv) parts =
    describe_series (plot, lp_histogram_get_series (plot, series)->distribution);
  g_autoptr (GString) text = g_string_new (parts[0]);
  LpTitleLine line = { NULL, series, TRUE };

  for (gint i = 1; parts[i]; i++)
    {
      g_autofree gchar *longer = g_strconcat (text->str, ", ", parts[i], NULL);

      if (lp_plot_texts_measure (plot->texts, longer, plot->font_size) <= room)
        {
          g_string_assign (text, longer);
          continue;
        }
      line.text = g_strdup (text->str);
      g_array_append_val (plot->titles, line);
      line.first = FALSE;
      g_string_assign (text, parts[i]);
    }
  line.text = g_strdup (text->str);
  g_array_append_val (plot->titles, line);
}

/* Where lines begin that have a square with a class's colour before them. */
static gdouble
get_key_end (const LpHistogramPlot *plot)
{
  return plot->x0 + plot->font_size * (LP_KEY_SHARE + LP_TICK_SHARE);
}

static gdouble
get_title_room (const LpHistogramPlot *plot)
{
  gdouble margin = MARGIN * plot->font_size;

  return plot->series->len == 1 ? plot->width - 2.0 * margin
                                : plot->width - margin - get_key_end (plot);
}

static void
add_titles (LpHistogramPlot *plot)
{
  gdouble margin = MARGIN * plot->font_size;

  for (guint i = 0; i < plot->titles->len; i++)
    {
      const LpTitleLine *line = &g_array_index (plot->titles, LpTitleLine, i);
      gdouble y = lp_histogram_get_title_y (plot, i);

      if (plot->series->len == 1)
        add_axis_text (plot, line->text, NULL, (plot->x0 + plot->x1) / 2.0, margin,
                       plot->width - margin, y, FALSE, black);
      else
        add_text (plot, line->text, get_key_end (plot), y, 0.0, get_title_room (plot),
                  FALSE, black);
    }
}

/* Returns the width of the widest label of ticks at multiples of @step. */
static gdouble
measure_labels (const LpHistogramPlot *plot, gdouble step)
{
  gdouble widest = 0.0;

  for (gdouble i = ceil (plot->low / step - 1e-9) + 0.0;
       i * step <= plot->high * (1.0 + 1e-9); i++)
    {
      g_autofree gchar *text = format_number ("%.6g", i * step);

      widest = MAX (widest, lp_plot_texts_measure (plot->texts, text, plot->font_size));
    }

  return widest;
}

static void
add_column_ticks (LpHistogramPlot *plot)
{
  gdouble range = plot->high - plot->low;
  gdouble y = plot->y1 + plot->font_size * (LP_TICK_SHARE + 1.0);
  gdouble step = range;

  for (gint n = COLUMN_TICKS; n > 0; n--)
    {
      step = lp_round_step (range, n);
      if (measure_labels (plot, step) + COLUMN_GAP * plot->font_size <=
          (plot->x1 - plot->x0) * step / range)
        break;
    }

  for (gdouble i = ceil (plot->low / step - 1e-9) + 0.0;
       i * step <= plot->high * (1.0 + 1e-9); i++)
    {
      g_autofree gchar *text = format_number ("%.6g", i * step);
      gdouble x = lp_histogram_to_x (plot, i * step);

      g_array_append_val (plot->columns, x);
      add_text (plot, text, x, y, 0.5, G_MAXDOUBLE, FALSE, black);
    }
}

/* How many ticks have room above each other. */
static gint
count_row_ticks (const LpHistogramPlot *plot)
{
  gdouble room = (plot->y1 - plot->y0) / (ROW_DISTANCE * plot->font_size);

  return (gint) CLAMP (floor (room), 1.0, ROW_TICKS);
}

static void
add_row_ticks (LpHistogramPlot *plot)
{
  gdouble out = 2.0 * LP_TICK_SHARE * plot->font_size;
  gdouble step = lp_round_step (plot->most, count_row_ticks (plot));
  gint percents = count_row_ticks (plot) == ROW_TICKS ? 20 : 50;

  /* Fractions of objects make no sense as ticks. */
  if (plot->by == LP_HISTOGRAM_BY_NUMBER)
    step = MAX (1.0, step);
  for (gdouble i = 0.0; i * step <= plot->most * (1.0 + 1e-9); i++)
    {
      g_autofree gchar *text = format_number ("%.6g", i * step);
      gdouble y = lp_histogram_to_y (plot, i * step / plot->most);

      g_array_append_val (plot->rows, y);
      add_text (plot, text, plot->x0 - out, y + 0.35 * plot->font_size, 1.0, G_MAXDOUBLE,
                FALSE, black);
    }

  for (gint percent = 0; percent <= 100; percent += percents)
    {
      g_autofree gchar *text = g_strdup_printf ("%d", percent);
      gdouble y = lp_histogram_to_y (plot, percent / 100.0);

      g_array_append_val (plot->shares, y);
      add_text (plot, text, plot->x1 + out, y + 0.35 * plot->font_size, 0.0, G_MAXDOUBLE,
                FALSE, black);
    }
}

/* Upright texts keep off the lines above the plot and the text below it. */
static void
add_axis_texts (LpHistogramPlot *plot)
{
  g_autofree gchar *diameter =
    g_strdup_printf ("Equivalent circular diameter (%s)", plot->unit);
  g_autofree gchar *brief = g_strdup_printf ("Diameter (%s)", plot->unit);
  gboolean volume = plot->by == LP_HISTOGRAM_BY_VOLUME;
  gdouble middle = (plot->y0 + plot->y1) / 2.0;
  gdouble size = plot->font_size;
  gdouble top = plot->y0 - ABOVE * size, bottom = plot->y1 + BELOW * size;

  add_axis_text (plot, diameter, brief, (plot->x0 + plot->x1) / 2.0, MARGIN * size,
                 plot->width - MARGIN * size, plot->height - size, FALSE, black);
  add_axis_text (plot, volume ? "Share of the volume (%)" : "Number of objects",
                 volume ? "Volume (%)" : "Objects", middle, top, bottom,
                 size * (1.0 + MARGIN), TRUE, black);
  add_axis_text (plot, "Cumulative (%)", NULL, middle, top, bottom,
                 plot->width - size * (1.0 - MARGIN), TRUE,
                 plot->series->len == 1 ? lp_histogram_curve_colour : black);
}

/* Chooses the height of the axis, which ends with a tick. */
static void
choose_most (LpHistogramPlot *plot)
{
  gdouble most = MAX (1.05 * lp_series_list_get_most (plot->series), 1.0);
  gdouble step;

  if (plot->by == LP_HISTOGRAM_BY_VOLUME)
    most = MIN (most, 100.0);
  step = lp_round_step (most, count_row_ticks (plot));
  plot->most = step * ceil (most / step);
}

void
lp_histogram_layout_init (LpHistogramPlot *plot, const LpHistogramStyle *style)
{
  gdouble size = style->font_size > 0.0 ? style->font_size : LP_HISTOGRAM_FONT_SIZE;

  plot->texts = lp_plot_texts_new (style->font);
  plot->titles = g_array_new (FALSE, FALSE, sizeof (LpTitleLine));
  g_array_set_clear_func (plot->titles, clear_title);
  plot->columns = g_array_new (FALSE, FALSE, sizeof (gdouble));
  plot->rows = g_array_new (FALSE, FALSE, sizeof (gdouble));
  plot->shares = g_array_new (FALSE, FALSE, sizeof (gdouble));

  plot->font_size = size;
  plot->width = POINTS_PER_MM * (style->width > 0.0 ? style->width : LP_HISTOGRAM_WIDTH);
  plot->x0 = LEFT * size;
  plot->x1 = plot->width - RIGHT * size;
  for (guint i = 0; i < plot->series->len; i++)
    wrap_series (plot, i, get_title_room (plot));

  plot->y0 = size * (TOP + LINE * (plot->titles->len - 1));
  plot->height = style->height > 0.0 ? POINTS_PER_MM * style->height
                                     : plot->y0 + MAX (ASPECT * plot->width - size * TOP,
                                                       size * (BOTTOM + LEAST_ROWS));
  plot->y1 = plot->height - BOTTOM * size;
  if (!lp_histogram_plot_has_room (plot, NULL, NULL))
    return;

  choose_most (plot);
  add_titles (plot);
  add_column_ticks (plot);
  add_row_ticks (plot);
  add_axis_texts (plot);
}

void
lp_histogram_layout_clear (LpHistogramPlot *plot)
{
  lp_plot_texts_free (plot->texts);
  g_array_unref (plot->titles);
  g_array_unref (plot->columns);
  g_array_unref (plot->rows);
  g_array_unref (plot->shares);
}

gboolean
lp_histogram_plot_has_room (const LpHistogramPlot *plot, gdouble *width, gdouble *height)
{
  gdouble least_width = plot->font_size * (LEFT + RIGHT + LEAST_COLUMNS);
  gdouble least_height = plot->y0 + plot->font_size * (BOTTOM + LEAST_ROWS);

  if (width)
    *width = ceil (least_width / POINTS_PER_MM);
  if (height)
    *height = ceil (least_height / POINTS_PER_MM);

  return plot->width >= least_width && plot->height >= least_height;
}
