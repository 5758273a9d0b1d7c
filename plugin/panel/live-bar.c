/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The file of what was learned is the question: as long as it is there, nobody has answered,
 * also after GIMP was closed or killed.
 */

#include "panel/live-bar.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "host/host.h"
#include "host/toolkit.h"
#include "layers/live-layer.h"
#include "live/session.h"
#include "network/paths.h"
#include "panel/page.h"
#include "widgets/widgets.h"

/* In percent, at first. */
#define OPACITY 45

struct _LpLiveBar
{
  void (*warn) (const gchar *text, gpointer data);
  gpointer data;
  GtkWidget *box;
  GtkWidget *toggle;
  GtkWidget *from;
  GtkWidget *looks; /* how the layer looks */
  GtkWidget *opacity;
  GtkWidget *outlines;
  GtkWidget *status;
  GtkWidget *question;
  gchar *path;            /* of what is learned            */
  gchar *current;         /* path of the current network   */
  LpLiveSession *session; /* NULL: none            */
  gboolean ending;        /* the session is to end */
  gboolean learned;       /* the session has       */
  gboolean showing;       /* widgets change because the bar does */
  gint32 swept;           /* image without old live layers       */
};

static void
show_part (GtkWidget *part, gboolean visible)
{
  if (visible != gtk_widget_get_visible (part))
    {
      gtk_widget_set_visible (part, visible);
      lp_widget_shrink_window (part);
    }
}

static void
set_status (LpLiveBar *bar, const gchar *text)
{
  g_autofree gchar *markup = g_markup_escape_text (text, -1);

  lp_widget_set_markup (bar->status, markup);
  show_part (bar->status, *text != '\0');
}

static void
set_toggle (LpLiveBar *bar, gboolean on)
{
  bar->showing = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (bar->toggle), on);
  bar->showing = FALSE;
}

/* Whether there is something to be kept or dropped, which no other GIMP is writing. */
static gboolean
has_question (const LpLiveBar *bar)
{
  g_autoptr (LlPathLock) lock = NULL;

  if (!g_file_test (bar->path, G_FILE_TEST_EXISTS))
    return FALSE;

  lock = ll_path_lock_new (bar->path, NULL);

  return lock != NULL;
}

static void
get_look (const LpLiveBar *bar, LpLiveLook *look)
{
  memset (look, 0, sizeof (*look));
  look->opacity = gtk_spin_button_get_value (GTK_SPIN_BUTTON (bar->opacity)) / 100.0;
  look->outlines = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (bar->outlines));
}

static void
on_look (LpLiveBar *bar)
{
  LpLiveLook look;

  get_look (bar, &look);
  if (bar->session)
    lp_live_session_set_look (bar->session, &look);
}

static void
switch_on (LpLiveBar *bar, gint32 image)
{
  gboolean current = gtk_combo_box_get_active (GTK_COMBO_BOX (bar->from)) == 0;
  g_autoptr (GError) error = NULL;
  LpLiveLook look;

  if (!lp_host_check_image (image, &error))
    {
      set_toggle (bar, FALSE);
      bar->warn (error->message, bar->data);
      return;
    }

  get_look (bar, &look);
  bar->session =
    lp_live_session_new (image, bar->path, current ? bar->current : NULL, &look, &error);
  bar->learned = FALSE;
  bar->ending = FALSE;
  if (!bar->session)
    {
      set_toggle (bar, FALSE);
      bar->warn (error ? error->message : "", bar->data);
      return;
    }

  bar->warn ("", bar->data);
  lp_host_update_displays ();
  show_part (bar->question, FALSE);
  show_part (bar->looks, TRUE);
  set_status (bar, _ ("Live: reading the image"));
}

/* The learner writes what it has learned, and lp_live_bar_follow() asks about that. */
static void
switch_off (LpLiveBar *bar)
{
  bar->ending = TRUE;
  lp_live_session_end (bar->session);
  gtk_widget_set_sensitive (bar->toggle, FALSE);
  show_part (bar->looks, FALSE);
  set_status (bar, _ ("Live: ending"));
}

static void
on_toggled (LpLiveBar *bar)
{
  gboolean on = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (bar->toggle));

  if (bar->showing)
    return;
  if (on && !bar->session)
    switch_on (bar, bar->swept);
  else if (!on && bar->session && !bar->ending)
    switch_off (bar);
}

static void
on_keep (LpLiveBar *bar)
{
  /* Both lie in one folder, so the file is moved as a whole or not at all. */
  if (g_rename (bar->path, bar->current) == 0)
    bar->warn ("", bar->data);
  else
    bar->warn (
      _ ("The network could not be kept: free space on the disk, then try again."),
      bar->data);
  show_part (bar->question, has_question (bar));
}

