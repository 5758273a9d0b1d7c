/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "operation/notice.h"

#include <cairo.h>
#include <math.h>

#include "operation/folders.h"

/* The height of letters is this share of the width of the image, within limits in pixels: it is
 * to be read also where a large image is shown as a whole.
 */
#define SIZE_SHARE 0.022
#define LEAST_SIZE 11.0
#define MOST_SIZE  90.0

/* In sizes of the letters. */
#define LINE   1.4
#define MARGIN 0.7

/* Of what lies behind the letters. */
#define SHADE 0.75

typedef struct
{
  gdouble size;
  GPtrArray *lines;
  GeglRectangle place;
} Layout;

static void
layout_clear (Layout *layout)
{
  g_ptr_array_unref (layout->lines);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

static void
set_font (cairo_t *cr, gdouble size)
{
  cairo_select_font_face (cr, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                          CAIRO_FONT_WEIGHT_BOLD);
  cairo_set_font_size (cr, size);
}

static gdouble
measure (cairo_t *cr, const gchar *text)
{
  cairo_text_extents_t extents;

  cairo_text_extents (cr, text, &extents);

  return extents.x_advance;
}

/* A word that is wider than the image, such as a path, is cut at its edge. */
static void
break_lines (cairo_t *cr, const gchar *text, gdouble width, GPtrArray *lines)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (gint i = 0; words[i]; i++)
    {
      g_autofree gchar *longer = line->len > 0
                                   ? g_strconcat (line->str, " ", words[i], NULL)
                                   : g_strdup (words[i]);

      if (line->len > 0 && measure (cr, longer) > width)
        {
          g_ptr_array_add (lines, g_strdup (line->str));
          g_string_assign (line, words[i]);
        }
      else
        {
          g_string_assign (line, longer);
        }
    }
  g_ptr_array_add (lines, g_strdup (line->str));
}

static void
lay_out (const gchar *text, const GeglRectangle *extent, Layout *layout)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  gdouble widest = 0.0;

  layout->size = CLAMP (SIZE_SHARE * extent->width, LEAST_SIZE, MOST_SIZE);
  layout->lines = g_ptr_array_new_with_free_func (g_free);
  set_font (cr, layout->size);
  break_lines (cr, text, extent->width - 2.0 * MARGIN * layout->size, layout->lines);
  for (guint i = 0; i < layout->lines->len; i++)
    widest = MAX (widest, measure (cr, g_ptr_array_index (layout->lines, i)));
  layout->place =
    (GeglRectangle){ extent->x, extent->y,
                     (gint) ceil (widest + 2.0 * MARGIN * layout->size),
                     (gint) ceil ((LINE * layout->lines->len + MARGIN) * layout->size) };
  gegl_rectangle_intersect (&layout->place, &layout->place, extent);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Returns: [height][width] of RGBA in the part of the text that @part is, premultiplied. */
static cairo_surface_t *
draw_part (const Layout *layout, const GeglRectangle *part)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, part->width, part->height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgba (cr, 0.0, 0.0, 0.0, SHADE);
  cairo_paint (cr);
  cairo_translate (cr, layout->place.x - part->x, layout->place.y - part->y);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  set_font (cr, layout->size);
  for (guint i = 0; i < layout->lines->len; i++)
    {
      cairo_move_to (cr, MARGIN * layout->size, (LINE * i + LINE) * layout->size);
      cairo_show_text (cr, g_ptr_array_index (layout->lines, i));
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

void
lp_notice_draw (const gchar *text,
                const GeglRectangle *extent,
                const GeglRectangle *area,
                GeglBuffer *output)
{
  const Babl *format = babl_format ("R'aG'aB'aA float");
  g_auto (Layout) layout = { 0 };
  g_autofree gfloat *pixels = NULL;
  cairo_surface_t *surface;
  GeglRectangle part;
  gint stride;

  lay_out (text, extent, &layout);
  if (!gegl_rectangle_intersect (&part, &layout.place, area))
    return;

  surface = draw_part (&layout, &part);
  stride = cairo_image_surface_get_stride (surface);
  pixels = g_new (gfloat, (gsize) 4 * (gsize) part.width * (gsize) part.height);
  gegl_buffer_get (output, &part, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (gint y = 0; y < part.height; y++)
    {
      const guint32 *row =
        (const guint32 *) (gpointer) (cairo_image_surface_get_data (surface) +
                                      (gsize) y * (gsize) stride);
      gfloat *pixel = pixels + (gsize) 4 * (gsize) y * (gsize) part.width;

      for (gint x = 0; x < part.width; x++, pixel += 4)
        {
          gfloat alpha = (gfloat) (row[x] >> 24) / 255.0f;

          for (gint c = 0; c < 3; c++)
            pixel[c] = (gfloat) (row[x] >> (16 - 8 * c) & 255) / 255.0f +
                       (1.0f - alpha) * pixel[c];
          pixel[3] = alpha + (1.0f - alpha) * pixel[3];
        }
    }
  gegl_buffer_set (output, &part, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);
  cairo_surface_destroy (surface);
}

static gboolean
say_in_main_loop (gpointer text)
{
  g_log ("Gimp", G_LOG_LEVEL_MESSAGE, "%s", (const gchar *) text);

  return G_SOURCE_REMOVE;
}

/* GIMP shows what is logged in its own name, once it comes to it; other programs print what is
 * logged.
 */
void
lp_notice_say (const gchar *text, gchar **said)
{
  if (g_strcmp0 (*said, text) == 0)
    return;

  g_free (*said);
  *said = g_strdup (text);
  if (lp_module_is_in_gimp ())
    g_idle_add_full (G_PRIORITY_DEFAULT, say_in_main_loop,
                     g_strdup_printf ("Lazy Labels: %s", text), g_free);
  else
    g_log ("GEGL", G_LOG_LEVEL_MESSAGE, "lazy-labels:segment: %s", text);
}
