/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A parasite says which plane of the output of the network a layer shows; in files of older
 * versions, only its name does.
 */

#include "layers/planes.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "pixels/pixels.h"

#define ALL_CLASSES 0

/* The plane that a layer shows. */
typedef struct
{
  LlTask task;
  gint klass; /* of the task, or ALL_CLASSES */
  gboolean grey;
} Plane;

/* "separation 1 colour" */
static gboolean
parse_plane (const gchar *text, Plane *plane)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 3);

  if (g_strv_length (words) != 3)
    return FALSE;

  plane->task = ll_task_find (words[0]);
  plane->klass = g_str_equal (words[1], "classes")
                   ? ALL_CLASSES
                   : (gint) g_ascii_strtoull (words[1], NULL, 10);
  plane->grey = g_str_equal (words[2], "grey");

  return plane->task < LL_N_TASKS &&
         (plane->klass != ALL_CLASSES || g_str_equal (words[1], "classes"));
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

/* Reads a name such as "Detection: air bubble".  A layer with an alpha channel holds
 * probabilities as opacity.
 */
static gboolean
parse_name (const LpHostLayer *layer,
            const LlClasses *classes,
            gboolean grey_image,
            Plane *plane)
{
  g_autofree gchar *name = lp_layer_get_plain_name (layer);
  g_auto (GStrv) words = g_strsplit (name, ": ", 2);
  g_autoptr (GeglBuffer) buffer = NULL;

  if (g_strv_length (words) != 2)
    return FALSE;

  plane->task = ll_task_find (words[0]);
  if (plane->task == LL_N_TASKS)
    return FALSE;

  plane->klass = find_class (plane->task, classes, words[1]);
  buffer = lp_host_get_buffer (layer->id, TRUE);
  plane->grey = plane->klass == ALL_CLASSES
                  ? grey_image
                  : !babl_format_has_alpha (gegl_buffer_get_format (buffer));

  return plane->klass >= 0;
}

gboolean
lp_planes_find (gint32 image,
                const GPtrArray *layers,
                const LpHostLayer *group,
                const LlClasses *classes,
                LpPlanes *planes)
{
  gboolean grey_image = lp_host_get_image_base (image) == LP_BASE_GREY;
  gboolean found = FALSE;

  memset (planes, 0, sizeof (*planes));
  for (gint task = 0; task < LL_N_TASKS; task++)
    planes->n_classes[task] = ll_classes_get_n_of_task (classes, (LlTask) task);

  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      g_autofree gchar *text = NULL;
      Plane plane;

      if (layer->parent != group->id || layer->is_group)
        continue;

      text = lp_host_get_layer_text (layer->id, LP_PARASITE_PLANE);
      if (g_strcmp0 (text, LP_PLANE_MISSING) == 0)
        {
          planes->missing = planes->missing ? planes->missing : layer;
          continue;
        }
      if (!(text ? parse_plane (text, &plane)
                 : parse_name (layer, classes, grey_image, &plane)))
        continue;

      /* The topmost of several copies counts. */
      if (plane.klass < planes->n_classes[plane.task] &&
          !planes->layers[plane.task][plane.klass])
        {
          planes->layers[plane.task][plane.klass] = layer;
          planes->grey[plane.task][plane.klass] = plane.grey;
          found = TRUE;
        }
    }

  return found;
}

GeglRectangle
lp_planes_get_area (const LpPlanes *planes)
{
  for (gint task = LL_N_TASKS; task-- > 0;)
    for (gint c = 0; c < LL_MAX_CLASSES; c++)
      {
        const LpHostLayer *layer = planes->layers[task][c];

        if (layer)
          return (GeglRectangle){ layer->x, layer->y, layer->width, layer->height };
      }

  return (GeglRectangle){ 0, 0, 0, 0 };
}

