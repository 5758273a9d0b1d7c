/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The new pixels are composed first, in the format of the layer, so that pixels without a
 * mask stay exactly the same.  The image is changed only at the very end.
 */

#include "image/masks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "image/kept-classes.h"
#include "image/pixels.h"

/* Bytes of a pixel, enough for four components of double precision. */
#define MAX_PIXEL_BYTES 32

/* @format: a sentence about the name of the layer. */
static gboolean
refuse_layer (const LpHostLayer *layer, const gchar *format, GError **error)
{
  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED, format, layer->name);

  return FALSE;
}

gboolean
lp_masks_find_layer (const GPtrArray *layers, const LpHostLayer **layer, GError **error)
{
  g_autoptr (GeglBuffer) mask = NULL;

  *layer = NULL;
  for (guint i = 0; i < layers->len && !*layer; i++)
    if (lp_layer_get_role (g_ptr_array_index (layers, i)) == LP_ROLE_SEGMENTATION)
      *layer = g_ptr_array_index (layers, i);

  if (!*layer)
    return TRUE;

  if ((*layer)->is_group)
    return refuse_layer (
      *layer, _ ("The layer \"%s\" is a group: merge its layers into one to paint on."),
      error);
  if (lp_host_are_pixels_locked ((*layer)->id))
    return refuse_layer (
      *layer, _ ("The layer \"%s\" is locked: unlock its pixels in the Layers dialog."),
      error);
  if (lp_host_is_alpha_locked ((*layer)->id))
    return refuse_layer (*layer,
                         _ ("The alpha channel of the layer \"%s\" is locked: unlock it "
                            "in the Layers dialog."),
                         error);
  mask = lp_host_get_mask_buffer ((*layer)->id);
  if (mask)
    return refuse_layer (
      *layer,
      _ ("The layer \"%s\" has a layer mask that may hide paint: apply it first."),
      error);

  return TRUE;
}

/* Below the layers of the tasks before it, as New Annotation Layers puts it. */
static gint32
add_layer (gint32 image, const GPtrArray *layers, GError **error)
{
  const LpHostLayer *above = NULL;
  LlCoverage coverage = LL_COVERAGE_COMPLETE;

  for (guint i = layers->len; i-- > 0;)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      LpRole role = lp_layer_get_role (layer);

      if (role == LP_ROLE_DETECTION)
        coverage = lp_layer_get_coverage (layer);
      if ((role == LP_ROLE_SEPARATION && !above) ||
          (role == LP_ROLE_DETECTION &&
           (!above || lp_layer_get_role (above) != LP_ROLE_SEPARATION)))
        above = layer;
    }

  return lp_layers_add_task (
    image, LL_TASK_SEGMENTATION, coverage == LL_COVERAGE_SPARSE ? "sparse" : "complete",
    above ? above->parent : -1,
    above ? lp_host_get_layer_position (image, above->id) + 1 : 0, error);
}

/* The bounding box of all pixels to paint, in the image. */
static GeglRectangle
find_extent (gint32 image, const LlLabels *masks, gint x, gint y)
{
  GeglRectangle canvas = { 0, 0, 0, 0 };
  gint x0 = masks->width, y0 = masks->height, x1 = 0, y1 = 0;
  GeglRectangle extent;

  for (gint row = 0; row < masks->height; row++)
    for (gint column = 0; column < masks->width; column++)
      if (masks->data[(gsize) row * masks->width + column] != 0)
        {
          x0 = MIN (x0, column);
          y0 = MIN (y0, row);
          x1 = MAX (x1, column + 1);
          y1 = MAX (y1, row + 1);
        }

  extent = (GeglRectangle){ x + x0, y + y0, MAX (x1 - x0, 0), MAX (y1 - y0, 0) };
  lp_host_get_image_size (image, &canvas.width, &canvas.height);
  gegl_rectangle_intersect (&extent, &extent, &canvas);

  return extent;
}

