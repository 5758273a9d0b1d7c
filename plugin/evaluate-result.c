/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A result's layers back to label maps. */

#include "evaluate.h"

#include <glib/gi18n-lib.h>

#include "pixels.h"
#include "planes.h"

void
ll_maps_free (LlMaps *maps)
{
  if (!maps)
    return;

  for (gint task = 0; task < LL_N_TASKS; task++)
    ll_labels_free (maps->maps[task]);
  ll_classes_free (maps->classes);
  g_free (maps->name);
  g_free (maps);
}

static gboolean
read_map (LlMaps *maps,
          const LlPlanes *planes,
          LlTask task,
          gdouble threshold,
          GError **error)
{
  LlLabels *map = ll_labels_new (maps->area.width, maps->area.height, 0);

  maps->maps[task] = map;
  for (gint y = 0; y < map->height; y += LL_PIXELS_STRIP)
    {
      GeglRectangle strip = { maps->area.x, maps->area.y + y, map->width,
                              MIN (LL_PIXELS_STRIP, map->height - y) };
      guint8 *labels = map->data + (gsize) y * map->width;

      if (!ll_planes_read_labels (planes, task, threshold, maps->classes, &strip, labels,
                                  error))
        return FALSE;
    }

  return TRUE;
}

LlMaps *
ll_maps_new_result (gint32 image, gint32 drawable, gdouble threshold, GError **error)
{
  g_autoptr (GPtrArray) layers = ll_host_list_layers (image);
  const LlHostLayer *group = ll_planes_find_group (layers, drawable);
  g_autoptr (LlMaps) maps = NULL;
  g_autofree gchar *json = NULL;
  LlPlanes planes;

  if (!group)
    {
      g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_NOT_FOUND,
                   _ ("The image has no result: call Filters > Lazy Labels > Segment... "
                      "first."));
      return NULL;
    }

  maps = g_new0 (LlMaps, 1);
  maps->name = g_strdup (group->name);
  maps->group = group->id;

  /* The network's classes, which need not be the image's. */
  json = ll_host_get_layer_text (group->id, LL_PARASITE_CLASSES);
  maps->classes =
    json ? ll_classes_from_json (json, -1, error) : ll_layers_get_classes (image, error);
  if (!maps->classes)
    return NULL;

  if (!ll_planes_find (image, layers, group, maps->classes, &planes))
    {
      g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_NOT_FOUND,
                   _ ("The result \"%s\" has none of its layers left: segment the image "
                      "again."),
                   group->name);
      return NULL;
    }

  maps->area = ll_planes_get_area (&planes);
  for (gint task = 0; task < LL_N_TASKS; task++)
    if (ll_planes_have_task (&planes, (LlTask) task) &&
        !read_map (maps, &planes, (LlTask) task, threshold, error))
      return NULL;

  return g_steal_pointer (&maps);
}
