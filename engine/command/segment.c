/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* `lazy-labels segment` and `lazy-labels export`: files about each image.  They differ in what
 * is written by default, and in that an export may take objects from label maps.
 */

#include <string.h>

#include "bar.h"
#include "outputs.h"
#include "procedure/names.h"
#include "procedure/specs/specs.h"
#include "report.h"
#include "work.h"

typedef struct
{
  LcCall *call;
  LcOutputs outputs;
  const gchar *folder;
  const gchar *labels;  /* folder of label maps; NULL: a network segments */
  const gchar *weights; /* for messages and times; NULL: starting networks */
} Job;

static gboolean
is_done (const LcInput *input, gpointer data)
{
  const Job *job = data;

  return lp_arguments_get_bool (job->call->in, LP_ARG_RESUME) &&
         lc_outputs_are_done (job->outputs, job->folder, input, job->weights);
}

static void
describe (const LcFound *found,
          const Job *job,
          const LcInput *input,
          gchar **text,
          JsonObject *details)
{
  JsonArray *files = json_array_new ();

  for (gint k = 0; k < LC_N_OUTPUTS; k++)
    {
      g_autofree gchar *path = lc_output_get_path (job->folder, input, (LcOutput) k);

      if (job->outputs & 1u << k)
        json_array_add_string_element (files, path);
    }
  json_object_set_int_member (details, "objects", found->instances->n);
  if (found->diameter > 0.0)
    json_object_set_double_member (details, "diameter", found->diameter);
  json_object_set_array_member (details, "outputs", files);
  *text = g_strdup_printf ("%d object%s", found->instances->n,
                           found->instances->n == 1 ? "" : "s");
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
  gboolean wants_planes = (job->outputs & 1u << LC_OUTPUT_PROBABILITIES) != 0;
  g_autofree gchar *probabilities =
    wants_planes ? lc_output_get_path (job->folder, input, LC_OUTPUT_PROBABILITIES)
                 : NULL;
  LlPartFile *planes = NULL;
  g_autoptr (LcFound) found =
    job->labels ? lc_found_new_of_labels (input, job->labels, error)
                : lc_found_new (input, worker, probabilities, &planes, error);
  g_autoptr (LcMeasured) measured = NULL;

  if (!found)
    return FALSE;

  measured = lc_measured_new (found, input, worker->in, error);
  if (!measured)
    {
      ll_part_file_free (planes);
      return FALSE;
    }
  if (!lc_outputs_write (job->outputs, job->folder, input, found, measured, planes,
                         error))
    return FALSE;
  describe (found, job, input, text, details);

  return TRUE;
}

/* An output must not be an input: a.tif and the folder of a-labels.tif are told apart by their
 * endings, but the pictures of an earlier run would be segmented by the next one.
 */
static gboolean
check_folder (const gchar *folder, gchar **paths, GError **error)
{
  for (gint i = 0; paths[i]; i++)
    if (g_file_test (paths[i], G_FILE_TEST_IS_DIR) && ll_file_is_same (paths[i], folder))
      {
        g_set_error (error, LC_ERROR, LC_ERROR_USAGE,
                     "\"%s\" is the folder of the images: give another one for the "
                     "results.",
                     folder);
        return FALSE;
      }

  return TRUE;
}

/* The classes stand beside the results, for other programs and for "measure --labels". */
static gboolean
write_classes (LcNetworks *networks, const gchar *folder, GError **error)
{
  const LcNetwork *network = lc_networks_get (networks, 1, error);
  g_autofree gchar *path = g_build_filename (folder, LL_SAMPLE_CLASSES, NULL);
  g_autofree gchar *json = NULL;
  g_autofree gchar *line = NULL;

  if (!network)
    return FALSE;

  json = ll_classes_to_json (ll_network_get_classes (network->network));
  line = g_strconcat (json, "\n", NULL);

  return ll_part_file_set_contents (path, line, strlen (line), error);
}