/* Converts the colour of each class to a pixel of @format. */
static void
encode_colours (const LlClasses *classes,
                const Babl *format,
                guint8 pixels[LL_MAX_CLASSES][MAX_PIXEL_BYTES])
{
  const Babl *fish = babl_fish (babl_format ("R'G'B'A float"), format);

  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    {
      LlColour colour = ll_classes_get_colour (classes, c);
      gfloat rgba[4] = { (gfloat) colour.rgb[0] / 255.0f, (gfloat) colour.rgb[1] / 255.0f,
                         (gfloat) colour.rgb[2] / 255.0f, 1.0f };

      babl_process (fish, rgba, pixels[c], 1);
    }
}

/* The pixels of the layer in @area with the masks, which begin at @x, @y, painted on them;
 * all in the coordinates of the layer.
 */
static GeglBuffer *
paint_over (gint32 layer,
            const LlClasses *classes,
            const LlLabels *masks,
            const GeglRectangle *area,
            gint x,
            gint y)
{
  g_autoptr (GeglBuffer) old = lp_host_get_buffer (layer, TRUE);
  const Babl *format = gegl_buffer_get_format (old);
  gsize bytes = (gsize) babl_format_get_bytes_per_pixel (format);
  gsize row_bytes = bytes * (gsize) area->width;
  GeglBuffer *painted = gegl_buffer_new (area, format);
  guint8 colours[LL_MAX_CLASSES][MAX_PIXEL_BYTES];
  g_autofree guint8 *pixels = g_malloc (LP_PIXELS_STRIP * row_bytes);

  encode_colours (classes, format, colours);

  for (gint done = 0; done < area->height; done += LP_PIXELS_STRIP)
    {
      GeglRectangle strip = { area->x, area->y + done, area->width,
                              MIN (LP_PIXELS_STRIP, area->height - done) };

      gegl_buffer_get (old, &strip, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE,
                       GEGL_ABYSS_NONE);
      for (gint row = 0; row < strip.height; row++)
        {
          const guint8 *labels =
            masks->data + (gsize) (strip.y + row - y) * masks->width + (strip.x - x);
          guint8 *line = pixels + (gsize) row * row_bytes;

          for (gint column = 0; column < strip.width; column++)
            if (labels[column] != 0)
              memcpy (line + (gsize) column * bytes, colours[labels[column]], bytes);
        }
      gegl_buffer_set (painted, &strip, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);
    }

  return painted;
}

static gint32
get_layer (gint32 image, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *layer;

  if (!lp_masks_find_layer (layers, &layer, error))
    return -1;

  return layer ? layer->id : add_layer (image, layers, error);
}

/* The rectangle of the layer in the image. */
static GeglRectangle
find_place (gint32 image, gint32 id)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *layer = lp_layers_find (layers, id);

  return (GeglRectangle){ layer->x, layer->y, layer->width, layer->height };
}

static gboolean
paint_area (gint32 image,
            gint32 layer,
            const LlClasses *classes,
            const LlLabels *masks,
            gint x,
            gint y,
            GError **error)
{
  GeglRectangle extent = find_extent (image, masks, x, y);
  GeglRectangle place = find_place (image, layer);
  g_autoptr (GeglBuffer) pixels = NULL;
  GeglRectangle area = extent;

  if (extent.width == 0 || extent.height == 0)
    return TRUE;

  area.x -= place.x;
  area.y -= place.y;
  if (!lp_host_extend_layer (layer, &area, error))
    return FALSE;

  place = find_place (image, layer);
  area.x = extent.x - place.x;
  area.y = extent.y - place.y;
  pixels = paint_over (layer, classes, masks, &area, x - place.x, y - place.y);

  return lp_host_write_pixels (layer, pixels, error);
}

gint32
lp_masks_paint (gint32 image,
                const LlClasses *classes,
                const LlLabels *masks,
                gint x,
                gint y,
                GError **error)
{
  gboolean painted = FALSE;
  gint32 layer = -1;

  lp_host_undo_group_start (image);
  if (lp_host_get_image_base (image) == LP_BASE_RGB ||
      lp_host_convert_to_rgb (image, error))
    layer = get_layer (image, error);
  if (layer >= 0)
    {
      lp_kept_classes_write (image, classes);
      painted = paint_area (image, layer, classes, masks, x, y, error);
    }
  lp_host_undo_group_end (image);

  return painted ? layer : -1;
}
