/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/result-view.h"

#include <glib/gi18n-lib.h>

#include "draw/distinct-colours.h"
#include "draw/picture.h"
#include "host/toolkit.h"

#define OPACITY 0.5

typedef enum
{
  SHOW_CLASSES,
  SHOW_OBJECTS,
  SHOW_DETECTION,
  SHOW_SEPARATION,
  SHOW_MICROGRAPH
} Show;

static void
add_objects (LpResultView *view)
{
  const LlInstances *objects = view->preview->objects;
  g_autofree LlColour *colours = objects ? lp_distinct_colours_new (objects) : NULL;

  if (objects)
    lp_picture_add_objects (view->picture, objects, colours, OPACITY);
}

static void
add_labels (LpResultView *view, LlTask task)
{
  cairo_rectangle_int_t whole = { 0, 0, view->part->width, view->part->height };
  const LlLabels *labels = view->preview->labels[task];

  if (labels && view->classes)
    lp_picture_add_labels (view->picture, labels, &whole, view->classes, task, OPACITY);
}

static void
update_picture (LpResultView *view)
{
  Show show = (Show) gtk_combo_box_get_active (GTK_COMBO_BOX (view->choice));

  g_clear_pointer (&view->picture, cairo_surface_destroy);
  if (view->part)
    {
      cairo_rectangle_int_t whole = { 0, 0, view->part->width, view->part->height };

      view->picture = lp_picture_new (view->part, &whole, 2 * view->width);
    }
  if (view->picture && view->preview)
    switch (show)
      {
      case SHOW_CLASSES:
        add_labels (view, LL_TASK_SEGMENTATION);
        break;
      case SHOW_OBJECTS:
        add_objects (view);
        break;
      case SHOW_DETECTION:
        add_labels (view, LL_TASK_DETECTION);
        break;
      case SHOW_SEPARATION:
        add_labels (view, LL_TASK_SEPARATION);
        break;
      default:
        break;
      }
  gtk_widget_queue_draw (view->area);
}

static void
draw_result (GtkWidget *widget, cairo_t *cr, gint width, gint height, gpointer data)
{
  const LpResultView *view = data;

  if (view->picture)
    lp_picture_draw (view->picture, cr, width, height, NULL);
}

static GtkWidget *
new_choice (LpResultView *view)
{
  static const gchar *const words[] = { N_ ("Classes"), N_ ("Objects"), N_ ("Detection"),
                                        N_ ("Separation"), N_ ("Micrograph alone") };
  GtkWidget *combo = gtk_combo_box_text_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), _ (words[i]));
  gtk_combo_box_set_active (GTK_COMBO_BOX (combo), SHOW_CLASSES);
  gtk_widget_set_tooltip_text (combo, _ ("What the preview below shows"));
  g_signal_connect_swapped (combo, "changed", G_CALLBACK (update_picture), view);

  return combo;
}

void
lp_result_view_init (LpResultView *view, gint width, gint height)
{
  *view = (LpResultView){ .width = width };
  view->choice = new_choice (view);
  view->area = gtk_drawing_area_new ();
  gtk_widget_set_size_request (view->area, width, height);
  lp_host_connect_draw (view->area, draw_result, view);
}

void
lp_result_view_show (LpResultView *view,
                     const LlImage *part,
                     const LpPreview *preview,
                     const LlClasses *classes)
{
  view->part = part;
  view->preview = preview;
  view->classes = classes;
  update_picture (view);
}

void
lp_result_view_clear (LpResultView *view)
{
  g_clear_pointer (&view->picture, cairo_surface_destroy);
}
