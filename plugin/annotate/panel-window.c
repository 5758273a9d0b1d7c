/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A timer follows changes of the image's classes and layers.  The paint is counted in
 * small parts while the main loop is idle.
 */

#include "annotate/panel-window.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#include "form/fields.h"
#include "host/toolkit.h"
#include "host/host.h"
#include "host/latency.h"
#include "image/kept-classes.h"
#include "image/layers.h"
#include "annotate/panel-scan.h"
#include "widgets/swatch.h"
#include "widgets/widgets.h"

#define TICK_MILLISECONDS 500
/* The scan of the paint takes one part in REST_PARTS of the time, and is repeated after
 * two seconds at the earliest.
 */
#define REST_PARTS 20
#define REST_LEAST (2 * G_USEC_PER_SEC)

typedef struct _Panel Panel;

typedef struct
{
  Panel *panel;
  LlTask task;
  LlColour colour;
  gchar *name;
  GtkWidget *button;
} Paint;

struct _Panel
{
  GtkWidget *window;
  GtkWidget *images; /* the chooser */
  gchar *listed;     /* the images it offers, as a text */
  GArray *ids;       /* their ids, in the same order */
  gboolean filling;
  GtkWidget *page;
  GtkWidget *content; /* of the page, or NULL */
  GtkWidget *shares[LL_N_TASKS];
  GtkWidget *status;
  gint32 image;
  gchar *shown;      /* a description of the page's content */
  GPtrArray *paints; /* element-type Paint                  */
  LlTask task;       /* the digit keys choose its paints    */
  LlClasses *classes;
  LpPanelScan *scan; /* NULL: no scan is running */
  guint idle;
  gint64 next; /* time of the next scan */
  LpPanelAnnotateFunc annotate;
  gpointer data; /* for @annotate */
  GMainLoop *loop;
  LpLatency *latency;
};

static void
paint_free (Paint *paint)
{
  g_free (paint->name);
  g_free (paint);
}

static void
set_status (Panel *panel, const gchar *text)
{
  g_autofree gchar *markup = g_markup_escape_text (text, -1);

  lp_widget_set_markup (panel->status, markup);
}

static void
set_warning (Panel *panel, const gchar *text)
{
  g_autofree gchar *markup = lp_widget_make_warning (panel->window, text);

  lp_widget_set_markup (panel->status, markup);
}

/* Returns whether the image is open; otherwise the status says that it is not. */
static gboolean
check_image (Panel *panel)
{
  if (lp_host_has_image (panel->image))
    return TRUE;

  set_warning (panel, _ ("The image was closed: choose another one above, or open it "
                         "again."));

  return FALSE;
}

/* Returns the topmost layer of a task, or -1. */
static gint32
find_layer (const GPtrArray *layers, LlTask task)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if ((gint) lp_layer_get_role (layer) == (gint) task)
        return layer->id;
    }

  return -1;
}

/* GIMP refuses to paint on a hidden layer. */
static void
show_layer (const GPtrArray *layers, gint32 id)
{
  for (const LpHostLayer *layer = lp_layers_find (layers, id); layer;
       layer = lp_layers_find (layers, layer->parent))
    lp_host_set_layer_visible (layer->id, TRUE);
}

static void
on_paint (Paint *paint)
{
  Panel *panel = paint->panel;
  g_autoptr (GPtrArray) layers = NULL;
  g_autofree gchar *text = NULL;
  gint32 layer;

  if (!check_image (panel))
    return;

  layers = lp_host_list_layers (panel->image);
  layer = find_layer (layers, paint->task);
  if (layer < 0)
    {
      set_warning (panel, _ ("That layer is gone: choose New Annotation Layers..."));
      return;
    }

  show_layer (layers, layer);
  lp_host_select_layer (panel->image, layer);
  lp_host_set_foreground (paint->colour.rgb);
  lp_host_update_displays ();
  panel->task = paint->task;

  if (lp_host_are_pixels_locked (layer) || lp_host_is_alpha_locked (layer))
    {
      set_warning (panel, _ ("That layer is locked: unlock it in the Layers dialog."));
      return;
    }
  text =
    g_strdup_printf (_ ("Now: %s, on %s"), paint->name, ll_task_get_title (paint->task));
  set_status (panel, text);
}

