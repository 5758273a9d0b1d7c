/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Turns objects into layers, paths, images and files.  Everything is drawn first, then
 * the files are written, and the image is changed last, so that a failure leaves the
 * image as it was.  The files get their names when all of them are complete.
 */

#include "figure/figure.h"

#include <glib/gi18n-lib.h>

#include "draw/contours.h"
#include "figure/drawing.h"
#include "figure/histogram-file.h"
#include "figure/histogram-image.h"
#include "figure/label-image.h"
#include "figure/label-map.h"
#include "figure/outputs.h"
#include "figure/vectors.h"
#include "host/progress.h"
#include "image/found.h"
#include "image/remarks.h"
#include "layers/contour-paths.h"
#include "layers/layers.h"
#include "layers/pictures.h"
#include "procedure/names.h"
#include "scale/scale.h"

#define GROUP_NAME LP_GROUP_NAME ": figure"

/* The share of the progress bar at which the objects are found. */
#define FINDING_SHARE 0.6

#define POINTS_PER_INCH 72.0

/* What the call creates; -1: not requested, or not created yet. */
typedef struct
{
  gint32 group;
  gint32 label_image;
  gint32 histogram_image;
  GPtrArray *files; /* element-type LlPartFile */
} Made;

static gboolean
wants_histogram (const LpCall *call)
{
  return lp_figure_wants (call, LP_ARG_HISTOGRAM_IMAGE) ||
         lp_figure_get_path (call, LP_ARG_HISTOGRAM);
}

/* Finds the scale if it is wanted; @square is NULL if there is none. */
static gboolean
find_scale (LpCall *call, LpScale *scale, const LlScale **square, GError **error)
{
  *square = NULL;
  if (!lp_figure_wants (call, LP_ARG_SCALE_BAR) && !wants_histogram (call))
    return TRUE;
  if (!lp_scale_find_square (call, scale, square, error))
    return FALSE;
  if (*square || !lp_figure_wants (call, LP_ARG_SCALE_BAR))
    return TRUE;

  g_set_error (
    error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
    _ ("A scale bar needs the scale of the image: choose what gives the size of a "
       "pixel; it is asked for once."));

  return FALSE;
}

static LpLettering
get_lettering (const LpCall *call)
{
  gdouble x, y;
  gdouble points = lp_arguments_get_float (call->in, LP_ARG_FONT_SIZE);

  lp_host_get_resolution (call->image, &x, &y);

  return (LpLettering){ lp_arguments_get_string (call->in, LP_ARG_FONT),
                        MAX (points * y / POINTS_PER_INCH, LP_LEAST_LETTERING) };
}

/* Takes @file, which is NULL if it could not be written. */
static gboolean
add_file (Made *made, LlPartFile *file)
{
  if (file)
    g_ptr_array_add (made->files, file);

  return file != NULL;
}

/* Fails if the letters leave no room for the bars. */
static gboolean
check_histogram (const LpHistogramPlot *plot, GError **error)
{
  gdouble width, height;

  if (lp_histogram_plot_has_room (plot, &width, &height))
    return TRUE;

  g_set_error (error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
               _ ("The histogram is too small for its letters: make it at least %.0f mm "
                  "wide and %.0f mm high, or make its font smaller."),
               width, height);

  return FALSE;
}

static gboolean
make_histogram (const LpDrawing *work,
                const LlMeasureSettings *settings,
                Made *made,
                GError **error)
{
  const LlClasses *classes = work->found->classes;
  const LpArguments *in = work->call->in;
  const gchar *path = lp_figure_get_path (work->call, LP_ARG_HISTOGRAM);
  const LpHistogramStyle style = {
    .font = work->lettering.font,
    .font_size = lp_arguments_get_float (in, LP_ARG_HISTOGRAM_FONT_SIZE),
    .width = lp_arguments_get_float (in, LP_ARG_HISTOGRAM_WIDTH),
    .height = lp_arguments_get_float (in, LP_ARG_HISTOGRAM_HEIGHT),
  };
  g_autoptr (LlSummary) summary = NULL;
  g_autoptr (LpHistogramPlot) plot = NULL;

  if (!wants_histogram (work->call))
    return TRUE;

  summary = ll_summary_new (work->objects, ll_classes_get_n (classes), settings);
  plot = lp_histogram_plot_new (
    work->objects, summary, classes, work->scale,
    (LpHistogramBy) lp_arguments_get_choice (in, LP_ARG_HISTOGRAM_BY), &style);
  if (!check_histogram (plot, error))
    return FALSE;
  if (lp_figure_wants (work->call, LP_ARG_HISTOGRAM_IMAGE))
    {
      made->histogram_image = lp_histogram_image_new (plot, error);
      if (made->histogram_image < 0)
        return FALSE;
    }

  return !path ||
         add_file (made,
                   lp_histogram_file_write (
                     plot, path, lp_figure_wants (work->call, LP_ARG_SVG_TEXT), error));
}

