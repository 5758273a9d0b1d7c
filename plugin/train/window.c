/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One window with a heading, a page and a row of buttons, all of which depend on the
 * stage.  A timer polls the training several times per second.
 */

#include "train/window.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "form/fields.h"
#include "host/toolkit.h"
#include "host/latency.h"
#include "procedure/specs/specs.h"
#include "train/buttons.h"
#include "train/describe.h"
#include "train/view.h"
#include "widgets/widgets.h"

#define POLL_MILLISECONDS 200

struct _LpTrainWindow
{
  GtkWidget *window;
  GtkWidget *heading;
  GtkWidget *remark;
  GtkWidget *pages; /* contains one page */
  GtkWidget *page;
  GtkWidget *buttons[LP_TRAIN_N_BUTTONS];
  GtkWidget *question; /* NULL: no question is open */
  gboolean placed;     /* whether @x and @y are valid */
  gint x;
  gint y;

  /* Fields of a single run. */
  LpTrainPlan *plan;
  const LpTrainOverview *overview;
  LpTrial *trial; /* of how long a step takes; NULL: there is none */
  gboolean timed; /* whether the page says so */
  LpTrainStage stage;
  LpTrainJob *job;
  LpTrainView *view;
  gboolean stopping; /* whether the training will stop at its next step */
  LpLatency *latency;
  guint idle; /* 0: none is scheduled */
  GMainLoop *loop;
  LpTrainAnswer answer;
};

/* The title shows the progress, for when the window is out of sight. */
static void
set_title (LpTrainWindow *window)
{
  const LlTrainProgress *progress;
  g_autofree gchar *title = NULL;

  if (window->stage == LP_TRAIN_STAGE_RUNNING)
    {
      progress = &lp_train_view_get_status (window->view)->progress;
      title = progress->iterations > 0
                ? g_strdup_printf (_ ("Training: iteration %d of %d"),
                                   progress->iteration, progress->iterations)
                : g_strdup_printf (_ ("Training: iteration %d"), progress->iteration);
    }
  else
    {
      title =
        g_strdup (window->stage == LP_TRAIN_STAGE_PAUSED      ? _ ("Training: paused")
                  : window->stage == LP_TRAIN_STAGE_FINISHING ? _ ("Training: finishing")
                  : window->stage == LP_TRAIN_STAGE_DONE      ? _ ("Training: done")
                  : window->stage == LP_TRAIN_STAGE_FAILED    ? _ ("Training: failed")
                                                              : _ ("Training"));
    }

  if (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window->window)), title) != 0)
    gtk_window_set_title (GTK_WINDOW (window->window), title);
}

static void
set_stage (LpTrainWindow *window,
           LpTrainStage stage,
           const gchar *heading,
           const gchar *remark)
{
  g_autofree gchar *markup =
    g_markup_printf_escaped ("<span size=\"x-large\"><b>%s</b></span>", heading);

  if (stage != window->stage)
    lp_train_buttons_show (window->buttons, stage);
  window->stage = stage;
  set_title (window);
  lp_widget_set_markup (window->heading, markup);
  lp_widget_set_markup (window->remark, remark);
  if (*remark)
    gtk_widget_show (window->remark);
  else
    gtk_widget_hide (window->remark);
}

static void
set_page (LpTrainWindow *window, GtkWidget *page)
{
  if (window->page)
    gtk_widget_destroy (window->page);
  window->page = page;
  gtk_box_pack_start (GTK_BOX (window->pages), page, TRUE, TRUE, 0);
  gtk_widget_show_all (page);
}

static void
leave_window (LpTrainWindow *window, LpTrainAnswer answer)
{
  window->answer = answer;
  g_main_loop_quit (window->loop);
}

/* Returns what went wrong so far as markup; empty when nothing did. */
static gchar *
describe_troubles (LpTrainWindow *window, const LlTrainTroubles *troubles)
{
  g_autofree gchar *text = ll_train_troubles_describe (troubles);

  return text ? lp_widget_make_warning (window->window, text) : g_strdup ("");
}

static void
show_running (LpTrainWindow *window)
{
  const LpTrainStatus *status = lp_train_view_get_status (window->view);
  g_autofree gchar *troubles = describe_troubles (window, &status->progress.troubles);

  if (status->state == LP_TRAIN_JOB_PAUSED)
    set_stage (window, LP_TRAIN_STAGE_PAUSED, _ ("Training, paused"), troubles);
  else
    set_stage (window, LP_TRAIN_STAGE_RUNNING, _ ("Training"), troubles);
}

