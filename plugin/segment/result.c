/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* While the network runs, each plane is kept in a buffer of one component, at the
 * precision of the image.  The layers are made from these buffers at the end, so that a
 * plug-in that is killed before leaves nothing in the image.
 */

#include "segment/result.h"

#include <string.h>

#include "layers/layer-group.h"
#include "layers/layers.h"
#include "layers/planes.h"
#include "pixels/pixels.h"

/* Stands for the most probable class instead of a plane's number. */
#define CLASSES -1

/* And this one for where nothing is segmented. */
#define MISSING -2

#define CLASSES_OPACITY 0.4
#define MISSING_OPACITY 0.5

/* The content of a pending layer. */
typedef struct
{
  GeglBuffer *values; /* linear "Y": a probability, or the index of a class */
  gint plane;         /* of the network's output, CLASSES or MISSING        */
  LlTask task;
  gint klass; /* of the task; -1: all classes */
  gchar *name;
  LlColour colour;
  gboolean visible;
  gdouble opacity;
} Plane;

struct _LpResult
{
  const LlNetwork *network;
  GPtrArray *planes;    /* element-type Plane, top to bottom */
  LpPictures *pictures; /* above the planes                  */
  gint width;
  gint height;
};

static void
plane_free (Plane *plane)
{
  g_clear_object (&plane->values);
  g_free (plane->name);
  g_free (plane);
}

/* Probabilities of 8 bits are precise enough for a layer of 8 bits. */
static const Babl *
plane_format (const Babl *image_format)
{
  const gchar *type = babl_get_name (babl_format_get_type (image_format, 0));
  g_autofree gchar *name = NULL;

  if (!g_str_equal (type, "u8") && !g_str_equal (type, "u16") &&
      !g_str_equal (type, "u32") && !g_str_equal (type, "half"))
    type = "float";
  name = g_strdup_printf ("Y %s", type);

  return babl_format (name);
}

static Plane *
add_plane (LpResult *result, gint index, const Babl *format, LlColour colour, gchar *name)
{
  GeglRectangle extent = { 0, 0, result->width, result->height };
  Plane *plane = g_new0 (Plane, 1);

  plane->values = gegl_buffer_new (&extent, format);
  plane->plane = index;
  plane->task = LL_TASK_SEGMENTATION;
  plane->klass = -1;
  plane->name = name;
  plane->colour = colour;
  plane->opacity = 1.0;
  g_ptr_array_add (result->planes, plane);

  return plane;
}

static void
add_task (LpResult *result, LlTask task, gboolean visible, const Babl *format)
{
  const LlClasses *classes = ll_network_get_classes (result->network);
  gint first = ll_network_get_first_plane (result->network, task);
  gint n = ll_network_get_n_task_classes (result->network, task);

  for (gint c = 1; c < n; c++)
    {
      gboolean interface = task == LL_TASK_SEPARATION;
      LlColour colour = interface ? ll_classes_get_interface_colour (classes)
                                  : ll_classes_get_colour (classes, c);
      const gchar *word = interface ? "interface" : ll_classes_get_name (classes, c);
      Plane *plane;

      plane = add_plane (result, first + c, format, colour,
                         g_strdup_printf ("%s: %s", ll_task_get_title (task), word));
      plane->task = task;
      plane->klass = c;
      plane->visible = visible;
    }
}

/* Probabilities are hidden, unless there is nothing else to see.
 *
 * Returns: the task whose probabilities are visible; LL_N_TASKS: of none
 */
static LlTask
choose_visible (const gboolean tasks[LL_N_TASKS], gboolean classes)
{
  if (classes)
    return LL_N_TASKS;
  if (tasks[LL_TASK_SEGMENTATION])
    return LL_TASK_SEGMENTATION;

  return tasks[LL_TASK_DETECTION] ? LL_TASK_DETECTION : LL_TASK_SEPARATION;
}

LpResult *
lp_result_new (const LlNetwork *network,
               const gboolean tasks[LL_N_TASKS],
               gboolean classes,
               gint width,
               gint height,
               const Babl *format)
{
  LpResult *result = g_new0 (LpResult, 1);
  LlTask visible = choose_visible (tasks, classes);

  result->network = network;
  result->pictures = lp_pictures_new ();
  result->planes = g_ptr_array_new_with_free_func ((GDestroyNotify) plane_free);
  result->width = width;
  result->height = height;

  if (classes)
    {
      LlColour none = { { 0, 0, 0 } };
      Plane *plane;

      plane = add_plane (
        result, CLASSES, babl_format ("Y u8"), none,
        g_strdup_printf ("%s: classes", ll_task_get_title (LL_TASK_SEGMENTATION)));
      plane->visible = TRUE;
      plane->opacity = CLASSES_OPACITY;
    }

  for (gint task = 0; task < LL_N_TASKS; task++)
    if (tasks[task])
      add_task (result, (LlTask) task, visible == (LlTask) task, plane_format (format));

  return result;
}