static gboolean
make_label_map (const LpDrawing *work, Made *made, GError **error)
{
  const LlInstances *instances = work->found->instances;
  const gchar *path = lp_figure_get_path (work->call, LP_ARG_LABEL_MAP);
  gdouble x, y;

  if (lp_figure_wants (work->call, LP_ARG_LABEL_IMAGE))
    {
      lp_host_get_resolution (work->call->image, &x, &y);
      made->label_image = lp_label_image_new (instances, y, error);
      if (made->label_image < 0)
        return FALSE;
    }

  return !path || add_file (made, lp_label_map_write (path, instances, error));
}

/* Converts the image to RGB if a requested layer has colours. */
static gboolean
convert_image (LpCall *call, GError **error)
{
  LpBase base = lp_host_get_image_base (call->image);
  gboolean colours = lp_figure_wants (call, LP_ARG_CONTOURS) ||
                     lp_figure_wants (call, LP_ARG_INSTANCES) ||
                     lp_figure_wants (call, LP_ARG_OVERLAY);

  if (base == LP_BASE_RGB || (base == LP_BASE_GREY && !colours))
    return TRUE;
  if (!lp_host_convert_to_rgb (call->image, error))
    return FALSE;

  lp_call_note (call,
                _ ("The image was converted to RGB, so that layers can have colours."));

  return TRUE;
}

static gboolean
insert_layers (const LpDrawing *work,
               const LpPictures *pictures,
               Made *made,
               GError **error)
{
  LpCall *call = work->call;

  if (lp_pictures_get_n (pictures) == 0 && !work->vectors)
    return TRUE;
  if (!convert_image (call, error))
    return FALSE;

  made->group =
    lp_pictures_insert (pictures, call->image, GROUP_NAME, LP_ROLE_WORD_FIGURE, error);
  if (made->group < 0)
    return FALSE;

  if (lp_figure_wants (call, LP_ARG_CONTOURS) ||
      lp_figure_wants (call, LP_ARG_INSTANCES) || lp_figure_wants (call, LP_ARG_OVERLAY))
    lp_layers_hide_others (call->image, made->group);
  /* The active layer stays the same: the next brush stroke is not meant for a figure. */
  if (lp_host_get_layer (call->drawable) >= 0)
    lp_host_select_layer (call->image, lp_host_get_layer (call->drawable));

  return TRUE;
}

static gboolean
insert_paths (const LpDrawing *work, const Made *made, GError **error)
{
  const LpFound *found = work->found;
  gint32 image = work->call->image;
  g_autoptr (GArray) paths = g_array_new (FALSE, FALSE, sizeof (gint32));

  if (!lp_figure_wants (work->call, LP_ARG_PATHS))
    return TRUE;
  if (!lp_contour_paths_insert (
        image, work->outlines, found->instances, found->classes, found->area.x,
        found->area.y, lp_figure_wants (work->call, LP_ARG_OBJECT_PATHS), paths, error))
    return FALSE;
  if (!work->vectors || lp_vectors_insert (work, paths, made->group, error))
    return TRUE;

  for (guint i = 0; i < paths->len; i++)
    lp_host_delete_path (image, g_array_index (paths, gint32, i));

  return FALSE;
}

static void
delete_images (const Made *made)
{
  if (made->label_image >= 0)
    lp_host_delete_image (made->label_image);
  if (made->histogram_image >= 0)
    lp_host_delete_image (made->histogram_image);
}

static void
release_images (const LpCall *call, const Made *made)
{
  if (made->label_image >= 0)
    lp_host_release_image (made->label_image, call->interactive);
  if (made->histogram_image >= 0)
    lp_host_release_image (made->histogram_image, call->interactive);
}

/* Changes the image in a single undo step, which includes its conversion and
 * its scale.
 */