static void
add_paint (Panel *panel, GtkWidget *box, LlTask task, LlColour colour, const gchar *name)
{
  Paint *paint = g_new0 (Paint, 1);
  GtkWidget *row = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, LP_DIALOG_SPACING);
  GtkWidget *label = gtk_label_new (name);

  *paint = (Paint){ panel, task, colour, g_strdup (name), gtk_button_new () };
  lp_host_align_label (label, 0.5f);
  gtk_box_pack_start (GTK_BOX (row), lp_swatch_new (&paint->colour), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), label, TRUE, TRUE, 0);
  gtk_container_add (GTK_CONTAINER (paint->button), row);
  gtk_widget_set_tooltip_text (paint->button,
                               _ ("Paint with this colour from now on. Digit keys choose "
                                  "among the buttons of the task that was used last."));
  g_signal_connect_swapped (paint->button, "clicked", G_CALLBACK (on_paint), paint);
  gtk_box_pack_start (GTK_BOX (box), paint->button, FALSE, FALSE, 0);
  g_ptr_array_add (panel->paints, paint);
}

static GtkWidget *
new_column (Panel *panel, LlTask task)
{
  GtkWidget *box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);
  g_autofree gchar *title =
    g_markup_printf_escaped ("<b>%s</b>", ll_task_get_title (task));
  const LlClasses *classes = panel->classes;

  gtk_box_pack_start (GTK_BOX (box), lp_widget_new_label (title, 0), FALSE, FALSE, 0);
  if (task == LL_TASK_SEPARATION)
    add_paint (panel, box, task, ll_classes_get_interface_colour (classes),
               _ ("interface"));
  else
    for (gint c = 1; c < ll_classes_get_n (classes); c++)
      add_paint (panel, box, task, ll_classes_get_colour (classes, c),
                 ll_classes_get_name (classes, c));
  add_paint (panel, box, task, ll_classes_get_colour (classes, 0), _ ("rest"));
  add_paint (panel, box, task, ll_classes_get_ignore_colour (classes), _ ("ignore"));

  panel->shares[task] = lp_widget_new_label ("", 0);
  gtk_box_pack_start (GTK_BOX (box), panel->shares[task], FALSE, FALSE, 0);

  return box;
}

static void
stop_scan (Panel *panel)
{
  if (panel->idle > 0)
    g_source_remove (panel->idle);
  panel->idle = 0;
  g_clear_pointer (&panel->scan, lp_panel_scan_free);
}

static void
on_annotate (Panel *panel)
{
  g_autoptr (GError) error = NULL;

  if (!check_image (panel))
    return;
  if (!panel->annotate (panel->image, panel->data, &error))
    set_warning (panel, error->message);
  lp_host_update_displays ();
}

static GtkWidget *
new_offer (Panel *panel)
{
  GtkWidget *box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, LP_DIALOG_SPACING);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Add Annotation Layers"));

  gtk_box_pack_start (
    GTK_BOX (box),
    lp_widget_new_label (_ ("This image has no annotation layers. New "
                            "Annotation Layers... asks for its classes."),
                         320),
    FALSE, FALSE, 0);
  gtk_widget_set_tooltip_text (button, _ ("With the default classes"));
  gtk_box_pack_start (GTK_BOX (box), button, FALSE, FALSE, 0);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_annotate), panel);

  return box;
}

static GtkWidget *
new_columns (Panel *panel)
{
  GtkWidget *box = lp_host_new_box (GTK_ORIENTATION_HORIZONTAL, 2 * LP_DIALOG_SPACING);

  for (gint task = 0; task < LL_N_TASKS; task++)
    gtk_box_pack_start (GTK_BOX (box), new_column (panel, (LlTask) task), TRUE, TRUE, 0);

  return box;
}