void
lp_result_free (LpResult *result)
{
  if (!result)
    return;

  lp_pictures_free (result->pictures);
  g_ptr_array_unref (result->planes);
  g_free (result);
}

void
lp_result_set_missing (LpResult *result, const guint8 *missing)
{
  GeglRectangle extent = { 0, 0, result->width, result->height };
  gsize n = (gsize) result->width * result->height;
  g_autofree guint8 *values = g_new (guint8, n);
  Plane *plane =
    add_plane (result, MISSING, babl_format ("Y u8"),
               ll_classes_get_ignore_colour (ll_network_get_classes (result->network)),
               g_strdup ("Not segmented"));

  for (gsize i = 0; i < n; i++)
    values[i] = missing[i] ? G_MAXUINT8 : 0;
  gegl_buffer_set (plane->values, &extent, 0, babl_format ("Y u8"), values,
                   GEGL_AUTO_ROWSTRIDE);
  plane->visible = TRUE;
  plane->opacity = MISSING_OPACITY;
}

LpPictures *
lp_result_get_pictures (LpResult *result)
{
  return result->pictures;
}

void
lp_result_write (LpResult *result, gint y, gint rows, const gfloat *probabilities)
{
  GeglRectangle area = { 0, y, result->width, rows };
  gsize n = (gsize) rows * result->width;

  for (guint i = 0; i < result->planes->len; i++)
    {
      const Plane *plane = g_ptr_array_index (result->planes, i);

      if (plane->plane >= 0)
        {
          gegl_buffer_set (plane->values, &area, 0, babl_format ("Y float"),
                           probabilities + (gsize) plane->plane * n, GEGL_AUTO_ROWSTRIDE);
        }
      else if (plane->plane == CLASSES)
        {
          gint first = ll_network_get_first_plane (result->network, LL_TASK_SEGMENTATION);
          g_autofree guint8 *labels = g_new (guint8, n);

          ll_most_probable (
            probabilities + (gsize) first * n,
            ll_network_get_n_task_classes (result->network, LL_TASK_SEGMENTATION), n,
            labels);
          gegl_buffer_set (plane->values, &area, 0, babl_format ("Y u8"), labels,
                           GEGL_AUTO_ROWSTRIDE);
        }
    }
}

