/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "layers/accepted.h"

#include "layers/layers.h"
#include "layers/masks.h"
#include "pixels/pixels.h"

/* Names are the same in all languages. */
#define GROUP_NAME "Accepted"

static const LpHostLayer *
find_layer (const GPtrArray *layers, LlTask task)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      g_autofree gchar *text =
        layer->is_group ? NULL : lp_host_get_layer_text (layer->id, LP_PARASITE_ACCEPTED);

      if (g_strcmp0 (text, ll_task_get_name (task)) == 0)
        return layer;
    }

  return NULL;
}

static const LpHostLayer *
find_group (const GPtrArray *layers)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (layer->is_group && lp_layer_get_role (layer) == LP_ROLE_ACCEPTED)
        return layer;
    }

  return NULL;
}

/* Returns the group, or -1. */
static gint32
add_group (gint32 image, const GPtrArray *layers, GError **error)
{
  const LpHostLayer *below = NULL;
  gint32 group;

  for (guint i = 0; i < layers->len && !below; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (lp_layer_get_role (layer) == LP_ROLE_SEGMENTATION)
        below = layer;
    }

  group = lp_host_new_group (image, GROUP_NAME, error);
  if (group < 0)
    return -1;
  lp_host_set_layer_text (group, LP_PARASITE_ROLE, LP_ROLE_WORD_ACCEPTED);
  lp_host_set_layer_visible (group, FALSE);
  if (!lp_host_insert_layer (
        image, group, below ? below->parent : -1,
        below ? lp_host_get_layer_position (image, below->id) + 1 : 0, error))
    {
      lp_host_delete_layer (group);
      return -1;
    }

  return group;
}

/* Returns a layer without paint, or -1. */
static gint32
add_layer (gint32 image, LlTask task, gint32 group, GError **error)
{
  g_autofree gchar *name =
    g_strdup_printf ("%s: %s", GROUP_NAME, ll_task_get_title (task));
  gint width, height;
  gint32 layer;

  lp_host_get_image_size (image, &width, &height);
  layer = lp_host_new_layer (image, name, width, height, TRUE, 1.0, error);
  if (layer < 0)
    return -1;
  lp_host_set_layer_text (layer, LP_PARASITE_ROLE, LP_ROLE_WORD_ACCEPTED);
  lp_host_set_layer_text (layer, LP_PARASITE_ACCEPTED, ll_task_get_name (task));
  if (!lp_host_insert_layer (image, layer, group, (gint) task, error))
    {
      lp_host_delete_layer (layer);
      return -1;
    }

  return layer;
}

LlLabels *
lp_accepted_read (gint32 image,
                  const LlClasses *classes,
                  LlTask task,
                  const GeglRectangle *area)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *layer = find_layer (layers, task);
  LlLabels *labels = ll_labels_new (area->width, area->height, LL_LABEL_IGNORE);
  g_autoptr (LlPaintReader) reader = NULL;
  g_autoptr (GeglBuffer) buffer = NULL;
  g_autofree gfloat *rgba = NULL;
  g_autofree guint8 *ignored = NULL;

  if (layer)
    reader = ll_paint_reader_new (classes, task, LL_COVERAGE_SPARSE, area->width, NULL);
  if (!reader)
    return labels;

  buffer = lp_host_get_buffer (layer->id, TRUE);
  rgba = g_new (gfloat, (gsize) 4 * LP_PIXELS_STRIP * area->width);
  ignored = g_new0 (guint8, area->width);
  for (gint y = 0; y < area->height; y += LP_PIXELS_STRIP)
    {
      GeglRectangle strip = { area->x - layer->x, area->y - layer->y + y, area->width,
                              MIN (LP_PIXELS_STRIP, area->height - y) };

      gegl_buffer_get (buffer, &strip, 1.0, babl_format ("R'G'B'A float"), rgba,
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gint row = 0; row < strip.height; row++)
        ll_paint_reader_read_row (
          reader, rgba + (gsize) 4 * row * area->width, area->x, area->y + y + row,
          labels->data + (gsize) (y + row) * area->width, ignored);
    }

  return labels;
}

gboolean
lp_accepted_write (gint32 image,
                   const LlClasses *classes,
                   LlTask task,
                   const LlLabels *labels,
                   gint x,
                   gint y,
                   GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *found = find_layer (layers, task);
  const LpHostLayer *group = find_group (layers);
  gint32 layer = found ? found->id : -1;

  if (!found)
    {
      gint32 parent = group ? group->id : add_group (image, layers, error);

      layer = parent < 0 ? -1 : add_layer (image, task, parent, error);
    }

  return layer >= 0 &&
         lp_masks_change_layer (image, layer, task, classes, labels, x, y, error);
}

gint64
lp_accepted_count (gint32 image,
                   const LlClasses *classes,
                   LlTask task,
                   const GeglRectangle *area,
                   const LlLabels *labels)
{
  g_autoptr (LlLabels) accepted = lp_accepted_read (image, classes, task, area);
  gint64 n = 0;

  for (gsize i = 0; i < (gsize) labels->width * labels->height; i++)
    n += accepted->data[i] != LL_LABEL_IGNORE && accepted->data[i] == labels->data[i];

  return n;
}