/* Rebuilds the page if the image's classes or layers have changed. */
static void
update_page (Panel *panel)
{
  g_autoptr (LlClasses) classes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gchar *json = NULL;
  g_autofree gchar *wanted = NULL;
  gboolean open = lp_host_has_image (panel->image);
  gboolean complete = FALSE;

  if (open)
    {
      g_autoptr (GPtrArray) layers = lp_host_list_layers (panel->image);

      complete = TRUE;
      for (gint task = 0; task < LL_N_TASKS; task++)
        complete &= find_layer (layers, (LlTask) task) >= 0;
      if (complete)
        classes = lp_kept_classes_read (panel->image, NULL, &error);
      json = classes ? ll_classes_to_json (classes) : NULL;
    }
  wanted = g_strdup_printf ("%d %d %d %s", panel->image, open, complete,
                            json    ? json
                            : error ? error->message
                                    : "");
  if (g_strcmp0 (wanted, panel->shown) == 0)
    return;

  stop_scan (panel);
  g_clear_pointer (&panel->classes, ll_classes_free);
  if (panel->content)
    gtk_widget_destroy (panel->content);
  g_ptr_array_set_size (panel->paints, 0);
  g_free (panel->shown);
  panel->shown = g_steal_pointer (&wanted);
  panel->next = 0;
  set_status (panel, "");

  panel->classes = g_steal_pointer (&classes);
  panel->content = panel->classes   ? new_columns (panel)
                   : error || !open ? lp_widget_new_label ("", 320)
                                    : new_offer (panel);
  check_image (panel);
  if (error)
    set_warning (panel, error->message);
  gtk_container_add (GTK_CONTAINER (panel->page), panel->content);
  gtk_widget_show_all (panel->page);
  gtk_window_resize (GTK_WINDOW (panel->window), 1, 1);
}

static void
show_counts (Panel *panel)
{
  const LpPanelCounts *counts = lp_panel_scan_get_counts (panel->scan);

  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      g_autofree gchar *text =
        lp_panel_counts_describe (counts, (LlTask) task, panel->classes);
      g_autofree gchar *markup =
        text ? g_markup_escape_text (text, -1)
             : lp_widget_make_warning (panel->window, _ ("no labels yet"));

      lp_widget_set_markup (panel->shares[task], markup);
    }
}

static gboolean
on_idle (gpointer data)
{
  Panel *panel = data;
  g_autoptr (GError) error = NULL;

  if (lp_panel_scan_step (panel->scan, &error))
    return G_SOURCE_CONTINUE;

  if (error)
    set_warning (panel, error->message);
  else
    show_counts (panel);
  panel->next =
    g_get_monotonic_time () +
    MAX (REST_LEAST, REST_PARTS * lp_panel_scan_get_counts (panel->scan)->microseconds);
  panel->idle = 0;
  g_clear_pointer (&panel->scan, lp_panel_scan_free);

  return G_SOURCE_REMOVE;
}

/* Refills the chooser if images were opened, closed or renamed. */
static void
update_images (Panel *panel)
{
  g_autoptr (GArray) ids = lp_host_list_images ();
  g_autoptr (GString) list = g_string_new (NULL);
  gint active = -1;

  for (guint i = 0; i < ids->len; i++)
    {
      gint32 id = g_array_index (ids, gint32, i);
      g_autofree gchar *name = lp_host_get_image_name (id);

      g_string_append_printf (list, "%d %s\n", id, name);
    }
  if (g_strcmp0 (list->str, panel->listed) == 0)
    return;

  panel->filling = TRUE;
  for (guint i = 0; i < panel->ids->len; i++)
    gtk_combo_box_text_remove (GTK_COMBO_BOX_TEXT (panel->images), 0);
  for (guint i = 0; i < ids->len; i++)
    {
      gint32 id = g_array_index (ids, gint32, i);
      g_autofree gchar *name = lp_host_get_image_name (id);

      gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (panel->images), name);
      if (id == panel->image)
        active = (gint) i;
    }
  g_array_unref (panel->ids);
  panel->ids = g_array_ref (ids);
  g_free (panel->listed);
  panel->listed = g_strdup (list->str);
  gtk_combo_box_set_active (GTK_COMBO_BOX (panel->images), active);
  panel->filling = FALSE;
}

static void
on_image (Panel *panel)
{
  gint active = gtk_combo_box_get_active (GTK_COMBO_BOX (panel->images));

  if (panel->filling || active < 0)
    return;

  panel->image = g_array_index (panel->ids, gint32, active);
  update_page (panel);
}