static void
fill_grey (const Plane *plane, GeglBuffer *layer, const GeglRectangle *area)
{
  const Babl *format = lp_pixels_numbers_format (gegl_buffer_get_format (layer));
  gint components = babl_format_get_n_components (format);
  gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *values = g_new (gfloat, n);
  g_autofree gfloat *pixels = g_new (gfloat, n * components);

  gegl_buffer_get (plane->values, area, 1.0, babl_format ("Y float"), values,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    for (gint c = 0; c < components; c++)
      pixels[i * components + c] = values[i];
  gegl_buffer_set (layer, area, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);
}

static void
fill_colour (const Plane *plane, GeglBuffer *layer, const GeglRectangle *area)
{
  gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *values = g_new (gfloat, n);
  g_autofree gfloat *pixels = g_new (gfloat, 4 * n);

  gegl_buffer_get (plane->values, area, 1.0, babl_format ("Y float"), values,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    {
      for (gint c = 0; c < 3; c++)
        pixels[4 * i + c] = (gfloat) plane->colour.rgb[c] / 255.0f;
      pixels[4 * i + 3] = values[i];
    }
  gegl_buffer_set (layer, area, 0, babl_format ("R'G'B'A float"), pixels,
                   GEGL_AUTO_ROWSTRIDE);
}

/* Fills a layer with class colours or, in a grey image, with evenly spaced
 * grey values.
 */
static void
fill_classes (const Plane *plane,
              const LlClasses *classes,
              gboolean grey,
              GeglBuffer *layer,
              const GeglRectangle *area)
{
  const Babl *format = grey ? lp_pixels_numbers_format (gegl_buffer_get_format (layer))
                            : babl_format ("R'G'B'A float");
  gint components = babl_format_get_n_components (format);
  gsize n = (gsize) area->width * area->height;
  g_autofree guint8 *labels = g_new (guint8, n);
  g_autofree gfloat *pixels = g_new0 (gfloat, n * components);

  gegl_buffer_get (plane->values, area, 1.0, babl_format ("Y u8"), labels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    {
      gfloat *pixel = pixels + i * components;
      LlColour colour;

      if (labels[i] == 0)
        continue;

      colour = ll_classes_get_colour (classes, labels[i]);
      for (gint c = 0; c < components - 1; c++)
        pixel[c] = grey ? (gfloat) labels[i] / (gfloat) (ll_classes_get_n (classes) - 1)
                        : (gfloat) colour.rgb[c] / 255.0f;
      pixel[components - 1] = 1.0f;
    }
  gegl_buffer_set (layer, area, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);
}

static void
fill_layer (const LpResult *result,
            const Plane *plane,
            LpStyle style,
            gboolean grey_image,
            gint32 id)
{
  g_autoptr (GeglBuffer) layer = lp_host_get_buffer (id, TRUE);

  for (gint y = 0; y < result->height; y += LP_PIXELS_STRIP)
    {
      GeglRectangle area = { 0, y, result->width,
                             MIN (LP_PIXELS_STRIP, result->height - y) };

      if (plane->plane == CLASSES)
        fill_classes (plane, ll_network_get_classes (result->network), grey_image, layer,
                      &area);
      else if (plane->plane >= 0 && style == LP_STYLE_GREY)
        fill_grey (plane, layer, &area);
      else
        fill_colour (plane, layer, &area);
    }
  gegl_buffer_flush (layer);
}

/* Stores a text such as "separation 1 colour", by which lp_maps_new_result() finds the
 * layer even if it is renamed.
 */
static void
describe_layer (const Plane *plane, gboolean grey, gint32 layer)
{
  g_autofree gchar *which =
    plane->klass < 0 ? g_strdup ("classes") : g_strdup_printf ("%d", plane->klass);
  g_autofree gchar *text =
    plane->plane == MISSING ? g_strdup (LP_PLANE_MISSING)
                            : g_strdup_printf ("%s %s %s", ll_task_get_name (plane->task),
                                               which, grey ? "grey" : "colour");

  lp_host_set_layer_text (layer, LP_PARASITE_PLANE, text);
}

/* Returns: a layer that has yet to be inserted into the image, or -1. */
static gint32
make_layer (const LpResult *result,
            const Plane *plane,
            gint32 image,
            LpStyle style,
            GError **error)
{
  gboolean grey_image = lp_host_get_image_base (image) == LP_BASE_GREY;
  gboolean probability = plane->plane >= 0;
  gboolean alpha = !probability || style == LP_STYLE_COLOUR;
  gboolean covered = lp_pictures_get_n (result->pictures) > 0;
  gint32 layer = lp_host_new_layer (image, plane->name, result->width, result->height,
                                    alpha, plane->opacity, error);

  if (layer < 0)
    return -1;

  lp_host_set_layer_visible (layer, plane->visible && alpha &&
                                      (!covered || plane->plane == MISSING));
  describe_layer (plane, probability ? style == LP_STYLE_GREY : grey_image, layer);
  fill_layer (result, plane, style, grey_image, layer);

  return layer;
}

static gboolean
make_layers (const LpResult *result,
             gint32 image,
             LpStyle style,
             gint x,
             gint y,
             GArray *layers,
             GError **error)
{
  if (!lp_pictures_make_layers (result->pictures, image, layers, error))
    return FALSE;

  for (guint i = 0; i < result->planes->len; i++)
    {
      const Plane *plane = g_ptr_array_index (result->planes, i);
      gint32 layer = make_layer (result, plane, image, style, error);

      if (layer < 0)
        return FALSE;
      lp_host_set_layer_offsets (layer, x, y);
      g_array_append_val (layers, layer);
    }

  return TRUE;
}

gint32
lp_result_insert (const LpResult *result,
                  gint32 image,
                  const gchar *name,
                  LpStyle style,
                  gint x,
                  gint y,
                  const GArray *replaced,
                  GError **error)
{
  g_autoptr (GArray) layers = g_array_new (FALSE, FALSE, sizeof (gint32));

  if (make_layers (result, image, style, x, y, layers, error))
    {
      /* First, since GIMP numbers a name that is still taken. */
      for (guint i = 0; i < replaced->len; i++)
        lp_host_delete_layer (g_array_index (replaced, gint32, i));
      return lp_layer_group_insert (image, name, layers, error);
    }

  lp_layers_delete (layers, 0);

  return -1;
}
