/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Turns the layers of a result back into label maps. */

#include "image/maps.h"

#include <glib/gi18n-lib.h>

#include "image/remarks.h"
#include "layers/kept-classes.h"
#include "layers/layers.h"
#include "layers/others.h"
#include "pixels/origin.h"
#include "pixels/pixels.h"

void
lp_maps_free (LpMaps *maps)
{
  if (!maps)
    return;

  for (gint task = 0; task < LL_N_TASKS; task++)
    ll_labels_free (maps->maps[task]);
  ll_instances_free (maps->objects);
  ll_classes_free (maps->classes);
  g_clear_pointer (&maps->layers, g_ptr_array_unref);
  g_clear_pointer (&maps->remarks, g_ptr_array_unref);
  g_free (maps->name);
  g_free (maps);
}

static gboolean
read_map (LpMaps *maps,
          const LpPlanes *planes,
          LlTask task,
          gdouble threshold,
          GError **error)
{
  LlLabels *map = ll_labels_new (maps->area.width, maps->area.height, 0);
  const LpHostLayer *layer = planes->layers[task][0];
  LlPaintTally tally = { 0 };

  maps->maps[task] = map;
  for (gint y = 0; y < map->height; y += LP_PIXELS_STRIP)
    {
      GeglRectangle strip = { maps->area.x, maps->area.y + y, map->width,
                              MIN (LP_PIXELS_STRIP, map->height - y) };
      guint8 *labels = map->data + (gsize) y * map->width;

      if (!lp_planes_read_labels (planes, task, threshold, maps->classes, &strip, labels,
                                  &tally, error))
        return FALSE;
    }

  if (!ll_paint_tally_check (&tally, maps->classes, task, error))
    {
      g_prefix_error (error, _ ("Layer \"%s\": "), layer->name);
      return FALSE;
    }
  if (layer)
    lp_remarks_add_paint (maps->remarks, maps->name, layer->name, maps->classes, task,
                          &tally, TRUE);

  return TRUE;
}

static void
ignore_missing (LpMaps *maps)
{
  gsize n = (gsize) maps->area.width * maps->area.height;
  g_autofree guint8 *missing = NULL;

  if (!maps->planes.missing)
    return;

  missing = g_new0 (guint8, n);
  lp_planes_read_missing (&maps->planes, &maps->area, missing);
  for (gint task = 0; task < LL_N_TASKS; task++)
    for (gsize i = 0; maps->maps[task] && i < n; i++)
      if (missing[i])
        maps->maps[task]->data[i] = LL_LABEL_IGNORE;
}

/* Whether another page of a stack is what the result was made from. */
static gboolean
is_other_page (const GPtrArray *layers,
               const LpHostLayer *micrograph,
               const LpOrigin *then)
{
  g_autoptr (GPtrArray) pages = lp_others_list_pages (layers, micrograph);

  for (guint i = 1; i < pages->len; i++)
    {
      const LpHostLayer *page = g_ptr_array_index (pages, i);
      LpOrigin now;

      lp_origin_read (&now, page->id);
      if (lp_origin_compare (then, &now) == LP_ORIGIN_SAME)
        return TRUE;
    }

  return FALSE;
}

/* Says so where the result does not belong to the micrograph as it is now. */
static void
check_origin (LpMaps *maps, gint32 drawable)
{
  const LpHostLayer *micrograph =
    lp_layers_find_micrograph (maps->layers, drawable, NULL);
  g_autofree gchar *text = lp_host_get_layer_text (maps->group, LP_PARASITE_ORIGIN);
  const GeglRectangle *area = &maps->area;
  LpOrigin then, now;
  LpOriginChange change;

  if (!micrograph || !lp_origin_from_text (&then, text))
    return;

  if (area->x != micrograph->x || area->y != micrograph->y ||
      area->width != micrograph->width || area->height != micrograph->height)
    lp_remarks_add (
      maps->remarks,
      _ ("The result \"%s\" has %d x %d pixels at x = %d, y = %d, but the "
         "micrograph has %d x %d at x = %d, y = %d: segment it again if the "
         "result is to be of this micrograph."),
      maps->name, area->width, area->height, area->x, area->y, micrograph->width,
      micrograph->height, micrograph->x, micrograph->y);

  lp_origin_read (&now, micrograph->id);
  change = lp_origin_compare (&then, &now);
  if (change == LP_ORIGIN_CHANGED && is_other_page (maps->layers, micrograph, &then))
    return;
  switch (change)
    {
    case LP_ORIGIN_SAME:
      break;
    case LP_ORIGIN_SCALED:
      lp_remarks_add (maps->remarks,
                      _ ("The image was scaled from %d x %d to %d x %d pixels after the "
                         "result \"%s\" was made: segment it again for exact borders."),
                      then.width, then.height, now.width, now.height, maps->name);
      break;
    case LP_ORIGIN_CHANGED:
      lp_remarks_add (maps->remarks,
                      _ ("The result \"%s\" was made from a micrograph that looks "
                         "different: segment this one again, unless the difference does "
                         "not matter."),
                      maps->name);
      break;
    case LP_ORIGIN_RESIZED:
      lp_remarks_add (
        maps->remarks,
        _ ("The result \"%s\" was made from a micrograph of %d x %d pixels, "
           "but this one has %d x %d: if it was not only cropped, segment it "
           "again."),
        maps->name, then.width, then.height, now.width, now.height);
      break;
    }
}

LpMaps *
lp_maps_new_result (gint32 image, gint32 drawable, gdouble threshold, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *group = lp_planes_find_group (layers, drawable);
  g_autoptr (LpMaps) maps = NULL;
  g_autofree gchar *json = NULL;

  if (!group)
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("The image has no result: call Segment first."));
      return NULL;
    }

  maps = g_new0 (LpMaps, 1);
  maps->remarks = lp_remarks_new ();
  maps->layers = g_ptr_array_ref (layers);
  maps->name = g_strdup (group->name);
  maps->group = group->id;

  /* The classes of the network, which may differ from those of the image. */
  json = lp_host_get_layer_text (group->id, LP_PARASITE_CLASSES);
  maps->classes = json ? ll_classes_from_json (json, -1, error)
                       : lp_kept_classes_read (image, NULL, error);
  if (!maps->classes)
    return NULL;

  if (!lp_planes_find (image, layers, group, maps->classes, &maps->planes))
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("The result \"%s\" has none of its layers left: segment the image "
                      "again."),
                   group->name);
      return NULL;
    }

  maps->area = lp_planes_get_area (&maps->planes);
  for (gint task = 0; task < LL_N_TASKS; task++)
    if (lp_planes_have_task (&maps->planes, (LlTask) task) &&
        !read_map (maps, &maps->planes, (LlTask) task, threshold, error))
      return NULL;
  ignore_missing (maps);
  check_origin (maps, drawable);

  return g_steal_pointer (&maps);
}
