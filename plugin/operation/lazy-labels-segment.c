/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The operation "lazy-labels:segment" for GEGL, whose header reads the first part of this file
 * several times: it makes the properties of it.
 *
 * Probabilities are kept for as long as the operation lives, so that they are only predicted
 * again where the image has changed; what is made of them is cheap, and not kept.
 */

#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

/* clang-format off */

enum_start (lazy_labels_output)
  enum_value (LAZY_LABELS_OUTPUT_CLASSES, "classes", N_ ("Classes over the image"))
  enum_value (LAZY_LABELS_OUTPUT_COLOURS, "colours", N_ ("Colours of classes alone"))
  enum_value (LAZY_LABELS_OUTPUT_PROBABILITY, "probability", N_ ("Probability as grey"))
  enum_value (LAZY_LABELS_OUTPUT_OUTLINES, "outlines", N_ ("Outlines of objects"))
  enum_value (LAZY_LABELS_OUTPUT_INSTANCES, "instances", N_ ("Objects in distinct colours"))
  enum_value (LAZY_LABELS_OUTPUT_UNCERTAINTY, "uncertainty", N_ ("Uncertainty as grey"))
enum_end (LazyLabelsOutput)

enum_start (lazy_labels_task)
  enum_value (LAZY_LABELS_TASK_DETECTION, "detection", N_ ("Detection"))
  enum_value (LAZY_LABELS_TASK_SEPARATION, "separation", N_ ("Separation"))
  enum_value (LAZY_LABELS_TASK_SEGMENTATION, "segmentation", N_ ("Segmentation"))
enum_end (LazyLabelsTask)

/* No property_file_path(): scripts of GIMP 3.0 can set no property of an operation that has one. */
property_string (weights, _ ("Network"), "")
  description (_ ("Weights file of the network. If empty, the current network is used, which "
                  "was trained or loaded last, and where there is none, the starting network."))

/* Not "output", which is the name of a pad: GIMP 3 shows no such property. */
property_enum (show, _ ("Show"), LazyLabelsOutput, lazy_labels_output,
               LAZY_LABELS_OUTPUT_CLASSES)
  description (_ ("What is shown of the segmentation. Uncertainty is the entropy of the "
                  "probabilities: white where the network takes all classes for equally "
                  "probable."))

property_enum (task, _ ("Task"), LazyLabelsTask, lazy_labels_task,
               LAZY_LABELS_TASK_SEGMENTATION)
  description (_ ("Task of the network that is shown. Objects are found by all tasks "
                  "together."))

property_int (class, _ ("Class"), 0)
  description (_ ("Number of the class that is shown, in the order of the network; 0 shows "
                  "all classes besides the rest. The interface is class 1 of the separation."))
  value_range (0, 15)

property_double (opacity, _ ("Opacity"), 0.5)
  description (_ ("Opacity of classes, objects and outlines over the image; a larger value "
                  "hides more of the image."))
  value_range (0.0, 1.0)
  ui_meta ("sensitive", "show {classes, outlines, instances}")

property_double (threshold, _ ("Threshold"), 0.0)
  description (_ ("Least probability that is shown; a larger value shows only what the network "
                  "is sure of, 0 shows everything."))
  value_range (0.0, 1.0)
  ui_meta ("sensitive", "show {classes, colours, probability}")

property_double (diameter, _ ("Object diameter (px)"), 0.0)
  description (_ ("Typical diameter of the objects in pixels; with a larger value, the network "
                  "sees the image smaller. 0 takes the network's own scale; the starting "
                  "network then estimates the diameter."))
  value_range (0.0, 100000.0)
  ui_range (0.0, 300.0)
  ui_gamma (2.0)

property_int (patch, _ ("Patch side (px)"), 0)
  description (_ ("Side in pixels of the parts that are segmented at a time, a multiple of 32 "
                  "for a network with 6 levels, 16 with 5 and so on; a larger patch shows the "
                  "network more of the surroundings, but takes longer to follow a change. 0 "
                  "takes the network's own."))
  value_range (0, 1024)

