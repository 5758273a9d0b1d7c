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
#include "host/progress.h"
#include "image/there.h"
#include "layers/layers.h"
#include "layers/others.h"
#include "network/paths.h"
#include "network/starting.h"
#include "pixels/pixels.h"
#include "procedure/names.h"
#include "segment/diameter.h"
#include "segment/insert.h"
#include "segment/values.h"

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
  gint objects;        /* how many were found; -1: none were wanted */
  guint page;          /* of a stack, from 0 */
  guint n_pages;
  LpProgress *progress; /* of all pages */
} Work;

/* Sets where the next part of the work on this page ends, as a share of it. */
static void
set_part (Work *work, gdouble to)
{
  lp_progress_set_part (work->progress, (work->page + to) / work->n_pages);
}

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

  return lp_progress_show (fraction, work->progress);
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
  set_part (work, OBJECTS_SHARE);
  if (work->there)
    ll_object_maps_set_missing (work->maps, work->there->missing);
  objects = ll_find_objects (work->maps, &settings, show_progress, work, error);
  if (!objects)
    return FALSE;
  set_part (work, 1);

  draw_objects (call, work, objects);
  work->objects = objects->n;
  if (work->n_pages == 1)
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE, "Found %d object.", "Found %d objects.",
                               (gulong) objects->n),
                  objects->n);
  else
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE, "Found %d object on \"%s\".",
                               "Found %d objects on \"%s\".", (gulong) objects->n),
                  objects->n, work->micrograph->name);

  return TRUE;
}

/* Finds which pixels of the micrograph are there, and fails if none is. */
static LpThere *
find_there (LpCall *call,
            const GPtrArray *layers,
            const LpHostLayer *micrograph,
            const gchar *name,
            GError **error)
{
  GeglRectangle area = { micrograph->x, micrograph->y, micrograph->width,
                         micrograph->height };
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

/* Segments one page.  Returns: (transfer full): its result, or NULL. */
static LpPageResult *
segment_page (LpCall *call,
              const GPtrArray *layers,
              const gboolean tasks[LL_N_TASKS],
              Work *work,
              GError **error)
{
  const LpHostLayer *micrograph = work->micrograph;
  gboolean classes = lp_arguments_get_bool (call->in, LP_ARG_CLASSES_LAYER);
  g_autofree gchar *name = work->n_pages > 1 ? g_strdup (micrograph->name)
                                             : lp_host_get_image_name (call->image);
  g_autoptr (LpPixels) pixels = lp_pixels_new (micrograph->id);
  g_autoptr (LpThere) there = find_there (call, layers, micrograph, name, error);
  g_autoptr (LpResult) result = NULL;
  g_autoptr (LlObjectMaps) maps = NULL;
  g_autoptr (GeglBuffer) buffer = NULL;
  LpPageResult *page;

  if (!there)
    return NULL;

  lp_values_adapt (call, work->network, pixels, there, name, &work->own);
  buffer = lp_host_get_buffer (micrograph->id, FALSE);
  result = lp_result_new (work->network, tasks, classes, micrograph->width,
                          micrograph->height, gegl_buffer_get_format (buffer));

  work->pixels = pixels;
  work->result = result;
  work->channels = choose_channels (call, work->network, pixels);
  work->objects = -1;
  if (lp_there_count_missing (there) > 0)
    {
      work->there = there;
      lp_result_set_missing (result, there->missing);
    }
  set_part (work, wants_objects (call->in) ? NETWORK_SHARE : 1);
  if (wants_objects (call->in))
    {
      if (!ll_memory_check ((guint64) micrograph->width * (guint64) micrograph->height *
                              OBJECT_BYTES,
                            error))
        return NULL;
      maps = ll_object_maps_new (work->network, micrograph->width, micrograph->height);
      work->maps = maps;
    }

  if (!predict_micrograph (call, work->network, work, error) ||
      (work->maps && !add_objects (call, work, error)))
    return NULL;

  page = g_new0 (LpPageResult, 1);
  page->micrograph = micrograph;
  page->objects = work->objects;
  page->result = g_steal_pointer (&result);
  lp_origin_read (&page->origin, micrograph->id);

  return page;
}

static void
free_page (LpPageResult *page)
{
  lp_result_free (page->result);
  g_free (page);
}

/* Returns: (transfer full) (element-type LpHostLayer): what is segmented, the chosen page
 *   first.
 */
static GPtrArray *
list_pages (LpCall *call, const GPtrArray *layers, const LpHostLayer *micrograph)
{
  g_autofree gchar *name = NULL;
  GPtrArray *pages;

  if (lp_arguments_get_bool (call->in, LP_ARG_ALL_PAGES))
    return lp_others_list_pages (layers, micrograph);

  pages = g_ptr_array_new ();
  g_ptr_array_add (pages, (gpointer) micrograph);
  /* A person at the dialog has chosen the layer. */
  if (!call->interactive)
    {
      name = lp_host_get_image_name (call->image);
      lp_others_note (call, call->image, call->drawable, name);
    }

  return pages;
}

gboolean
lp_predict_run (LpCall *call, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  const LpHostLayer *micrograph =
    lp_layers_find_micrograph (layers, call->drawable, error);
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GPtrArray) results =
    g_ptr_array_new_with_free_func ((GDestroyNotify) free_page);
  g_autofree gchar *path = NULL;
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (LpPixels) pixels = NULL;
  gboolean tasks[LL_N_TASKS];
  LpProgress progress;
  gint objects = wants_objects (call->in) ? 0 : -1;
  gint32 group;

  if (!micrograph)
    return FALSE;

  pages = list_pages (call, layers, micrograph);
  lp_progress_start (&progress, _ ("Segmenting"));
  pixels = lp_pixels_new (micrograph->id);
  path = lp_network_choose (lp_arguments_get_string (call->in, LP_ARG_WEIGHTS),
                            lp_arguments_get_bool (call->in, LP_ARG_STARTING),
                            lp_pixels_are_grey (pixels) ? 1 : 3);
  network = load_network (call, path, error);
  if (!network || !parse_tasks (call->in, network, tasks, error) ||
      !check_outputs (call->in, tasks, error))
    return FALSE;

  for (guint i = 0; i < pages->len; i++)
    {
      Work work = {
        .micrograph = g_ptr_array_index (pages, i),
        .network = network,
        .path = path,
        .page = i,
        .n_pages = pages->len,
        .progress = &progress,
      };
      LpPageResult *page = segment_page (call, layers, tasks, &work, error);

      if (!page)
        return FALSE;
      g_ptr_array_add (results, page);
      objects += MAX (0, page->objects);
    }

  group = lp_insert_results (call, path, network, results, error);
  lp_arguments_set_number (call->out, LP_RETURN_GROUP, group);
  lp_arguments_set_number (call->out, LP_ARG_OBJECTS, objects);

  return group >= 0;
}
