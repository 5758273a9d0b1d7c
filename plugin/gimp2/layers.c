/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The seam to GIMP 2.10: layers, groups and their pixels. */

#include "gimp2/gimp2.h"

#include <glib/gi18n-lib.h>
#include <libgimp/gimp.h>

static void
add_layers (GPtrArray *layers, const gint *ids, gint n, gint32 parent)
{
  for (gint i = 0; i < n; i++)
    {
      LpHostLayer *layer = g_new0 (LpHostLayer, 1);

      layer->id = ids[i];
      layer->parent = parent;
      layer->is_group = gimp_item_is_group (ids[i]);
      layer->width = gimp_drawable_width (ids[i]);
      layer->height = gimp_drawable_height (ids[i]);
      layer->name = gimp_item_get_name (ids[i]);
      gimp_drawable_offsets (ids[i], &layer->x, &layer->y);
      g_ptr_array_add (layers, layer);

      if (layer->is_group)
        {
          gint n_children = 0;
          g_autofree gint *children = gimp_item_get_children (ids[i], &n_children);

          add_layers (layers, children, n_children, ids[i]);
        }
    }
}

GPtrArray *
lp_host_list_layers (gint32 image)
{
  GPtrArray *layers =
    g_ptr_array_new_with_free_func ((GDestroyNotify) lp_host_layer_free);
  gint n = 0;
  g_autofree gint *ids = gimp_image_get_layers (image, &n);

  add_layers (layers, ids, n, -1);

  return layers;
}

gint32
lp_host_get_layer (gint32 drawable)
{
  if (!gimp_item_is_valid (drawable))
    return -1;
  if (gimp_item_is_layer_mask (drawable))
    return gimp_layer_from_mask (drawable);

  return gimp_item_is_layer (drawable) ? drawable : -1;
}

/* The colour space of the profile of an image; NULL for sRGB. */
static const Babl *
get_space (gint32 image)
{
  GimpColorProfile *profile = gimp_image_get_color_profile (image);
  const Babl *space;

  if (!profile)
    return NULL;

  space = gimp_color_profile_get_space (
    profile, GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC, NULL);
  g_object_unref (profile);

  return space;
}

GeglBuffer *
lp_host_get_buffer (gint32 layer, gboolean managed)
{
  GeglBuffer *buffer = gimp_drawable_get_buffer (layer);
  gint32 image = gimp_item_get_image (layer);
  const Babl *space = NULL;

  if (managed && gimp_image_base_type (image) == GIMP_RGB)
    space = get_space (image);

  /* GIMP 2.10 returns buffers without a colour space: add it, and keep the bytes. */
  if (space)
    gegl_buffer_set_format (
      buffer, babl_format_with_space (
                babl_format_get_encoding (gegl_buffer_get_format (buffer)), space));

  return buffer;
}

GeglBuffer *
lp_host_get_mask_buffer (gint32 layer)
{
  gint32 mask = gimp_layer_get_mask (layer);

  if (mask < 0 || !gimp_layer_get_apply_mask (layer))
    return NULL;

  return gimp_drawable_get_buffer (mask);
}

GeglBuffer *
lp_host_get_selection_buffer (gint32 image)
{
  if (gimp_selection_is_empty (image))
    return NULL;

  return gimp_drawable_get_buffer (gimp_image_get_selection (image));
}

