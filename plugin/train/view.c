/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The figures are labels above the curves; only those that have changed are updated. */

#include "train/view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "train/curves.h"
#include "form/fields.h"
#include "host/toolkit.h"
#include "train/look.h"
#include "widgets/widgets.h"

typedef enum
{
  FIGURE_ITERATION,
  FIGURE_LOSS,
  FIGURE_DICE,
  FIGURE_SPEED,
  FIGURE_ELAPSED,
  FIGURE_LEFT,
  N_FIGURES
} Figure;

static const gchar *const captions[N_FIGURES] = {
  [FIGURE_ITERATION] = N_ ("Iteration"), [FIGURE_LOSS] = N_ ("Loss"),
  [FIGURE_DICE] = N_ ("Dice"),           [FIGURE_SPEED] = N_ ("Patches per second"),
  [FIGURE_ELAPSED] = N_ ("Time"),        [FIGURE_LEFT] = N_ ("Time left"),
};

struct _LpTrainView
{
  const LpTrainPlan *plan;
  LpTrainJob *job;
  LpHistory *history;
  LpTrainStatus status;
  LpTrainLook *look;
  gint drawn; /* the last iteration that the curves show */

  GtkWidget *box;
  GtkWidget *bar;
  GtkWidget *figures[N_FIGURES];
  GtkWidget *curves;
};

static void
draw_curves (GtkWidget *widget, cairo_t *cr, gint width, gint height, gpointer data)
{
  LpTrainView *view = data;
  LpCurvesStyle style;

  lp_host_get_text_colour (widget, style.text);
  style.dark = lp_widget_is_dark (widget);
  lp_curves_draw (view->history, ll_trainer_gives_dice (view->plan->trainer), &style, cr,
                  width, height);
}

static GtkWidget *
new_figures (LpTrainView *view)
{
  GtkWidget *grid = lp_host_new_grid (2);

  for (gint i = 0; i < N_FIGURES; i++)
    {
      g_autofree gchar *caption =
        g_strdup_printf ("<span size=\"small\">%s</span>", _ (captions[i]));

      view->figures[i] = lp_widget_new_label ("<b>–</b>", 0);
      lp_host_grid_attach (grid, lp_widget_new_label (caption, 0), i, 0, 1, 0, TRUE);
      lp_host_grid_attach (grid, view->figures[i], i, 1, 1, 0, TRUE);
    }

  return grid;
}

LpTrainView *
lp_train_view_new (const LpTrainPlan *plan)
{
  LpTrainView *view = g_new0 (LpTrainView, 1);
  GtkWidget *row = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, 2 * LP_DIALOG_SPACING);

  view->plan = plan;
  view->history = lp_history_new ();
  view->look = lp_train_look_new (plan);
  view->box =
    g_object_ref_sink (lp_host_new_box (GTK_ORIENTATION_VERTICAL, 2 * LP_DIALOG_SPACING));

  view->bar = gtk_progress_bar_new ();
  gtk_box_pack_start (GTK_BOX (view->box), view->bar, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (view->box), new_figures (view), FALSE, FALSE, 0);

  view->curves = gtk_drawing_area_new ();
  gtk_widget_set_size_request (view->curves, 480, 300);
  lp_host_connect_draw (view->curves, draw_curves, view);
  gtk_box_pack_start (GTK_BOX (row), view->curves, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), lp_train_look_get_widget (view->look), FALSE, FALSE,
                      0);
  gtk_box_pack_start (GTK_BOX (view->box), row, TRUE, TRUE, 0);

  return view;
}

void
lp_train_view_free (LpTrainView *view)
{
  if (!view)
    return;

  /* The widgets go first, because they call back into the view. */
  gtk_widget_destroy (view->box);
  g_object_unref (view->box);
  lp_train_look_free (view->look);
  lp_history_free (view->history);
  g_free (view);
}

GtkWidget *
lp_train_view_get_widget (const LpTrainView *view)
{
  return view->box;
}

void
lp_train_view_start (LpTrainView *view, LpTrainJob *job)
{
  view->job = job;
  lp_train_look_start (view->look, job);
}

static void
set_figure (LpTrainView *view, Figure figure, const gchar *format, gdouble value)
{
  g_autofree gchar *text =
    isfinite (value) ? g_strdup_printf (format, value) : g_strdup ("–");
  g_autofree gchar *markup = g_strdup_printf ("<b>%s</b>", text);

  lp_widget_set_markup (view->figures[figure], markup);
}

/* Shows a time such as "4:05" or "2:04:05". */
static void
set_time (LpTrainView *view, Figure figure, gdouble seconds)
{
  gint s = (gint) CLAMP (seconds, 0, 3e6);
  g_autofree gchar *markup = NULL;

  markup = s >= 3600
             ? g_strdup_printf ("<b>%d:%02d:%02d</b>", s / 3600, s / 60 % 60, s % 60)
             : g_strdup_printf ("<b>%d:%02d</b>", s / 60, s % 60);
  lp_widget_set_markup (view->figures[figure], markup);
}

static void
update_figures (LpTrainView *view)
{
  const LlTrainProgress *progress = &view->status.progress;
  g_autofree gchar *iteration =
    progress->iterations > 0
      ? g_strdup_printf (_ ("<b>%d of %d</b>"), progress->iteration, progress->iterations)
      : g_strdup_printf ("<b>%d</b>", progress->iteration);

  lp_widget_set_markup (view->figures[FIGURE_ITERATION], iteration);
  set_figure (view, FIGURE_LOSS, "%.3f", progress->loss);
  set_figure (view, FIGURE_DICE, "%.3f", progress->dice);
  set_figure (view, FIGURE_SPEED, "%.1f",
              view->status.patches_per_second > 0 ? view->status.patches_per_second
                                                  : NAN);
  set_time (view, FIGURE_ELAPSED, progress->seconds);
  set_time (view, FIGURE_LEFT, progress->seconds_left);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (view->bar),
                                 CLAMP (progress->fraction, 0, 1));
}

LpTrainJobState
lp_train_view_poll (LpTrainView *view)
{
  if (!view->job)
    return view->status.state;

  lp_train_job_poll (view->job, &view->status, view->history);
  lp_train_look_poll (view->look);
  if (view->status.progress.iteration != view->drawn)
    {
      update_figures (view);
      gtk_widget_queue_draw (view->curves);
      view->drawn = view->status.progress.iteration;
    }

  return view->status.state;
}

const LpTrainStatus *
lp_train_view_get_status (const LpTrainView *view)
{
  return &view->status;
}

void
lp_train_view_end (LpTrainView *view)
{
  view->job = NULL;
  set_figure (view, FIGURE_LEFT, "%.0f", NAN);
  lp_train_look_end (view->look);
}