property_int (threads, _ ("Threads"), 0)
  description (_ ("Number of processor threads to use; a larger number is faster, up to the "
                  "number of processors. 0 uses all processors."))
  value_range (0, 256)

/* clang-format on */

#else

#define GEGL_OP_FILTER
#define GEGL_OP_NAME lazy_labels_segment
/* GEGL names the type of the operation after its file, which must be unique therefore. */
/* clang-format off */
#define GEGL_OP_C_SOURCE lazy-labels-segment.c
/* clang-format on */

#include <gegl-op.h>

#include <lazylabels/lazylabels.h>

#include "operation/folders.h"
#include "operation/found-objects.h"
#include "operation/live.h"
#include "operation/notice.h"
#include "operation/paint.h"

/* Rows that are painted at once. */
#define STRIP       64

/* More patches than that take long enough to show progress. */
#define FEW_PATCHES 4

typedef struct
{
  LpLive *live;
  LpFoundObjects *found;
  gchar *said;           /* the last message; each is said once                  */
  GeglRectangle granted; /* what GEGL was asked to give of the input             */
} State;

static State *
get_state (GeglOperation *operation)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);

  if (!o->user_data)
    {
      State *state = g_new0 (State, 1);

      state->live = lp_live_new ();
      state->found = lp_found_objects_new ();
      o->user_data = state;
    }

  return o->user_data;
}

static gboolean
wants_objects (const GeglProperties *o)
{
  return o->show == LAZY_LABELS_OUTPUT_OUTLINES ||
         o->show == LAZY_LABELS_OUTPUT_INSTANCES;
}

/* Returns: where the input lies; empty where there is none, or one without bounds. */
static GeglRectangle
get_extent (GeglOperation *operation)
{
  const GeglRectangle *box = gegl_operation_source_get_bounding_box (operation, "input");

  if (!box || gegl_rectangle_is_infinite_plane (box))
    return (GeglRectangle){ 0, 0, 0, 0 };

  return *box;
}

static void
prepare (GeglOperation *operation)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  State *state = get_state (operation);
  const Babl *format = gegl_operation_get_source_format (operation, "input");
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  GeglRectangle extent = get_extent (operation);
  LpLiveSettings settings = { o->weights, o->diameter, o->patch, o->threads };
  gboolean grey = format && !babl_format_is_palette (format) &&
                  babl_format_get_n_components (format) <= 2 &&
                  (o->show == LAZY_LABELS_OUTPUT_PROBABILITY ||
                   o->show == LAZY_LABELS_OUTPUT_UNCERTAINTY);

  lp_live_lock (state->live);
  lp_live_prepare (state->live, &settings, &extent, format,
                   gegl_operation_get_source_node (operation, "input"));
  lp_live_unlock (state->live);

  gegl_operation_set_format (operation, "input", format);
  gegl_operation_set_format (
    operation, "output",
    babl_format_with_space (grey ? "Y'A float" : "R'G'B'A float", space));
}

static GeglRectangle
find_needed (GeglOperation *operation, const GeglRectangle *roi)
{
  State *state = get_state (operation);
  GeglRectangle extent = get_extent (operation);
  GeglRectangle needed = *roi;

  if (gegl_rectangle_is_empty (&extent))
    return needed;
  if (wants_objects (GEGL_PROPERTIES (operation)) &&
      !lp_found_objects_are_there (state->found, state->live))
    gegl_rectangle_bounding_box (&needed, &needed, &extent);
  else
    needed = lp_live_get_needed (state->live, roi);

  return needed;
}

static GeglRectangle
get_required_for_output (GeglOperation *operation,
                         const gchar *input_pad,
                         const GeglRectangle *roi)
{
  State *state = get_state (operation);

  lp_live_lock (state->live);
  state->granted = find_needed (operation, roi);
  lp_live_unlock (state->live);

  return state->granted;
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation,
                           const gchar *input_pad,
                           const GeglRectangle *roi)
{
  State *state = get_state (operation);
  GeglRectangle extent = get_extent (operation);
  GeglRectangle changed;

  lp_live_lock (state->live);
  changed = lp_live_change (state->live, roi);
  lp_live_unlock (state->live);
  if (wants_objects (GEGL_PROPERTIES (operation)))
    gegl_rectangle_bounding_box (&changed, &changed, &extent);

  return changed;
}