static void
show_done (LpTrainWindow *window)
{
  const LlTrainResult *result = &lp_train_view_get_status (window->view)->result;
  g_autofree gchar *best =
    isfinite (result->dice)
      ? g_strdup_printf (
          _ ("The network of iteration %d was kept: loss %.4f, Dice %.3f."),
          result->best_iteration, result->loss, result->dice)
      : g_strdup_printf (_ ("The network of iteration %d was kept: loss %.4f."),
                         result->best_iteration, result->loss);
  g_autofree gchar *kept =
    g_str_equal (window->plan->path, window->plan->current)
      ? g_strdup (
          _ ("It is the current network; Save Network As... copies it to a file."))
      : g_markup_printf_escaped (_ ("It is the current network, and written to \"%s\"."),
                                 window->plan->path);
  g_autofree gchar *troubles = describe_troubles (window, &result->troubles);
  g_autofree gchar *remark =
    g_strconcat (best, " ", kept, *troubles ? "\n" : "", troubles, NULL);

  set_stage (window, LP_TRAIN_STAGE_DONE, _ ("The network is trained"), remark);
}

static void
show_failed (LpTrainWindow *window)
{
  const GError *error = lp_train_job_get_error (window->job);
  g_autofree gchar *remark =
    lp_widget_make_warning (window->window, error ? error->message : "");

  set_stage (window, LP_TRAIN_STAGE_FAILED, _ ("The training failed"), remark);
}

/* Says how long the training takes as soon as this is known. */
static void
show_time (LpTrainWindow *window)
{
  gdouble seconds = lp_trial_get_seconds (window->trial);
  g_autofree gchar *text = NULL;

  if (seconds <= 0)
    return;

  text = lp_train_describe_time (&window->plan->settings, window->overview->interrupted,
                                 seconds);
  lp_train_overview_set_time (window->page, text);
  window->timed = TRUE;
}

/* Updates the window from the state of the job. */
static gboolean
on_poll (gpointer data)
{
  LpTrainWindow *window = data;
  LpTrainJobState state;

  if (window->stage == LP_TRAIN_STAGE_OVERVIEW && window->trial && !window->timed)
    show_time (window);
  if (!window->job || window->stage >= LP_TRAIN_STAGE_DONE)
    return G_SOURCE_CONTINUE;

  state = lp_train_view_poll (window->view);
  if (window->stopping && state < LP_TRAIN_JOB_FINISHING)
    state = LP_TRAIN_JOB_FINISHING;
  if (state >= LP_TRAIN_JOB_FINISHING && window->question)
    gtk_dialog_response (GTK_DIALOG (window->question), GTK_RESPONSE_CANCEL);

  switch (state)
    {
    case LP_TRAIN_JOB_RUNNING:
    case LP_TRAIN_JOB_PAUSED:
      show_running (window);
      break;
    case LP_TRAIN_JOB_FINISHING:
      set_stage (window, LP_TRAIN_STAGE_FINISHING, _ ("Training, finishing"),
                 _ ("Choosing the best weights and writing them ..."));
      break;
    case LP_TRAIN_JOB_DONE:
      show_done (window);
      lp_train_view_end (window->view);
      break;
    case LP_TRAIN_JOB_FAILED:
      show_failed (window);
      lp_train_view_end (window->view);
      break;
    }

  return G_SOURCE_CONTINUE;
}

static void
start_job (LpTrainWindow *window, gboolean resume)
{
  set_page (window, lp_train_view_get_widget (window->view));
  set_stage (window, LP_TRAIN_STAGE_RUNNING, _ ("Training"), "");
  window->job = lp_train_job_new (window->plan, window->trial, resume);
  lp_train_view_start (window->view, window->job);
}

static void
on_start (LpTrainWindow *window)
{
  start_job (window, FALSE);
}

static void
on_resume (LpTrainWindow *window)
{
  start_job (window, TRUE);
}

static void
on_pause (LpTrainWindow *window)
{
  lp_train_job_pause (window->job, window->stage == LP_TRAIN_STAGE_RUNNING);
}

