/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A layer of its own and not a part of the result's group, so that it can be seen over the
 * untouched micrograph, and objects of painted masks have one as well.
 */

#include "measure/objects-layer.h"

#include <glib/gi18n-lib.h>

#include "draw/instances.h"
#include "draw/numbers.h"
#include "layers/layers.h"
#include "layers/pictures.h"

#define LAYER_NAME "Objects measured"

/* The largest numbers, as a share of the shorter side of the objects' area. */
#define NUMBERS_SHARE 0.04

/* How opaque objects are, 0 .. 255; numbers are as opaque as can be. */
#define OPACITY 128

static const LlColour grey = { { 128, 128, 128 } };

/* Returns the colours of the objects; those that do not count are grey. */
static GeglBuffer *
draw_objects (const LpFound *found, const LlObjects *objects)
{
  g_autofree gboolean *left_out = g_new0 (gboolean, (gsize) found->instances->n + 1);

  for (gint i = 0; i < objects->n; i++)
    left_out[objects->objects[i].id] = !(objects->objects[i].weight > 0.0);

  return lp_instances_draw_some (found->instances, left_out, grey, OPACITY);
}

/* @n_left_out: (out): numbers without room */
static GeglBuffer *
draw_numbers (const LpFound *found, const LlObjects *objects, gint *n_left_out)
{
  const LlInstances *map = found->instances;
  LpLettering lettering = { "Sans", NUMBERS_SHARE * MIN (map->width, map->height) };
  GeglRectangle frame = { 0, 0, map->width, map->height };
  GeglRectangle nothing = { 0, 0, 0, 0 };

  return lp_numbers_draw (map, objects, &lettering, &frame, &nothing, n_left_out);
}

/* Deletes earlier layers; a call that was made on one of them gets the new one instead. */
static void
delete_earlier (LpCall *call, gint32 replacement)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  gint32 active = lp_host_get_layer (call->drawable);

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);

      if (layer->is_group || lp_layer_get_role (layer) != LP_ROLE_MEASURED)
        continue;
      if (layer->id == active)
        call->drawable = replacement;
      lp_host_delete_layer (layer->id);
    }
}

static gboolean
insert_layer (LpCall *call, const LpPictures *pictures, GError **error)
{
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (gint32));
  gint32 layer;

  if (!lp_pictures_make_layers (pictures, call->image, layers, error))
    return FALSE;

  layer = g_array_index (layers, gint32, 0);
  lp_host_set_layer_text (layer, LP_PARASITE_ROLE, LP_ROLE_WORD_MEASURED);
  delete_earlier (call, layer);
  if (!lp_host_insert_layer (call->image, layer, -1, 0, error))
    {
      lp_host_delete_layer (layer);
      return FALSE;
    }

  lp_layers_hide_others (call->image, layer);
  /* The next brush stroke is not meant for it. */
  if (lp_host_get_layer (call->drawable) >= 0)
    lp_host_select_layer (call->image, lp_host_get_layer (call->drawable));

  return TRUE;
}

gboolean
lp_objects_layer_insert (LpCall *call,
                         const LpFound *found,
                         const LlObjects *objects,
                         gint *n_left_out,
                         GError **error)
{
  g_autoptr (LpPictures) pictures = lp_pictures_new ();

  if (lp_host_get_image_base (call->image) != LP_BASE_RGB)
    {
      if (!lp_host_convert_to_rgb (call->image, error))
        return FALSE;
      lp_call_note (
        call, _ ("The image was converted to RGB, so that layers can have colours."));
    }

  lp_pictures_add (pictures, LAYER_NAME,
                   lp_pictures_merge (draw_numbers (found, objects, n_left_out),
                                      draw_objects (found, objects)),
                   found->area.x, found->area.y, 1.0);

  return insert_layer (call, pictures, error);
}
