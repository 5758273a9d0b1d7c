/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Compares a result with a reference.  The scores are returned, noted and appended to a
 * table, and the errors become a layer.
 */

#include "evaluate/evaluate.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "evaluate/report.h"
#include "files/table.h"
#include "host/progress.h"
#include "image/found.h"
#include "image/remarks.h"
#include "layers/layers.h"
#include "pixels/row-origin.h"
#include "procedure/names.h"

static gboolean
append_row (LpCall *call, const LpEvaluated *work, const gchar *path, GError **error)
{
  const LlEvaluationSettings settings = {
    .radius = lp_arguments_get_float (call->in, LP_ARG_RADIUS),
    .threshold = lp_arguments_get_float (call->in, LP_ARG_THRESHOLD),
    .smallest = lp_arguments_get_int (call->in, LP_ARG_SMALLEST_OBJECT),
  };
  g_autofree gchar *measured = lp_row_origin_get_time ();
  LlTable *scores = ll_table_new ();
  g_autoptr (LlTable) rows = NULL;
  g_autoptr (LpTableRows) prepared = NULL;

  ll_evaluation_add_rows (&work->scores, &settings, work->result->classes,
                          work->result->name, work->reference->name, scores);
  rows = lp_row_origin_add (call->image, scores, NULL, measured);
  prepared = lp_table_prepare (path, rows, LP_ROW_ORIGIN_N_LATE, error);

  return prepared && lp_table_commit (prepared, error);
}

static gboolean
add_errors (LpCall *call, const LpEvaluated *work, GError **error)
{
  gboolean converted = FALSE;

  if (!work->scores.has_dice)
    {
      lp_call_note (
        call,
        _ ("No layer of errors: it needs masks in both the result and the reference."));
      return TRUE;
    }

  if (!lp_errors_insert (call->image, work->result, work->reference, &converted, error))
    return FALSE;

  if (lp_host_get_layer (call->drawable) >= 0)
    lp_host_select_layer (call->image, lp_host_get_layer (call->drawable));
  lp_call_note (call,
                _ ("Errors: missed pixels are vermilion, extra ones sky blue, those of "
                   "a wrong class yellow."));
  if (converted)
    lp_call_note (call,
                  _ ("The image was converted to RGB, so that layers can have colours."));

  return TRUE;
}

static LpMaps *
read_reference (LpCall *call, const LpMaps *result, gboolean *selection, GError **error)
{
  const gchar *path = lp_arguments_get_string (call->in, LP_ARG_FILE);

  if (g_str_equal (lp_arguments_get_string (call->in, LP_ARG_REFERENCE), "layers"))
    return lp_reference_new_annotations (call->image, result, selection, error);

  if (!*path)
    {
      g_set_error (
        error, LP_ARGUMENT_ERROR, LP_ARGUMENT_ERROR_VALUE,
        _ ("No file is given to compare with: choose an image with the masks."));
      return NULL;
    }

  return lp_reference_new_file (call->image, path, result, selection, error);
}

/* Finds the objects of the result as Measure does, with the same settings.
 *
 * @objects: (out): in the area of the result; NULL if the result has no objects to count
 * @n_cut: (out): how many of them the edge cuts
 */
static gboolean
find_objects (LpCall *call,
              const LpMaps *result,
              LpProgress *progress,
              LlInstances **objects,
              gint *n_cut,
              GError **error)
{
  g_autoptr (LpFound) found = NULL;
  g_autoptr (LlObjects) measured = NULL;
  LlObjectSettings settings;
  LlMeasureSettings measuring;

  *objects = NULL;
  *n_cut = 0;
  if (!result->maps[LL_TASK_SEGMENTATION] && !result->maps[LL_TASK_DETECTION])
    return TRUE;

  ll_object_settings_init (&settings);
  settings.smallest = lp_arguments_get_int (call->in, LP_ARG_SMALLEST_OBJECT);
  found = lp_found_new_of_result (call->image, call->drawable, result, &settings,
                                  lp_progress_show, progress, error);
  if (!found)
    return FALSE;

  ll_measure_settings_init (&measuring);
  measured = ll_objects_new (found->instances, &measuring);
  *n_cut = lp_found_count_cut (measured);

  *objects =
    ll_instances_new (result->area.width, result->area.height, found->instances->n);
  memcpy ((*objects)->class_of, found->instances->class_of,
          (gsize) found->instances->n + 1);
  for (gint y = 0; y < found->area.height; y++)
    memcpy ((*objects)->data +
              (gsize) (y + found->area.y - result->area.y) * result->area.width +
              found->area.x - result->area.x,
            found->instances->data + (gsize) y * found->area.width,
            (gsize) found->area.width * sizeof (gint32));

  return TRUE;
}

gboolean
lp_evaluate_run (LpCall *call, GError **error)
{
  const gchar *table = lp_arguments_get_string (call->in, LP_ARG_CSV);
  const gchar *const tables[] = { *table ? table : NULL, NULL };
  g_autoptr (LpMaps) result = NULL;
  g_autoptr (LpMaps) reference = NULL;
  g_autoptr (LlInstances) objects = NULL;
  gboolean selection = FALSE;
  LpEvaluated work;
  LpProgress progress;

  if (!ll_append_files_check (tables, error))
    return FALSE;

  lp_progress_start (&progress, _ ("Evaluating"));
  result =
    lp_maps_new_result (call->image, call->drawable,
                        lp_arguments_get_float (call->in, LP_ARG_THRESHOLD), error);
  if (!result)
    return FALSE;
  lp_progress_show (0.4, &progress);
  reference = read_reference (call, result, &selection, error);
  if (!reference)
    return FALSE;

  lp_progress_set_part (&progress, 0.9);
  if (!find_objects (call, result, &progress, &objects, &work.n_cut, error))
    return FALSE;

  work.result = result;
  work.reference = reference;
  work.n_found = objects ? objects->n : 0;
  ll_evaluate ((const LlLabels *const *) result->maps, objects,
               (const LlLabels *const *) reference->maps, reference->objects,
               ll_classes_get_n (result->classes),
               lp_arguments_get_float (call->in, LP_ARG_RADIUS),
               lp_arguments_get_int (call->in, LP_ARG_SMALLEST_OBJECT), &work.scores);

  /* Whatever can fail is done before anything is shown or changed. */
  if (*table && !append_row (call, &work, table, error))
    return FALSE;

  lp_call_note (call,
                selection ? _ ("\"%s\" against \"%s\", selected pixels only:")
                          : _ ("\"%s\" against \"%s\":"),
                result->name, reference->name);
  lp_remarks_note (result->remarks, call);
  lp_remarks_note (reference->remarks, call);
  lp_evaluated_report (&work, call);

  return !lp_arguments_get_bool (call->in, LP_ARG_ERRORS_LAYER) ||
         add_errors (call, &work, error);
}
