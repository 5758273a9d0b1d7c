/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "layers/live-layer.h"

/* The group of annotation layers that is not in another group, or NULL. */
static const LpHostLayer *
find_group (const GPtrArray *layers)
{
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (layer->is_group && lp_layer_get_role (layer) == LP_ROLE_ANNOTATIONS)
        return layer;
    }

  return NULL;
}

static gint
count_members (const GPtrArray *layers, const LpHostLayer *group)
{
  gint n = 0;

  for (guint i = 0; i < layers->len; i++)
    n += ((const LpHostLayer *) g_ptr_array_index (layers, i))->parent == group->id;

  return n;
}

gint32
lp_live_layer_add (gint32 image,
                   const GPtrArray *layers,
                   const LpHostLayer *micrograph,
                   GError **error)
{
  const LpHostLayer *group = find_group (layers);
  gint32 layer = lp_host_new_layer (image, LP_LIVE_LAYER_NAME, micrograph->width,
                                    micrograph->height, TRUE, 1.0, error);
  gint position = group ? count_members (layers, group)
                        : lp_host_get_layer_position (image, micrograph->id);

  if (layer < 0)
    return -1;

  lp_host_set_layer_text (layer, LP_PARASITE_ROLE, LP_ROLE_WORD_LIVE);
  lp_host_set_layer_offsets (layer, micrograph->x, micrograph->y);
  if (!lp_host_insert_unrecorded (image, layer, group ? group->id : micrograph->parent,
                                  position, error))
    {
      lp_host_delete_layer (layer);
      return -1;
    }

  return layer;
}

const LpHostLayer *
lp_live_layer_find (const GPtrArray *layers)
{
  for (guint i = 0; i < layers->len; i++)
    if (lp_layer_get_role (g_ptr_array_index (layers, i)) == LP_ROLE_LIVE)
      return g_ptr_array_index (layers, i);

  return NULL;
}

gboolean
lp_live_layers_drop (gint32 image, const GPtrArray *layers, gint32 kept)
{
  gboolean any = FALSE;

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (layer->id == kept || lp_layer_get_role (layer) != LP_ROLE_LIVE)
        continue;
      lp_host_delete_unrecorded (image, layer->id);
      any = TRUE;
    }

  return any;
}
