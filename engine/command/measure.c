/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* `lazy-labels measure`: two tables of many images. */

#include <math.h>

#include "bar.h"
#include "measured.h"
#include "procedure/names.h"
#include "procedure/specs/specs.h"
#include "report.h"
#include "tables.h"
#include "work.h"

typedef struct
{
  const gchar *labels; /* folder of label maps, or empty */
  LcTable *objects;
  LcTable *summary;
  gboolean resume;
} Job;

static gboolean
is_done (const LcInput *input, gpointer data)
{
  const Job *job = data;

  return job->resume && lc_table_has (job->objects, input) &&
         lc_table_has (job->summary, input);
}

static void
describe (const LcMeasured *measured, gchar **text, JsonObject *details)
{
  const LlDistribution *all = &measured->summary->distributions[measured->summary->n - 1];
  gdouble mean = all->statistics[LL_STATISTIC_MEAN].value;
  gdouble area = all->statistics[LL_STATISTIC_AREA_FRACTION].value;
  const gchar *unit = "px";

  if (measured->scale.unit)
    {
      mean /= measured->scale.pixels_per_unit;
      unit = measured->scale.unit;
    }
  json_object_set_int_member (details, "objects", all->n);
  if (isfinite (mean))
    json_object_set_double_member (details, "mean", mean);
  json_object_set_double_member (details, "area-fraction", area);
  json_object_set_string_member (details, "unit", unit);
  *text = isfinite (mean)
            ? g_strdup_printf ("%d objects, mean diameter %.4g %s", all->n, mean, unit)
            : g_strdup_printf ("%d objects", all->n);
}

static gboolean
do_image (const LcInput *input,
          guint index,
          LcWorker *worker,
          gpointer data,
          gchar **text,
          JsonObject *details,
          GError **error)
{
  Job *job = data;
  g_autoptr (LcFound) found = *job->labels
                                ? lc_found_new_of_labels (input, job->labels, error)
                                : lc_found_new (input, worker, NULL, NULL, error);
  g_autoptr (LcMeasured) measured =
    found ? lc_measured_new (found, input, worker->in, error) : NULL;

  if (!measured)
    return FALSE;
  /* One of the tables may have the image already. */
  if (!(job->resume && lc_table_has (job->objects, input)) &&
      !lc_table_add (job->objects, measured->object_rows, error))
    return FALSE;
  if (!(job->resume && lc_table_has (job->summary, input)) &&
      !lc_table_add (job->summary, measured->summary_rows, error))
    return FALSE;
  describe (measured, text, details);

  return TRUE;
}

static gint
run_measure (LcCall *call)
{
  const LpArguments *in = call->in;
  const gchar *labels = lp_arguments_get_string (in, LP_ARG_LABELS);
  const gchar *table = lp_arguments_get_string (in, LP_ARG_TABLE);
  const gchar *summary = lp_arguments_get_string (in, LP_ARG_SUMMARY);
  gboolean resume = lp_arguments_get_bool (in, LP_ARG_RESUME);
  Job job = { .labels = labels, .resume = resume };
  g_autoptr (LcTable) objects = NULL;
  g_autoptr (LcTable) statistics = NULL;
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (LcNetworks) networks = NULL;
  g_autoptr (GError) error = NULL;
  gint code;

  if (!*table && !*summary)
    g_set_error (&error, LC_ERROR, LC_ERROR_USAGE,
                 "Give a file to write by --table, --summary or both.");
  else if (*table && *summary && ll_file_is_same (table, summary))
    g_set_error (&error, LC_ERROR, LC_ERROR_USAGE,
                 "\"--table\" and \"--summary\" must be two files.");
  if (error || !lc_scale_check (in, &error) ||
      !(inputs = lc_inputs_new (call->paths, call->report, &error)) ||
      !(networks = lc_networks_new (
          *labels ? "" : lp_arguments_get_string (in, LP_ARG_WEIGHTS), &error)) ||
      !(objects = lc_table_new (table, LC_N_LATE, resume, &error)) ||
      !(statistics = lc_table_new (summary, LC_N_LATE_SETTINGS, resume, &error)))
    return lc_fail (call, error);

  job.objects = objects;
  job.summary = statistics;
  code = lc_work_on_all (call, inputs, networks, do_image, is_done, &job);
  if (!lc_table_flush (objects, &error) || !lc_table_flush (statistics, &error))
    return lc_fail (call, error);

  return code;
}

static const gchar *const tables[] = { LP_ARG_TABLE, LP_ARG_SUMMARY, NULL };

static const LcTaken taken[] = {
  { &lp_spec_measure, tables },           { &lp_spec_measure, lc_object_names },
  { &lp_spec_measure, lc_measure_names }, { &lp_spec_measure, lc_scale_names },
  { &lp_spec_predict, lc_segment_names }, { NULL, NULL },
};

static const LpArgumentSpec own[] = {
  { .name = LP_ARG_LABELS,
    .blurb = "Folder of label maps, such as results of segment, whose objects are "
             "measured. If it is not given, a network segments the images.",
    .type = LP_ARGUMENT_FOLDER,
    .text = "" },
  { .name = LP_ARG_RESUME,
    .blurb = "Skip images that are in the tables already.",
    .type = LP_ARGUMENT_BOOL,
    .max = 1 },
  LC_OPTION_JOBS,
  LC_OPTION_JSON,
  LC_OPTION_QUIET,
};

const LcCommand lc_command_measure = {
  .name = "measure",
  .usage = "IMAGE-OR-FOLDER...",
  .blurb = "Measure sizes and shapes of objects.",
  .help =
    "Adds the rows of Measure in GIMP to a table of objects and to a summary: of the "
    "objects of label maps (--labels), or else of those that a network finds.",
  .own = own,
  .n_own = G_N_ELEMENTS (own),
  .taken = taken,
  .run = run_measure,
};
