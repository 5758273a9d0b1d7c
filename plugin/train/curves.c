/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A loss falls by factors, so its axis is logarithmic unless its range is small.  Colours
 * are those of Okabe and Ito, one set for light backgrounds and one for dark ones, and
 * dashes distinguish the lines where colours can't.
 */

#include "train/curves.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FONT_SIZE 11.0
#define GAP       6.0

#define MARGIN_LEFT  48.0
#define MARGIN_RIGHT 12.0

/* The axis is logarithmic if the largest loss is at least this many times the
 * smallest.
 */
#define LOG_FACTOR 4.0

typedef struct
{
  gdouble colours[2][3]; /* for a light and a dark background */
  gdouble dash;          /* 0: a solid line                   */
} Line;

static const Line task_lines[LL_N_TASKS] = {
  [LL_TASK_DETECTION] = { { { 0.835, 0.369, 0.000 }, { 0.902, 0.624, 0.000 } }, 7 },
  [LL_TASK_SEPARATION] = { { { 0.000, 0.447, 0.698 }, { 0.337, 0.706, 0.914 } }, 2.5 },
  [LL_TASK_SEGMENTATION] = { { { 0.000, 0.520, 0.380 }, { 0.100, 0.750, 0.560 } }, 0 },
};

static const Line dice_line = { { { 0.600, 0.290, 0.460 }, { 0.800, 0.475, 0.655 } }, 0 };

/* One of the two plots, with the range that it shows. */
typedef struct
{
  cairo_t *cr;
  const LpCurvesStyle *style;
  gdouble x;
  gdouble y;
  gdouble width;
  gdouble height;
  gdouble first; /* of the horizontal axis, in iterations */
  gdouble last;
  gdouble low;
  gdouble high;
  gboolean logarithmic;
} Plot;

static gdouble
to_x (const Plot *plot, gdouble iteration)
{
  return plot->x + plot->width * (iteration - plot->first) / (plot->last - plot->first);
}

static gdouble
to_y (const Plot *plot, gdouble value)
{
  gdouble share = plot->logarithmic
                    ? log (value / plot->low) / log (plot->high / plot->low)
                    : (value - plot->low) / (plot->high - plot->low);

  return plot->y + plot->height * (1 - CLAMP (share, 0, 1));
}

static void
set_text_colour (const Plot *plot, gdouble alpha)
{
  const gdouble *text = plot->style->text;

  cairo_set_source_rgba (plot->cr, text[0], text[1], text[2], alpha);
}

/* @anchor: 0 if @x is the left edge of the text, 1 if it is the right edge */
static void
draw_text (const Plot *plot, const gchar *text, gdouble x, gdouble y, gdouble anchor)
{
  cairo_text_extents_t extents;

  cairo_text_extents (plot->cr, text, &extents);
  x = MIN (x - anchor * extents.x_advance,
           plot->x + plot->width + MARGIN_RIGHT - extents.x_advance);
  cairo_move_to (plot->cr, floor (x), floor (y));
  cairo_show_text (plot->cr, text);
  /* Otherwise, the next line would start at the end of the text. */
  cairo_new_path (plot->cr);
}

/* Returns the smallest step of 1, 2 or 5 times a power of ten that divides @range into at
 * most @n parts.
 */
static gdouble
nice_step (gdouble range, gdouble n)
{
  gdouble rough = range / n;
  gdouble power = pow (10, floor (log10 (rough)));

  return power * (rough / power <= 1   ? 1
                  : rough / power <= 2 ? 2
                  : rough / power <= 5 ? 5
                                       : 10);
}

static void
draw_row (const Plot *plot, gdouble value)
{
  gdouble y = floor (to_y (plot, value)) + 0.5;
  g_autofree gchar *text = g_strdup_printf ("%.4g", value + 0.0); /* avoids -0 */

  set_text_colour (plot, 0.15);
  cairo_move_to (plot->cr, plot->x, y);
  cairo_line_to (plot->cr, plot->x + plot->width, y);
  cairo_stroke (plot->cr);
  set_text_colour (plot, 0.8);
  draw_text (plot, text, plot->x - GAP, y + 0.35 * FONT_SIZE, 1);
}

