/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "widgets/swatch.h"

#include "host/toolkit.h"

#define SIDE 16

static void
draw_swatch (GtkWidget *widget, cairo_t *cr, gint width, gint height, gpointer data)
{
  const LlColour *colour = data;
  gdouble x = (width - SIDE) / 2;
  gdouble y = (height - SIDE) / 2;
  gdouble text[3];

  lp_host_get_text_colour (widget, text);
  cairo_rectangle (cr, x + 0.5, y + 0.5, SIDE - 1, SIDE - 1);
  cairo_set_source_rgb (cr, colour->rgb[0] / 255.0, colour->rgb[1] / 255.0,
                        colour->rgb[2] / 255.0);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 1);
  cairo_set_source_rgb (cr, text[0], text[1], text[2]);
  cairo_stroke (cr);
}

GtkWidget *
lp_swatch_new (const LlColour *colour)
{
  GtkWidget *swatch = gtk_drawing_area_new ();

  gtk_widget_set_size_request (swatch, SIDE, SIDE);
  lp_host_connect_draw (swatch, draw_swatch, (gpointer) colour);

  return swatch;
}