/* Counts patches, of which more than a few show a progress. */
typedef struct
{
  GeglOperation *operation;
  gint done;
  gint all;
} Progress;

static gboolean
show_progress (gdouble fraction, gpointer data)
{
  Progress *progress = data;

  progress->done++;
  if (progress->all > FEW_PATCHES)
    gegl_operation_progress (progress->operation,
                             MIN (1.0, (gdouble) progress->done / progress->all), NULL);

  return TRUE;
}

static gboolean
make_paint (const GeglProperties *o,
            const LlNetwork *network,
            LpPaint *paint,
            GError **error)
{
  LlTask task = (LlTask) o->task;

  if (ll_network_get_first_plane (network, task) < 0)
    {
      g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_CLASSES,
                   _ ("The network does not know the task \"%s\": choose another task."),
                   ll_task_get_name (task));
      return FALSE;
    }
  *paint = (LpPaint){ ll_network_get_classes (network),
                      task,
                      ll_network_get_n_task_classes (network, task),
                      o->class,
                      o->threshold,
                      o->opacity };
  if (wants_objects (o))
    paint->n_classes = ll_classes_get_n (paint->classes);
  if (o->class >= paint->n_classes)
    {
      g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_CLASSES,
                   g_dngettext (GETTEXT_PACKAGE,
                                "The network knows %d class besides the rest: choose a "
                                "smaller number.",
                                "The network knows %d classes besides the rest: choose a "
                                "smaller number.",
                                (gulong) (paint->n_classes - 1)),
                   paint->n_classes - 1);
      return FALSE;
    }

  return TRUE;
}

static void
paint_strip (const GeglProperties *o,
             const LpPaint *paint,
             const State *state,
             const GeglRectangle *strip,
             GeglBuffer *input,
             GeglBuffer *output)
{
  g_autofree guint8 *missing = lp_live_find_missing (state->live, input, strip);
  g_autofree gfloat *probabilities =
    g_new (gfloat, (gsize) paint->n_classes * strip->width * strip->height);

  lp_live_read (state->live, paint->task, strip, probabilities);
  if (o->show == LAZY_LABELS_OUTPUT_PROBABILITY)
    lp_paint_probability (paint, strip, probabilities, missing, output);
  else if (o->show == LAZY_LABELS_OUTPUT_UNCERTAINTY)
    lp_paint_uncertainty (paint, strip, probabilities, missing, output);
  else
    lp_paint_classes (paint, strip, probabilities, missing,
                      o->show == LAZY_LABELS_OUTPUT_CLASSES ? input : NULL, output);
}

static gboolean
draw (GeglOperation *operation,
      State *state,
      GeglBuffer *input,
      GeglBuffer *output,
      const GeglRectangle *roi,
      gboolean *moved,
      GError **error)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  GeglRectangle extent = get_extent (operation);
  Progress progress = { operation, 0, 0 };
  LpPaint paint;

  if (!lp_live_begin (state->live, input, moved, error) ||
      !make_paint (o, lp_live_get_network (state->live), &paint, error))
    return FALSE;

  if (wants_objects (o))
    {
      GeglBuffer *picture;

      progress.all = lp_live_count_lacking (state->live, &extent);
      picture = lp_found_objects_draw (state->found, state->live, input, &extent,
                                       o->show == LAZY_LABELS_OUTPUT_OUTLINES, o->class,
                                       show_progress, &progress, error);
      if (!picture)
        return FALSE;
      lp_paint_picture (picture, &extent, o->opacity, roi, input, output);
      return TRUE;
    }

  progress.all = lp_live_count_lacking (state->live, roi);
  for (gint y = roi->y; y < roi->y + roi->height; y += STRIP)
    {
      GeglRectangle strip = { roi->x, y, roi->width,
                              MIN (STRIP, roi->y + roi->height - y) };

      if (!lp_live_predict (state->live, input, &strip, show_progress, &progress, error))
        return FALSE;
      paint_strip (o, &paint, state, &strip, input, output);
    }

  return TRUE;
}

