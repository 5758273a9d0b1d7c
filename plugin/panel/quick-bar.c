/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel/quick-bar.h"

#include <glib/gi18n-lib.h>

#include "host/host.h"
#include "host/toolkit.h"
#include "image/labels.h"
#include "layers/kept-classes.h"
#include "network/paths.h"
#include "panel/page.h"
#include "panel/quick.h"
#include "widgets/widgets.h"

#define TICK_MILLISECONDS 200

struct _LpQuickBar
{
  const LpQuickBarCalls *calls;
  gpointer data;
  GtkWidget *box;
  GtkWidget *step;
  GtkWidget *progress;
  GtkWidget *stop;
  GtkWidget *keep;
  gchar *path;
  gint32 image;   /* of the quick look */
  LpQuick *quick; /* NULL: none is running */
  guint timer;
};

static void
show_parts (LpQuickBar *bar, gboolean running, gboolean keep)
{
  gtk_widget_set_visible (bar->step, running);
  gtk_widget_set_visible (bar->progress, running);
  gtk_widget_set_visible (bar->stop, running);
  gtk_widget_set_sensitive (bar->stop, running);
  gtk_widget_set_visible (bar->keep, keep);
  gtk_widget_set_visible (bar->box, running || keep);
  lp_widget_shrink_window (bar->box);
}

static void
show_progress (LpQuickBar *bar, LpQuickState state, gdouble fraction)
{
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar->progress), fraction);
  lp_widget_set_markup (bar->step, state == LP_QUICK_GROWING
                                     ? _ ("Quick look: growing masks")
                                     : _ ("Quick look: learning"));
}

static void
end_look (LpQuickBar *bar)
{
  bar->timer = 0;
  g_clear_pointer (&bar->quick, lp_quick_free);
  show_parts (bar, FALSE, FALSE);
}

static gboolean
on_tick (gpointer data)
{
  LpQuickBar *bar = data;
  gdouble fraction;
  LpQuickState state = lp_quick_poll (bar->quick, &fraction);
  const GError *error;
  g_autofree gchar *why = NULL;

  if (state != LP_QUICK_DONE && state != LP_QUICK_FAILED)
    {
      show_progress (bar, state, fraction);
      return G_SOURCE_CONTINUE;
    }

  if (state == LP_QUICK_DONE && !bar->calls->trained (bar->path, bar->image, bar->data))
    {
      show_progress (bar, state, fraction);
      return G_SOURCE_CONTINUE;
    }

  error = lp_quick_get_error (bar->quick);
  why = error ? g_strdup (error->message) : NULL;
  end_look (bar);
  if (why)
    bar->calls->warn (why, bar->data);

  return G_SOURCE_REMOVE;
}

static void
on_stop (LpQuickBar *bar)
{
  if (bar->quick)
    lp_quick_stop (bar->quick);
  gtk_widget_set_sensitive (bar->stop, FALSE);
}

static void
on_keep (LpQuickBar *bar)
{
  show_parts (bar, FALSE, FALSE);
  bar->calls->keep (bar->path, bar->data);
}

LpQuickBar *
lp_quick_bar_new (const LpQuickBarCalls *calls, gpointer data)
{
  LpQuickBar *bar = g_new0 (LpQuickBar, 1);

  bar->calls = calls;
  bar->data = data;
  bar->path = lp_quick_look_path ();
  bar->box = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);
  bar->progress = gtk_progress_bar_new ();
  bar->stop = gtk_button_new_with_mnemonic (_ ("St_op"));
  gtk_widget_set_tooltip_text (bar->stop, _ ("End the quick look now, and show what the "
                                             "network has learned so far."));
  bar->keep = gtk_button_new_with_mnemonic (_ ("_Keep This Network"));
  gtk_widget_set_tooltip_text (
    bar->keep, _ ("Make the network of the quick look the current network, "
                  "in the place of the one before."));
  g_signal_connect_swapped (bar->stop, "clicked", G_CALLBACK (on_stop), bar);
  g_signal_connect_swapped (bar->keep, "clicked", G_CALLBACK (on_keep), bar);
  bar->step = lp_widget_new_label ("", 0);
  gtk_box_pack_start (GTK_BOX (bar->box), bar->step, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (bar->box), bar->progress, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (bar->box), bar->stop, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (bar->box), bar->keep, FALSE, FALSE, 0);
  gtk_widget_set_no_show_all (bar->box, TRUE);

  return bar;
}

void
lp_quick_bar_free (LpQuickBar *bar)
{
  if (!bar)
    return;

  if (bar->timer > 0)
    g_source_remove (bar->timer);
  lp_quick_free (bar->quick);
  g_free (bar->path);
  g_free (bar);
}

GtkWidget *
lp_quick_bar_get_widget (const LpQuickBar *bar)
{
  return bar->box;
}

/* Reads the image with its labels, and fails if it has none. */
static LlSample *
read_sample (gint32 image, gint32 drawable, const LlClasses *classes, GError **error)
{
  g_autofree gchar *name = lp_host_get_image_name (image);
  g_autoptr (LpThere) there = NULL;
  g_autoptr (LlSample) sample =
    lp_labels_read (image, drawable, name, classes, &there, NULL, error);

  if (!sample)
    return NULL;

  for (gint task = 0; task < LL_N_TASKS; task++)
    if (sample->labels[task])
      return g_steal_pointer (&sample);

  g_set_error (
    error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
    _ ("Nothing is painted yet: paint a rough mark inside some objects of each "
       "class first."));

  return NULL;
}

gboolean
lp_quick_bar_start (LpQuickBar *bar, gint32 image, gint32 drawable, GError **error)
{
  g_autoptr (LlClasses) classes = NULL;
  g_autofree gchar *folder = g_path_get_dirname (bar->path);
  LlSample *sample;

  if (bar->quick || !lp_host_check_image (image, error))
    return !!bar->quick;

  classes = lp_kept_classes_read (image, NULL, error);
  sample = classes ? read_sample (image, drawable, classes, error) : NULL;
  if (!sample)
    return FALSE;

  g_mkdir_with_parents (folder, 0700);
  bar->image = image;
  bar->quick = lp_quick_new (sample, classes, bar->path);
  show_parts (bar, TRUE, FALSE);
  show_progress (bar, LP_QUICK_GROWING, 0);
  bar->timer = g_timeout_add (TICK_MILLISECONDS, on_tick, bar);

  return TRUE;
}

gboolean
lp_quick_bar_is_running (const LpQuickBar *bar)
{
  return bar->quick != NULL;
}

void
lp_quick_bar_offer (LpQuickBar *bar)
{
  show_parts (bar, FALSE, TRUE);
}
