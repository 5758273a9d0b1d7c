/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "figure/label-image.h"

#include <gegl.h>

#include "figure/label-map.h"
#include "host/host.h"

static GeglBuffer *
make_buffer (const LlInstances *objects)
{
  GeglRectangle extent = { 0, 0, objects->width, objects->height };
  GeglBuffer *buffer = gegl_buffer_new (&extent, babl_format ("Y' u16"));
  g_autofree guint16 *row = g_new (guint16, objects->width);

  for (gint y = 0; y < objects->height; y++)
    {
      GeglRectangle line = { 0, y, objects->width, 1 };

      lp_label_map_get_row (objects, y, row);
      gegl_buffer_set (buffer, &line, 0, babl_format ("Y' u16"), row,
                       GEGL_AUTO_ROWSTRIDE);
    }

  return buffer;
}

gint32
lp_label_image_new (const LlInstances *objects, gdouble resolution, GError **error)
{
  g_autoptr (GeglBuffer) labels = NULL;
  g_autoptr (GeglBuffer) pixels = NULL;
  gint32 image, layer;

  if (!lp_label_map_check_number (objects, error))
    return -1;

  image = lp_host_new_image (objects->width, objects->height, LP_BASE_GREY, TRUE,
                             resolution, error);
  if (image < 0)
    return -1;

  layer = lp_host_new_layer (image, "Label map", objects->width, objects->height, FALSE,
                             1.0, error);
  if (layer < 0 || !lp_host_insert_layer (image, layer, -1, 0, error))
    {
      lp_host_delete_image (image);
      return -1;
    }

  labels = make_buffer (objects);
  pixels = lp_host_get_buffer (layer, FALSE);
  gegl_buffer_copy (labels, NULL, GEGL_ABYSS_NONE, pixels, NULL);
  gegl_buffer_flush (pixels);

  return image;
}
