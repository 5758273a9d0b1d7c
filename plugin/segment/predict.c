/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Segments one micrograph.  Rows are read from and written to GEGL buffers; the image
 * itself is changed once, at the end, in one undo step.  GIMP's Cancel button kills the
 * plug-in at once, and then leaves the image unchanged.
 */

#include "segment/predict.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <lazylabels/lazylabels.h>

#include <gio/gio.h>

#include "draw/contours.h"
#include "draw/instances.h"
#include "image/known-scale.h"
#include "image/layers.h"
#include "image/origin.h"
#include "image/others.h"
#include "image/pixels.h"
#include "image/there.h"
#include "host/progress.h"
#include "procedure/names.h"
#include "segment/diameter.h"
#include "segment/result.h"
#include "segment/values.h"
#include "network/paths.h"
#include "network/starting.h"

/* The share of the progress bar at which the network is done, if objects follow, and the
 * share at which the objects are found.
 */
#define NETWORK_SHARE 0.85
#define OBJECTS_SHARE 0.95

#define INSTANCES_OPACITY 0.5

/* What a pixel takes while objects are found: three maps of bytes, a relief, and numbers. */
#define OBJECT_BYTES 11

typedef struct
{
  const LpHostLayer *micrograph;
  const LlNetwork *network;
  const gchar *path; /* of the network */
  const LpPixels *pixels;
  const LpThere *there; /* NULL: all pixels are there */
  LpResult *result;
  LlObjectMaps *maps; /* for the objects; NULL: none are requested */
  gint channels;
  LlNormalisation own; /* of the micrograph */
  LpProgress progress;
} Work;

static gboolean
read_rows (gint y, gint rows, gfloat *planes, gpointer data, GError **error)
{
  const Work *work = data;

  (void) error;
  lp_pixels_read (work->pixels, y, rows, work->channels, planes, NULL);

  return TRUE;
}

static gboolean
write_rows (gint y, gint rows, const gfloat *probabilities, gpointer data, GError **error)
{
  Work *work = data;
  g_autofree gfloat *cleared = NULL;

  (void) error;
  if (work->there)
    cleared =
      ll_probabilities_clear (work->there->missing, work->micrograph->width, y, rows,
                              ll_network_get_n_planes (work->network), probabilities);
  if (cleared)
    probabilities = cleared;
  lp_result_write (work->result, y, rows, probabilities);
  if (work->maps)
    ll_object_maps_set_rows (work->maps, work->network, y, rows, probabilities);

  return TRUE;
}

static gboolean
show_progress (gdouble fraction, gpointer data)
{
  Work *work = data;

  return lp_progress_show (fraction, &work->progress);
}

static LlNetwork *
load_network (LpCall *call, const gchar *path, GError **error)
{
  if (lp_starting_is_path (path) && !lp_arguments_get_bool (call->in, LP_ARG_STARTING))
    lp_call_note (call,
                  _ ("No network was trained yet, so the starting network was used: "
                     "one that learns from your marks does better."));

  if (!*lp_arguments_get_string (call->in, LP_ARG_WEIGHTS) &&
      !lp_network_check_path (path, error))
    return NULL;

  return ll_weights_load (path, error);
}

/* Parses a text such as "detection, segmentation", and leaves out tasks that the network
 * lacks.
 */
static gboolean
parse_tasks (const LpArguments *in,
             const LlNetwork *network,
             gboolean tasks[LL_N_TASKS],
             GError **error)
{
  g_auto (GStrv) words = g_strsplit (lp_arguments_get_string (in, LP_ARG_TASKS), ",", -1);

  for (gint task = 0; task < LL_N_TASKS; task++)
    tasks[task] = FALSE;

  for (gint i = 0; words[i]; i++)
    {
      g_autofree gchar *word = g_utf8_casefold (g_strstrip (words[i]), -1);
      LlTask task = ll_task_find (word);

      if (!*word)
        continue;

      if (task == LL_N_TASKS)
        {
          g_autofree gchar *title = lp_arguments_get_title (in, LP_ARG_TASKS);

          g_set_error (
            error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
            _ ("\"%s\" contains \"%s\", but must list detection, separation or "
               "segmentation."),
            title, word);
          return FALSE;
        }
      tasks[task] = ll_network_get_first_plane (network, task) >= 0;
    }

  return TRUE;
}