/* A selection can't be written, but one can be made of a channel. */
gboolean
lp_host_select_pixels (gint32 image, GeglBuffer *pixels, GError **error)
{
  GimpRGB black = { 0.0, 0.0, 0.0, 1.0 };
  gint32 channel = gimp_channel_new (image, "selection", gimp_image_width (image),
                                     gimp_image_height (image), 100.0, &black);
  GeglBuffer *buffer = channel < 0 ? NULL : gimp_drawable_get_buffer (channel);
  gboolean done = FALSE;

  if (buffer)
    {
      gegl_buffer_clear (buffer, NULL);
      gegl_buffer_copy (pixels, NULL, GEGL_ABYSS_NONE, buffer,
                        gegl_buffer_get_extent (pixels));
      gegl_buffer_flush (buffer);
      g_object_unref (buffer);

      gimp_context_push ();
      gimp_context_set_feather (FALSE);
      done = gimp_image_insert_channel (image, channel, -1, 0) &&
             gimp_image_select_item (image, GIMP_CHANNEL_OP_REPLACE, channel);
      gimp_context_pop ();
      gimp_image_remove_channel (image, channel);
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
  gboolean grey = gimp_image_base_type (image) == GIMP_GRAY;
  GimpImageType type = grey ? (alpha ? GIMP_GRAYA_IMAGE : GIMP_GRAY_IMAGE)
                            : (alpha ? GIMP_RGBA_IMAGE : GIMP_RGB_IMAGE);
  gint32 layer;

  layer = gimp_layer_new (image, name, width, height, type, 100.0 * opacity,
                          gimp_image_get_default_new_layer_mode (image));
  if (layer < 0)
    lp_host_set_error (error, _ ("A layer can't be made"));

  return layer;
}

gint32
lp_host_new_group (gint32 image, const gchar *name, GError **error)
{
  gint32 group = gimp_layer_group_new (image);

  if (group < 0)
    lp_host_set_error (error, _ ("A layer group can't be made"));
  else
    gimp_item_set_name (group, name);

  return group;
}

gboolean
lp_host_insert_layer (gint32 image,
                      gint32 layer,
                      gint32 parent,
                      gint position,
                      GError **error)
{
  if (gimp_image_insert_layer (image, layer, parent, position))
    return TRUE;

  lp_host_set_error (error, _ ("A layer can't be added"));

  return FALSE;
}

gint
lp_host_get_layer_position (gint32 image, gint32 layer)
{
  return gimp_image_get_item_position (image, layer);
}

void
lp_host_delete_layer (gint32 layer)
{
  gint32 image = gimp_item_get_image (layer);

  /* A layer that is not in an image yet can't be removed from one. */
  if (!gimp_image_remove_layer (image, layer))
    gimp_item_delete (layer);
}

void
lp_host_set_layer_offsets (gint32 layer, gint x, gint y)
{
  gimp_layer_set_offsets (layer, x, y);
}

void
lp_host_set_layer_visible (gint32 layer, gboolean visible)
{
  gimp_item_set_visible (layer, visible);
}

void
lp_host_select_layer (gint32 image, gint32 layer)
{
  gimp_image_set_active_layer (image, layer);
}

/* Changes of pixels */

gboolean
lp_host_are_pixels_locked (gint32 layer)
{
  for (gint32 item = layer; item >= 0; item = gimp_item_get_parent (item))
    if (gimp_item_get_lock_content (item))
      return TRUE;

  return FALSE;
}

gboolean
lp_host_is_alpha_locked (gint32 layer)
{
  return gimp_layer_get_lock_alpha (layer);
}

gboolean
lp_host_extend_layer (gint32 layer, const GeglRectangle *extent, GError **error)
{
  GeglRectangle own = { 0, 0, gimp_drawable_width (layer), gimp_drawable_height (layer) };
  GeglRectangle wanted;

  gegl_rectangle_bounding_box (&wanted, &own, extent);
  if (gegl_rectangle_equal (&wanted, &own))
    return TRUE;

  /* Without an alpha channel, GIMP fills the new area with a colour. */
  if ((gimp_drawable_has_alpha (layer) || gimp_layer_add_alpha (layer)) &&
      gimp_layer_resize (layer, wanted.width, wanted.height, -wanted.x, -wanted.y))
    return TRUE;

  lp_host_set_error (error, _ ("The layer can't be made larger"));

  return FALSE;
}

/* GIMP saves only selected pixels for undo, so the area to change is selected. */
gboolean
lp_host_write_pixels (gint32 layer, GeglBuffer *pixels, GError **error)
{
  const GeglRectangle *area = gegl_buffer_get_extent (pixels);
  gint32 image = gimp_item_get_image (layer);
  gint32 selection = gimp_selection_is_empty (image) ? -1 : gimp_selection_save (image);
  GeglBuffer *shadow = gimp_drawable_get_shadow_buffer (layer);
  gboolean done;
  gint x, y;

  /* Keep the bytes, as lp_host_get_buffer() does. */
  gegl_buffer_set_format (shadow, gegl_buffer_get_format (pixels));
  gegl_buffer_copy (pixels, area, GEGL_ABYSS_NONE, shadow, area);
  gegl_buffer_flush (shadow);
  g_object_unref (shadow);

  gimp_context_push ();
  gimp_context_set_antialias (FALSE);
  gimp_context_set_feather (FALSE);
  gimp_drawable_offsets (layer, &x, &y);
  gimp_image_select_rectangle (image, GIMP_CHANNEL_OP_REPLACE, x + area->x, y + area->y,
                               area->width, area->height);
  done = gimp_drawable_merge_shadow (layer, TRUE);
  if (done)
    gimp_drawable_update (layer, area->x, area->y, area->width, area->height);
  else
    lp_host_set_error (error, _ ("The layer can't be painted on"));

  if (selection >= 0)
    {
      gimp_image_select_item (image, GIMP_CHANNEL_OP_REPLACE, selection);
      gimp_image_remove_channel (image, selection);
    }
  else
    {
      gimp_selection_none (image);
    }
  gimp_context_pop ();

  return done;
}
