/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* `lazy-labels evaluate`: what a network finds against what was painted. */

#include <math.h>

#include "measured.h"
#include "procedure/names.h"
#include "procedure/specs/specs.h"
#include "report.h"
#include "tables.h"
#include "work.h"

typedef struct
{
  LlClasses *classes;  /* of the samples */
  GPtrArray *inputs;   /* element-type LcInput */
  const gchar *result; /* what the table calls the network */
  LcTable *table;
  GMutex mutex; /* protects the sums */
  gdouble dice;
  gint n_dice;
  gint objects;
  gint found;
} Job;

/* A starting network knows "object" alone: its objects are compared with those of all classes,
 * which count as one.
 */
static void
join_classes (LlLabels *labels)
{
  for (gsize i = 0; labels && i < (gsize) labels->width * (gsize) labels->height; i++)
    if (labels->data[i] != 0 && labels->data[i] != LL_LABEL_IGNORE)
      labels->data[i] = 1;
}

static gboolean
adapt_classes (const LcFound *found, const Job *job, LlSample *truth, GError **error)
{
  if (ll_classes_equal (found->classes, job->classes))
    return TRUE;

  if (ll_classes_get_n (found->classes) != 2)
    {
      g_set_error (error, LC_ERROR, LC_ERROR_FILES,
                   "The network has other classes than the samples.");
      return FALSE;
    }
  join_classes (truth->labels[LL_TASK_DETECTION]);
  join_classes (truth->labels[LL_TASK_SEGMENTATION]);

  return TRUE;
}

/* Pixels that were not segmented do not count. */
static void
ignore_missing (const LcFound *found, LlSample *truth)
{
  if (found->missing)
    ll_sample_apply_ignore (truth, found->missing);
}

static void
describe (Job *job, const LlEvaluation *scores, gchar **text, JsonObject *details)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_mutex_lock (&job->mutex);
  if (scores->has_dice && isfinite (scores->dice.overall))
    {
      json_object_set_double_member (details, "dice", scores->dice.overall);
      g_string_append_printf (line, "Dice %.3f", scores->dice.overall);
      job->dice += scores->dice.overall;
      job->n_dice++;
    }
  if (scores->has_separation && isfinite (scores->separation.recall))
    json_object_set_double_member (details, "separation-recall",
                                   scores->separation.recall);
  if (scores->has_separation && isfinite (scores->separation.precision))
    json_object_set_double_member (details, "separation-precision",
                                   scores->separation.precision);
  if (scores->has_objects)
    {
      json_object_set_int_member (details, "objects", scores->objects.objects);
      json_object_set_int_member (details, "found", scores->objects.found);
      g_string_append_printf (line, "%s%d of %d objects found", line->len > 0 ? ", " : "",
                              scores->objects.found, scores->objects.objects);
      job->objects += scores->objects.objects;
      job->found += scores->objects.found;
    }
  g_mutex_unlock (&job->mutex);
  *text = g_string_free (g_steal_pointer (&line), FALSE);
}

static gboolean
do_sample (const LcInput *input,
           guint index,
           LcWorker *worker,
           gpointer data,
           gchar **text,
           JsonObject *details,
           GError **error)
{
  Job *job = data;
  const LlEvaluationSettings settings = {
    .radius = lp_arguments_get_float (worker->in, LP_ARG_RADIUS),
    .threshold = lp_arguments_get_float (worker->in, LP_ARG_THRESHOLD),
    .smallest = lp_arguments_get_int (worker->in, LP_ARG_SMALLEST_OBJECT),
  };
  g_autoptr (LlSample) truth =
    ll_sample_folder_read (input->path, job->classes, NULL, error);
  g_autoptr (LcFound) found =
    truth ? lc_found_new (input, worker, NULL, NULL, error) : NULL;
  g_autoptr (LlTable) rows = NULL;
  LlTable *scored;
  LlEvaluation scores;

  if (!found || !adapt_classes (found, job, truth, error))
    return FALSE;

  ignore_missing (found, truth);
  ll_evaluate ((const LlLabels *const *) found->maps, found->instances,
               (const LlLabels *const *) truth->labels, NULL,
               ll_classes_get_n (found->classes), settings.radius, settings.smallest,
               &scores);
  scored = ll_table_new ();
  ll_evaluation_add_rows (&scores, &settings, found->classes, job->result, "labels",
                          scored);
  rows = lc_table_add_origin (scored, input, NULL);
  describe (job, &scores, text, details);

  return lc_table_add (job->table, rows, error);
}