static gint
run_job (LcCall *call, const gchar *labels)
{
  const LpArguments *in = call->in;
  const gchar *weights = lp_arguments_get_string (in, LP_ARG_WEIGHTS);
  Job job = { .call = call,
              .outputs = lc_outputs_parse (lp_arguments_get_string (in, LC_ARG_WRITE)),
              .folder = lp_arguments_get_string (in, LC_ARG_OUTPUT),
              .labels = labels,
              .weights = *weights && !labels ? weights : NULL };
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (LcNetworks) networks = NULL;
  g_autoptr (GError) error = NULL;

  if (!*job.folder)
    g_set_error (&error, LC_ERROR, LC_ERROR_USAGE,
                 "Give a folder for the results by --output.");
  else if (job.outputs == 0)
    g_set_error (&error, LC_ERROR, LC_ERROR_USAGE, "Give what to write by --write.");
  else if (labels && job.outputs & 1u << LC_OUTPUT_PROBABILITIES)
    g_set_error (&error, LC_ERROR, LC_ERROR_USAGE,
                 "Label maps have no probabilities: leave them out of --write.");
  if (error || !lc_scale_check (in, &error) ||
      !check_folder (job.folder, call->paths, &error) ||
      !(inputs = lc_inputs_new (call->paths, call->report, &error)) ||
      !lc_folder_make (job.folder, &error) ||
      !(networks = lc_networks_new (labels ? "" : weights, &error)) ||
      (!labels && !write_classes (networks, job.folder, &error)))
    return lc_fail (call, error);

  return lc_work_on_all (call, inputs, networks, do_image, is_done, &job);
}

static gint
run_segment (LcCall *call)
{
  return run_job (call, NULL);
}

static gint
run_export (LcCall *call)
{
  const gchar *labels = lp_arguments_get_string (call->in, LP_ARG_LABELS);

  return run_job (call, *labels ? labels : NULL);
}

#define OPTION_OUTPUT                                                                 \
  {                                                                                   \
    .name = LC_ARG_OUTPUT,                                                            \
    .blurb = "Folder for the results, which is made if it does not exist. The files " \
             "of an image begin with its name.",                                      \
    .type = LP_ARGUMENT_FOLDER, .text = ""                                            \
  }
#define OPTION_RESUME                                                                \
  {                                                                                  \
    .name = LP_ARG_RESUME,                                                           \
    .blurb = "Skip images whose results are all there and not older than image and " \
             "network.",                                                             \
    .type = LP_ARGUMENT_BOOL, .max = 1                                               \
  }
#define BLURB_WRITE                                                                     \
  "What is written: labels (NAME-labels.tif, the number of the object of each pixel), " \
  "classes (NAME-classes.png, its most probable class), probabilities "                 \
  "(NAME-probabilities.tif, a page per class of each task), overlay "                   \
  "(NAME-overlay.png, outlines over the image), table (NAME.csv, a row per object), "   \
  "rois (NAME-rois.zip, for ImageJ), geojson (NAME.geojson, for QuPath), coco "         \
  "(NAME-coco.json)."

static const LpArgumentSpec segment_options[] = {
  OPTION_OUTPUT,
  { .name = LC_ARG_WRITE,
    .blurb = BLURB_WRITE,
    .type = LP_ARGUMENT_WORDS,
    .choices = lc_choices_outputs,
    .text = "labels, classes, overlay, table" },
  OPTION_RESUME,
  LC_OPTION_JOBS,
  LC_OPTION_JSON,
  LC_OPTION_QUIET,
};

static const LpArgumentSpec export_options[] = {
  OPTION_OUTPUT,
  { .name = LC_ARG_WRITE,
    .blurb = BLURB_WRITE,
    .type = LP_ARGUMENT_WORDS,
    .choices = lc_choices_outputs,
    .text = "labels, rois, geojson, coco, table" },
  { .name = LP_ARG_LABELS,
    .blurb = "Folder of label maps, such as results of segment, whose objects are "
             "exported. If it is not given, a network segments the images.",
    .type = LP_ARGUMENT_FOLDER,
    .text = "" },
  OPTION_RESUME,
  LC_OPTION_JOBS,
  LC_OPTION_JSON,
  LC_OPTION_QUIET,
};

static const LcTaken taken[] = {
  { &lp_spec_predict, lc_segment_names },
  { &lp_spec_measure, lc_object_names },
  { &lp_spec_measure, lc_measure_names },
  { &lp_spec_measure, lc_scale_names },
  { NULL, NULL },
};

const LcCommand lc_command_segment = {
  .name = "segment",
  .usage = "IMAGE-OR-FOLDER...",
  .blurb = "Segment images with a trained network.",
  .help = "Writes files about each image to a folder. Without --weights, the starting "
          "network segments. The results are those of Segment in GIMP.",
  .own = segment_options,
  .n_own = G_N_ELEMENTS (segment_options),
  .taken = taken,
  .run = run_segment,
};

const LcCommand lc_command_export = {
  .name = "export",
  .usage = "IMAGE-OR-FOLDER...",
  .blurb = "Write objects to files of other programs.",
  .help =
    "Writes a label map, ROIs of ImageJ, GeoJSON for QuPath, COCO and a table of the "
    "objects of each image, which are those of label maps (--labels), or else those "
    "that a network finds.",
  .own = export_options,
  .n_own = G_N_ELEMENTS (export_options),
  .taken = taken,
  .run = run_export,
};
