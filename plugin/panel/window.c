/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A timer follows what happens in GIMP.  A procedure that a button runs has its own process,
 * and meanwhile the window leaves GIMP alone.
 */

#include "panel/window.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#include "host/host.h"
#include "host/latency.h"
#include "host/patience.h"
#include "host/toolkit.h"
#include "layers/kept-classes.h"
#include "layers/layers.h"
#include "panel/images.h"
#include "panel/page.h"
#include "panel/presence.h"
#include "panel/work.h"
#include "procedure/specs/specs.h"
#include "widgets/widgets.h"

#define TICK_MILLISECONDS 500

typedef struct
{
  LpCall *call;
  gint32 image;
  gint32 wanted; /* what others last asked for, see presence.h */
  GtkWidget *window;
  GtkWidget *content; /* everything that calls GIMP         */
  GtkWidget *frame;   /* around the page                    */
  GtkWidget *inside;  /* of the frame, or NULL              */
  GtkWidget *warning;
  GtkWidget *guide;
  LpImageChooser *images;
  LpPage *page; /* NULL: the image can't be painted */
  LpWork *work;
  LpBrushes brushes;
  gchar *shown; /* a description of the page */
  GMainLoop *loop;
  LpLatency *latency;
  gint64 busy; /* see lp_host_has_time() */
} Panel;

static void
set_warning (const gchar *text, gpointer data)
{
  Panel *panel = data;
  g_autofree gchar *markup = lp_widget_make_warning (panel->window, text);

  lp_widget_set_markup (panel->warning, *text ? markup : "");
  gtk_widget_set_visible (panel->warning, *text != '\0');
}

/* Shows what is worth knowing, but no reason to worry. */
static void
set_note (const gchar *text, Panel *panel)
{
  g_autofree gchar *markup = g_markup_escape_text (text, -1);

  lp_widget_set_markup (panel->warning, markup);
  gtk_widget_set_visible (panel->warning, *text != '\0');
}

static void
set_guide (Panel *panel, const gchar *text)
{
  g_autofree gchar *markup = g_markup_escape_text (text, -1);

  lp_widget_set_markup (panel->guide, markup);
}

static void follow_gimp (Panel *panel);

/* The page */

static gboolean
has_all_layers (const GPtrArray *layers)
{
  gboolean found[LL_N_TASKS] = { FALSE };
  gboolean all = TRUE;

  for (guint i = 0; i < layers->len; i++)
    {
      LpRole role = lp_layer_get_role (g_ptr_array_index (layers, i));

      if ((gint) role < LL_N_TASKS)
        found[role] = TRUE;
    }
  for (gint task = 0; task < LL_N_TASKS; task++)
    all = all && found[task];

  return all;
}

/* Calls New Annotation Layers with the classes of the image or, if it has none, the default
 * ones.
 */
static void
on_annotate (Panel *panel)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (LpArguments) in = NULL;
  g_autoptr (GError) error = NULL;
  LpCall call = *panel->call;

  if (!lp_host_check_image (panel->image, &error))
    {
      set_warning (error->message, panel);
      return;
    }

  call.image = panel->image;
  call.drawable = -1;
  call.notes = notes;
  call.interactive = FALSE;
  in = lp_call_new_arguments (&call, &lp_spec_annotate);
  if (!lp_call_run_other (&call, &lp_spec_annotate, in, &error))
    {
      set_warning (error->message, panel);
      return;
    }
  follow_gimp (panel);
  if (panel->page)
    lp_page_press (panel->page, 0);
  lp_host_update_displays ();
}

static GtkWidget *
new_offer (Panel *panel)
{
  GtkWidget *box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Add Annotation La_yers"));

  gtk_box_pack_start (
    GTK_BOX (box),
    lp_widget_new_label (
      _ ("This image has no annotation layers. New Annotation Layers... "
         "asks for its classes."),
      LP_PAGE_TEXT),
    FALSE, FALSE, 0);
  gtk_widget_set_tooltip_text (button, _ ("Add them with the default classes."));
  gtk_box_pack_start (GTK_BOX (box), button, FALSE, FALSE, 0);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_annotate), panel);

  return box;
}

