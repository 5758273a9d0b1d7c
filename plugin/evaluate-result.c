/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A result's layers back to label maps.  Each layer says which plane it shows; in files
 * of older versions its name does.
 */

#include "evaluate.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "layers.h"
#include "pixels.h"

#define ALL_CLASSES 0

/* What one layer shows. */
typedef struct
{
  LlTask task;
  gint class; /* of the task, or ALL_CLASSES */
  gboolean grey;
} Plane;

/* The layers of a result, by task and class. */
typedef struct
{
  const LlHostLayer *layers[LL_N_TASKS][LL_MAX_CLASSES]; /* NULL: none */
  gboolean grey[LL_N_TASKS][LL_MAX_CLASSES];
  gint n_classes[LL_N_TASKS];
} Planes;

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

/* "separation 1 colour" */
static gboolean
parse_plane (const gchar *text, Plane *plane)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 3);

  if (g_strv_length (words) != 3)
    return FALSE;

  plane->task = ll_task_find (words[0]);
  plane->class = g_str_equal (words[1], "classes")
                   ? ALL_CLASSES
                   : (gint) g_ascii_strtoull (words[1], NULL, 10);
  plane->grey = g_str_equal (words[2], "grey");

  return plane->task < LL_N_TASKS &&
         (plane->class != ALL_CLASSES || g_str_equal (words[1], "classes"));
}

static gint
find_class (LlTask task, const LlClasses *classes, const gchar *word)
{
  if (task == LL_TASK_SEPARATION)
    return g_str_equal (word, "interface") ? 1 : -1;
  if (task == LL_TASK_SEGMENTATION && g_str_equal (word, "classes"))
    return ALL_CLASSES;

  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    {
      g_autofree gchar *name = g_utf8_casefold (ll_classes_get_name (classes, c), -1);

      if (g_str_equal (name, word))
        return c;
    }

  return -1;
}

/* "Detection: air bubble".  Probabilities are opacities where there is opacity. */
static gboolean
parse_name (const LlHostLayer *layer,
            const LlClasses *classes,
            gboolean grey_image,
            Plane *plane)
{
  g_autofree gchar *name = ll_layer_get_plain_name (layer);
  g_auto (GStrv) words = g_strsplit (name, ": ", 2);
  g_autoptr (GeglBuffer) buffer = NULL;

  if (g_strv_length (words) != 2)
    return FALSE;

  plane->task = ll_task_find (words[0]);
  if (plane->task == LL_N_TASKS)
    return FALSE;

  plane->class = find_class (plane->task, classes, words[1]);
  buffer = ll_host_get_buffer (layer->id, TRUE);
  plane->grey = plane->class == ALL_CLASSES
                  ? grey_image
                  : !babl_format_has_alpha (gegl_buffer_get_format (buffer));

  return plane->class >= 0;
}

static gboolean
find_planes (gint32 image,
             const GPtrArray *layers,
             const LlHostLayer *group,
             const LlClasses *classes,
             Planes *planes)
{
  gboolean grey_image = ll_host_get_image_base (image) == LL_BASE_GREY;
  gboolean found = FALSE;

  memset (planes, 0, sizeof (*planes));
  for (gint task = 0; task < LL_N_TASKS; task++)
    planes->n_classes[task] = ll_classes_get_n_of_task (classes, (LlTask) task);

  for (guint i = 0; i < layers->len; i++)
    {
      const LlHostLayer *layer = g_ptr_array_index (layers, i);
      g_autofree gchar *text = NULL;
      Plane plane;

      if (layer->parent != group->id || layer->is_group)
        continue;

      text = ll_host_get_layer_text (layer->id, LL_PARASITE_PLANE);
      if (!(text ? parse_plane (text, &plane)
                 : parse_name (layer, classes, grey_image, &plane)))
        continue;

      /* Of copies the topmost counts. */
      if (plane.class < planes->n_classes[plane.task] &&
          !planes->layers[plane.task][plane.class])
        {
          planes->layers[plane.task][plane.class] = layer;
          planes->grey[plane.task][plane.class] = plane.grey;
          found = TRUE;
        }
    }

  return found;
}

/* All layers of a result have one size. */
static GeglRectangle
get_area (const Planes *planes)
{
  for (gint task = LL_N_TASKS; task-- > 0;)
    for (gint c = 0; c < LL_MAX_CLASSES; c++)
      {
        const LlHostLayer *layer = planes->layers[task][c];

        if (layer)
          return (GeglRectangle){ layer->x, layer->y, layer->width, layer->height };
      }

  return (GeglRectangle){ 0, 0, 0, 0 };
}

/* The components of @area (image coordinates) as @format has them. */
static gfloat *
read_strip (GeglBuffer *buffer,
            const LlHostLayer *layer,
            const GeglRectangle *area,
            const Babl *format)
{
  GeglRectangle own = { area->x - layer->x, area->y - layer->y, area->width,
                        area->height };
  gsize n = (gsize) area->width * area->height;
  gfloat *pixels = g_new (gfloat, n * babl_format_get_n_components (format));

  gegl_buffer_get (buffer, &own, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);

  return pixels;
}

static void
read_probabilities (const LlHostLayer *layer,
                    gboolean grey,
                    const GeglRectangle *area,
                    gfloat *values)
{
  g_autoptr (GeglBuffer) buffer = ll_host_get_buffer (layer->id, TRUE);
  const Babl *format = grey ? ll_pixels_numbers_format (gegl_buffer_get_format (buffer))
                            : babl_format ("R'G'B'A float");
  gint components = babl_format_get_n_components (format);
  g_autofree gfloat *pixels = read_strip (buffer, layer, area, format);

  for (gsize i = 0; i < (gsize) area->width * area->height; i++)
    values[i] = pixels[i * components + (grey ? 0 : components - 1)];
}