static void
draw_rows (const Plot *plot)
{
  static const gdouble all[] = { 1, 2, 5 };
  gdouble decades;

  if (!plot->logarithmic)
    {
      gdouble step =
        nice_step (plot->high - plot->low, MAX (2, plot->height / (3 * FONT_SIZE)));

      for (gdouble i = ceil (plot->low / step - 1e-9);
           i * step <= plot->high * (1 + 1e-9); i++)
        draw_row (plot, i * step);
      return;
    }

  /* Draws 2 and 5 only where there is room between the powers of ten. */
  decades = log10 (plot->high / plot->low);
  for (gdouble power = pow (10, floor (log10 (plot->low))); power <= plot->high;
       power *= 10)
    for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
      if (power * all[i] >= plot->low * (1 - 1e-9) &&
          power * all[i] <= plot->high * (1 + 1e-9) &&
          (i == 0 || plot->height / decades > 6 * FONT_SIZE))
        draw_row (plot, power * all[i]);
}

static void
draw_columns (const Plot *plot, gboolean numbers)
{
  gdouble step = MAX (1, nice_step (plot->last - plot->first, MAX (2, plot->width / 90)));

  for (gdouble i = ceil (plot->first / step); i * step <= plot->last; i++)
    {
      gdouble x = floor (to_x (plot, i * step)) + 0.5;
      g_autofree gchar *text = g_strdup_printf ("%.0f", i * step);

      set_text_colour (plot, 0.15);
      cairo_move_to (plot->cr, x, plot->y);
      cairo_line_to (plot->cr, x, plot->y + plot->height);
      cairo_stroke (plot->cr);
      set_text_colour (plot, 0.8);
      if (numbers)
        draw_text (plot, text, x, plot->y + plot->height + FONT_SIZE + 3, 0.5);
    }
}

static void
set_line (const Plot *plot, const Line *line)
{
  const gdouble *colour = line->colours[plot->style->dark ? 1 : 0];
  gdouble dashes[] = { line->dash, MAX (3, 0.5 * line->dash) };

  cairo_set_source_rgb (plot->cr, colour[0], colour[1], colour[2]);
  cairo_set_line_width (plot->cr, 2);
  cairo_set_dash (plot->cr, dashes, line->dash > 0 ? 2 : 0, 0);
}

static void
end_line (const Plot *plot)
{
  cairo_stroke (plot->cr);
  cairo_set_dash (plot->cr, NULL, 0, 0);
  cairo_set_line_width (plot->cr, 1);
}

static void
draw_loss (const Plot *plot, LlTask task, const LpHistoryPoint *points, guint n)
{
  set_line (plot, &task_lines[task]);
  for (guint i = 0; i < n; i++)
    if (isfinite (points[i].loss[task]))
      cairo_line_to (plot->cr, to_x (plot, points[i].iteration),
                     to_y (plot, points[i].loss[task]));
  end_line (plot);
}

static void
draw_dice (const Plot *plot, const LpHistoryScore *scores, guint n)
{
  set_line (plot, &dice_line);
  for (guint i = 0; i < n; i++)
    cairo_line_to (plot->cr, to_x (plot, scores[i].iteration),
                   to_y (plot, scores[i].dice));
  end_line (plot);

  set_line (plot, &dice_line);
  for (guint i = 0; i < n; i++)
    {
      cairo_arc (plot->cr, to_x (plot, scores[i].iteration), to_y (plot, scores[i].dice),
                 n > 30 ? 2 : 3.5, 0, 2 * G_PI);
      cairo_fill (plot->cr);
    }
  cairo_set_line_width (plot->cr, 1);
}

static gboolean
has_loss (LlTask task, const LpHistoryPoint *points, guint n)
{
  for (guint i = 0; i < n; i++)
    if (isfinite (points[i].loss[task]))
      return TRUE;

  return FALSE;
}

/* Finds the range of all losses, and returns whether there are any. */
static gboolean
find_range (Plot *plot, const LpHistoryPoint *points, guint n)
{
  plot->low = INFINITY;
  plot->high = -INFINITY;

  for (guint i = 0; i < n; i++)
    for (gint task = 0; task < LL_N_TASKS; task++)
      if (isfinite (points[i].loss[task]))
        {
          plot->low = MIN (plot->low, MAX (points[i].loss[task], 1e-6));
          plot->high = MAX (plot->high, MAX (points[i].loss[task], 1e-6));
        }

  if (!(plot->low <= plot->high))
    return FALSE;

  plot->logarithmic = plot->high >= LOG_FACTOR * plot->low;
  if (plot->logarithmic)
    {
      plot->low /= 1.1;
      plot->high *= 1.1;
    }
  else
    {
      gdouble step;

      plot->low = 0;
      step = nice_step (plot->high, 5);
      plot->high = step * ceil (1.05 * plot->high / step);
    }

  return TRUE;
}

