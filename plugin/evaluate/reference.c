/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads the reference, which is either an image with annotation layers or a picture of
 * classes.
 */

#include "evaluate/evaluate.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "evaluate/id-map.h"
#include "files/open-image.h"
#include "image/labels.h"
#include "image/remarks.h"
#include "layers/accepted.h"
#include "layers/kept-classes.h"
#include "layers/layers.h"
#include "pixels/pixels.h"

/* Neighbours have one grey value when they differ by less: a step of 8 bits, and rounding. */
#define SAME_GREY (1.5f / 255.0f)

static gboolean
check_painted (const LpMaps *maps, GError **error)
{
  for (gint task = 0; task < LL_N_TASKS; task++)
    if (maps->maps[task])
      return TRUE;

  g_set_error (
    error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
    _ ("\"%s\" has no reference: paint on the layers of New Annotation Layers, or "
       "choose a file with masks."),
    maps->name);

  return FALSE;
}

static gboolean
check_classes (const LpMaps *maps, const LpMaps *result, GError **error)
{
  g_autofree gchar *ours = NULL;
  g_autofree gchar *theirs = NULL;

  if (ll_classes_equal (maps->classes, result->classes))
    return TRUE;

  ours = ll_classes_to_text (result->classes);
  theirs = ll_classes_to_text (maps->classes);
  g_set_error (
    error, LL_DATA_ERROR, LL_DATA_ERROR_CLASSES,
    _ ("The result \"%s\" has the classes \"%s\", but the reference \"%s\" has "
       "\"%s\": compare the same classes."),
    result->name, ours, maps->name, theirs);

  return FALSE;
}

static gboolean
check_size (const LpMaps *maps, const LpMaps *result, GError **error)
{
  if (maps->area.width == result->area.width && maps->area.height == result->area.height)
    return TRUE;

  g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_SIZE,
               _ ("The result \"%s\" has %d x %d pixels, but the reference \"%s\" has "
                  "%d x %d: choose the reference of this image."),
               result->name, result->area.width, result->area.height, maps->name,
               maps->area.width, maps->area.height);

  return FALSE;
}

static void
ignore_pixels (LpMaps *maps, const guint8 *ignored)
{
  gsize n = (gsize) maps->area.width * maps->area.height;

  for (gint task = 0; task < LL_N_TASKS; task++)
    for (gsize i = 0; maps->maps[task] && i < n; i++)
      if (ignored[i])
        maps->maps[task]->data[i] = LL_LABEL_IGNORE;
}

/* Returns: which pixels of the result are there; the selection is not applied yet. */
static LpThere *
new_there (gint32 image, const LpMaps *result)
{
  LpThere *there = lp_there_new (&result->area);
  const LpHostLayer *micrograph = lp_layers_find_micrograph (result->layers, -1, NULL);

  if (micrograph)
    lp_there_add_pixels (there, micrograph);
  for (gint task = 0; task < LL_N_TASKS; task++)
    for (gsize i = 0;
         result->maps[task] && i < (gsize) result->area.width * result->area.height; i++)
      if (result->maps[task]->data[i] == LL_LABEL_IGNORE)
        there->missing[i] = 1;

  return there;
}

/* What was accepted from a result flatters whatever is compared with it. */
static void
remark_accepted (gint32 image, LpMaps *maps)
{
  for (gint task = 0; task < LL_N_TASKS; task++)
    if (maps->maps[task] && lp_accepted_count (image, maps->classes, (LlTask) task,
                                               &maps->area, maps->maps[task]) > 0)
      {
        lp_remarks_add (
          maps->remarks,
          _ ("A part of the reference \"%s\" was accepted from a result instead of "
             "painted "
             "by a person, so that the scores are better than the network is."),
          maps->name);
        return;
      }
}

LpMaps *
lp_reference_new_annotations (gint32 image,
                              const LpMaps *result,
                              gboolean *selection,
                              GError **error)
{
  g_autoptr (LpMaps) maps = g_new0 (LpMaps, 1);
  g_autoptr (LpThere) there = new_there (image, result);

  maps->name = lp_host_get_image_name (image);
  maps->remarks = lp_remarks_new ();
  maps->group = -1;
  maps->area = result->area;
  maps->classes = lp_kept_classes_read (image, NULL, error);
  if (!maps->classes)
    return NULL;

  if (!lp_labels_read_maps (image, maps->name, maps->classes, maps->maps, there,
                            maps->remarks, error) ||
      !check_painted (maps, error) || !check_classes (maps, result, error))
    return NULL;

  remark_accepted (image, maps);
  *selection = there->selection;
  ignore_pixels (maps, there->missing);

  return g_steal_pointer (&maps);
}

