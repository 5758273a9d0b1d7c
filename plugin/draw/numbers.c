/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Each number has a surface of its own, since the image may exceed the largest surface of
 * Cairo.
 */

#include "draw/numbers.h"

#include <math.h>

/* The size of letters as a share of the median diameter, which leaves room for two
 * digits.
 */
#define SHARE 0.6

static gint
compare_diameters (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a, y = *(const gdouble *) b;

  return (x > y) - (x < y);
}

/* Returns 0 if there are no objects. */
static gdouble
median_diameter (const LlObjects *objects)
{
  g_autoptr (GArray) diameters = g_array_new (FALSE, FALSE, sizeof (gdouble));

  for (gint i = 0; i < objects->n; i++)
    g_array_append_val (diameters, objects->objects[i].diameter);
  g_array_sort (diameters, compare_diameters);

  return objects->n > 0 ? g_array_index (diameters, gdouble, objects->n / 2) : 0.0;
}

static void
draw_number (GeglBuffer *buffer, const LlObject *object, const LpLettering *lettering)
{
  const Babl *format = babl_format ("cairo-ARGB32");
  g_autofree gchar *text = g_strdup_printf ("%d", object->id);
  gdouble rim = lp_lettering_get_rim (lettering);
  cairo_text_extents_t extents;
  cairo_surface_t *surface;
  GeglRectangle place;
  cairo_t *cr;

  lp_lettering_measure (lettering, text, &extents);
  place.x = (gint) floor (object->x - extents.width / 2.0 - rim) - 1;
  place.y = (gint) floor (object->y - extents.height / 2.0 - rim) - 1;
  place.width = (gint) ceil (extents.width + 2.0 * rim) + 3;
  place.height = (gint) ceil (extents.height + 2.0 * rim) + 3;

  /* Numbers of small neighbours overlap, so each one is drawn on top of the previous
   * ones.
   */
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, place.width, place.height);
  cairo_surface_flush (surface);
  gegl_buffer_get (buffer, &place, 1.0, format, cairo_image_surface_get_data (surface),
                   cairo_image_surface_get_stride (surface), GEGL_ABYSS_NONE);
  cairo_surface_mark_dirty (surface);

  cr = cairo_create (surface);
  lp_lettering_draw (cr, lettering, text, object->x - place.x, object->y - place.y,
                     FALSE);
  cairo_destroy (cr);

  cairo_surface_flush (surface);
  gegl_buffer_set (buffer, &place, 0, format, cairo_image_surface_get_data (surface),
                   cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
}

GeglBuffer *
lp_numbers_draw (const LlObjects *objects, const LpLettering *lettering)
{
  GeglRectangle extent = { 0, 0, objects->width, objects->height };
  GeglBuffer *buffer = gegl_buffer_new (&extent, babl_format ("cairo-ARGB32"));
  LpLettering own = *lettering;

  own.size = MAX (MIN (own.size, SHARE * median_diameter (objects)), LP_LEAST_LETTERING);
  for (gint i = 0; i < objects->n; i++)
    draw_number (buffer, &objects->objects[i], &own);

  return buffer;
}
