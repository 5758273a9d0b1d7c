/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel/actions.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "host/toolkit.h"
#include "network/paths.h"
#include "panel/page.h"
#include "procedure/specs/specs.h"
#include "segment/preview.h"
#include "widgets/legend.h"
#include "widgets/widgets.h"

/* Of buttons side by side. */
#define COLUMNS 3

enum
{
  GROW,
  TRAIN,
  QUICK_LOOK,
  SEGMENT,
  MEASURE,
  N_BUTTONS
};

static const struct
{
  const LpProcedureSpec *spec; /* NULL: a quick look */
  const gchar *label;
  const gchar *tooltip;
} buttons[N_BUTTONS] = {
  [GROW] = { &lp_spec_grow_masks, N_ ("_Grow Masks"),
             N_ ("Fill the layer Segmentation from the marks on Detection.") },
  [TRAIN] = { &lp_spec_train, N_ ("_Train"),
              N_ ("Train a network on this image, all open images or a folder.") },
  [QUICK_LOOK] = { NULL, N_ ("_Quick Look"),
                   N_ ("Train a small network on this image for less than half a minute, "
                       "and show what it makes of it. The current network stays as it "
                       "is.") },
  [SEGMENT] = { &lp_spec_predict, N_ ("_Segment"),
                N_ ("Segment the image with the current network, or another one.") },
  [MEASURE] = { &lp_spec_measure, N_ ("_Measure"),
                N_ ("Find and measure the objects of a result, or of painted masks.") },
};

typedef struct
{
  LpActions *actions;
  gint number;
  GtkWidget *widget;
} Button;

struct _LpActions
{
  const LpActionsCalls *calls;
  gpointer data;
  GtkWidget *box;
  GtkWidget *network;
  Button buttons[N_BUTTONS];
  gchar *path;    /* of the current network           */
  gint64 written; /* when its file was; -1: no file   */
  LpPreviewJob *job;
  LpNetworkFacts *facts; /* NULL: none, or not known yet */
};

static void
on_button (Button *button)
{
  const LpActionsCalls *calls = button->actions->calls;
  const LpProcedureSpec *spec = buttons[button->number].spec;

  if (spec)
    calls->run (spec, button->actions->data);
  else
    calls->quick_look (button->actions->data);
}

static void
show_network (LpActions *actions, const gchar *problem)
{
  g_autofree gchar *name = g_path_get_basename (actions->path);
  g_autofree gchar *text = g_strdup_printf (_ ("Network: %s"), name);
  g_autofree gchar *markup = NULL;
  g_autofree gchar *summary = NULL;
  g_autofree gchar *legend = NULL;
  g_autofree gchar *path = g_filename_display_name (actions->path);
  g_autofree gchar *tooltip = NULL;

  if (actions->written < 0)
    markup = lp_widget_make_warning (actions->box, _ ("Network: none yet"));
  else if (problem)
    markup = lp_widget_make_warning (actions->box, problem);
  else
    markup = g_markup_escape_text (text, -1);
  lp_widget_set_markup (actions->network, markup);

  if (actions->facts)
    {
      g_autofree gchar *shown = g_markup_escape_text (path, -1);

      summary = lp_network_text_summary (actions->facts, name);
      legend = lp_legend_markup (actions->facts->classes);
      tooltip = g_strdup_printf ("%s\n%s\n%s", shown, summary, legend);
    }
  gtk_widget_set_tooltip_markup (actions->network, tooltip);
  gtk_widget_set_tooltip_text (
    actions->buttons[SEGMENT].widget,
    actions->written < 0
      ? _ (
          "There is no network yet: press Train; or Quick Look, and then Keep; or choose "
          "Load Weights in the menu.")
      : _ (buttons[SEGMENT].tooltip));
}

static void
on_answer (gpointer data)
{
  LpActions *actions = data;
  LpPreviewNetwork *network = lp_preview_job_take_network (actions->job);

  if (!network)
    return;

  g_clear_pointer (&actions->facts, lp_network_facts_free);
  if (actions->written >= 0)
    actions->facts = g_steal_pointer (&network->facts);
  show_network (actions, network->error ? network->error->message : NULL);
  lp_preview_network_free (network);
}

LpActions *
lp_actions_new (const LpActionsCalls *calls, gpointer data)
{
  LpActions *actions = g_new0 (LpActions, 1);
  GtkWidget *grid = lp_host_new_grid (LP_DIALOG_SPACING);

  actions->calls = calls;
  actions->data = data;
  actions->path = lp_current_network_path ();
  actions->written = -1;
  actions->job = lp_preview_job_new (on_answer, actions);
  actions->box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);
  for (gint i = 0; i < N_BUTTONS; i++)
    {
      Button *button = &actions->buttons[i];

      *button =
        (Button){ actions, i, gtk_button_new_with_mnemonic (_ (buttons[i].label)) };
      gtk_widget_set_tooltip_text (button->widget, _ (buttons[i].tooltip));
      g_signal_connect_swapped (button->widget, "clicked", G_CALLBACK (on_button),
                                button);
      lp_host_grid_attach (grid, button->widget, i % COLUMNS, i / COLUMNS, 1, 0, TRUE);
    }
  actions->network = lp_widget_new_label ("", 0);
  gtk_label_set_ellipsize (GTK_LABEL (actions->network), PANGO_ELLIPSIZE_END);
  gtk_box_pack_start (GTK_BOX (actions->box), grid, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (actions->box), actions->network, FALSE, FALSE, 0);

  return actions;
}

void
lp_actions_free (LpActions *actions)
{
  if (!actions)
    return;

  lp_preview_job_free (actions->job);
  lp_network_facts_free (actions->facts);
  g_free (actions->path);
  g_free (actions);
}

GtkWidget *
lp_actions_get_widget (const LpActions *actions)
{
  return actions->box;
}

/* When the file of the network was written, in seconds; -1: there is none. */
static gint64
find_written (const gchar *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gint64) status.st_mtime : -1;
}

void
lp_actions_follow (LpActions *actions, gboolean annotated, gboolean looking)
{
  gint64 written = find_written (actions->path);

  gtk_widget_set_sensitive (actions->buttons[GROW].widget, annotated);
  gtk_widget_set_sensitive (actions->buttons[QUICK_LOOK].widget, annotated && !looking);
  gtk_widget_set_sensitive (actions->buttons[SEGMENT].widget, written >= 0);

  if (written != actions->written ||
      *gtk_label_get_text (GTK_LABEL (actions->network)) == '\0')
    {
      actions->written = written;
      g_clear_pointer (&actions->facts, lp_network_facts_free);
      show_network (actions, NULL);
      if (written >= 0)
        lp_preview_job_read (actions->job, actions->path);
    }
}

const LlClasses *
lp_actions_get_classes (const LpActions *actions)
{
  return actions->facts ? actions->facts->classes : NULL;
}