/* Reads an image with annotation layers. */
static gboolean
read_annotated (LpMaps *maps,
                gint32 image,
                const GPtrArray *layers,
                const LpMaps *result,
                LpThere *there,
                GError **error)
{
  const LpHostLayer *micrograph = lp_layers_find_micrograph (layers, -1, NULL);
  g_autoptr (LpThere) own = NULL;
  gboolean known = FALSE;

  maps->classes = lp_kept_classes_read (image, &known, error);
  if (maps->classes && !known)
    {
      ll_classes_free (maps->classes);
      maps->classes = ll_classes_copy (result->classes);
    }
  if (!maps->classes)
    {
      g_prefix_error (error, "\"%s\": ", maps->name);
      return FALSE;
    }

  lp_host_get_image_size (image, &maps->area.width, &maps->area.height);
  if (micrograph)
    maps->area = (GeglRectangle){ micrograph->x, micrograph->y, micrograph->width,
                                  micrograph->height };

  if (!check_size (maps, result, error))
    return FALSE;

  own = lp_there_new (&maps->area);
  if (!lp_labels_read_maps (image, maps->name, maps->classes, maps->maps, own,
                            maps->remarks, error) ||
      !check_painted (maps, error) || !check_classes (maps, result, error))
    return FALSE;

  for (gsize i = 0; i < (gsize) maps->area.width * maps->area.height; i++)
    if (own->missing[i])
      there->missing[i] = 1;
  there->selection = own->selection;
  remark_accepted (image, maps);

  return TRUE;
}

static gboolean
set_grey_error (const LpMaps *maps,
                const LlLabels *map,
                gfloat value,
                gsize i,
                GError **error)
{
  g_set_error (error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR,
               _ ("\"%s\": the grey value %.4g (of 1) at x = %d, y = %d is not that of a "
                  "class: use the numbers of the classes, or evenly spaced values."),
               maps->name, (gdouble) value, (gint) (i % (gsize) map->width),
               (gint) (i / (gsize) map->width));

  return FALSE;
}

/* Whether all pixels around pixel @i have its value: somebody painted that. */
static gboolean
lies_in_area (const gfloat *pixels, gint components, const LlLabels *map, gsize i)
{
  gint x = (gint) (i % (gsize) map->width);
  gint y = (gint) (i / (gsize) map->width);

  if (x < 1 || y < 1 || x > map->width - 2 || y > map->height - 2)
    return FALSE;

  for (gint row = y - 1; row <= y + 1; row++)
    for (gint column = x - 1; column <= x + 1; column++)
      {
        const gfloat *other = pixels + ((gsize) row * map->width + column) * components;

        if (fabsf (other[0] - pixels[i * components]) > SAME_GREY)
          return FALSE;
      }

  return TRUE;
}

/* Reads grey values as the classes 0, 1, 2, ... or, if one value exceeds the last class,
 * as classes that are evenly spaced from black to white, like those of a result in grey.
 * Single pixels in between, as scaling makes them, have no label.
 */
static gboolean
read_grey (LpMaps *maps, GeglBuffer *buffer, LlLabels *map, GError **error)
{
  const Babl *own = gegl_buffer_get_format (buffer);
  const Babl *format = lp_pixels_numbers_format (own);
  gint components = babl_format_get_n_components (format);
  gboolean deep = g_str_equal (babl_get_name (babl_format_get_type (own, 0)), "u16");
  gint last = ll_classes_get_n (maps->classes) - 1;
  gsize n = (gsize) map->width * map->height;
  g_autofree gfloat *pixels = g_new (gfloat, n * components);
  gfloat scale = deep ? 65535.0f : 255.0f;
  gfloat largest = 0.0f;
  gsize first = 0, n_between = 0, n_painted = 0;

  gegl_buffer_get (buffer, NULL, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, pixels[i * components] * scale);
  if (largest > (gfloat) last + 0.5f)
    scale = (gfloat) last;

  for (gsize i = 0; i < n; i++)
    {
      const gfloat *pixel = pixels + i * components;
      gfloat value = pixel[0] * scale;

      if (components == 2 && pixel[1] < 0.5f)
        continue;
      n_painted += value > 0.5f;
      /* A deviation of half a grey value of 8 bits is a rounding error. */
      if (fabsf (value - rintf (value)) > 0.003f * (gfloat) last)
        {
          if (lies_in_area (pixels, components, map, i))
            return set_grey_error (maps, map, pixel[0], i, error);
          first = n_between == 0 ? i : first;
          n_between++;
          map->data[i] = LL_LABEL_IGNORE;
          continue;
        }
      map->data[i] = (guint8) CLAMP (lrintf (value), 0, last);
    }

  if (4 * n_between > n_painted)
    return n_between == 0 ||
           set_grey_error (maps, map, pixels[first * components], first, error);
  if (n_between > 0)
    lp_remarks_add (maps->remarks,
                    g_dngettext (GETTEXT_PACKAGE,
                                 "\"%s\": %lu pixel is left out, because its grey value "
                                 "lies between those of classes; it lies at x = %d, y = "
                                 "%d.",
                                 "\"%s\": %lu pixels are left out, because their grey "
                                 "values lie between those of classes; the first lies at "
                                 "x = %d, y = %d.",
                                 (gulong) n_between),
                    maps->name, (gulong) n_between, (gint) (first % map->width),
                    (gint) (first / map->width));

  return TRUE;
}