/* Of a picture that GEGL makes for a smaller zoom, and of pixels that GEGL was not asked for,
 * @input holds nothing: they are taken from the node before, at full size.
 */
static GeglBuffer *
get_input (GeglOperation *operation,
           State *state,
           GeglBuffer *input,
           const GeglRectangle *roi,
           gint level)
{
  GeglRectangle needed = find_needed (operation, roi);
  GeglRectangle extent = get_extent (operation);
  GeglNode *source = gegl_operation_get_source_node (operation, "input");
  GeglBuffer *own;

  gegl_rectangle_intersect (&needed, &needed, &extent);
  if ((level == 0 && gegl_rectangle_contains (&state->granted, &needed)) || !source)
    return g_object_ref (input);

  own = gegl_buffer_new (&needed, gegl_buffer_get_format (input));
  gegl_node_blit_buffer (source, own, &needed, 0, GEGL_ABYSS_NONE);

  return own;
}

static gboolean
process (GeglOperation *operation,
         GeglBuffer *input,
         GeglBuffer *output,
         const GeglRectangle *roi,
         gint level)
{
  State *state = get_state (operation);
  GeglRectangle extent = get_extent (operation);
  GeglRectangle inside;
  g_autoptr (GeglBuffer) own = NULL;
  g_autoptr (GError) error = NULL;
  gboolean moved = FALSE;

  /* Beyond the image, and in one without bounds, there is nothing to segment. */
  if (!gegl_rectangle_intersect (&inside, roi, &extent))
    {
      gegl_buffer_copy (input, roi, GEGL_ABYSS_NONE, output, roi);
      return TRUE;
    }

  lp_live_lock (state->live);
  own = get_input (operation, state, input, &inside, level);
  if (draw (operation, state, own, output, &inside, &moved, &error))
    {
      g_clear_pointer (&state->said, g_free);
    }
  else
    {
      gegl_buffer_copy (own, &inside, GEGL_ABYSS_NONE, output, &inside);
      lp_notice_say (error->message, &state->said);
      if (lp_module_has_canvas ())
        lp_notice_draw (error->message, &extent, &inside, output);
    }
  lp_live_unlock (state->live);

  /* A change at one place has changed how the whole image is seen, which nobody could know
   * before all of it was looked at.
   */
  if (moved)
    gegl_operation_invalidate (operation, &extent, FALSE);

  return TRUE;
}

static void
finalize (GObject *object)
{
  GeglProperties *o = GEGL_PROPERTIES (object);
  State *state = o->user_data;

  if (state)
    {
      lp_found_objects_free (state->found);
      lp_live_free (state->live);
      g_free (state->said);
      g_free (state);
      o->user_data = NULL;
    }

  G_OBJECT_CLASS (gegl_op_parent_class)->finalize (object);
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  operation_class->prepare = prepare;
  operation_class->get_required_for_output = get_required_for_output;
  operation_class->get_invalidated_by_change = get_invalidated_by_change;
  operation_class->cache_policy = GEGL_CACHE_POLICY_NEVER;
  operation_class->threaded = FALSE;
  operation_class->want_in_place = FALSE;
  operation_class->opencl_support = FALSE;
  GEGL_OPERATION_FILTER_CLASS (klass)->process = process;

  /* clang-format off */
  gegl_operation_class_set_keys (operation_class,
    "name", "lazy-labels:segment",
    "title", _ ("Lazy Labels: Segment"),
    "categories", "generic",
    "license", "GPL3+",
    "description",
    _ ("Segments a micrograph by a network that has learned from rough marks, and follows the "
       "image when it changes. The layer should be RGB, so that classes have colours."),
    "gimp:menu-path", "<Image>/Filters/Lazy Labels",
    "gimp:menu-label", _ ("5 _Live Segmentation..."),
    NULL);
  /* clang-format on */
}

#endif