static void
drop_page (Panel *panel)
{
  g_clear_pointer (&panel->page, lp_page_free);
  if (panel->inside)
    gtk_widget_destroy (panel->inside);
  panel->inside = NULL;
}

/* Rebuilds the page if the image's classes or layers have changed. */
static void
update_page (Panel *panel, const GPtrArray *layers)
{
  g_autoptr (LlClasses) classes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gchar *json = NULL;
  g_autofree gchar *wanted = NULL;
  gboolean complete = layers && has_all_layers (layers);

  if (complete)
    classes = lp_kept_classes_read (panel->image, NULL, &error);
  json = classes ? ll_classes_to_json (classes) : NULL;
  wanted = g_strdup_printf ("%d %d %d %s", panel->image, layers != NULL, complete,
                            json    ? json
                            : error ? error->message
                                    : "");
  if (g_strcmp0 (wanted, panel->shown) == 0)
    return;

  drop_page (panel);
  g_free (panel->shown);
  panel->shown = g_steal_pointer (&wanted);
  set_guide (panel, "");
  if (classes)
    {
      panel->page = lp_page_new (panel->image, g_steal_pointer (&classes),
                                 &panel->brushes, set_warning, panel);
      panel->inside = lp_page_get_widget (panel->page);
    }
  else
    {
      panel->inside =
        error || !layers ? lp_widget_new_label ("", LP_PAGE_TEXT) : new_offer (panel);
    }
  set_warning (
    error    ? error->message
    : layers ? ""
             : _ ("The image was closed: choose another one above, or open it again."),
    panel);
  gtk_container_add (GTK_CONTAINER (panel->frame), panel->inside);
  gtk_widget_show_all (panel->frame);
  lp_widget_shrink_window (panel->frame);
}

static void
update_guide (Panel *panel)
{
  const LlClasses *of_network = lp_work_get_classes (panel->work);
  g_autofree gchar *text = NULL;
  LpGuideState state;

  if (!panel->page || !lp_page_describe (panel->page, &state))
    {
      set_guide (panel, "");
      return;
    }

  state.network =
    of_network && ll_classes_equal (lp_page_get_classes (panel->page), of_network);
  text = lp_guide_describe (&state);
  set_guide (panel, text);
}

/* Shows what GIMP has: nothing of this may be called while a procedure runs. */
static void
follow_gimp (Panel *panel)
{
  gint32 wanted = lp_presence_get_wanted ();
  g_autoptr (GPtrArray) layers = NULL;

  if (wanted >= 0 && wanted != panel->wanted)
    {
      panel->image = wanted;
      panel->wanted = wanted;
      gtk_window_present (GTK_WINDOW (panel->window));
    }
  if (lp_host_has_image (panel->image))
    layers = lp_host_list_layers (panel->image);
  if (layers)
    lp_layers_keep_roles (layers);
  lp_image_chooser_follow (panel->images, layers ? panel->image : -1);
  update_page (panel, layers);
  if (panel->page)
    lp_page_follow (panel->page, layers);
  lp_work_follow (panel->work, panel->image, layers, panel->page != NULL);
  update_guide (panel);
}

/* What is done with the image */

static void
on_busy (const gchar *text, gpointer data)
{
  Panel *panel = data;

  if (text && panel->page)
    lp_page_rest (panel->page);
  /* Another panel may be opened meanwhile, and the other window lies above this one. */
  if (text)
    lp_presence_clear ();
  else
    lp_presence_set (panel->image);
  panel->wanted = panel->image;
  set_guide (panel, text ? text : "");
  gtk_widget_set_sensitive (panel->content, !text);
  gtk_window_set_keep_above (GTK_WINDOW (panel->window), !text);
  if (!text)
    follow_gimp (panel);
}

/* The window */

static void
on_image (gint32 image, gpointer data)
{
  Panel *panel = data;

  panel->image = image;
  follow_gimp (panel);
}

static gboolean
on_tick (gpointer data)
{
  Panel *panel = data;

  if (!lp_work_is_busy (panel->work) && lp_host_has_time (&panel->busy))
    follow_gimp (panel);
  if (!panel->latency)
    panel->latency = lp_latency_new ();

  return G_SOURCE_CONTINUE;
}