static gboolean
change_image (const LpDrawing *work,
              const LpPictures *pictures,
              const LpScale *scale,
              Made *made,
              GError **error)
{
  gint32 image = work->call->image;
  gboolean done;

  lp_host_undo_group_start (image);
  done = insert_layers (work, pictures, made, error);
  if (done && !insert_paths (work, made, error))
    {
      if (made->group >= 0)
        lp_host_delete_layer (made->group);
      done = FALSE;
    }
  if (done)
    lp_scale_keep (work->call, scale);
  lp_host_undo_group_end (image);

  return done;
}

static void
note_objects (const LpDrawing *work)
{
  LpCall *call = work->call;
  const LpFound *found = work->found;
  const LlObjects *objects = work->objects;
  gint cut = lp_found_count_cut (objects);

  if (cut == 0 ||
      lp_arguments_get_choice (call->in, LP_ARG_EDGE_OBJECTS) == LL_EDGE_INCLUDE)
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE, "Drew %d object of \"%s\".",
                               "Drew %d objects of \"%s\".", (gulong) objects->n),
                  objects->n, found->name);
  else
    lp_call_note (
      call,
      g_dngettext (GETTEXT_PACKAGE,
                   "Drew %d object of \"%s\"; cut by the edge and not measured: %d.",
                   "Drew %d objects of \"%s\", %d of them cut by the edge and not "
                   "measured.",
                   (gulong) objects->n),
      objects->n, found->name, cut);

  if (work->n_left_out > 0)
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE,
                               "%d number was left out, because there is no room for it: "
                               "draw the figure of a larger image or of a part of it.",
                               "%d numbers were left out, because there is no room for "
                               "them: draw the figure of a larger image or of a part of "
                               "it.",
                               (gulong) work->n_left_out),
                  work->n_left_out);
}

void
lp_figure_prepare (gint32 image, LpArguments *arguments)
{
  lp_scale_prepare (image, arguments);
}

gboolean
lp_figure_run (LpCall *call, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  g_autoptr (LpFound) found = NULL;
  g_autoptr (LlOutlines) outlines = NULL;
  g_autoptr (LlObjects) objects = NULL;
  g_autoptr (LpPictures) pictures = NULL;
  g_autoptr (GPtrArray) files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_part_file_free);
  g_auto (LpScale) scale = { 0 };
  LlMeasureSettings settings;
  LpProgress progress;
  LpDrawing work = { .call = call, .lettering = get_lettering (call) };
  Made made = { -1, -1, -1, files };

  work.micrograph = lp_layers_find_micrograph (layers, call->drawable, error);
  if (!work.micrograph || !lp_figure_check_outputs (call, error) ||
      !find_scale (call, &scale, &work.scale, error))
    return FALSE;

  lp_progress_start (&progress, _ ("Drawing the figure"));
  lp_progress_set_part (&progress, FINDING_SHARE);
  found = lp_found_new_of_call (call, &progress, error);
  if (!found)
    return FALSE;

  ll_measure_settings_init (&settings);
  settings.resamples = 0;
  settings.edge_objects =
    (LlEdgeObjects) lp_arguments_get_choice (call->in, LP_ARG_EDGE_OBJECTS);
  lp_progress_set_part (&progress, 1.0);
  outlines = ll_outlines_new (found->instances, LP_CONTOUR_SMOOTHING);
  if (!lp_arguments_get_bool (call->in, LP_ARG_HOLES))
    lp_contours_drop_holes (outlines);
  objects = ll_objects_new (found->instances, &settings);

  work.found = found;
  work.outlines = outlines;
  work.objects = objects;
  work.vectors = lp_vectors_are_wanted (call);
  pictures = lp_drawing_draw (&work);
  if (!make_histogram (&work, &settings, &made, error) ||
      !make_label_map (&work, &made, error) || !ll_part_files_commit (files, error) ||
      !change_image (&work, pictures, &scale, &made, error))
    {
      delete_images (&made);
      return FALSE;
    }
  release_images (call, &made);

  note_objects (&work);
  lp_remarks_note (found->remarks, call);
  lp_arguments_set_number (call->out, LP_RETURN_GROUP, made.group);
  lp_arguments_set_number (call->out, LP_ARG_LABEL_IMAGE, made.label_image);
  lp_arguments_set_number (call->out, LP_ARG_HISTOGRAM_IMAGE, made.histogram_image);
  lp_arguments_set_number (call->out, LP_ARG_OBJECTS, objects->n);

  return TRUE;
}
