/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 3: layers, groups and their pixels. */

#include "gimp3/gimp3.h"

#include <glib/gi18n-lib.h>

static void
add_layers (GPtrArray *layers, GimpItem **items, gint32 parent)
{
  for (gint i = 0; items && items[i]; i++)
    {
      GimpDrawable *drawable = GIMP_DRAWABLE (items[i]);
      LpHostLayer *layer = g_new0 (LpHostLayer, 1);

      layer->id = gimp_item_get_id (items[i]);
      layer->parent = parent;
      layer->is_group = gimp_item_is_group (items[i]);
      layer->width = gimp_drawable_get_width (drawable);
      layer->height = gimp_drawable_get_height (drawable);
      layer->name = gimp_item_get_name (items[i]);
      gimp_drawable_get_offsets (drawable, &layer->x, &layer->y);
      g_ptr_array_add (layers, layer);

      if (layer->is_group)
        {
          g_autofree GimpItem **children = gimp_item_get_children (items[i]);

          add_layers (layers, children, layer->id);
        }
    }
}

GPtrArray *
lp_host_list_layers (gint32 image)
{
  GPtrArray *layers =
    g_ptr_array_new_with_free_func ((GDestroyNotify) lp_host_layer_free);
  g_autofree GimpLayer **top = gimp_image_get_layers (gimp_image_get_by_id (image));

  add_layers (layers, (GimpItem **) top, -1);

  return layers;
}

gint32
lp_host_get_layer (gint32 drawable)
{
  GimpItem *item = gimp_item_get_by_id (drawable);

  if (item && GIMP_IS_LAYER_MASK (item))
    item = GIMP_ITEM (gimp_layer_from_mask (GIMP_LAYER_MASK (item)));

  return item && GIMP_IS_LAYER (item) ? gimp_item_get_id (item) : -1;
}

GeglBuffer *
lp_host_get_buffer (gint32 layer, gboolean managed)
{
  GimpItem *item = gimp_item_get_by_id (layer);
  GeglBuffer *buffer = gimp_drawable_get_buffer (GIMP_DRAWABLE (item));
  const Babl *format = gegl_buffer_get_format (buffer);
  GimpImage *image = gimp_item_get_image (item);

  /* GIMP 3 returns buffers with the colour space of the image: drop it, and keep the bytes.
   * Only the colours of a palette need their space.
   */
  if (!babl_format_is_palette (format) &&
      (!managed || gimp_image_get_base_type (image) != GIMP_RGB))
    gegl_buffer_set_format (buffer, babl_format (babl_format_get_encoding (format)));

  return buffer;
}

GeglBuffer *
lp_host_get_mask_buffer (gint32 layer)
{
  GimpLayer *item = gimp_layer_get_by_id (layer);
  GimpLayerMask *mask = gimp_layer_get_mask (item);

  if (!mask || !gimp_layer_get_apply_mask (item))
    return NULL;

  return gimp_drawable_get_buffer (GIMP_DRAWABLE (mask));
}

GeglBuffer *
lp_host_get_selection_buffer (gint32 image)
{
  GimpImage *object = gimp_image_get_by_id (image);

  if (gimp_selection_is_empty (object))
    return NULL;

  return gimp_drawable_get_buffer (GIMP_DRAWABLE (gimp_image_get_selection (object)));
}

/* A selection can't be written, but one can be made of a channel. */
gboolean
lp_host_select_pixels (gint32 image, GeglBuffer *pixels, GError **error)
{
  GimpImage *object = gimp_image_get_by_id (image);
  GeglColor *black = gegl_color_new ("black");
  GimpChannel *channel =
    gimp_channel_new (object, "selection", gimp_image_get_width (object),
                      gimp_image_get_height (object), 100.0, black);
  GeglBuffer *buffer =
    channel ? gimp_drawable_get_buffer (GIMP_DRAWABLE (channel)) : NULL;
  gboolean done = FALSE;

  g_object_unref (black);
  if (buffer)
    {
      gegl_buffer_clear (buffer, NULL);
      gegl_buffer_copy (pixels, NULL, GEGL_ABYSS_NONE, buffer,
                        gegl_buffer_get_extent (pixels));
      gegl_buffer_flush (buffer);
      g_object_unref (buffer);

      gimp_context_push ();
      gimp_context_set_feather (FALSE);
      done =
        gimp_image_insert_channel (object, channel, NULL, 0) &&
        gimp_image_select_item (object, GIMP_CHANNEL_OP_REPLACE, GIMP_ITEM (channel));
      gimp_context_pop ();
      gimp_image_remove_channel (object, channel);
    }
  if (!done)
    lp_host_set_error (error, _ ("Pixels can't be selected"));

  return done;
}

gint32
lp_host_new_layer (gint32 image,
                   const gchar *name,
                   gint width,
                   gint height,
                   gboolean alpha,
                   gdouble opacity,
                   GError **error)
{
  GimpImage *object = gimp_image_get_by_id (image);
  gboolean grey = gimp_image_get_base_type (object) == GIMP_GRAY;
  GimpImageType type = grey ? (alpha ? GIMP_GRAYA_IMAGE : GIMP_GRAY_IMAGE)
                            : (alpha ? GIMP_RGBA_IMAGE : GIMP_RGB_IMAGE);
  GimpLayer *layer;

  layer = gimp_layer_new (object, name, width, height, type, 100.0 * opacity,
                          gimp_image_get_default_new_layer_mode (object));
  if (layer)
    return gimp_item_get_id (GIMP_ITEM (layer));

  lp_host_set_error (error, _ ("A layer can't be made"));

  return -1;
}