/* The process ends when the procedure that is running does. */
static gboolean
on_delete (Panel *panel)
{
  gtk_widget_hide (panel->window);
  g_main_loop_quit (panel->loop);

  return TRUE;
}

/* Escape closes the window; a digit chooses a colour of the task that was painted last. */
static gboolean
on_key (GtkWidget *widget, GdkEventKey *event, Panel *panel)
{
  guint32 key = gdk_keyval_to_unicode (event->keyval);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));

  if (event->keyval == gdk_keyval_from_name ("Escape"))
    return on_delete (panel);

  return !lp_work_is_busy (panel->work) && panel->page && key >= '1' && key <= '9' &&
         !(focus && GTK_IS_ENTRY (focus)) && lp_page_press (panel->page, key - '1');
}

static void
fill_window (Panel *panel)
{
  static const LpWorkCalls calls = { on_busy, set_warning };
  GtkWidget *box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);

  panel->images = lp_image_chooser_new (on_image, panel);
  panel->work = lp_work_new (panel->call, &calls, panel);
  panel->content = lp_host_new_box (GTK_ORIENTATION_VERTICAL, 2 * LP_DIALOG_SPACING);
  panel->frame = lp_host_new_box (GTK_ORIENTATION_VERTICAL, 0);
  panel->warning = lp_widget_new_label ("", LP_PAGE_TEXT);
  panel->guide = lp_widget_new_label ("", LP_PAGE_TEXT);
  gtk_widget_set_no_show_all (panel->warning, TRUE);

  gtk_box_pack_start (GTK_BOX (panel->content),
                      lp_image_chooser_get_widget (panel->images), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (panel->content), panel->frame, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (panel->content), lp_work_get_buttons (panel->work), FALSE,
                      FALSE, 0);
  gtk_box_pack_start (GTK_BOX (panel->content), lp_work_get_corrections (panel->work),
                      FALSE, FALSE, 0);
  gtk_container_set_border_width (GTK_CONTAINER (box), 12);
  gtk_box_pack_start (GTK_BOX (box), panel->content, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), lp_work_get_bar (panel->work), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), panel->warning, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), panel->guide, FALSE, FALSE, 0);
  gtk_container_add (GTK_CONTAINER (panel->window), box);
  gtk_widget_show_all (box);
}

static void
init_window (Panel *panel)
{
  panel->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  gtk_window_set_title (GTK_WINDOW (panel->window), "Lazy Labels");
  gtk_window_set_type_hint (GTK_WINDOW (panel->window), GDK_WINDOW_TYPE_HINT_UTILITY);
  gtk_window_set_keep_above (GTK_WINDOW (panel->window), TRUE);
  g_signal_connect_swapped (panel->window, "delete-event", G_CALLBACK (on_delete), panel);
  g_signal_connect (panel->window, "key-press-event", G_CALLBACK (on_key), panel);
  fill_window (panel);
  gtk_widget_realize (panel->window);
}

void
lp_panel_window_run (LpCall *call)
{
  Panel panel = { .call = call, .image = call->image, .wanted = call->image };
  guint timer;

  panel.loop = g_main_loop_new (NULL, FALSE);
  init_window (&panel);
  lp_presence_set (panel.image);
  follow_gimp (&panel);
  if (panel.page)
    lp_page_begin (panel.page);
  if (*call->notes->str)
    set_note (call->notes->str, &panel);
  g_string_truncate (call->notes, 0);
  gtk_window_present (GTK_WINDOW (panel.window));

  timer = g_timeout_add (TICK_MILLISECONDS, on_tick, &panel);
  g_main_loop_run (panel.loop);
  g_source_remove (timer);

  /* Waits for a procedure that is running. */
  lp_work_free (panel.work);
  lp_presence_clear ();
  g_clear_pointer (&panel.latency, lp_latency_free);
  drop_page (&panel);
  lp_image_chooser_free (panel.images);
  gtk_widget_destroy (panel.window);
  g_main_loop_unref (panel.loop);
  g_free (panel.shown);
}