static gboolean
add_folder (Job *job, const gchar *folder, GError **error)
{
  g_autoptr (LlClasses) classes = ll_sample_folder_read_classes (folder, error);
  g_autoptr (GPtrArray) paths = NULL;

  if (!classes)
    return FALSE;
  if (job->classes && !ll_classes_equal (job->classes, classes))
    {
      g_set_error (error, LC_ERROR, LC_ERROR_FILES,
                   "\"%s\" has other classes than the folder before it.", folder);
      return FALSE;
    }
  if (!job->classes)
    job->classes = g_steal_pointer (&classes);
  paths = ll_sample_folder_list (folder, error);
  for (guint i = 0; paths && i < paths->len; i++)
    {
      LcInput *input = g_new0 (LcInput, 1);

      input->path = g_strdup (g_ptr_array_index (paths, i));
      input->n_pages = 1;
      input->name = g_path_get_basename (input->path);
      input->shown = g_filename_display_name (input->path);
      g_ptr_array_add (job->inputs, input);
    }

  return paths != NULL;
}

static gint
run_evaluate (LcCall *call)
{
  const gchar *weights = lp_arguments_get_string (call->in, LP_ARG_WEIGHTS);
  g_autofree gchar *base = *weights ? g_path_get_basename (weights) : NULL;
  Job job = { .result = base ? base : "starting network" };
  g_autoptr (LcNetworks) networks = NULL;
  g_autoptr (LcTable) table = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ready = TRUE;
  gint code = LC_EXIT_FAILED;

  g_mutex_init (&job.mutex);
  job.inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) lc_input_free);
  if (!call->paths[0])
    {
      g_set_error (&error, LC_ERROR, LC_ERROR_USAGE, "Give a folder of samples.");
      ready = FALSE;
    }
  for (gint i = 0; ready && call->paths[i]; i++)
    ready = add_folder (&job, call->paths[i], &error);
  ready = ready && (networks = lc_networks_new (weights, &error)) != NULL &&
          (table = lc_table_new (lp_arguments_get_string (call->in, LP_ARG_CSV),
                                 LC_N_LATE, FALSE, &error)) != NULL;
  if (ready)
    {
      job.table = table;
      code = lc_work_on_all (call, job.inputs, networks, do_sample, NULL, &job);
      ready = lc_table_flush (table, &error);
    }
  if (ready && job.n_dice > 0)
    lc_report_note (call->report, "Mean Dice of %d images: %.3f", job.n_dice,
                    job.dice / job.n_dice);
  if (ready && job.objects > 0)
    lc_report_note (call->report, "Objects found: %d of %d", job.found, job.objects);
  if (!ready)
    code = lc_fail (call, error);

  g_ptr_array_unref (job.inputs);
  ll_classes_free (job.classes);
  g_mutex_clear (&job.mutex);

  return code;
}

static const gchar *const evaluate_names[] = { LP_ARG_CSV, LP_ARG_RADIUS,
                                               LP_ARG_THRESHOLD, LP_ARG_SMALLEST_OBJECT,
                                               NULL };
static const gchar *const split_names[] = { LP_ARG_SPLIT, NULL };

static const LcTaken taken[] = {
  { &lp_spec_evaluate, evaluate_names },
  { &lp_spec_measure, split_names },
  { &lp_spec_predict, lc_segment_names },
  { NULL, NULL },
};

static const LpArgumentSpec own[] = {
  LC_OPTION_JOBS,
  LC_OPTION_JSON,
  LC_OPTION_QUIET,
};

const LcCommand lc_command_evaluate = {
  .name = "evaluate",
  .usage = "FOLDER...",
  .blurb = "Score a network on samples with labels.",
  .help = "Segments the images of folders of samples and compares the result with their "
          "labels, as Evaluate in GIMP does: samples that the network has not learned "
          "from say how good it is.",
  .own = own,
  .n_own = G_N_ELEMENTS (own),
  .taken = taken,
  .run = run_evaluate,
};