/* The most probable classes of one strip; the rest has what the others leave. */
static void
read_most_probable (const Planes *planes,
                    LlTask task,
                    const GeglRectangle *area,
                    guint8 *labels)
{
  gsize n = (gsize) area->width * area->height;
  gint n_classes = planes->n_classes[task];
  g_autofree gfloat *values = g_new0 (gfloat, n * n_classes);

  for (gint c = 1; c < n_classes; c++)
    if (planes->layers[task][c])
      read_probabilities (planes->layers[task][c], planes->grey[task][c], area,
                          values + c * n);
  for (gsize i = 0; i < n; i++)
    {
      values[i] = 1.0f;
      for (gint c = 1; c < n_classes; c++)
        values[i] -= values[c * n + i];
    }
  ll_most_probable (values, n_classes, n, labels);
}

static void
read_interfaces (const Planes *planes,
                 gdouble threshold,
                 const GeglRectangle *area,
                 guint8 *labels)
{
  gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *values = g_new (gfloat, n);

  read_probabilities (planes->layers[LL_TASK_SEPARATION][1],
                      planes->grey[LL_TASK_SEPARATION][1], area, values);
  for (gsize i = 0; i < n; i++)
    labels[i] = values[i] > threshold ? 1 : 0;
}

/* Colours, or evenly spaced grey values. */
static gboolean
read_classes (const LlHostLayer *layer,
              gboolean grey,
              const LlClasses *classes,
              const GeglRectangle *area,
              guint8 *labels,
              GError **error)
{
  g_autoptr (GeglBuffer) buffer = ll_host_get_buffer (layer->id, TRUE);
  const Babl *format = grey ? ll_pixels_numbers_format (gegl_buffer_get_format (buffer))
                            : babl_format ("R'G'B'A float");
  gint components = babl_format_get_n_components (format);
  gint last = ll_classes_get_n (classes) - 1;
  g_autofree gfloat *pixels = read_strip (buffer, layer, area, format);
  g_autofree guint8 *ignored = g_new0 (guint8, area->width);

  for (gint y = 0; y < area->height; y++)
    {
      gsize first = (gsize) y * area->width;

      if (!grey)
        {
          if (!ll_paint_read_row (classes, LL_TASK_SEGMENTATION, LL_COVERAGE_COMPLETE,
                                  pixels + first * components, area->width, area->x,
                                  area->y + y, labels + first, ignored, error))
            return FALSE;
          continue;
        }
      for (gsize i = first; i < first + area->width; i++)
        {
          const gfloat *pixel = pixels + i * components;
          gboolean painted = components % 2 == 1 || pixel[components - 1] >= 0.5f;

          labels[i] =
            painted ? (guint8) CLAMP (lrintf (pixel[0] * (gfloat) last), 0, last) : 0;
        }
    }

  return TRUE;
}

static gboolean
has_task (const Planes *planes, LlTask task)
{
  for (gint c = 0; c < planes->n_classes[task]; c++)
    if (planes->layers[task][c])
      return TRUE;

  return FALSE;
}

static gboolean
read_map (LlMaps *maps,
          const Planes *planes,
          LlTask task,
          gdouble threshold,
          GError **error)
{
  const LlHostLayer *layer = planes->layers[task][ALL_CLASSES];
  LlLabels *map = ll_labels_new (maps->area.width, maps->area.height, 0);

  maps->maps[task] = map;
  for (gint y = 0; y < map->height; y += LL_PIXELS_STRIP)
    {
      GeglRectangle strip = { maps->area.x, maps->area.y + y, map->width,
                              MIN (LL_PIXELS_STRIP, map->height - y) };
      guint8 *labels = map->data + (gsize) y * map->width;

      if (task == LL_TASK_SEPARATION)
        read_interfaces (planes, threshold, &strip, labels);
      else if (!layer)
        read_most_probable (planes, task, &strip, labels);
      else if (!read_classes (layer, planes->grey[task][ALL_CLASSES], maps->classes,
                              &strip, labels, error))
        {
          g_prefix_error (error, _ ("Layer \"%s\": "), layer->name);
          return FALSE;
        }
    }

  return TRUE;
}

/* The group around @drawable, else the topmost one. */
static const LlHostLayer *
find_group (const GPtrArray *layers, gint32 drawable)
{
  const LlHostLayer *layer =
    drawable > 0 ? ll_layers_find (layers, ll_host_get_layer (drawable)) : NULL;

  for (; layer; layer = ll_layers_find (layers, layer->parent))
    if (ll_layer_get_role (layer) == LL_ROLE_RESULT)
      return layer;

  for (guint i = 0; i < layers->len; i++)
    if (ll_layer_get_role (g_ptr_array_index (layers, i)) == LL_ROLE_RESULT)
      return g_ptr_array_index (layers, i);

  return NULL;
}

LlMaps *
ll_maps_new_result (gint32 image, gint32 drawable, gdouble threshold, GError **error)
{
  g_autoptr (GPtrArray) layers = ll_host_list_layers (image);
  const LlHostLayer *group = find_group (layers, drawable);
  g_autoptr (LlMaps) maps = NULL;
  g_autofree gchar *json = NULL;
  Planes planes;

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

  if (!find_planes (image, layers, group, maps->classes, &planes))
    {
      g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_NOT_FOUND,
                   _ ("The result \"%s\" has none of its layers left: segment the image "
                      "again."),
                   group->name);
      return NULL;
    }

  maps->area = get_area (&planes);
  for (gint task = 0; task < LL_N_TASKS; task++)
    if (has_task (&planes, (LlTask) task) &&
        !read_map (maps, &planes, (LlTask) task, threshold, error))
      return NULL;

  return g_steal_pointer (&maps);
}