/* Reads @area (image coordinates) in @format. */
static gfloat *
read_strip (GeglBuffer *buffer,
            const LpHostLayer *layer,
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
read_probabilities (const LpHostLayer *layer,
                    gboolean grey,
                    const GeglRectangle *area,
                    gfloat *values)
{
  g_autoptr (GeglBuffer) buffer = lp_host_get_buffer (layer->id, TRUE);
  const Babl *format = grey ? lp_pixels_numbers_format (gegl_buffer_get_format (buffer))
                            : babl_format ("R'G'B'A float");
  gint components = babl_format_get_n_components (format);
  g_autofree gfloat *pixels = read_strip (buffer, layer, area, format);

  for (gsize i = 0; i < (gsize) area->width * area->height; i++)
    values[i] = pixels[i * components + (grey ? 0 : components - 1)];
}

/* The most probable class per pixel of one strip, where the probability of rest is one minus
 * the sum of all others.
 */
static void
read_most_probable (const LpPlanes *planes,
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
read_interfaces (const LpPlanes *planes,
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

/* Reads classes from colours or from evenly spaced grey values. */
static gboolean
read_classes (const LpHostLayer *layer,
              gboolean grey,
              const LlClasses *classes,
              const GeglRectangle *area,
              guint8 *labels,
              LlPaintTally *tally,
              GError **error)
{
  g_autoptr (GeglBuffer) buffer = lp_host_get_buffer (layer->id, TRUE);
  const Babl *format = grey ? lp_pixels_numbers_format (gegl_buffer_get_format (buffer))
                            : babl_format ("R'G'B'A float");
  gint components = babl_format_get_n_components (format);
  gint last = ll_classes_get_n (classes) - 1;
  g_autofree gfloat *pixels = read_strip (buffer, layer, area, format);
  g_autofree guint8 *ignored = g_new0 (guint8, area->width);
  g_autoptr (LlPaintReader) reader = ll_paint_reader_new (
    classes, LL_TASK_SEGMENTATION, LL_COVERAGE_COMPLETE, area->width, error);

  if (!reader)
    return FALSE;

  ll_paint_reader_guess (reader);
  for (gint y = 0; y < area->height; y++)
    {
      gsize first = (gsize) y * area->width;

      if (!grey)
        {
          ll_paint_reader_read_row (reader, pixels + first * components, area->x,
                                    area->y + y, labels + first, ignored);
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
  ll_paint_tally_add (tally, ll_paint_reader_get_tally (reader));

  return TRUE;
}

gboolean
lp_planes_have_task (const LpPlanes *planes, LlTask task)
{
  for (gint c = 0; c < planes->n_classes[task]; c++)
    if (planes->layers[task][c])
      return TRUE;

  return FALSE;
}

const LpHostLayer *
lp_planes_find_group (const GPtrArray *layers, gint32 drawable)
{
  const LpHostLayer *layer =
    drawable > 0 ? lp_layers_find (layers, lp_host_get_layer (drawable)) : NULL;

  for (; layer; layer = lp_layers_find (layers, layer->parent))
    if (lp_layer_get_role (layer) == LP_ROLE_RESULT)
      return layer;

  for (guint i = 0; i < layers->len; i++)
    if (lp_layer_get_role (g_ptr_array_index (layers, i)) == LP_ROLE_RESULT)
      return g_ptr_array_index (layers, i);

  return NULL;
}

gboolean
lp_planes_read_labels (const LpPlanes *planes,
                       LlTask task,
                       gdouble threshold,
                       const LlClasses *classes,
                       const GeglRectangle *area,
                       guint8 *labels,
                       LlPaintTally *tally,
                       GError **error)
{
  const LpHostLayer *layer = planes->layers[task][ALL_CLASSES];

  if (task == LL_TASK_SEPARATION)
    read_interfaces (planes, threshold, area, labels);
  else if (!layer)
    read_most_probable (planes, task, area, labels);
  else if (!read_classes (layer, planes->grey[task][ALL_CLASSES], classes, area, labels,
                          tally, error))
    {
      g_prefix_error (error, _ ("Layer \"%s\": "), layer->name);
      return FALSE;
    }

  return TRUE;
}

void
lp_planes_read_missing (const LpPlanes *planes,
                        const GeglRectangle *area,
                        guint8 *missing)
{
  gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *values = NULL;

  if (!planes->missing)
    return;

  values = g_new (gfloat, n);
  read_probabilities (planes->missing, FALSE, area, values);
  for (gsize i = 0; i < n; i++)
    if (values[i] >= 0.5f)
      missing[i] = 1;
}

void
lp_planes_read_highest (const LpPlanes *planes,
                        LlTask task,
                        const GeglRectangle *area,
                        guint8 *highest)
{
  gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *values = g_new (gfloat, n);

  memset (highest, 0, n);
  for (gint c = 1; c < planes->n_classes[task]; c++)
    {
      if (!planes->layers[task][c])
        continue;

      read_probabilities (planes->layers[task][c], planes->grey[task][c], area, values);
      for (gsize i = 0; i < n; i++)
        highest[i] =
          MAX (highest[i], (guint8) lrintf (255.0f * CLAMP (values[i], 0.0f, 1.0f)));
    }
}
