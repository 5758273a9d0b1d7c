/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Measures objects, and reports them as notes, return values and tables. */

#include "measure/measure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "files/table.h"
#include "host/progress.h"
#include "image/found.h"
#include "measure/objects-layer.h"
#include "measure/report.h"
#include "pixels/row-origin.h"
#include "procedure/names.h"
#include "scale/scale.h"

/* Looks early whether the tables can be written, since it takes long to fill them. */
static gboolean
check_tables (const LpCall *call, GError **error)
{
  const gchar *table = lp_arguments_get_string (call->in, LP_ARG_TABLE);
  const gchar *summary = lp_arguments_get_string (call->in, LP_ARG_SUMMARY);
  const gchar *paths[3] = { NULL };
  gint n = 0;

  if (*table)
    paths[n++] = table;
  if (*summary)
    paths[n++] = summary;

  return ll_append_files_check (paths, error);
}

/* What has to be the same for images that are compared. */
static gchar *
describe_settings (LpCall *call)
{
  return g_strdup_printf ("edge-objects=%s split=%s smallest-object=%d gap=%d",
                          lp_arguments_get_string (call->in, LP_ARG_EDGE_OBJECTS),
                          lp_arguments_get_string (call->in, LP_ARG_SPLIT),
                          lp_arguments_get_int (call->in, LP_ARG_SMALLEST_OBJECT),
                          lp_arguments_get_int (call->in, LP_ARG_GAP));
}

/* Tables are written after all results are known, and before the image changes.  Both are
 * prepared before one of them changes.
 */
static gboolean
write_tables (LpCall *call, const LpMeasured *work, GError **error)
{
  const gchar *table = lp_arguments_get_string (call->in, LP_ARG_TABLE);
  const gchar *summary = lp_arguments_get_string (call->in, LP_ARG_SUMMARY);
  g_autofree gchar *measured = lp_row_origin_get_time ();
  g_autoptr (LlTable) object_rows = NULL;
  g_autoptr (LlTable) summary_rows = NULL;
  g_autoptr (LpTableRows) objects = NULL;
  g_autoptr (LpTableRows) statistics = NULL;

  if (*table)
    {
      object_rows = lp_row_origin_add (
        call->image,
        ll_objects_to_table (work->objects, work->found->classes, work->scale), NULL,
        measured);
      objects = lp_table_prepare (table, object_rows, LP_ROW_ORIGIN_N_LATE, error);
      if (!objects)
        return FALSE;
    }
  if (*summary)
    {
      g_autofree gchar *settings = describe_settings (call);

      summary_rows = lp_row_origin_add (
        call->image,
        ll_summary_to_table (work->summary, work->found->classes, work->scale), settings,
        measured);
      statistics =
        lp_table_prepare (summary, summary_rows, LP_ROW_ORIGIN_N_LATE_SETTINGS, error);
      if (!statistics)
        return FALSE;
    }

  return (!objects || lp_table_commit (objects, error)) &&
         (!statistics || lp_table_commit (statistics, error));
}

static void
return_result (LpCall *call, const LpMeasured *work)
{
  const LlDistribution *all = &work->summary->distributions[work->summary->n - 1];
  gdouble mean = all->statistics[LL_STATISTIC_MEAN].value;
  gdouble sd = all->statistics[LL_STATISTIC_SD].value;
  gdouble unit = work->scale ? 1.0 / work->scale->pixels_per_unit : 1.0;

  lp_arguments_set_number (call->out, LP_ARG_OBJECTS, all->n);
  lp_arguments_set_number (call->out, LP_RETURN_MEAN,
                           isfinite (mean) ? mean * unit : -1.0);
  lp_arguments_set_number (call->out, LP_RETURN_SD, isfinite (sd) ? sd * unit : -1.0);
  lp_arguments_set_number (call->out, LP_RETURN_AREA_FRACTION,
                           all->statistics[LL_STATISTIC_AREA_FRACTION].value);
  lp_arguments_set_string (call->out, LP_ARG_UNIT,
                           work->scale ? work->scale->unit : "px");
}

/* Changes the image in a single undo step.
 *
 * @n_left_out: (out): numbers without room on the layer of objects
 */
static gboolean
change_image (LpCall *call,
              const LpMeasured *work,
              const LpScale *scale,
              gint *n_left_out,
              GError **error)
{
  gboolean done;

  *n_left_out = 0;
  lp_host_undo_group_start (call->image);
  done = !lp_arguments_get_bool (call->in, LP_ARG_OBJECTS_LAYER) ||
         lp_objects_layer_insert (call, work->found, work->objects, n_left_out, error);
  if (done)
    lp_scale_keep (call, scale);
  lp_host_undo_group_end (call->image);

  return done;
}

void
lp_measure_prepare (gint32 image, LpArguments *arguments)
{
  lp_scale_prepare (image, arguments);
}

gboolean
lp_measure_run (LpCall *call, GError **error)
{
  g_autoptr (LpFound) found = NULL;
  g_autoptr (LlObjects) objects = NULL;
  g_autoptr (LlSummary) summary = NULL;
  g_auto (LpScale) scale = { 0 };
  const LlScale *square;
  LlMeasureSettings settings;
  LpProgress progress;
  LpMeasured work;
  gint n_left_out;

  if (!check_tables (call, error))
    return FALSE;

  lp_progress_start (&progress, _ ("Measuring"));
  lp_progress_set_part (&progress, 0.5);
  found = lp_found_new_of_call (call, &progress, error);
  if (!found || !lp_scale_find_square (call, &scale, &square, error))
    return FALSE;

  ll_measure_settings_init (&settings);
  settings.gap = lp_arguments_get_int (call->in, LP_ARG_GAP);
  settings.edge_objects =
    (LlEdgeObjects) lp_arguments_get_choice (call->in, LP_ARG_EDGE_OBJECTS);
  settings.resamples = lp_arguments_get_int (call->in, LP_ARG_RESAMPLES);
  settings.level = lp_arguments_get_float (call->in, LP_ARG_LEVEL);
  objects = ll_objects_new (found->instances, &settings);
  summary = ll_summary_new (objects, ll_classes_get_n (found->classes), &settings);

  work = (LpMeasured){ found, square, objects, summary, settings.level };
  if (!write_tables (call, &work, error) ||
      !change_image (call, &work, &scale, &n_left_out, error))
    return FALSE;

  lp_measured_report (&work, call);
  if (n_left_out > 0)
    lp_call_note (call,
                  g_dngettext (GETTEXT_PACKAGE,
                               "%d number has no room on the layer \"Objects measured\".",
                               "%d numbers have no room on the layer \"Objects "
                               "measured\".",
                               (gulong) n_left_out),
                  n_left_out);
  return_result (call, &work);

  return TRUE;
}
