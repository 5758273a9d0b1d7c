/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 3: images become RGB, and their numbers, which are measurements, stay.
 *
 * GIMP takes grey values through linear light on their way, where what is far from 0 .. 1
 * exceeds the range of its numbers.
 */

#include "gimp3/gimp3.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pixels/pixels.h"

/* Below this, the way through linear light and back loses nothing but rounding: its power of
 * 2.4 stays far from 3e38.
 */
#define FAR 1e12f

/* The grey values of a layer. */
typedef struct
{
  gint32 layer;
  GeglBuffer *values;
} Kept;

static void
kept_free (Kept *kept)
{
  g_object_unref (kept->values);
  g_free (kept);
}

static gboolean
is_floating (const Babl *format)
{
  const gchar *type = babl_get_name (babl_format_get_type (format, 0));

  return g_str_equal (type, "half") || g_str_equal (type, "float") ||
         g_str_equal (type, "double");
}

static void
get_strip (GeglBuffer *buffer, gint y, GeglRectangle *area)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);

  area->x = extent->x;
  area->y = y;
  area->width = extent->width;
  area->height = MIN (LP_PIXELS_STRIP, extent->y + extent->height - y);
}

static gboolean
is_far (GeglBuffer *buffer)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  const Babl *format = lp_pixels_numbers_format (gegl_buffer_get_format (buffer));
  gint components = babl_format_get_n_components (format);
  g_autofree gfloat *values =
    g_new (gfloat, (gsize) extent->width * LP_PIXELS_STRIP * components);
  GeglRectangle area;

  for (gint y = extent->y; y < extent->y + extent->height; y += area.height)
    {
      gsize n;

      get_strip (buffer, y, &area);
      n = (gsize) area.width * area.height * components;
      gegl_buffer_get (buffer, &area, 1.0, format, values, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      for (gsize i = 0; i < n; i++)
        if (isfinite (values[i]) && fabsf (values[i]) > FAR)
          return TRUE;
    }

  return FALSE;
}

/* Copies of the layers that the conversion would spoil. */
static GPtrArray *
keep_far_layers (gint32 image)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) kept_free);
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      g_autoptr (GeglBuffer) buffer =
        layer->is_group ? NULL : lp_host_get_buffer (layer->id, FALSE);

      if (buffer && is_floating (gegl_buffer_get_format (buffer)) && is_far (buffer))
        {
          Kept *one = g_new (Kept, 1);

          one->layer = layer->id;
          one->values = gegl_buffer_dup (buffer);
          g_ptr_array_add (kept, one);
        }
    }

  return kept;
}

/* The conversion can be undone, and with it what is written here. */
static void
write_back (const Kept *kept)
{
  g_autoptr (GeglBuffer) buffer = lp_host_get_buffer (kept->layer, FALSE);
  const Babl *from = lp_pixels_numbers_format (gegl_buffer_get_format (kept->values));
  const Babl *to = lp_pixels_numbers_format (gegl_buffer_get_format (buffer));
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  gint n_from = babl_format_get_n_components (from);
  gint n_to = babl_format_get_n_components (to);
  gsize most = (gsize) extent->width * LP_PIXELS_STRIP;
  g_autofree gfloat *values = g_new (gfloat, most * n_from);
  g_autofree gfloat *colours = g_new (gfloat, most * n_to);
  GeglRectangle area;

  for (gint y = extent->y; y < extent->y + extent->height; y += area.height)
    {
      get_strip (buffer, y, &area);
      gegl_buffer_get (kept->values, &area, 1.0, from, values, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      for (gsize i = 0; i < (gsize) area.width * area.height; i++)
        for (gint c = 0; c < n_to; c++)
          colours[i * n_to + c] = c < 3         ? values[i * n_from]
                                  : n_from == 2 ? values[i * n_from + 1]
                                                : 1.0f;
      gegl_buffer_set (buffer, &area, 0, to, colours, GEGL_AUTO_ROWSTRIDE);
    }
  gegl_buffer_flush (buffer);
  gimp_drawable_update (GIMP_DRAWABLE (gimp_item_get_by_id (kept->layer)), extent->x,
                        extent->y, extent->width, extent->height);
}

gboolean
lp_host_convert_to_rgb (gint32 image, GError **error)
{
  GimpImage *object = gimp_image_get_by_id (image);
  gboolean grey = gimp_image_get_base_type (object) == GIMP_GRAY;
  GimpColorProfile *profile = grey ? gimp_image_get_color_profile (object) : NULL;
  g_autoptr (GPtrArray) kept =
    grey ? keep_far_layers (image)
         : g_ptr_array_new_with_free_func ((GDestroyNotify) kept_free);

  /* A conversion from it would change the numbers.  GIMP 3.0 takes no profile for a broken
   * one, but lets go of the parasite that it keeps it in.
   */
  if (profile)
    {
      g_object_unref (profile);
      gimp_image_detach_parasite (object, "icc-profile");
    }
  if (!gimp_image_convert_rgb (object))
    {
      lp_host_set_error (error, _ ("The image can't be converted to RGB"));
      return FALSE;
    }

  for (guint i = 0; i < kept->len; i++)
    write_back (g_ptr_array_index (kept, i));

  return TRUE;
}
