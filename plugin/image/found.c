/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Turns layers into the maps in which the engine finds objects. */

#include "image/found.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "image/labels.h"
#include "image/maps.h"
#include "image/remarks.h"
#include "layers/kept-classes.h"
#include "layers/planes.h"
#include "pixels/pixels.h"
#include "procedure/names.h"

void
lp_found_free (LpFound *found)
{
  if (!found)
    return;

  ll_instances_free (found->instances);
  ll_classes_free (found->classes);
  lp_there_free (found->there);
  g_ptr_array_unref (found->remarks);
  g_free (found->name);
  g_free (found);
}

/* Crops @area to the bounding box of what is selected; FALSE when nothing in it is. */
static gboolean
crop_to_selection (gint32 image, GeglRectangle *area)
{
  g_autoptr (LpThere) selected = lp_there_new (area);
  gint left = area->width, top = area->height, right = -1, bottom = -1;

  lp_there_add_selection (selected, image);
  if (!selected->selection)
    return TRUE;

  for (gint y = 0; y < area->height; y++)
    for (gint x = 0; x < area->width; x++)
      if (!selected->missing[(gsize) y * area->width + x])
        {
          left = MIN (left, x);
          right = MAX (right, x);
          top = MIN (top, y);
          bottom = MAX (bottom, y);
        }
  if (right < 0)
    return FALSE;

  *area =
    (GeglRectangle){ area->x + left, area->y + top, right - left + 1, bottom - top + 1 };

  return TRUE;
}

/* Crops the area to what is selected, and fails when nothing in it is. */
static gboolean
choose_area (gint32 image, LpFound *found, GError **error)
{
  if (crop_to_selection (image, &found->area))
    return TRUE;

  g_set_error (
    error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
    _ ("The selection lies outside of \"%s\": select a part of it, or nothing."),
    found->name);

  return FALSE;
}

/* Crops a map of @whole to @area. */
static LlLabels *
crop_labels (const LlLabels *map, const GeglRectangle *whole, const GeglRectangle *area)
{
  LlLabels *part = ll_labels_new (area->width, area->height, 0);

  for (gint y = 0; y < area->height; y++)
    memcpy (part->data + (gsize) y * area->width,
            map->data + (gsize) (y + area->y - whole->y) * map->width + area->x -
              whole->x,
            (gsize) area->width);

  return part;
}

/* [height][width] probabilities in 255ths, of single classes; NULL when there are none. */
static guint8 *
read_highest (const LpPlanes *planes, LlTask task, const GeglRectangle *area)
{
  gboolean found = FALSE;
  guint8 *highest;

  for (gint c = 1; c < planes->n_classes[task]; c++)
    found = found || planes->layers[task][c];
  if (!found)
    return NULL;

  highest = g_new (guint8, (gsize) area->width * area->height);
  for (gint y = 0; y < area->height; y += LP_PIXELS_STRIP)
    {
      GeglRectangle strip = { area->x, area->y + y, area->width,
                              MIN (LP_PIXELS_STRIP, area->height - y) };

      lp_planes_read_highest (planes, task, &strip, highest + (gsize) y * area->width);
    }

  return highest;
}