static gboolean
on_tick (gpointer data)
{
  Panel *panel = data;

  update_images (panel);
  update_page (panel);
  if (panel->classes && !panel->scan && g_get_monotonic_time () >= panel->next)
    {
      panel->scan = lp_panel_scan_new (panel->image, panel->classes);
      panel->idle = g_idle_add_full (G_PRIORITY_LOW, on_idle, panel, NULL);
    }
  if (!panel->latency)
    panel->latency = lp_latency_new ();

  return G_SOURCE_CONTINUE;
}

static gboolean
on_delete (Panel *panel)
{
  g_main_loop_quit (panel->loop);

  return TRUE;
}

/* Escape closes the window; a digit chooses a paint of the task that was painted last. */
static gboolean
on_key (GtkWidget *widget, GdkEventKey *event, Panel *panel)
{
  guint32 key = gdk_keyval_to_unicode (event->keyval);
  guint digit = key >= '1' && key <= '9' ? key - '0' : 0;

  if (event->keyval == gdk_keyval_from_name ("Escape"))
    return on_delete (panel);

  for (guint i = 0; digit > 0 && i < panel->paints->len; i++)
    {
      Paint *paint = g_ptr_array_index (panel->paints, i);

      if (paint->task == panel->task && --digit == 0)
        {
          on_paint (paint);
          return TRUE;
        }
    }

  return FALSE;
}

static void
init_window (Panel *panel)
{
  GtkWidget *box = lp_host_new_box (GTK_ORIENTATION_VERTICAL, 2 * LP_DIALOG_SPACING);

  panel->window = gtk_window_new (GTK_WINDOW_TOPLEVEL);
  gtk_window_set_title (GTK_WINDOW (panel->window), "Lazy Labels");
  gtk_window_set_type_hint (GTK_WINDOW (panel->window), GDK_WINDOW_TYPE_HINT_UTILITY);
  gtk_window_set_keep_above (GTK_WINDOW (panel->window), TRUE);
  gtk_container_set_border_width (GTK_CONTAINER (box), 12);
  g_signal_connect_swapped (panel->window, "delete-event", G_CALLBACK (on_delete), panel);
  g_signal_connect (panel->window, "key-press-event", G_CALLBACK (on_key), panel);

  panel->images = gtk_combo_box_text_new ();
  gtk_widget_set_tooltip_text (panel->images, _ ("The image to annotate"));
  g_signal_connect_swapped (panel->images, "changed", G_CALLBACK (on_image), panel);
  panel->page = lp_host_new_box (GTK_ORIENTATION_VERTICAL, 0);
  panel->status = lp_widget_new_label ("", 320);
  gtk_box_pack_start (GTK_BOX (box), panel->images, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), panel->page, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), panel->status, FALSE, FALSE, 0);
  gtk_box_pack_start (
    GTK_BOX (box),
    lp_widget_new_label (_ ("Paint with the pencil: press N in the image window."), 320),
    FALSE, FALSE, 0);
  gtk_container_add (GTK_CONTAINER (panel->window), box);
  gtk_widget_show_all (box);
  gtk_widget_realize (panel->window);
}

void
lp_panel_window_run (gint32 image, LpPanelAnnotateFunc annotate, gpointer data)
{
  Panel panel = { .image = image, .annotate = annotate, .data = data };
  guint timer;

  panel.ids = g_array_new (FALSE, FALSE, sizeof (gint32));
  panel.paints = g_ptr_array_new_with_free_func ((GDestroyNotify) paint_free);
  panel.loop = g_main_loop_new (NULL, FALSE);
  init_window (&panel);
  update_images (&panel);
  update_page (&panel);
  gtk_window_present (GTK_WINDOW (panel.window));

  timer = g_timeout_add (TICK_MILLISECONDS, on_tick, &panel);
  g_main_loop_run (panel.loop);
  g_source_remove (timer);

  stop_scan (&panel);
  g_clear_pointer (&panel.latency, lp_latency_free);
  gtk_widget_destroy (panel.window);
  g_main_loop_unref (panel.loop);
  g_ptr_array_unref (panel.paints);
  g_array_unref (panel.ids);
  g_clear_pointer (&panel.classes, ll_classes_free);
  g_free (panel.listed);
  g_free (panel.shown);
}
