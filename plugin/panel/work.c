/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel/work.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "form/form.h"
#include "host/host.h"
#include "host/toolkit.h"
#include "panel/actions.h"
#include "panel/apart.h"
#include "panel/correct-bar.h"
#include "panel/live-bar.h"
#include "panel/quick-bar.h"
#include "procedure/specs/specs.h"
#include "widgets/widgets.h"

struct _LpWork
{
  LpCall *call;
  const LpWorkCalls *calls;
  gpointer data;
  gint32 image;
  gboolean annotated;
  LpActions *actions;
  LpQuickBar *quick;
  LpCorrectBar *corrections;
  LpLiveBar *live;
  GtkWidget *bars;  /* of both                             */
  LpApart *apart;   /* NULL: no procedure is running       */
  gboolean looking; /* whether it segments for a quick look */
};

static void
on_apart_done (const GError *error, gpointer data)
{
  LpWork *work = data;
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autofree gchar *why = error && !cancelled ? g_strdup (error->message) : NULL;
  gboolean looked = work->looking && !error;

  g_clear_pointer (&work->apart, lp_apart_free);
  work->looking = FALSE;
  lp_live_bar_rest (work->live, FALSE);
  lp_host_update_displays ();
  if (looked)
    lp_quick_bar_offer (work->quick);
  work->calls->busy (NULL, work->data);
  work->calls->warn (why ? why : "", work->data);
}

/* Runs a procedure on an image; @in is NULL for one that asks. */
static void
run_procedure (LpWork *work, const LpProcedureSpec *spec, gint32 image, LpArguments *in)
{
  g_autoptr (GError) error = NULL;
  g_autofree gchar *title = lp_dialog_title (spec);
  g_autofree gchar *text = NULL;
  gint32 selected;

  if (!lp_host_check_image (image, &error))
    {
      work->looking = FALSE;
      work->calls->warn (error->message, work->data);
      lp_arguments_free (in);
      return;
    }

  text =
    g_strdup_printf (in ? _ ("%s is running.")
                        : _ ("The window of \"%s\" is open: this panel waits for it."),
                     title);
  /* The procedure leaves this layer selected. */
  selected = lp_host_get_selected_layer (image);
  work->calls->warn ("", work->data);
  lp_live_bar_rest (work->live, TRUE);
  work->calls->busy (text, work->data);
  work->apart =
    lp_apart_new (work->call->run_apart, spec, image, selected, in, on_apart_done, work);
}

static void
on_action (const LpProcedureSpec *spec, gpointer data)
{
  LpWork *work = data;

  if (!work->apart)
    run_procedure (work, spec, work->image, NULL);
}

/* A correction takes the defaults of its arguments: what is selected counts. */
static void
on_correction (const LpProcedureSpec *spec, gpointer data)
{
  LpWork *work = data;
  LpCall call = *work->call;

  call.image = work->image;
  if (!work->apart)
    run_procedure (work, spec, work->image, lp_call_new_arguments (&call, spec));
}

/* A quick look and Live would take the processors from each other. */
static void
follow_parts (LpWork *work)
{
  gboolean looking = lp_quick_bar_is_running (work->quick);

  lp_live_bar_follow (work->live, work->image, work->annotated && !looking);
  lp_actions_follow (work->actions, work->annotated,
                     looking || lp_live_bar_is_on (work->live));
}

static void
on_quick_look (gpointer data)
{
  LpWork *work = data;
  g_autoptr (GError) error = NULL;

  if (lp_quick_bar_start (work->quick, work->image, -1, &error))
    work->calls->warn ("", work->data);
  else
    work->calls->warn (error->message, work->data);
  follow_parts (work);
}

/* The network of a quick look segments its image. */
static gboolean
on_trained (const gchar *path, gint32 image, gpointer data)
{
  LpWork *work = data;
  LpCall call = *work->call;
  LpArguments *in;

  if (work->apart)
    return FALSE;

  call.image = image;
  in = lp_call_new_arguments (&call, &lp_spec_predict);
  lp_arguments_set_string (in, LP_ARG_WEIGHTS, path);
  /* What the network makes of each pixel: its objects may be none yet. */
  lp_arguments_set_number (in, LP_ARG_CONTOURS, FALSE);
  work->looking = TRUE;
  run_procedure (work, &lp_spec_predict, image, in);

  return TRUE;
}

static void
on_keep (const gchar *path, gpointer data)
{
  LpWork *work = data;
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (LpArguments) in = NULL;
  g_autoptr (GError) error = NULL;
  LpCall call = *work->call;
  gboolean kept;

  call.notes = notes;
  call.interactive = FALSE;
  in = lp_call_new_arguments (&call, &lp_spec_load_weights);
  lp_arguments_set_string (in, LP_ARG_FILE, path);
  kept = lp_call_run_other (&call, &lp_spec_load_weights, in, &error);
  work->calls->warn (kept ? "" : error->message, work->data);
}

static void
on_warn (const gchar *text, gpointer data)
{
  LpWork *work = data;

  work->calls->warn (text, work->data);
}

LpWork *
lp_work_new (LpCall *call, const LpWorkCalls *calls, gpointer data)
{
  static const LpActionsCalls actions = { on_action, on_quick_look };
  static const LpQuickBarCalls quick = { on_trained, on_keep, on_warn };
  static const LpCorrectBarCalls corrections = { on_correction, on_warn };
  LpWork *work = g_new0 (LpWork, 1);

  work->call = call;
  work->calls = calls;
  work->data = data;
  work->image = call->image;
  work->actions = lp_actions_new (&actions, work);
  work->quick = lp_quick_bar_new (&quick, work);
  work->corrections = lp_correct_bar_new (&corrections, work);
  work->live = lp_live_bar_new (on_warn, work);
  work->bars = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);
  gtk_box_pack_start (GTK_BOX (work->bars), lp_quick_bar_get_widget (work->quick), FALSE,
                      FALSE, 0);
  gtk_box_pack_start (GTK_BOX (work->bars), lp_live_bar_get_widget (work->live), FALSE,
                      FALSE, 0);

  return work;
}

void
lp_work_free (LpWork *work)
{
  lp_apart_free (work->apart);
  lp_correct_bar_free (work->corrections);
  lp_live_bar_free (work->live);
  lp_quick_bar_free (work->quick);
  lp_actions_free (work->actions);
  g_free (work);
}

GtkWidget *
lp_work_get_buttons (const LpWork *work)
{
  return lp_actions_get_widget (work->actions);
}

GtkWidget *
lp_work_get_bar (const LpWork *work)
{
  return work->bars;
}

GtkWidget *
lp_work_get_corrections (const LpWork *work)
{
  return lp_correct_bar_get_widget (work->corrections);
}

void
lp_work_follow (LpWork *work, gint32 image, const GPtrArray *layers, gboolean annotated)
{
  work->image = image;
  work->annotated = annotated;
  lp_correct_bar_follow (work->corrections, image, layers, annotated);
  follow_parts (work);
}

gboolean
lp_work_is_busy (const LpWork *work)
{
  return work->apart != NULL;
}

const LlClasses *
lp_work_get_classes (const LpWork *work)
{
  return lp_actions_get_classes (work->actions);
}