static LlObjectMaps *
read_result (gint32 image,
             gint32 drawable,
             const LpMaps *maps,
             gboolean whole,
             LpFound *found,
             GError **error)
{
  const LpHostLayer *micrograph =
    lp_layers_find_micrograph (maps->layers, drawable, NULL);
  LlTask outer = LL_TASK_SEGMENTATION;
  LlObjectMaps *result;

  found->name = g_strdup (maps->name);
  found->area = maps->area;
  if (!maps->maps[outer])
    outer = LL_TASK_DETECTION;
  if (!maps->maps[outer])
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("The result \"%s\" shows no objects: segment the image again, with "
                      "the layers of segmentation."),
                   found->name);
      return NULL;
    }
  if (!whole && !choose_area (image, found, error))
    return NULL;

  found->there =
    whole ? lp_there_new_whole (image, maps->layers, micrograph, &found->area)
          : lp_there_new_of_image (image, maps->layers, micrograph, &found->area);
  result = g_new0 (LlObjectMaps, 1);
  result->mask = crop_labels (maps->maps[outer], &maps->area, &found->area);
  if (outer == LL_TASK_SEGMENTATION && maps->maps[LL_TASK_DETECTION])
    {
      g_autoptr (LlLabels) inner =
        crop_labels (maps->maps[LL_TASK_DETECTION], &maps->area, &found->area);

      ll_object_maps_complete_rows (result, 0, inner->height, inner->data);
    }
  result->inside = read_highest (&maps->planes, LL_TASK_DETECTION, &found->area);
  result->between = read_highest (&maps->planes, LL_TASK_SEPARATION, &found->area);
  found->classes = ll_classes_copy (maps->classes);
  for (gsize i = 0; i < (gsize) found->area.width * found->area.height; i++)
    if (result->mask->data[i] == LL_LABEL_IGNORE)
      found->there->missing[i] = 1;

  return result;
}

/* @scribbled: (out): what scribbles hide of the mask; stays NULL without their layer */
static LlObjectMaps *
read_paint (gint32 image,
            gint32 drawable,
            LpFound *found,
            LlLabels **scribbled,
            GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);
  const LpHostLayer *micrograph = lp_layers_find_micrograph (layers, drawable, error);
  LlLabels *maps[LL_N_TASKS] = { NULL };
  LlObjectMaps *result = NULL;
  LlLabels *mask;

  if (!micrograph)
    return NULL;

  found->name = g_strdup (ll_task_get_title (LL_TASK_SEGMENTATION));
  found->classes = lp_kept_classes_read (image, NULL, error);
  if (!found->classes)
    return NULL;

  found->area = (GeglRectangle){ micrograph->x, micrograph->y, micrograph->width,
                                 micrograph->height };
  if (!choose_area (image, found, error))
    return NULL;

  found->there = lp_there_new (&found->area);
  lp_there_add_pixels (found->there, micrograph);
  if (!lp_labels_read_maps (image, found->name, found->classes, maps, found->there,
                            found->remarks, error))
    goto out;

  mask = maps[LL_TASK_SEGMENTATION];
  if (!mask)
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("There is nothing to measure: segment the image, or paint objects "
                      "on the layer \"Segmentation\"."));
      goto out;
    }

  if (maps[LL_TASK_SEPARATION])
    *scribbled = ll_labels_new (mask->width, mask->height, 0);
  for (gsize i = 0; i < (gsize) mask->width * mask->height; i++)
    if (found->there->missing[i] || mask->data[i] == LL_LABEL_IGNORE)
      {
        mask->data[i] = 0;
      }
    else if (*scribbled && maps[LL_TASK_SEPARATION]->data[i] == 1)
      {
        (*scribbled)->data[i] = mask->data[i];
        mask->data[i] = 0;
      }
  result = g_new0 (LlObjectMaps, 1);
  result->mask = g_steal_pointer (&maps[LL_TASK_SEGMENTATION]);

out:
  for (gint task = 0; task < LL_N_TASKS; task++)
    ll_labels_free (maps[task]);

  return result;
}

static gboolean
has_result (gint32 image)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (image);

  return lp_planes_find_group (layers, -1) != NULL;
}

/* Finds the objects of @maps, all but for the pixels that aren't there. */
static gboolean
find_instances (LpFound *found,
                LlObjectMaps *maps,
                const LlObjectSettings *settings,
                LlProgressFunc progress,
                gpointer data,
                GError **error)
{
  if (lp_there_count_missing (found->there) > 0)
    ll_object_maps_set_missing (maps, found->there->missing);

  found->instances = ll_find_objects (maps, settings, progress, data, error);

  return found->instances != NULL;
}