static void
on_stop (LpTrainWindow *window)
{
  window->stopping = TRUE;
  lp_train_job_stop (window->job);
  on_poll (window);
}

/* Returns whether the user confirms to discard what was learned. */
static gboolean
ask_to_lose (LpTrainWindow *window)
{
  gint iteration = lp_train_view_get_status (window->view)->progress.iteration;
  gint response;

  window->question = gtk_message_dialog_new (
    GTK_WINDOW (window->window), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
    GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, _ ("Discard the training?"));
  gtk_message_dialog_format_secondary_text (
    GTK_MESSAGE_DIALOG (window->question),
    g_dngettext (GETTEXT_PACKAGE,
                 "%d iteration of training will be lost. To end the training and keep "
                 "the network, keep going and choose Stop and Keep.",
                 "%d iterations of training will be lost. To end the training and keep "
                 "the network, keep going and choose Stop and Keep.",
                 (gulong) iteration),
    iteration);
  gtk_dialog_add_buttons (GTK_DIALOG (window->question), _ ("_Discard"),
                          GTK_RESPONSE_ACCEPT, _ ("_Keep Going"), GTK_RESPONSE_CANCEL,
                          NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (window->question), GTK_RESPONSE_CANCEL);
  response = gtk_dialog_run (GTK_DIALOG (window->question));
  gtk_widget_destroy (window->question);
  window->question = NULL;

  return response == GTK_RESPONSE_ACCEPT;
}

/* Handles Cancel, Close and the close button of the window manager. */
static void
on_close (LpTrainWindow *window)
{
  switch (window->stage)
    {
    case LP_TRAIN_STAGE_OVERVIEW:
      leave_window (window, LP_TRAIN_ANSWER_CLOSE);
      break;
    case LP_TRAIN_STAGE_RUNNING:
    case LP_TRAIN_STAGE_PAUSED:
      if (!window->question && ask_to_lose (window))
        leave_window (window, LP_TRAIN_ANSWER_CLOSE);
      break;
    case LP_TRAIN_STAGE_DONE:
      leave_window (window, LP_TRAIN_ANSWER_KEPT);
      break;
    case LP_TRAIN_STAGE_FAILED:
      leave_window (window, LP_TRAIN_ANSWER_FAILED);
      break;
    default:
      /* The job ends within seconds, and then the window can be closed. */
      break;
    }
}

static gboolean
on_delete (LpTrainWindow *window)
{
  on_close (window);

  return TRUE;
}

static void
on_look_again (LpTrainWindow *window)
{
  leave_window (window, LP_TRAIN_ANSWER_LOOK_AGAIN);
}

static void
on_segment (LpTrainWindow *window)
{
  leave_window (window, LP_TRAIN_ANSWER_SEGMENT);
}

LpTrainWindow *
lp_train_window_new (void)
{
  static const GCallback callbacks[LP_TRAIN_N_BUTTONS] = {
    [LP_TRAIN_BUTTON_CANCEL] = G_CALLBACK (on_close),
    [LP_TRAIN_BUTTON_CLOSE] = G_CALLBACK (on_close),
    [LP_TRAIN_BUTTON_LOOK_AGAIN] = G_CALLBACK (on_look_again),
    [LP_TRAIN_BUTTON_PAUSE] = G_CALLBACK (on_pause),
    [LP_TRAIN_BUTTON_STOP] = G_CALLBACK (on_stop),
    [LP_TRAIN_BUTTON_START] = G_CALLBACK (on_start),
    [LP_TRAIN_BUTTON_RESUME] = G_CALLBACK (on_resume),
    [LP_TRAIN_BUTTON_SEGMENT] = G_CALLBACK (on_segment),
  };
  LpTrainWindow *window = g_new0 (LpTrainWindow, 1);
  GtkWidget *box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, 2 * LP_DIALOG_SPACING);

  window->stage = LP_TRAIN_N_STAGES; /* no stage yet */
  window->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  gtk_window_set_default_size (GTK_WINDOW (window->window), 860, 700);
  lp_host_keep_above (window->window);
  lp_host_connect_help (window->window, lp_spec_train.name);
  gtk_container_set_border_width (GTK_CONTAINER (box), 12);
  g_signal_connect_swapped (window->window, "delete-event", G_CALLBACK (on_delete),
                            window);

  window->heading = lp_widget_new_label ("", 0);
  window->remark = lp_widget_new_label ("", LP_WINDOW_TEXT);
  window->pages = lp_host_new_box (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_pack_start (GTK_BOX (box), window->heading, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), window->remark, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), window->pages, TRUE, TRUE, 0);
  gtk_box_pack_end (GTK_BOX (box),
                    lp_train_buttons_new (window->buttons, callbacks, window), FALSE,
                    FALSE, 0);
  gtk_container_add (GTK_CONTAINER (window->window), box);
  gtk_widget_show_all (box);

  return window;
}

