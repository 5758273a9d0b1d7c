/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draw/scale-bar.h"

#include <math.h>
#include <string.h>

#include "draw/round.h"
#include "draw/unit-sign.h"

/* Shares of the frame's width. */
#define BAR_SHARE    0.2
#define TEXT_SHARE   0.2
#define MARGIN_SHARE 0.02

/* Shares of the letters' size. */
#define THICKNESS 0.25
#define GAP       0.35

/* Writes a decimal point in every locale, since figures are not translated; 500 nm instead
 * of 0.5 µm.
 */
static gchar *
make_text (gdouble length, const gchar *unit)
{
  static const gchar *const units[] = { "nm", "um", "mm" };
  gchar number[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      gdouble other = length * ll_unit_get_factor (unit, units[i]);

      if ((length < 1.0 || length >= 1000.0) && other >= 1.0 && other < 1000.0)
        {
          length = other;
          unit = units[i];
        }
    }
  g_ascii_formatd (number, sizeof (number), length >= 1.0 ? "%.0f" : "%g", length);

  return g_strdup_printf ("%s %s", number, lp_unit_get_sign (unit));
}

static gdouble
thickness (const LpScaleBar *bar)
{
  return MAX (2.0, floor (THICKNESS * bar->lettering.size));
}

LpScaleBar *
lp_scale_bar_new (const LlScale *scale,
                  const GeglRectangle *frame,
                  const LpLettering *lettering)
{
  LpScaleBar *bar = g_new0 (LpScaleBar, 1);
  gdouble length = lp_round_length (BAR_SHARE * frame->width / scale->pixels_per_unit);
  gint margin = (gint) ceil (MARGIN_SHARE * frame->width);
  cairo_text_extents_t extents;
  gdouble rim;

  bar->pixels = length * scale->pixels_per_unit;
  bar->text = make_text (length, scale->unit);
  bar->lettering = *lettering;
  lp_lettering_measure (lettering, bar->text, &extents);
  bar->lettering.size = MAX (
    MIN (lettering->size, lettering->size * TEXT_SHARE * frame->width / extents.width),
    LP_LEAST_LETTERING);

  lp_lettering_measure (&bar->lettering, bar->text, &extents);
  rim = lp_lettering_get_rim (&bar->lettering);
  bar->place.width = (gint) ceil (MAX (bar->pixels, extents.width) + 2.0 * rim) + 1;
  bar->place.height = (gint) ceil (extents.height + GAP * bar->lettering.size +
                                   thickness (bar) + 2.0 * rim);
  bar->place.x = frame->x + frame->width - margin - bar->place.width;
  bar->place.y = frame->y + frame->height - margin - bar->place.height;

  return bar;
}

void
lp_scale_bar_free (LpScaleBar *bar)
{
  if (!bar)
    return;

  g_free (bar->text);
  g_free (bar);
}

/* Adds the bar itself to the path.  Its left end lies on the border of a pixel, so it is
 * sharp.
 */
static void
add_bar (const LpScaleBar *bar, cairo_t *cr)
{
  cairo_rectangle (cr, floor (bar->place.width / 2.0 - bar->pixels / 2.0),
                   bar->place.height - lp_lettering_get_rim (&bar->lettering) -
                     thickness (bar),
                   bar->pixels, thickness (bar));
}

/* Where the middle of the text lies. */
static void
find_text (const LpScaleBar *bar, gdouble *x, gdouble *y)
{
  cairo_text_extents_t extents;

  lp_lettering_measure (&bar->lettering, bar->text, &extents);
  *x = bar->place.width / 2.0;
  *y = lp_lettering_get_rim (&bar->lettering) + extents.height / 2.0;
}

cairo_surface_t *
lp_scale_bar_draw (const LpScaleBar *bar, gboolean black)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, bar->place.width, bar->place.height);
  cairo_t *cr = cairo_create (surface);
  gdouble x, y;

  find_text (bar, &x, &y);
  lp_lettering_draw (cr, &bar->lettering, bar->text, x, y, black);
  add_bar (bar, cr);
  lp_lettering_fill (cr, lp_lettering_get_rim (&bar->lettering), black);
  cairo_destroy (cr);

  return surface;
}

cairo_path_t *
lp_scale_bar_copy_path (const LpScaleBar *bar)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  cairo_path_t *path;
  gdouble x, y;

  cairo_translate (cr, bar->place.x, bar->place.y);
  find_text (bar, &x, &y);
  lp_lettering_add (cr, &bar->lettering, bar->text, x, y);
  add_bar (bar, cr);
  cairo_identity_matrix (cr);
  path = cairo_copy_path (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return path;
}