static LpFound *
new_of_result (gint32 image,
               gint32 drawable,
               const LpMaps *result,
               gboolean whole,
               const LlObjectSettings *settings,
               LlProgressFunc progress,
               gpointer data,
               GError **error)
{
  g_autoptr (LpFound) found = g_new0 (LpFound, 1);
  g_autoptr (LlObjectMaps) maps = NULL;

  found->remarks = lp_remarks_new ();
  maps = read_result (image, drawable, result, whole, found, error);
  if (!maps || !find_instances (found, maps, settings, progress, data, error))
    return NULL;

  return g_steal_pointer (&found);
}

LpFound *
lp_found_new_of_result (gint32 image,
                        gint32 drawable,
                        const LpMaps *result,
                        const LlObjectSettings *settings,
                        LlProgressFunc progress,
                        gpointer data,
                        GError **error)
{
  return new_of_result (image, drawable, result, FALSE, settings, progress, data, error);
}

LpFound *
lp_found_new_whole (gint32 image,
                    gint32 drawable,
                    const LpMaps *result,
                    const LlObjectSettings *settings,
                    LlProgressFunc progress,
                    gpointer data,
                    GError **error)
{
  return new_of_result (image, drawable, result, TRUE, settings, progress, data, error);
}

static LpFound *
new_of_paint (gint32 image,
              gint32 drawable,
              const LlObjectSettings *settings,
              LlProgressFunc progress,
              gpointer data,
              GError **error)
{
  g_autoptr (LpFound) found = g_new0 (LpFound, 1);
  g_autoptr (LlObjectMaps) maps = NULL;
  g_autoptr (LlLabels) scribbled = NULL;
  LlObjectSettings own = *settings;

  /* One connected component of paint is one object. */
  if (own.split == LL_SPLIT_NETWORK)
    own.split = LL_SPLIT_COMPONENTS;

  found->remarks = lp_remarks_new ();
  maps = read_paint (image, drawable, found, &scribbled, error);
  if (!maps || !find_instances (found, maps, &own, progress, data, error))
    return NULL;
  if (scribbled)
    ll_instances_fill (found->instances, scribbled);

  return g_steal_pointer (&found);
}

LpFound *
lp_found_new (gint32 image,
              gint32 drawable,
              LpFoundIn source,
              const LlObjectSettings *settings,
              LlProgressFunc progress,
              gpointer data,
              GError **error)
{
  g_autoptr (LpMaps) maps = NULL;
  LpFound *found;

  if (source == LP_FOUND_IN_PAINT || (source == LP_FOUND_IN_ANY && !has_result (image)))
    return new_of_paint (image, drawable, settings, progress, data, error);

  maps = lp_maps_new_result (image, drawable, 0.5, error);
  if (!maps)
    return NULL;

  found = lp_found_new_of_result (image, drawable, maps, settings, progress, data, error);
  if (found)
    g_ptr_array_extend_and_steal (found->remarks, g_steal_pointer (&maps->remarks));

  return found;
}

LpFound *
lp_found_new_of_call (LpCall *call, LpProgress *progress, GError **error)
{
  LlObjectSettings settings;

  ll_object_settings_init (&settings);
  settings.split = (LlSplit) lp_arguments_get_choice (call->in, LP_ARG_SPLIT);
  settings.smallest = lp_arguments_get_int (call->in, LP_ARG_SMALLEST_OBJECT);

  return lp_found_new (call->image, call->drawable,
                       (LpFoundIn) lp_arguments_get_choice (call->in, LP_ARG_OBJECTS),
                       &settings, lp_progress_show, progress, error);
}

gint
lp_found_count_cut (const LlObjects *objects)
{
  gint n = 0;

  for (gint i = 0; i < objects->n; i++)
    n += objects->objects[i].on_edge ? 1 : 0;

  return n;
}
