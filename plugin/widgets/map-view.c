/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "widgets/map-view.h"

#include "host/toolkit.h"
#include "draw/picture.h"

struct _LpMapView
{
  GtkWidget *widget;
  LpMapFunc clicked;
  gpointer data;
  cairo_surface_t *picture; /* NULL: none yet */
  gint width;               /* of the image   */
  gint height;
  cairo_rectangle_int_t area;
  cairo_rectangle_t place; /* of the picture in the widget */
};

static void
draw_map (GtkWidget *widget, cairo_t *cr, gint width, gint height, gpointer data)
{
  LpMapView *view = data;
  gdouble scale;

  if (!view->picture)
    return;

  lp_picture_draw (view->picture, cr, width, height, &view->place);
  scale = view->place.width / view->width;

  /* White on black is visible on any micrograph. */
  cairo_rectangle (cr, view->place.x + scale * view->area.x,
                   view->place.y + scale * view->area.y, scale * view->area.width,
                   scale * view->area.height);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

static gboolean
on_click (LpMapView *view, GdkEventButton *event)
{
  gdouble x, y;

  if (event->button != 1 || view->place.width < 1)
    return FALSE;

  x = (event->x - view->place.x) / view->place.width * view->width;
  y = (event->y - view->place.y) / view->place.height * view->height;
  view->clicked ((gint) CLAMP (x, 0, view->width - 1),
                 (gint) CLAMP (y, 0, view->height - 1), view->data);

  return TRUE;
}

LpMapView *
lp_map_view_new (gint width, gint height, LpMapFunc clicked, gpointer data)
{
  LpMapView *view = g_new0 (LpMapView, 1);

  view->clicked = clicked;
  view->data = data;
  view->widget = gtk_drawing_area_new ();
  gtk_widget_set_size_request (view->widget, width, height);
  gtk_widget_add_events (view->widget, GDK_BUTTON_PRESS_MASK);
  lp_host_connect_draw (view->widget, draw_map, view);
  g_signal_connect_swapped (view->widget, "button-press-event", G_CALLBACK (on_click),
                            view);

  return view;
}

void
lp_map_view_free (LpMapView *view)
{
  if (!view)
    return;

  g_clear_pointer (&view->picture, cairo_surface_destroy);
  g_free (view);
}

GtkWidget *
lp_map_view_get_widget (const LpMapView *view)
{
  return view->widget;
}

void
lp_map_view_show (LpMapView *view, cairo_surface_t *picture, gint width, gint height)
{
  g_clear_pointer (&view->picture, cairo_surface_destroy);
  view->picture = cairo_surface_reference (picture);
  view->width = width;
  view->height = height;
  gtk_widget_queue_draw (view->widget);
}

void
lp_map_view_set_area (LpMapView *view, const cairo_rectangle_int_t *area)
{
  view->area = *area;
  gtk_widget_queue_draw (view->widget);
}