static gboolean
wants_objects (const LpArguments *in)
{
  return lp_arguments_get_bool (in, LP_ARG_CONTOURS) ||
         lp_arguments_get_bool (in, LP_ARG_INSTANCES);
}

static gboolean
check_outputs (const LpArguments *in, const gboolean tasks[LL_N_TASKS], GError **error)
{
  gboolean any = lp_arguments_get_bool (in, LP_ARG_CLASSES_LAYER) || wants_objects (in);

  for (gint task = 0; task < LL_N_TASKS; task++)
    any = any || tasks[task];

  if (!any)
    {
      g_autofree gchar *task = lp_arguments_get_title (in, LP_ARG_TASKS);
      g_autofree gchar *classes = lp_arguments_get_title (in, LP_ARG_CLASSES_LAYER);
      g_autofree gchar *contours = lp_arguments_get_title (in, LP_ARG_CONTOURS);
      g_autofree gchar *instances = lp_arguments_get_title (in, LP_ARG_INSTANCES);

      g_set_error (
        error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
        _ ("This network can make none of the requested layers: choose another task in "
           "\"%s\", or set \"%s\", \"%s\" or \"%s\"."),
        task, classes, contours, instances);
    }

  return any;
}

/* Returns the channels that the network takes, and notes if the image's colours differ
 * from those that it learned from.
 */
static gint
choose_channels (LpCall *call, const LlNetwork *network, const LpPixels *pixels)
{
  gint channels = ll_network_get_settings (network)->channels;
  gboolean grey = lp_pixels_are_grey (pixels);

  if (channels == 1 && !grey)
    lp_call_note (call,
                  _ ("The network learned from grey images: the image's colours are "
                     "read as brightness."));
  if (channels == 3 && grey)
    lp_call_note (call,
                  _ ("The network learned from colour images: the image's grey values "
                     "are read as red, green and blue."));

  return channels;
}

static gchar *
get_network_name (const gchar *path)
{
  return lp_starting_is_path (path) ? g_strdup (LP_STARTING_NAME)
                                    : lp_network_name (path);
}

static gchar *
group_name (const gchar *path)
{
  g_autofree gchar *base = get_network_name (path);

  return g_strdup_printf ("%s: %s", LP_GROUP_NAME, base);
}

/* The name of the network and the SHA-256 of its file: which network made a result. */
static gchar *
describe_network (const gchar *path)
{
  g_autofree gchar *name = get_network_name (path);
  g_autofree gchar *sum = lp_network_get_sum (path);

  return g_strdup_printf ("%s\n%s", name, sum ? sum : "");
}

/* A quick look replaces the one before: its group, with the layers in it.
 *
 * Returns: (element-type gint32): what this call replaces.
 */
static GArray *
find_replaced (const LpCall *call)
{
  g_autofree gchar *quick = lp_quick_look_path ();
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (gint32));

  if (g_strcmp0 (lp_arguments_get_string (call->in, LP_ARG_WEIGHTS), quick) != 0)
    return g_steal_pointer (&old);

  layers = lp_host_list_layers (call->image);
  for (guint i = 0; i < layers->len; i++)
    {
      const LpHostLayer *layer = g_ptr_array_index (layers, i);
      g_autofree gchar *network = lp_host_get_layer_text (layer->id, LP_PARASITE_NETWORK);

      if (network && g_str_has_prefix (network, LP_QUICK_LOOK_NAME "\n"))
        g_array_append_val (old, layer->id);
    }

  return g_steal_pointer (&old);
}