static void
on_drop (LpLiveBar *bar)
{
  g_unlink (bar->path);
  show_part (bar->question, FALSE);
}

static GtkWidget *
new_row (LpLiveBar *bar)
{
  GtkWidget *row = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);

  gtk_box_pack_start (GTK_BOX (bar->box), row, FALSE, FALSE, 0);

  return row;
}

static void
add_switch (LpLiveBar *bar)
{
  GtkWidget *row = new_row (bar);

  bar->toggle = gtk_toggle_button_new_with_mnemonic (_ ("_Live"));
  gtk_widget_set_tooltip_text (
    bar->toggle,
    _ ("A network keeps learning from the paint of this image, and of the other open "
       "images "
       "with the same classes, while you paint. What it makes of the image is shown on "
       "the "
       "layer \"Lazy labels: live\", which goes when Live is switched off."));
  bar->from = gtk_combo_box_text_new ();
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (bar->from),
                                  _ ("begin with the current network"));
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (bar->from),
                                  _ ("begin with the starting network"));
  gtk_combo_box_set_active (GTK_COMBO_BOX (bar->from), 0);
  gtk_widget_set_tooltip_text (
    bar->from,
    _ ("What Live begins with. If there is no current network, or it has other classes, "
       "Live begins with the starting network."));
  gtk_box_pack_start (GTK_BOX (row), bar->toggle, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), bar->from, TRUE, TRUE, 0);
  g_signal_connect_swapped (bar->toggle, "toggled", G_CALLBACK (on_toggled), bar);
}

static void
add_looks (LpLiveBar *bar)
{
  GtkWidget *label = lp_widget_new_label (_ ("Opacity in %"), 0);

  bar->looks = new_row (bar);
  bar->opacity = gtk_spin_button_new_with_range (0, 100, 5);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (bar->opacity), OPACITY);
  gtk_widget_set_tooltip_text (
    bar->opacity, _ ("Opacity of the live layer; a larger value shows the classes more "
                     "clearly, and the micrograph less."));
  bar->outlines = gtk_check_button_new_with_mnemonic (_ ("O_utlines"));
  gtk_widget_set_tooltip_text (
    bar->outlines, _ ("Draw the borders of what the network finds, instead of areas."));
  lp_host_align_label (label, 0.5f);
  gtk_box_pack_start (GTK_BOX (bar->looks), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (bar->looks), bar->opacity, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (bar->looks), bar->outlines, FALSE, FALSE, 0);
  g_signal_connect_swapped (bar->opacity, "value-changed", G_CALLBACK (on_look), bar);
  g_signal_connect_swapped (bar->outlines, "toggled", G_CALLBACK (on_look), bar);
  gtk_widget_show_all (bar->looks);
  gtk_widget_set_no_show_all (bar->looks, TRUE);
  gtk_widget_hide (bar->looks);
}

static void
add_question (LpLiveBar *bar)
{
  GtkWidget *label = lp_widget_new_label (_ ("What Live has learned:"), 0);
  GtkWidget *keep = gtk_button_new_with_mnemonic (_ ("K_eep It"));
  GtkWidget *drop = gtk_button_new_with_mnemonic (_ ("_Drop It"));

  bar->question = new_row (bar);
  lp_host_align_label (label, 0.5f);
  gtk_widget_set_tooltip_text (keep,
                               _ ("Make the network that has learned live the current "
                                  "network, in the place of the one before."));
  gtk_widget_set_tooltip_text (drop,
                               _ ("Forget what was learned live. The current network "
                                  "stays as it is."));
  gtk_box_pack_start (GTK_BOX (bar->question), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (bar->question), keep, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (bar->question), drop, TRUE, TRUE, 0);
  g_signal_connect_swapped (keep, "clicked", G_CALLBACK (on_keep), bar);
  g_signal_connect_swapped (drop, "clicked", G_CALLBACK (on_drop), bar);
  gtk_widget_show_all (bar->question);
  gtk_widget_set_no_show_all (bar->question, TRUE);
  gtk_widget_set_visible (bar->question, has_question (bar));
}

