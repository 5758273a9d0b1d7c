/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Grows masks from detection marks, as a starting point for corrections.  GIMP's Cancel
 * button kills the plug-in at once, so the image is only changed after all masks are
 * known.
 */

#include "annotate/grow.h"

#include <glib/gi18n-lib.h>
#include <lazylabels/lazylabels.h>

#include "form/ask-classes.h"
#include "host/host.h"
#include "image/kept-classes.h"
#include "image/labels.h"
#include "image/masks.h"
#include "image/remarks.h"
#include "host/progress.h"
#include "procedure/names.h"

typedef struct
{
  LlSample *sample;     /* without labels where pixels are ignored  */
  LlInstances *objects; /* the marks, as connected components       */
  LpThere *there;       /* other pixels are excluded from all masks */
  LpThere *selected;    /* everything, if there is no selection     */
  LlLabels *kept;       /* existing paint to keep, for ll_grow()    */
  gint n_growing;
  gint n_skipped; /* selected marks that have a mask already */
  gint n_left;    /* unselected marks without a mask         */
} Work;

/* The pixels of one mark. */
typedef struct
{
  gint64 pixels;
  gint64 selected;
  gboolean masked;
  gboolean grows;
} Mark;

static void
work_clear (Work *work)
{
  ll_sample_free (work->sample);
  ll_instances_free (work->objects);
  lp_there_free (work->there);
  lp_there_free (work->selected);
  ll_labels_free (work->kept);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static void
read_settings (const LpArguments *in, LlGrowSettings *settings)
{
  ll_grow_settings_init (settings);
  settings->method = (LlGrowMethod) lp_arguments_get_choice (in, LP_ARG_METHOD);
  settings->reach = lp_arguments_get_float (in, LP_ARG_REACH);
  settings->rounds = lp_arguments_get_int (in, LP_ARG_ROUNDS);
  settings->colours = lp_arguments_get_int (in, LP_ARG_COLOURS);
  settings->smoothing = lp_arguments_get_float (in, LP_ARG_SMOOTHING);
  settings->contrast = lp_arguments_get_float (in, LP_ARG_CONTRAST);
  settings->balloon = lp_arguments_get_float (in, LP_ARG_BALLOON);
  settings->threads = lp_arguments_get_int (in, LP_ARG_THREADS);
}

/* Splits the marks into objects, and fails if there are none. */
static gboolean
find_objects (Work *work, GError **error)
{
  const LlLabels *marks = work->sample->labels[LL_TASK_DETECTION];

  if (marks)
    work->objects = ll_instances_new_components (marks, LL_NEIGHBOURS_8);
  if (work->objects && work->objects->n > 0)
    return TRUE;

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
               _ ("\"%s\" has no detection marks: paint rough marks on the layer "
                  "\"Detection\" first."),
               work->sample->name);

  return FALSE;
}

static gboolean
is_class (guint8 label)
{
  return label != 0 && label != LL_LABEL_IGNORE;
}

static void
look_at_marks (const Work *work, const LlLabels *painted, gboolean overwrite, Mark *marks)
{
  const LlInstances *objects = work->objects;

  for (gsize i = 0; i < (gsize) objects->width * objects->height; i++)
    {
      Mark *mark = &marks[objects->data[i]];

      mark->pixels++;
      mark->selected += !work->selected->missing[i];
      mark->masked = mark->masked || (painted && is_class (painted->data[i]));
    }

  for (gint id = 1; id <= objects->n; id++)
    marks[id].grows =
      2 * marks[id].selected > marks[id].pixels && (overwrite || !marks[id].masked);
}

/* Chooses the marks to grow, and makes the map of what is kept: paint unless it may be
 * overwritten, ignored pixels in any case, and the marks that do not grow.
 */
static gboolean
choose_marks (Work *work, gboolean overwrite, GError **error)
{
  const LlInstances *objects = work->objects;
  const LlLabels *painted = work->sample->labels[LL_TASK_SEGMENTATION];
  g_autofree Mark *marks = g_new0 (Mark, objects->n + 1);

  look_at_marks (work, painted, overwrite, marks);

  for (gint id = 1; id <= objects->n; id++)
    {
      if (marks[id].grows)
        work->n_growing++;
      else if (2 * marks[id].selected > marks[id].pixels)
        work->n_skipped++;
      else if (!marks[id].masked)
        work->n_left++;
    }

  if (work->n_growing + work->n_skipped == 0)
    {
      g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_NOT_FOUND,
                   _ ("No detection mark of \"%s\" lies mostly within the selection: "
                      "select the marks to grow, or select nothing to grow all of them."),
                   work->sample->name);
      return FALSE;
    }

  work->kept = painted && !overwrite
                 ? ll_labels_copy (painted)
                 : ll_labels_new (objects->width, objects->height, LL_LABEL_IGNORE);
  for (gsize i = 0; i < (gsize) objects->width * objects->height; i++)
    {
      gint32 id = objects->data[i];

      if (work->there->missing[i])
        work->kept->data[i] = 0;
      else if (id != 0 && !marks[id].grows)
        work->kept->data[i] = objects->class_of[id];
    }

  return TRUE;
}