/* Inserts the layers in a single undo step, which includes a conversion of the image. */
static gint32
insert_result (LpCall *call,
               const gchar *path,
               const LlNetwork *network,
               LpResult *result,
               const LpHostLayer *micrograph,
               GError **error)
{
  g_autofree gchar *name = group_name (path);
  LpStyle style = (LpStyle) lp_arguments_get_choice (call->in, LP_ARG_STYLE);
  LpBase base = lp_host_get_image_base (call->image);
  gboolean convert =
    base == LP_BASE_INDEXED ||
    (base == LP_BASE_GREY &&
     (style == LP_STYLE_COLOUR || lp_arguments_get_bool (call->in, LP_ARG_INSTANCES)));
  g_autofree gchar *origin = NULL;
  g_autofree gchar *described = describe_network (path);
  g_autoptr (GArray) replaced = find_replaced (call);
  LpOrigin from;
  gint32 group = -1;

  lp_origin_read (&from, micrograph->id);
  origin = lp_origin_to_text (&from);
  lp_host_undo_group_start (call->image);
  if (!convert || lp_host_convert_to_rgb (call->image, error))
    group = lp_result_insert (result, call->image, name, style, micrograph->x,
                              micrograph->y, replaced, error);
  if (group >= 0)
    {
      g_autofree gchar *json = ll_classes_to_json (ll_network_get_classes (network));

      lp_host_set_layer_text (group, LP_PARASITE_ROLE, LP_ROLE_WORD_RESULT);
      lp_host_set_layer_text (group, LP_PARASITE_CLASSES, json);
      lp_host_set_layer_text (group, LP_PARASITE_ORIGIN, origin);
      lp_host_set_layer_text (group, LP_PARASITE_NETWORK, described);
      lp_known_scale_keep (call->image, call->drawable);
      lp_layers_hide_others (call->image, group);
      /* The active layer stays the same: the next brush stroke is not meant
       * for a result.
       */
      if (lp_host_get_layer (call->drawable) >= 0)
        lp_host_select_layer (call->image, lp_host_get_layer (call->drawable));
    }
  lp_host_undo_group_end (call->image);

  if (group >= 0 && convert)
    lp_call_note (call,
                  _ ("The image was converted to RGB, so that layers can have colours."));

  return group;
}

static gboolean
predict_micrograph (LpCall *call, const LlNetwork *network, Work *work, GError **error)
{
  LlPredictSettings settings;

  ll_predict_settings_init (&settings);
  settings.patch = lp_arguments_get_int (call->in, LP_ARG_PATCH);
  settings.batch = lp_arguments_get_int (call->in, LP_ARG_BATCH);
  settings.threads = lp_arguments_get_int (call->in, LP_ARG_THREADS);
  settings.views = lp_arguments_get_bool (call->in, LP_ARG_VIEWS) ? 8 : 1;
  settings.own = &work->own;
  if (!lp_diameter_find_scale (call, network, lp_starting_is_path (work->path),
                               work->pixels, &settings, NULL, NULL, error))
    return FALSE;

  return ll_predict (network, lp_pixels_get_width (work->pixels),
                     lp_pixels_get_height (work->pixels), &settings, read_rows,
                     write_rows, show_progress, work, error);
}

/* Draws contours and instances as layers above the planes. */
static void
draw_objects (const LpCall *call, const Work *work, const LlInstances *objects)
{
  LpPictures *pictures = lp_result_get_pictures (work->result);
  const LpHostLayer *place = work->micrograph;

  if (lp_arguments_get_bool (call->in, LP_ARG_CONTOURS))
    {
      g_autoptr (LlOutlines) outlines = ll_outlines_new (objects, LP_CONTOUR_SMOOTHING);

      lp_contours_drop_holes (outlines);
      lp_pictures_add_contours (
        pictures, outlines, objects, ll_network_get_classes (work->network), place->x,
        place->y, lp_arguments_get_float (call->in, LP_ARG_CONTOUR_WIDTH), 0.0,
        lp_arguments_get_bool (call->in, LP_ARG_CASING) ? place : NULL);
    }
  if (lp_arguments_get_bool (call->in, LP_ARG_INSTANCES))
    lp_pictures_add (pictures, "Instances", lp_instances_draw (objects), place->x,
                     place->y, INSTANCES_OPACITY);
}