void
lp_train_window_free (LpTrainWindow *window)
{
  if (!window)
    return;

  gtk_widget_destroy (window->window);
  g_free (window);
}

static gboolean
on_idle (gpointer data)
{
  LpTrainWindow *window = data;

  window->latency = lp_latency_new ();
  window->idle = 0;

  return G_SOURCE_REMOVE;
}

static void
show_window (LpTrainWindow *window)
{
  if (window->placed)
    gtk_window_move (GTK_WINDOW (window->window), window->x, window->y);
  gtk_window_present (GTK_WINDOW (window->window));
}

/* Hides the window and flushes the display, before something else blocks the
 * main loop.
 */
static void
hide_window (LpTrainWindow *window)
{
  gtk_window_get_position (GTK_WINDOW (window->window), &window->x, &window->y);
  window->placed = TRUE;
  gtk_widget_hide (window->window);
  while (gtk_events_pending ())
    gtk_main_iteration ();
}

/* The start, or the choice that an interrupted training leaves; the safest is the default. */
static void
offer_start (LpTrainWindow *window, gboolean ready)
{
  const LpInterrupted *interrupted = window->overview->interrupted;
  gboolean resumes = ready && interrupted->fits;

  lp_train_buttons_offer (window->buttons, interrupted->found, resumes);
  gtk_widget_set_sensitive (window->buttons[LP_TRAIN_BUTTON_START], ready);
  gtk_widget_grab_focus (window->buttons[resumes ? LP_TRAIN_BUTTON_RESUME
                                         : ready ? LP_TRAIN_BUTTON_START
                                                 : LP_TRAIN_BUTTON_LOOK_AGAIN]);
}

LpTrainAnswer
lp_train_window_run (LpTrainWindow *window,
                     const LpTrainOverview *overview,
                     LpTrainPlan *plan,
                     LlTrainResult *result)
{
  gboolean ready = !overview->obstacle;
  guint timer;

  window->plan = plan;
  window->overview = overview;
  window->stopping = FALSE;
  window->timed = FALSE;
  gtk_widget_realize (window->window);
  /* The pictures of large images take some time, so they are made before the window
   * appears.
   */
  window->view = ready ? lp_train_view_new (plan) : NULL;
  set_page (window, lp_train_overview_new (overview, window->window));
  set_stage (window, LP_TRAIN_STAGE_OVERVIEW,
             ready ? _ ("Ready to train") : _ ("Not ready to train"),
             ready ? _ ("The network will learn from these images. You can go on using "
                        "GIMP while it trains.")
                   : _ ("Fix this in GIMP, then choose Look Again."));
  offer_start (window, ready);
  show_window (window);
  /* Once the pictures are made, nothing but the trial uses the trainer. */
  window->trial = overview->time ? lp_trial_new (plan->trainer) : NULL;

  window->loop = g_main_loop_new (NULL, FALSE);
  timer = g_timeout_add (POLL_MILLISECONDS, on_poll, window);
  /* The measured latency leaves out the time to show the window for the first time. */
  window->idle = g_idle_add_full (G_PRIORITY_LOW, on_idle, window, NULL);
  g_main_loop_run (window->loop);
  g_source_remove (timer);
  if (window->idle > 0)
    g_source_remove (window->idle);
  window->idle = 0;
  g_clear_pointer (&window->loop, g_main_loop_unref);
  g_clear_pointer (&window->latency, lp_latency_free);

  hide_window (window);
  if (window->view)
    *result = lp_train_view_get_status (window->view)->result;
  g_clear_pointer (&window->job, lp_train_job_free);
  g_clear_pointer (&window->trial, lp_trial_free);
  gtk_widget_destroy (window->page);
  window->page = NULL;
  g_clear_pointer (&window->view, lp_train_view_free);

  return window->answer;
}