static void
note_left (LpCall *call, const Work *work)
{
  if (work->n_skipped > 0)
    lp_call_note (
      call,
      g_dngettext (
        GETTEXT_PACKAGE,
        "%d mark already has a mask on the layer \"Segmentation\" and is left alone.",
        "%d marks already have masks on the layer \"Segmentation\" and are left alone.",
        (gulong) work->n_skipped),
      work->n_skipped);
  if (work->n_left > 0)
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE,
                               "%d mark outside of the selection has no mask yet.",
                               "%d marks outside of the selection have no mask yet.",
                               (gulong) work->n_left),
                  work->n_left);
}

/* Says so where the meaning of unpainted pixels of the layer may no longer hold. */
static void
note_coverage (LpCall *call, const Work *work, gint32 layer)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  const LpHostLayer *found = lp_layers_find (layers, layer);
  gboolean complete = lp_layer_get_coverage (found) == LL_COVERAGE_COMPLETE;

  if (complete && work->n_left > 0)
    lp_call_note (call,
                  _ ("The layer \"%s\" is complete: objects without a mask would be "
                     "learned as background."),
                  found->name);
  if (!complete)
    lp_call_note (
      call,
      _ ("The layer \"%s\" is sparse: paint some of the rest in its colour as well."),
      found->name);
}

static gboolean
grow_marks (LpCall *call,
            const Work *work,
            const LlClasses *classes,
            LpProgress *progress,
            GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  const LpHostLayer *micrograph =
    lp_layers_find_micrograph (layers, call->drawable, error);
  g_autoptr (LlLabels) masks = NULL;
  LlGrowSettings settings;
  gint32 layer;

  if (!micrograph)
    return FALSE;

  read_settings (call->in, &settings);
  masks = ll_grow (work->sample->image, work->sample->labels[LL_TASK_DETECTION],
                   work->sample->labels[LL_TASK_SEPARATION], work->kept, &settings,
                   lp_progress_show, progress, error);
  if (!masks)
    return FALSE;

  layer =
    lp_masks_paint (call->image, classes, masks, micrograph->x, micrograph->y, error);
  if (layer < 0)
    return FALSE;

  /* The next stroke corrects the masks. */
  lp_host_select_layer (call->image, layer);
  lp_arguments_set_number (call->out, LP_RETURN_LAYER, layer);
  lp_call_note (call,
                g_dngettext (GETTEXT_PACKAGE, "Grew the mask of %d object.",
                             "Grew the masks of %d objects.", (gulong) work->n_growing),
                work->n_growing);
  note_left (call, work);
  note_coverage (call, work, layer);

  return TRUE;
}

gboolean
lp_grow_masks_run (LpCall *call, GError **error)
{
  gboolean overwrite = lp_arguments_get_bool (call->in, LP_ARG_OVERWRITE);
  g_autofree gchar *name = lp_host_get_image_name (call->image);
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  g_autoptr (LlClasses) classes = NULL;
  g_autoptr (GPtrArray) remarks = lp_remarks_new ();
  const LpHostLayer *layer;
  g_auto (Work) work = { 0 };
  LpProgress progress;

  lp_ask_classes (call);

  /* Finds out now what would make the call fail at its end. */
  if (!lp_masks_find_layer (layers, &layer, error))
    return FALSE;

  lp_progress_start (&progress, _ ("Growing masks"));
  classes = lp_kept_classes_read (call->image, NULL, error);
  if (!classes)
    return FALSE;

  work.sample = lp_labels_read_paint (call->image, call->drawable, name, classes,
                                      &work.there, remarks, error);
  if (!work.sample)
    return FALSE;
  work.selected = lp_there_new (&work.there->area);
  lp_there_add_selection (work.selected, call->image);
  if (!find_objects (&work, error) || !choose_marks (&work, overwrite, error))
    return FALSE;

  lp_remarks_note (remarks, call);
  lp_arguments_set_number (call->out, LP_ARG_OBJECTS, work.n_growing);
  lp_arguments_set_number (call->out, LP_RETURN_SKIPPED, work.n_skipped);
  if (work.n_growing > 0)
    return grow_marks (call, &work, classes, &progress, error);

  lp_arguments_set_number (call->out, LP_RETURN_LAYER, layer->id);
  lp_call_note (call, _ ("Nothing was left to grow."));
  note_left (call, &work);

  return TRUE;
}