static gboolean
add_objects (LpCall *call, Work *work, GError **error)
{
  g_autoptr (LlInstances) objects = NULL;
  LlObjectSettings settings;

  ll_object_settings_init (&settings);
  lp_progress_set_part (&work->progress, OBJECTS_SHARE);
  if (work->there)
    ll_object_maps_set_missing (work->maps, work->there->missing);
  objects = ll_find_objects (work->maps, &settings, show_progress, work, error);
  if (!objects)
    return FALSE;
  lp_progress_set_part (&work->progress, 1);

  draw_objects (call, work, objects);
  lp_arguments_set_number (call->out, LP_ARG_OBJECTS, objects->n);
  lp_call_note (call,
                g_dngettext (GETTEXT_PACKAGE, "Found %d object.", "Found %d objects.",
                             (gulong) objects->n),
                objects->n);

  return TRUE;
}

/* Finds which pixels of the micrograph are there, and fails if none is. */
static LpThere *
find_there (LpCall *call,
            const GPtrArray *layers,
            const LpHostLayer *micrograph,
            GError **error)
{
  GeglRectangle area = { micrograph->x, micrograph->y, micrograph->width,
                         micrograph->height };
  g_autofree gchar *name = lp_host_get_image_name (call->image);
  g_autoptr (LpThere) there =
    lp_there_new_of_image (call->image, layers, micrograph, &area);

  if (lp_there_count_missing (there) == (gint64) area.width * area.height)
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("There is nothing to segment: every pixel of \"%s\" is "
                      "transparent, ignored or not selected."),
                   name);
      return NULL;
    }
  lp_there_note (there, call, name);

  return g_steal_pointer (&there);
}

gboolean
lp_predict_run (LpCall *call, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  const LpHostLayer *micrograph =
    lp_layers_find_micrograph (layers, call->drawable, error);
  gboolean classes = lp_arguments_get_bool (call->in, LP_ARG_CLASSES_LAYER);
  g_autofree gchar *path = NULL;
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (LpPixels) pixels = NULL;
  g_autoptr (LpThere) there = NULL;
  g_autoptr (LpResult) result = NULL;
  g_autoptr (LlObjectMaps) maps = NULL;
  g_autoptr (GeglBuffer) buffer = NULL;
  gboolean tasks[LL_N_TASKS];
  Work work = { 0 };
  gint32 group;

  if (!micrograph)
    return FALSE;

  /* A person at the dialog has chosen the layer. */
  if (!call->interactive)
    {
      g_autofree gchar *name = lp_host_get_image_name (call->image);

      lp_others_note (call, call->image, call->drawable, name);
    }

  lp_progress_start (&work.progress, _ ("Segmenting"));
  pixels = lp_pixels_new (micrograph->id);
  path = lp_network_choose (lp_arguments_get_string (call->in, LP_ARG_WEIGHTS),
                            lp_arguments_get_bool (call->in, LP_ARG_STARTING),
                            lp_pixels_are_grey (pixels) ? 1 : 3);
  network = load_network (call, path, error);
  if (!network || !parse_tasks (call->in, network, tasks, error) ||
      !check_outputs (call->in, tasks, error))
    return FALSE;

  there = find_there (call, layers, micrograph, error);
  if (!there)
    return FALSE;

  lp_values_adapt (call, network, pixels, there, &work.own);
  buffer = lp_host_get_buffer (micrograph->id, FALSE);
  result = lp_result_new (network, tasks, classes, micrograph->width, micrograph->height,
                          gegl_buffer_get_format (buffer));

  work.micrograph = micrograph;
  work.network = network;
  work.path = path;
  work.pixels = pixels;
  work.result = result;
  work.channels = choose_channels (call, network, pixels);
  if (lp_there_count_missing (there) > 0)
    {
      work.there = there;
      lp_result_set_missing (result, there->missing);
    }
  if (wants_objects (call->in))
    {
      if (!ll_memory_check ((guint64) micrograph->width * (guint64) micrograph->height *
                              OBJECT_BYTES,
                            error))
        return FALSE;
      maps = ll_object_maps_new (network, micrograph->width, micrograph->height);
      work.maps = maps;
      lp_progress_set_part (&work.progress, NETWORK_SHARE);
    }

  if (!predict_micrograph (call, network, &work, error) ||
      (work.maps && !add_objects (call, &work, error)))
    return FALSE;

  group = insert_result (call, path, network, result, micrograph, error);
  lp_arguments_set_number (call->out, LP_RETURN_GROUP, group);

  return group >= 0;
}
