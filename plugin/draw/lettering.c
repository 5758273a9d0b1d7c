/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draw/lettering.h"

gdouble
lp_lettering_get_rim (const LpLettering *lettering)
{
  return MAX (1.0, lettering->size / 12.0);
}

static void
set_font (cairo_t *cr, const LpLettering *lettering)
{
  cairo_select_font_face (cr, lettering->font, CAIRO_FONT_SLANT_NORMAL,
                          CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cr, lettering->size);
}

void
lp_lettering_measure (const LpLettering *lettering,
                      const gchar *text,
                      cairo_text_extents_t *extents)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);

  set_font (cr, lettering);
  cairo_text_extents (cr, text, extents);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

void
lp_lettering_fill (cairo_t *cr, gdouble rim, gboolean black)
{
  gdouble inner = black ? 0.0 : 1.0;

  /* The inner half of the line is covered by the filling. */
  cairo_set_line_width (cr, 2.0 * rim);
  cairo_set_source_rgb (cr, 1.0 - inner, 1.0 - inner, 1.0 - inner);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, inner, inner, inner);
  cairo_fill (cr);
}

void
lp_lettering_add (cairo_t *cr,
                  const LpLettering *lettering,
                  const gchar *text,
                  gdouble x,
                  gdouble y)
{
  cairo_text_extents_t extents;

  set_font (cr, lettering);
  cairo_text_extents (cr, text, &extents);
  cairo_move_to (cr, x - extents.x_bearing - extents.width / 2.0,
                 y - extents.y_bearing - extents.height / 2.0);
  cairo_text_path (cr, text);
}

void
lp_lettering_draw (cairo_t *cr,
                   const LpLettering *lettering,
                   const gchar *text,
                   gdouble x,
                   gdouble y,
                   gboolean black)
{
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  lp_lettering_add (cr, lettering, text, x, y);
  lp_lettering_fill (cr, lp_lettering_get_rim (lettering), black);
  cairo_restore (cr);
}
