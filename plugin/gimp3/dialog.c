/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window of a dialog in GIMP 3, and the seam to GTK 3.  The window is GIMP's own, with
 * its buttons to save and load settings.  These change the config without telling the form,
 * so the form listens to the config and the config to the form.
 */

#include <glib/gi18n-lib.h>
#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include "form/form.h"
#include "host/toolkit.h"
#include "gimp3/gimp3.h"

/* What a scrolled window fits, and the idle source that will make it do so. */
#define FITTING_KEY "lazy-labels-fitting"
#define SOURCE_KEY  "lazy-labels-source"

typedef struct
{
  GimpProcedureConfig *config;
  LpForm *form;
  LpArguments *arguments;
  gboolean writing; /* the config is changing because the form has */
} Window;

typedef struct
{
  LpDrawFunc draw;
  gpointer data;
} Drawing;

GtkWidget *
lp_host_new_box (GtkOrientation orientation, gint spacing)
{
  return gtk_box_new (orientation, spacing);
}

GtkWidget *
lp_host_new_grid (gint spacing)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), (guint) spacing);
  gtk_grid_set_column_spacing (GTK_GRID (grid), (guint) spacing);

  return grid;
}

void
lp_host_grid_attach (GtkWidget *grid,
                     GtkWidget *child,
                     gint column,
                     gint row,
                     gint columns,
                     gint indent,
                     gboolean expand)
{
  gtk_widget_set_margin_start (child, indent);
  gtk_widget_set_hexpand (child, expand);
  gtk_grid_attach (GTK_GRID (grid), child, column, row, columns, 1);
}

void
lp_host_align_label (GtkWidget *label, gfloat y)
{
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_yalign (GTK_LABEL (label), y);
}

GtkWidget *
lp_host_new_colour_button (const gchar *title)
{
  GtkWidget *button = gtk_color_button_new ();

  gtk_color_button_set_title (GTK_COLOR_BUTTON (button), title);

  return button;
}

void
lp_host_set_button_colour (GtkWidget *button, const guint8 rgb[3])
{
  GdkRGBA colour = { rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0, 1.0 };

  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (button), &colour);
}

void
lp_host_get_button_colour (GtkWidget *button, guint8 rgb[3])
{
  GdkRGBA colour;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (button), &colour);
  rgb[0] = (guint8) (255.0 * colour.red + 0.5);
  rgb[1] = (guint8) (255.0 * colour.green + 0.5);
  rgb[2] = (guint8) (255.0 * colour.blue + 0.5);
}

static void
free_drawing (gpointer data, GClosure *closure)
{
  g_free (data);
}

static gboolean
on_draw (GtkWidget *widget, cairo_t *cr, gpointer data)
{
  const Drawing *drawing = data;

  drawing->draw (widget, cr, gtk_widget_get_allocated_width (widget),
                 gtk_widget_get_allocated_height (widget), drawing->data);

  return TRUE;
}

void
lp_host_connect_draw (GtkWidget *widget, LpDrawFunc draw, gpointer data)
{
  Drawing *drawing = g_new (Drawing, 1);

  *drawing = (Drawing){ draw, data };
  g_signal_connect_data (widget, "draw", G_CALLBACK (on_draw), drawing, free_drawing,
                         (GConnectFlags) 0);
}

void
lp_host_get_text_colour (GtkWidget *widget, gdouble colour[3])
{
  GdkRGBA text;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget),
                               GTK_STATE_FLAG_NORMAL, &text);
  colour[0] = text.red;
  colour[1] = text.green;
  colour[2] = text.blue;
}

void
lp_host_keep_above (GtkWidget *window)
{
  gimp_window_set_transient (GTK_WINDOW (window));
}

void
lp_host_connect_help (GtkWidget *window, const gchar *procedure)
{
  gimp_help_connect (window, NULL, gimp_standard_help_func, procedure, NULL, NULL);
}

