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

#include "annotate/grow-work.h"
#include "form/ask-classes.h"
#include "host/host.h"
#include "host/progress.h"
#include "image/remarks.h"
#include "layers/kept-classes.h"
#include "layers/masks.h"
#include "procedure/names.h"

static void
note_left (LpCall *call, const LpGrowWork *work)
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
note_coverage (LpCall *call, const LpGrowWork *work, gint32 layer)
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

/* Selects the masks that stopped at the largest size, for a person to look at. */
static gboolean
select_stopped (LpCall *call, const LlGrown *grown, gint x, gint y, GError **error)
{
  const LlInstances *objects = grown->objects;
  GeglRectangle extent = { x, y, objects->width, objects->height };
  g_autoptr (GeglBuffer) selected = NULL;
  g_autofree guint8 *line = g_new (guint8, objects->width);

  if (grown->n_stopped == 0)
    return TRUE;

  selected = gegl_buffer_new (&extent, babl_format ("Y u8"));
  for (gint row = 0; row < objects->height; row++)
    {
      const gint32 *ids = objects->data + (gsize) row * (gsize) objects->width;

      for (gint column = 0; column < objects->width; column++)
        line[column] = grown->stopped[ids[column]] ? 255 : 0;
      gegl_buffer_set (selected, GEGL_RECTANGLE (x, y + row, objects->width, 1), 0,
                       babl_format ("Y u8"), line, GEGL_AUTO_ROWSTRIDE);
    }

  return lp_host_select_pixels (call->image, selected, error);
}

static void
note_stopped (LpCall *call, const LlGrown *grown)
{
  lp_arguments_set_number (call->out, LP_RETURN_STOPPED, grown->n_stopped);
  if (grown->n_stopped > 0)
    lp_call_note (
      call,
      g_dngettext (
        GETTEXT_PACKAGE,
        "%d mask stopped at the largest size and is selected: look at it. To let it grow "
        "further, call Grow Masks again with \"Replace existing paint\" and a larger "
        "\"Grow up to\"; then choose Select > None.",
        "%d masks stopped at the largest size and are selected: look at them. To let "
        "them "
        "grow further, call Grow Masks again with \"Replace existing paint\" and a "
        "larger "
        "\"Grow up to\"; then choose Select > None.",
        (gulong) grown->n_stopped),
      grown->n_stopped);
}

/* Paints the masks, and selects those to look at, in one undo step.  Returns the layer, or
 * -1.
 */
static gint32
paint_grown (LpCall *call,
             const LpGrowWork *work,
             const LlClasses *classes,
             const LlGrown *grown,
             const LpHostLayer *micrograph,
             GError **error)
{
  g_autoptr (LlLabels) masks = ll_grown_get_labels (grown);
  gint32 layer;

  lp_host_undo_group_start (call->image);
  layer = lp_masks_paint (call->image, classes, masks, work->cleared, micrograph->x,
                          micrograph->y, error);
  if (layer >= 0 && !select_stopped (call, grown, micrograph->x, micrograph->y, error))
    layer = -1;
  lp_host_undo_group_end (call->image);

  return layer;
}

static gboolean
grow_marks (LpCall *call,
            const LpGrowWork *work,
            const LlClasses *classes,
            LpProgress *progress,
            GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  const LpHostLayer *micrograph =
    lp_layers_find_micrograph (layers, call->drawable, error);
  g_autoptr (LlGrown) grown = NULL;
  LlGrowSettings settings;
  gint32 layer;

  if (!micrograph)
    return FALSE;

  lp_grow_settings_read (call->in, &settings);
  grown = ll_grow_objects (work->sample->image, work->sample->labels[LL_TASK_DETECTION],
                           work->sample->labels[LL_TASK_SEPARATION], work->kept,
                           &settings, lp_progress_show, progress, error);
  if (!grown)
    return FALSE;

  layer = paint_grown (call, work, classes, grown, micrograph, error);
  if (layer < 0)
    return FALSE;

  /* The next stroke corrects the masks. */
  lp_host_select_layer (call->image, layer);
  lp_arguments_set_number (call->out, LP_RETURN_LAYER, layer);
  lp_call_note (call,
                g_dngettext (GETTEXT_PACKAGE, "Grew the mask of %d object.",
                             "Grew the masks of %d objects.", (gulong) work->n_growing),
                work->n_growing);
  note_stopped (call, grown);
  note_left (call, work);
  note_coverage (call, work, layer);

  return TRUE;
}

gboolean
lp_grow_masks_run (LpCall *call, GError **error)
{
  g_autoptr (GPtrArray) layers = lp_host_list_layers (call->image);
  g_autoptr (LlClasses) classes = NULL;
  g_autoptr (GPtrArray) remarks = lp_remarks_new ();
  const LpHostLayer *layer;
  g_auto (LpGrowWork) work = { 0 };
  LpProgress progress;

  lp_ask_classes (call);

  /* Finds out now what would make the call fail at its end. */
  if (!lp_masks_find_layer (layers, &layer, error))
    return FALSE;

  lp_progress_start (&progress, _ ("Growing masks"));
  classes = lp_kept_classes_read (call->image, NULL, error);
  if (!classes)
    return FALSE;

  if (!lp_grow_work_read (&work, call->image, call->drawable, classes, remarks, error) ||
      !lp_grow_work_choose (&work, lp_arguments_get_bool (call->in, LP_ARG_OVERWRITE),
                            error))
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