/* Draws the title and the names of the lines above the plot. */
static void
draw_legend (const Plot *plot, const gchar *title, const LpHistoryPoint *points, guint n)
{
  gdouble y = plot->y - GAP - 2;
  gdouble x = plot->x;
  cairo_text_extents_t extents;

  set_text_colour (plot, 1);
  cairo_select_font_face (plot->cr, "sans", CAIRO_FONT_SLANT_NORMAL,
                          CAIRO_FONT_WEIGHT_BOLD);
  draw_text (plot, title, x, y, 0);
  cairo_text_extents (plot->cr, title, &extents);
  cairo_select_font_face (plot->cr, "sans", CAIRO_FONT_SLANT_NORMAL,
                          CAIRO_FONT_WEIGHT_NORMAL);
  x += extents.x_advance + 3 * GAP;

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      const gchar *name = ll_task_get_title ((LlTask) task);

      if (!has_loss ((LlTask) task, points, n))
        continue;

      set_line (plot, &task_lines[task]);
      cairo_move_to (plot->cr, x, floor (y - 0.35 * FONT_SIZE));
      cairo_line_to (plot->cr, x + 24, floor (y - 0.35 * FONT_SIZE));
      end_line (plot);
      set_text_colour (plot, 1);
      draw_text (plot, name, x + 24 + GAP, y, 0);
      cairo_text_extents (plot->cr, name, &extents);
      x += 24 + extents.x_advance + 3 * GAP;
    }
}

static void
draw_frame (const Plot *plot)
{
  set_text_colour (plot, 0.5);
  cairo_rectangle (plot->cr, floor (plot->x) + 0.5, floor (plot->y) + 0.5,
                   floor (plot->width), floor (plot->height));
  cairo_stroke (plot->cr);
}

void
lp_curves_draw (const LpHistory *history,
                gboolean dice,
                const LpCurvesStyle *style,
                cairo_t *cr,
                gdouble width,
                gdouble height)
{
  guint n, n_scores;
  const LpHistoryPoint *points = lp_history_get_points (history, &n);
  const LpHistoryScore *scores = lp_history_get_scores (history, &n_scores);
  gdouble head = FONT_SIZE + 2 * GAP;
  gdouble foot = 2 * (FONT_SIZE + GAP);
  gdouble room = height - head - foot - (dice ? head : 0);
  Plot plot = { .cr = cr,
                .style = style,
                .x = MARGIN_LEFT,
                .y = head,
                .width = width - MARGIN_LEFT - MARGIN_RIGHT };

  if (plot.width < 40 || room < 60)
    return;

  cairo_save (cr);
  cairo_set_font_size (cr, FONT_SIZE);
  cairo_set_line_width (cr, 1);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);

  plot.height = floor (dice ? 0.64 * room : room);
  plot.first = n > 0 ? points[0].iteration : 0;
  plot.last = MAX (n > 0 ? points[n - 1].iteration : 0, plot.first + 10);
  if (n_scores > 0)
    plot.last = MAX (plot.last, scores[n_scores - 1].iteration);

  if (!find_range (&plot, points, n))
    {
      plot.low = 0;
      plot.high = 1;
    }
  draw_rows (&plot);
  draw_columns (&plot, !dice);
  for (gint task = 0; task < LL_N_TASKS; task++)
    draw_loss (&plot, (LlTask) task, points, n);
  draw_frame (&plot);
  draw_legend (&plot, plot.logarithmic ? _ ("Loss (logarithmic)") : _ ("Loss"), points,
               n);

  if (dice)
    {
      plot.y += plot.height + head;
      plot.height = room - plot.height;
      plot.low = 0;
      plot.high = 1;
      plot.logarithmic = FALSE;
      draw_rows (&plot);
      draw_columns (&plot, TRUE);
      draw_dice (&plot, scores, n_scores);
      draw_frame (&plot);
      draw_legend (&plot,
                   n_scores > 0 ? _ ("Dice on held-out images")
                                : _ ("Dice on held-out images: no validation yet"),
                   NULL, 0);
    }

  set_text_colour (&plot, 1);
  draw_text (&plot, _ ("Iteration"), plot.x + 0.5 * plot.width, height - 3, 0.5);
  cairo_restore (cr);
}
