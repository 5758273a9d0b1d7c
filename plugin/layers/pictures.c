/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "layers/pictures.h"

#include "draw/contours.h"
#include "layers/layer-group.h"
#include "layers/layers.h"

/* Rows that are merged at once. */
#define MERGE_ROWS 64

typedef struct
{
  gchar *name;
  GeglBuffer *pixels;
  gint x;
  gint y;
  gdouble opacity;
} Picture;

struct _LpPictures
{
  GPtrArray *all; /* element-type Picture, top to bottom */
};

static void
picture_free (Picture *picture)
{
  g_object_unref (picture->pixels);
  g_free (picture->name);
  g_free (picture);
}

LpPictures *
lp_pictures_new (void)
{
  LpPictures *pictures = g_new0 (LpPictures, 1);

  pictures->all = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);

  return pictures;
}

void
lp_pictures_free (LpPictures *pictures)
{
  if (!pictures)
    return;

  g_ptr_array_unref (pictures->all);
  g_free (pictures);
}

gint
lp_pictures_get_n (const LpPictures *pictures)
{
  return (gint) pictures->all->len;
}

void
lp_pictures_add (LpPictures *pictures,
                 const gchar *name,
                 GeglBuffer *pixels,
                 gint x,
                 gint y,
                 gdouble opacity)
{
  Picture *picture = g_new0 (Picture, 1);

  *picture = (Picture){ g_strdup (name), pixels, x, y, opacity };
  g_ptr_array_add (pictures->all, picture);
}

GeglBuffer *
lp_pictures_merge (GeglBuffer *above, GeglBuffer *below)
{
  /* Premultiplied, so that colours are mixed by their opacity. */
  const Babl *format = babl_format ("R'aG'aB'aA u8");
  const GeglRectangle *extent = gegl_buffer_get_extent (below);
  gsize n = (gsize) 4 * MERGE_ROWS * extent->width;
  g_autofree guint8 *top = g_new (guint8, n);
  g_autofree guint8 *bottom = g_new (guint8, n);

  for (gint y = 0; y < extent->height; y += MERGE_ROWS)
    {
      GeglRectangle strip = { 0, y, extent->width, MIN (MERGE_ROWS, extent->height - y) };

      gegl_buffer_get (above, &strip, 1.0, format, top, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      gegl_buffer_get (below, &strip, 1.0, format, bottom, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      for (gsize i = 0; i < (gsize) 4 * strip.width * strip.height; i++)
        {
          guint rest = G_MAXUINT8 - top[i - i % 4 + 3];

          bottom[i] =
            (guint8) MIN (top[i] + (bottom[i] * rest + 127) / G_MAXUINT8, G_MAXUINT8);
        }
      gegl_buffer_set (below, &strip, 0, format, bottom, GEGL_AUTO_ROWSTRIDE);
    }
  g_object_unref (above);

  return below;
}

void
lp_pictures_add_surface (LpPictures *pictures,
                         const gchar *name,
                         cairo_surface_t *surface,
                         gint x,
                         gint y,
                         gdouble opacity)
{
  const Babl *format = babl_format ("cairo-ARGB32");
  GeglRectangle extent = { 0, 0, cairo_image_surface_get_width (surface),
                           cairo_image_surface_get_height (surface) };
  GeglBuffer *pixels = gegl_buffer_new (&extent, format);

  cairo_surface_flush (surface);
  gegl_buffer_set (pixels, &extent, 0, format, cairo_image_surface_get_data (surface),
                   cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
  lp_pictures_add (pictures, name, pixels, x, y, opacity);
}

/* Returns: (transfer full): [height][width] brightness as it is displayed, @x and @y in the
 *   image.
 */
static guint8 *
read_brightness (const LpHostLayer *layer, gint x, gint y, gint width, gint height)
{
  GeglRectangle area = { x - layer->x, y - layer->y, width, height };
  g_autoptr (GeglBuffer) buffer = lp_host_get_buffer (layer->id, FALSE);
  guint8 *values = g_new (guint8, (gsize) width * height);

  gegl_buffer_get (buffer, &area, 1.0, babl_format ("Y' u8"), values, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_CLAMP);

  return values;
}

void
lp_pictures_add_casing (LpPictures *pictures,
                        const LlOutlines *outlines,
                        const LlInstances *objects,
                        gint x,
                        gint y,
                        gdouble width,
                        gdouble dash,
                        const LpHostLayer *ground)
{
  g_autofree guint8 *brightness =
    read_brightness (ground, x, y, objects->width, objects->height);

  lp_pictures_add (pictures, "Casing",
                   lp_contours_draw_casing (outlines, objects, brightness, width, dash),
                   x, y, 1.0);
}

void
lp_pictures_add_contours (LpPictures *pictures,
                          const LlOutlines *outlines,
                          const LlInstances *objects,
                          const LlClasses *classes,
                          gint x,
                          gint y,
                          gdouble width,
                          gdouble dash,
                          const LpHostLayer *ground)
{
  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    {
      g_autofree gchar *name =
        g_strdup_printf ("Contours: %s", ll_classes_get_name (classes, c));

      lp_pictures_add (pictures, name,
                       lp_contours_draw (outlines, objects, c,
                                         ll_classes_get_colour (classes, c), width, dash),
                       x, y, 1.0);
    }

  if (ground)
    lp_pictures_add_casing (pictures, outlines, objects, x, y, width, dash, ground);
}

/* Returns a layer that is not in the image yet, or -1. */
static gint32
make_layer (const Picture *picture, gint32 image, GError **error)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (picture->pixels);
  g_autoptr (GeglBuffer) pixels = NULL;
  gint32 layer = lp_host_new_layer (image, picture->name, extent->width, extent->height,
                                    TRUE, picture->opacity, error);

  if (layer < 0)
    return -1;

  lp_host_set_layer_offsets (layer, picture->x, picture->y);
  pixels = lp_host_get_buffer (layer, TRUE);
  gegl_buffer_copy (picture->pixels, extent, GEGL_ABYSS_NONE, pixels, extent);
  gegl_buffer_flush (pixels);

  return layer;
}

gboolean
lp_pictures_make_layers (const LpPictures *pictures,
                         gint32 image,
                         GArray *layers,
                         GError **error)
{
  for (guint i = 0; i < pictures->all->len; i++)
    {
      gint32 layer = make_layer (g_ptr_array_index (pictures->all, i), image, error);

      if (layer < 0)
        return FALSE;
      g_array_append_val (layers, layer);
    }

  return TRUE;
}

gint32
lp_pictures_insert (const LpPictures *pictures,
                    gint32 image,
                    const gchar *name,
                    const gchar *role,
                    GError **error)
{
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (gint32));
  gint32 group;

  if (!lp_pictures_make_layers (pictures, image, layers, error))
    {
      lp_layers_delete (layers, 0);
      return -1;
    }

  group = lp_layer_group_insert (image, name, layers, error);
  if (group >= 0)
    lp_host_set_layer_text (group, LP_PARASITE_ROLE, role);

  return group;
}

gboolean
lp_pictures_fill (const LpPictures *pictures, gint32 image, GError **error)
{
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (gint32));

  if (!lp_pictures_make_layers (pictures, image, layers, error))
    return FALSE;

  for (guint i = 0; i < layers->len; i++)
    if (!lp_host_insert_layer (image, g_array_index (layers, gint32, i), -1, (gint) i,
                               error))
      return FALSE;

  return TRUE;
}