LpLiveBar *
lp_live_bar_new (void (*warn) (const gchar *text, gpointer data), gpointer data)
{
  LpLiveBar *bar = g_new0 (LpLiveBar, 1);

  bar->warn = warn;
  bar->data = data;
  bar->swept = -1;
  bar->path = lp_live_network_path ();
  bar->current = lp_current_network_path ();
  bar->box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);
  add_switch (bar);
  add_looks (bar);
  bar->status = lp_widget_new_label ("", LP_PAGE_TEXT);
  gtk_widget_set_no_show_all (bar->status, TRUE);
  gtk_box_pack_start (GTK_BOX (bar->box), bar->status, FALSE, FALSE, 0);
  add_question (bar);

  return bar;
}

void
lp_live_bar_free (LpLiveBar *bar)
{
  if (!bar)
    return;

  lp_live_session_free (bar->session);
  g_free (bar->path);
  g_free (bar->current);
  g_free (bar);
}

GtkWidget *
lp_live_bar_get_widget (const LpLiveBar *bar)
{
  return bar->box;
}

static const gchar *
get_from_text (LpLiveFrom from)
{
  return from == LP_LIVE_FROM_STARTING ? _ ("Live: began with the starting network")
         : from == LP_LIVE_FROM_CURRENT
           ? _ ("Live: began with the current network")
           : _ ("Live: goes on from what it had learned before");
}

/* What Live does, one sentence per line. */
static gchar *
describe (const LpLiveBar *bar, const LpLiveStatus *status)
{
  GString *text = g_string_new (NULL);
  gint left_out = lp_live_session_get_left_out (bar->session);

  if (status->state == LP_LIVE_LOADING)
    return g_string_free (g_string_append (text, _ ("Live: reading the image")), FALSE);

  g_string_append (text, get_from_text (status->from));
  g_string_append_c (text, '\n');
  if (status->state == LP_LIVE_WAITING)
    g_string_append (text, _ ("Nothing is painted yet: the network does not learn."));
  else if (status->state == LP_LIVE_SETTLED)
    g_string_append_printf (
      text, _ ("Settled after %d iterations: more paint lets it learn on."),
      status->iterations);
  else
    g_string_append_printf (
      text,
      g_dngettext (GETTEXT_PACKAGE, "Learning from %u image, iteration %d",
                   "Learning from %u images, iteration %d", status->images),
      status->images, status->iterations);
  if (status->sparse)
    g_string_append_printf (text, "\n%s",
                            _ ("Marks are few, so unpainted pixels count as unknown."));
  if (left_out > 0)
    g_string_append_printf (
      text, "\n%s",
      _ ("Other open images are too large to learn from at the same time."));

  return g_string_free (text, FALSE);
}

/* The learner has ended, as it was asked to or by an error. */
static void
end_session (LpLiveBar *bar)
{
  const GError *error = lp_live_session_get_error (bar->session);

  if (error)
    bar->warn (error->message, bar->data);
  g_clear_pointer (&bar->session, lp_live_session_free);
  bar->ending = FALSE;
  set_toggle (bar, FALSE);
  set_status (bar, "");
  show_part (bar->looks, FALSE);
  show_part (bar->question, has_question (bar));
  lp_host_update_displays ();
}

static void
follow_session (LpLiveBar *bar, gint32 image)
{
  g_autofree gchar *text = NULL;
  LpLiveStatus status;

  lp_live_session_follow (bar->session, image);
  lp_live_session_poll (bar->session, &status);
  if (status.state == LP_LIVE_ENDED || status.state == LP_LIVE_FAILED)
    {
      end_session (bar);
      return;
    }
  if (bar->ending)
    return;
  if (lp_live_session_is_over (bar->session))
    {
      switch_off (bar);
      return;
    }

  text = describe (bar, &status);
  set_status (bar, text);
}

/* Old live layers are removed once per image. */
static void
sweep_image (LpLiveBar *bar, gint32 image)
{
  g_autoptr (GPtrArray) layers = NULL;

  if (image == bar->swept || !lp_host_has_image (image))
    return;

  bar->swept = image;
  layers = lp_host_list_layers (image);
  if (lp_live_layers_drop (image, layers,
                           bar->session ? lp_live_session_get_layer (bar->session) : -1))
    lp_host_update_displays ();
}

void
lp_live_bar_follow (LpLiveBar *bar, gint32 image, gboolean possible)
{
  sweep_image (bar, image);
  if (bar->session)
    follow_session (bar, image);
  gtk_widget_set_sensitive (bar->toggle, bar->session ? !bar->ending : possible);
  gtk_widget_set_sensitive (bar->from, !bar->session);
}

void
lp_live_bar_rest (LpLiveBar *bar, gboolean rest)
{
  if (bar->session)
    lp_live_session_rest (bar->session, rest);
}

gboolean
lp_live_bar_is_on (const LpLiveBar *bar)
{
  return bar->session != NULL;
}
