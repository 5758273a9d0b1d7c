/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "network/segmented.h"

#include <string.h>

#include "host/host.h"
#include "image/maps.h"
#include "layers/layers.h"
#include "network/paths.h"
#include "pixels/pixels.h"

/* The side of the part that is taken, and the least one that shows anything. */
#define MOST_SIDE  1024
#define LEAST_SIDE 32

typedef struct
{
  gint32 image;
  gint32 group;
} Place;

/* Results tell the checksum of their network; the larger a layer's number, the newer it is. */
static void
look_for_results (gint32 image, const gchar *sum, Place *newest)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      g_autofree gchar *text = NULL;

      if (!layer->is_group || layer->id <= newest->group)
        continue;
      text = lp_host_get_layer_text (layer->id, LP_PARASITE_NETWORK);
      if (text && g_str_has_suffix (text, sum))
        *newest = (Place){ image, layer->id };
    }
}

static void
shrink_side (gint *start, gint *length)
{
  gint side = MIN (*length, MOST_SIDE);

  *start += (*length - side) / 2;
  *length = side;
}

static LlLabels *
crop_labels (const LpMaps *maps, const GeglRectangle *area)
{
  const LlLabels *from = maps->maps[LL_TASK_SEGMENTATION];
  LlLabels *part = ll_labels_new (area->width, area->height, 0);

  for (gint y = 0; y < area->height; y++)
    memcpy (part->data + (gsize) y * area->width,
            from->data + (gsize) (area->y + y - maps->area.y) * from->width + area->x -
              maps->area.x,
            (gsize) area->width);

  return part;
}

/* Returns: (transfer full) (nullable): what the result shows. */
static LpSegmented *
read_result (const Place *place, const LlClasses *classes)
{
  g_autoptr (LpMaps) maps = lp_maps_new_result (place->image, place->group, 0.5, NULL);
  const LpHostLayer *micrograph;
  g_autoptr (LpPixels) pixels = NULL;
  LpSegmented *segmented;
  GeglRectangle area;

  if (!maps || !maps->maps[LL_TASK_SEGMENTATION] ||
      !ll_classes_equal (maps->classes, classes))
    return NULL;

  /* A remark says that the micrograph is another one than then. */
  micrograph = lp_layers_find_micrograph (maps->layers, -1, NULL);
  if (!micrograph || maps->remarks->len > 0)
    return NULL;

  area = (GeglRectangle){ micrograph->x, micrograph->y, micrograph->width,
                          micrograph->height };
  if (!gegl_rectangle_intersect (&area, &area, &maps->area))
    return NULL;

  shrink_side (&area.x, &area.width);
  shrink_side (&area.y, &area.height);
  if (MIN (area.width, area.height) < LEAST_SIDE)
    return NULL;

  segmented = g_new0 (LpSegmented, 1);
  segmented->name = lp_host_get_image_name (place->image);
  segmented->labels = crop_labels (maps, &area);
  segmented->image = ll_image_new (area.width, area.height, 3);
  area.x -= micrograph->x;
  area.y -= micrograph->y;
  pixels = lp_pixels_new (micrograph->id);
  lp_pixels_read_area (pixels, &area, segmented->image->data);

  return segmented;
}

LpSegmented *
lp_segmented_find (const gchar *path, const LlClasses *classes)
{
  g_autoptr (GArray) images = lp_host_list_images ();
  g_autofree gchar *sum = lp_network_get_sum (path);
  Place newest = { -1, -1 };

  if (!sum)
    return NULL;

  for (guint i = 0; i < images->len; i++)
    look_for_results (g_array_index (images, gint32, i), sum, &newest);

  return newest.group >= 0 ? read_result (&newest, classes) : NULL;
}

void
lp_segmented_free (LpSegmented *segmented)
{
  if (!segmented)
    return;

  g_free (segmented->name);
  ll_image_free (segmented->image);
  ll_labels_free (segmented->labels);
  g_free (segmented);
}