/* The room for the form: the screen without a title, margins and the two rows of buttons. */
static gint
get_room (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  GdkMonitor *monitor = gdk_display_get_primary_monitor (display);
  GdkRectangle area;

  if (!monitor)
    monitor = gdk_display_get_monitor (display, 0);
  gdk_monitor_get_workarea (monitor, &area);

  return MAX (300, area.height - 200);
}

/* A scrolled window of GTK 3 does not grow with what it contains. */
static gboolean
on_fit (gpointer data)
{
  GtkScrolledWindow *scrolled = data;
  GtkWidget *child = g_object_get_data (data, FITTING_KEY);
  gint height = 0;

  gtk_widget_get_preferred_height (child, NULL, &height);
  gtk_scrolled_window_set_min_content_height (scrolled, MIN (height, get_room ()));
  g_object_set_data (data, SOURCE_KEY, NULL);

  return G_SOURCE_REMOVE;
}

static void
on_child_allocate (GObject *scrolled)
{
  if (!g_object_get_data (scrolled, SOURCE_KEY))
    g_object_set_data (scrolled, SOURCE_KEY,
                       GUINT_TO_POINTER (g_idle_add (on_fit, scrolled)));
}

static void
on_fitting_destroy (GObject *scrolled)
{
  guint source = GPOINTER_TO_UINT (g_object_get_data (scrolled, SOURCE_KEY));

  if (source)
    g_source_remove (source);
  g_object_set_data (scrolled, SOURCE_KEY, NULL);
}

GtkWidget *
lp_host_new_fitting (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              get_room ());
  /* A bar that appears over the fields would hide them. */
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scrolled), FALSE);
  gtk_container_add (GTK_CONTAINER (scrolled), child);
  gtk_container_set_focus_vadjustment (
    GTK_CONTAINER (child),
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)));
  g_object_set_data (G_OBJECT (scrolled), FITTING_KEY, child);
  g_signal_connect_swapped (child, "size-allocate", G_CALLBACK (on_child_allocate),
                            scrolled);
  g_signal_connect (scrolled, "destroy", G_CALLBACK (on_fitting_destroy), NULL);

  return scrolled;
}

static void
on_form_changed (gpointer data)
{
  Window *window = data;

  lp_form_read (window->form, window->arguments);
  window->writing = TRUE;
  lp_host_write_config (window->config, window->arguments);
  window->writing = FALSE;
}

static void
on_config_changed (Window *window)
{
  if (!window->writing && lp_host_read_config (window->config, window->arguments, NULL))
    lp_form_show (window->form, window->arguments);
}

gboolean
lp_host_run_dialog (const LpProcedure *row,
                    gint32 image,
                    gint32 drawable,
                    GimpProcedure *procedure,
                    GimpProcedureConfig *config)
{
  g_autofree gchar *title = lp_dialog_title (row->spec);
  g_autoptr (LpArguments) arguments = NULL;
  g_autoptr (LpForm) form = NULL;
  Window window = { .config = config };
  GtkWidget *dialog, *area;
  gulong handler;
  gboolean ok;

  arguments = lp_arguments_new (row->spec->arguments, row->spec->n_arguments);
  lp_host_read_config (config, arguments, NULL);
  /* The config has the values already, but no labels. */
  if (row->prepare)
    row->prepare (image, arguments);
  form = lp_form_new (row, image, drawable, arguments, on_form_changed, &window);
  window.arguments = arguments;
  window.form = form;

  dialog = gimp_procedure_dialog_new (procedure, config, title);
  if (row->spec->accept)
    gimp_procedure_dialog_set_ok_label (GIMP_PROCEDURE_DIALOG (dialog),
                                        _ (row->spec->accept));
  area = gtk_dialog_get_content_area (GTK_DIALOG (dialog));
  gtk_box_pack_start (GTK_BOX (area), lp_form_get_widget (form), TRUE, TRUE, 0);

  handler =
    g_signal_connect_swapped (config, "notify", G_CALLBACK (on_config_changed), &window);
  ok = gimp_procedure_dialog_run (GIMP_PROCEDURE_DIALOG (dialog));
  g_signal_handler_disconnect (config, handler);
  gtk_widget_destroy (dialog);

  return ok;
}