gint32
lp_host_new_group (gint32 image, const gchar *name, GError **error)
{
  GimpGroupLayer *group = gimp_group_layer_new (gimp_image_get_by_id (image), name);

  if (group)
    return gimp_item_get_id (GIMP_ITEM (group));

  lp_host_set_error (error, _ ("A layer group can't be made"));

  return -1;
}

gboolean
lp_host_insert_layer (gint32 image,
                      gint32 layer,
                      gint32 parent,
                      gint position,
                      GError **error)
{
  GimpLayer *group = parent < 0 ? NULL : gimp_layer_get_by_id (parent);

  if (gimp_image_insert_layer (gimp_image_get_by_id (image), gimp_layer_get_by_id (layer),
                               group, position))
    return TRUE;

  lp_host_set_error (error, _ ("A layer can't be added"));

  return FALSE;
}

gint
lp_host_get_layer_position (gint32 image, gint32 layer)
{
  return gimp_image_get_item_position (gimp_image_get_by_id (image),
                                       gimp_item_get_by_id (layer));
}

void
lp_host_delete_layer (gint32 layer)
{
  GimpItem *item = gimp_item_get_by_id (layer);

  /* A layer that is not in an image yet can't be removed from one. */
  if (!gimp_image_remove_layer (gimp_item_get_image (item), GIMP_LAYER (item)))
    gimp_item_delete (item);
}

void
lp_host_set_layer_offsets (gint32 layer, gint x, gint y)
{
  gimp_layer_set_offsets (gimp_layer_get_by_id (layer), x, y);
}

void
lp_host_set_layer_visible (gint32 layer, gboolean visible)
{
  gimp_item_set_visible (gimp_item_get_by_id (layer), visible);
}

void
lp_host_select_layer (gint32 image, gint32 layer)
{
  const GimpLayer *layers[] = { gimp_layer_get_by_id (layer), NULL };

  gimp_image_set_selected_layers (gimp_image_get_by_id (image), layers);
}

/* Changes of pixels */

gboolean
lp_host_are_pixels_locked (gint32 layer)
{
  for (GimpItem *item = gimp_item_get_by_id (layer); item;
       item = gimp_item_get_parent (item))
    if (gimp_item_get_lock_content (item))
      return TRUE;

  return FALSE;
}

gboolean
lp_host_is_alpha_locked (gint32 layer)
{
  return gimp_layer_get_lock_alpha (gimp_layer_get_by_id (layer));
}

gboolean
lp_host_extend_layer (gint32 layer, const GeglRectangle *extent, GError **error)
{
  GimpLayer *item = gimp_layer_get_by_id (layer);
  GimpDrawable *drawable = GIMP_DRAWABLE (item);
  GeglRectangle own = { 0, 0, gimp_drawable_get_width (drawable),
                        gimp_drawable_get_height (drawable) };
  GeglRectangle wanted;

  gegl_rectangle_bounding_box (&wanted, &own, extent);
  if (gegl_rectangle_equal (&wanted, &own))
    return TRUE;

  /* Without an alpha channel, GIMP fills the new area with a colour. */
  if ((gimp_drawable_has_alpha (drawable) || gimp_layer_add_alpha (item)) &&
      gimp_layer_resize (item, wanted.width, wanted.height, -wanted.x, -wanted.y))
    return TRUE;

  lp_host_set_error (error, _ ("The layer can't be made larger"));

  return FALSE;
}

/* GIMP saves only selected pixels for undo, so the area to change is selected. */
gboolean
lp_host_write_pixels (gint32 layer, GeglBuffer *pixels, GError **error)
{
  GimpDrawable *drawable = gimp_drawable_get_by_id (layer);
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (drawable));
  const GeglRectangle *area = gegl_buffer_get_extent (pixels);
  GimpChannel *selection =
    gimp_selection_is_empty (image) ? NULL : gimp_selection_save (image);
  GeglBuffer *shadow = gimp_drawable_get_shadow_buffer (drawable);
  gboolean done;
  gint x, y;

  gegl_buffer_copy (pixels, area, GEGL_ABYSS_NONE, shadow, area);
  gegl_buffer_flush (shadow);
  g_object_unref (shadow);

  gimp_context_push ();
  gimp_context_set_antialias (FALSE);
  gimp_context_set_feather (FALSE);
  gimp_drawable_get_offsets (drawable, &x, &y);
  gimp_image_select_rectangle (image, GIMP_CHANNEL_OP_REPLACE, x + area->x, y + area->y,
                               area->width, area->height);
  done = gimp_drawable_merge_shadow (drawable, TRUE);
  if (done)
    gimp_drawable_update (drawable, area->x, area->y, area->width, area->height);
  else
    lp_host_set_error (error, _ ("The layer can't be painted on"));

  if (selection)
    {
      gimp_image_select_item (image, GIMP_CHANNEL_OP_REPLACE, GIMP_ITEM (selection));
      gimp_image_remove_channel (image, selection);
    }
  else
    {
      gimp_selection_none (image);
    }
  gimp_context_pop ();

  return done;
}