static gboolean
read_colours (LpMaps *maps,
              GeglBuffer *buffer,
              const gchar *layer,
              LlLabels *map,
              guint8 *ignored,
              GError **error)
{
  g_autofree gfloat *pixels = g_new (gfloat, (gsize) 4 * map->width);
  g_autoptr (LlPaintReader) reader = ll_paint_reader_new (
    maps->classes, LL_TASK_SEGMENTATION, LL_COVERAGE_COMPLETE, map->width, error);

  if (!reader)
    return FALSE;

  for (gint y = 0; y < map->height; y++)
    {
      GeglRectangle row = { 0, y, map->width, 1 };
      gsize first = (gsize) y * map->width;

      gegl_buffer_get (buffer, &row, 1.0, babl_format ("R'G'B'A float"), pixels,
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      ll_paint_reader_read_row (reader, pixels, 0, y, map->data + first, ignored + first);
    }

  if (!ll_paint_tally_check (ll_paint_reader_get_tally (reader), maps->classes,
                             LL_TASK_SEGMENTATION, error))
    {
      g_prefix_error (error, "\"%s\": ", maps->name);
      return FALSE;
    }
  lp_remarks_add_paint (maps->remarks, maps->name, layer, maps->classes,
                        LL_TASK_SEGMENTATION, ll_paint_reader_get_tally (reader), FALSE);

  return TRUE;
}

/* A map of ids says where objects are, but not of which class: a pixel that both have gets
 * the class of the result, so that only the objects themselves can differ.
 */
static void
fill_objects (LpMaps *maps, const LpMaps *result, LlLabels *map)
{
  const LlLabels *found = result->maps[LL_TASK_SEGMENTATION];
  gsize n = (gsize) map->width * map->height;

  for (gsize i = 0; i < n; i++)
    if (maps->objects->data[i] > 0)
      map->data[i] = found && found->data[i] != 0 && found->data[i] != LL_LABEL_IGNORE
                       ? found->data[i]
                       : 1;

  lp_remarks_add (
    maps->remarks,
    ll_classes_get_n (maps->classes) > 2
      ? _ ("\"%s\" holds the numbers of objects, which say nothing of classes: Dice is "
           "that of all classes together, and objects may be of any class.")
      : _ ("\"%s\" holds the numbers of objects: each number is one object."),
    maps->name);
}

static gboolean
read_grey_layer (LpMaps *maps,
                 gint32 image,
                 GeglBuffer *buffer,
                 const LpMaps *result,
                 LlLabels *map,
                 GError **error)
{
  g_autofree gchar *comment = lp_host_get_image_text (image, LP_LABEL_MAP_COMMENT_KEY);

  maps->objects =
    lp_id_map_read (buffer, comment && strstr (comment, LP_LABEL_MAP_COMMENT),
                    ll_classes_get_n (maps->classes) - 1);
  if (!maps->objects)
    return read_grey (maps, buffer, map, error);

  fill_objects (maps, result, map);

  return TRUE;
}

/* Reads the only layer of a picture. */
static gboolean
read_picture (LpMaps *maps,
              gint32 image,
              const GPtrArray *layers,
              const LpMaps *result,
              guint8 *ignored,
              GError **error)
{
  const LpHostLayer *layer = g_ptr_array_index (layers, 0);
  g_autoptr (GeglBuffer) buffer = NULL;
  LlLabels *map;

  if (layers->len != 1)
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("\"%s\" has several layers, but none is called \"Segmentation\": "
                      "give that name to the layer with the masks."),
                   maps->name);
      return FALSE;
    }

  maps->classes = ll_classes_copy (result->classes);
  maps->area = (GeglRectangle){ 0, 0, layer->width, layer->height };
  if (!check_size (maps, result, error))
    return FALSE;

  map = ll_labels_new (layer->width, layer->height, 0);
  maps->maps[LL_TASK_SEGMENTATION] = map;
  buffer = lp_host_get_buffer (layer->id, TRUE);

  return lp_host_get_image_base (image) == LP_BASE_GREY
           ? read_grey_layer (maps, image, buffer, result, map, error)
           : read_colours (maps, buffer, layer->name, map, ignored, error);
}

LpMaps *
lp_reference_new_file (gint32 image,
                       const gchar *path,
                       const LpMaps *result,
                       gboolean *selection,
                       GError **error)
{
  g_autoptr (LpMaps) maps = g_new0 (LpMaps, 1);
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (LpThere) there = new_there (image, result);
  gboolean done;
  gint32 file;

  file = lp_open_image (path, error);
  if (file < 0)
    return NULL;

  maps->name = g_path_get_basename (path);
  maps->remarks = lp_remarks_new ();
  maps->group = -1;
  layers = lp_host_list_layers (file);
  done = lp_labels_have_layers (file)
           ? read_annotated (maps, file, layers, result, there, error)
           : read_picture (maps, file, layers, result, there->missing, error);
  lp_host_delete_image (file);
  if (!done)
    return NULL;

  lp_there_add_selection (there, image);
  *selection = there->selection;
  ignore_pixels (maps, there->missing);

  return g_steal_pointer (&maps);
}
