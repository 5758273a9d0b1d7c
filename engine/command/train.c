/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* `lazy-labels train`: learns from folders of samples what the plug-in's Train learns from the
 * images that they were exported from.
 */

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>

#include "group.h"
#include "procedure/names.h"
#include "procedure/specs/specs.h"
#include "procedure/training.h"
#include "report.h"
#include "training.h"
#include "work.h"

/* Lines of progress where there is no terminal, in microseconds. */
#define INTERVAL (15 * G_USEC_PER_SEC)

/* Set by Ctrl+C: the training ends after this step, and keeps what it has learned. */
static volatile sig_atomic_t interrupted;

static void
on_signal (int number)
{
  interrupted = 1;
  /* A second one ends the process at once. */
  signal (number, SIG_DFL);
}

static void
print_step (LcTraining *training, const LlTrainProgress *progress)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "iteration", progress->iteration);
  json_object_set_double_member (object, "loss", progress->loss);
  if (isfinite (progress->dice))
    json_object_set_double_member (object, "dice", progress->dice);
  json_object_set_double_member (object, "seconds", progress->seconds);
  if (isfinite (progress->seconds_left))
    json_object_set_double_member (object, "seconds-left", progress->seconds_left);
  lc_report_print (training->call->report, object);
  json_object_unref (object);
}

static gboolean
show_progress (const LlTrainProgress *progress, gpointer data)
{
  LcTraining *training = data;
  LcReport *report = training->call->report;
  g_autofree gchar *text =
    g_strdup_printf ("iteration %d, loss %.3f", progress->iteration, progress->loss);
  g_autofree gchar *troubles = ll_train_troubles_describe (&progress->troubles);
  gint64 now = g_get_monotonic_time ();

  lc_report_show (report, progress->fraction, progress->seconds_left, text);
  if (troubles && g_strcmp0 (troubles, training->troubles) != 0)
    {
      lc_report_note (report, "%s", troubles);
      g_free (training->troubles);
      training->troubles = g_steal_pointer (&troubles);
    }
  if (now - training->last >= training->interval)
    {
      training->last = now;
      if (lc_report_is_json (report))
        print_step (training, progress);
      else
        lc_report_note (report, "%s", text);
    }

  return !interrupted;
}

static void
print_result (LcTraining *training, const gchar *path, const LlTrainResult *result)
{
  LcReport *report = training->call->report;
  JsonObject *details = json_object_new ();
  g_autofree gchar *text = NULL;

  json_object_set_int_member (details, "iterations", result->iterations);
  json_object_set_double_member (details, "loss", result->loss);
  if (isfinite (result->dice))
    json_object_set_double_member (details, "dice", result->dice);
  text =
    isfinite (result->dice)
      ? g_strdup_printf ("%d iterations, loss %.4f, Dice %.3f%s", result->iterations,
                         result->loss, result->dice, result->stopped ? " (stopped)" : "")
      : g_strdup_printf ("%d iterations, loss %.4f%s", result->iterations, result->loss,
                         result->stopped ? " (stopped)" : "");
  lc_report_begin (report, 1);
  lc_report_done (report, path, text, details);
}

/* Of several processes, the first one speaks and writes. */
static gboolean
is_first (const LcTraining *training)
{
  return !training->group || training->group->rank == 0;
}

static gboolean
train (LcTraining *training, const gchar *path, GError **error)
{
  g_autoptr (LlTrainer) trainer = NULL;
  LlTrainResult result;
  gboolean resumed;

  trainer = lc_training_make_trainer (training, &resumed, error);
  if (!trainer)
    return FALSE;

  training->last = g_get_monotonic_time ();
  signal (SIGINT, on_signal);
  if (!ll_trainer_run (trainer, training->checkpoint, show_progress, training, &result,
                       error) ||
      (is_first (training) &&
       !ll_weights_save (ll_trainer_get_network (trainer), path, error)))
    return FALSE;
  if (!is_first (training))
    return TRUE;

  if (resumed || result.troubles.written > 0)
    g_unlink (training->checkpoint);
  print_result (training, path, &result);

  return TRUE;
}

/* Checks now what would otherwise fail at the end of the training. */
static LlPathLock *
prepare_files (const gchar *path, const gchar *checkpoint, GError **error)
{
  const gchar *const paths[] = { path, checkpoint, NULL };
  g_autoptr (GError) reason = NULL;
  LlPathLock *lock;

  if (!ll_part_files_check (paths, error))
    return NULL;

  lock = ll_path_lock_new (path, &reason);
  if (!lock && g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_AGAIN))
    g_set_error (error, LC_ERROR, LC_ERROR_FILES,
                 "Another training writes to \"%s\": wait until it has ended, or choose "
                 "another weights file.",
                 path);
  else if (!lock)
    g_propagate_error (error, g_steal_pointer (&reason));

  return lock;
}

static gboolean
check_call (LcCall *call, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (lc_group_is_missing ())
    g_set_error (error, LC_ERROR, LC_ERROR_USAGE,
                 "This program was built without MPI, so each process would train by "
                 "itself: build it with -Dmpi=enabled.");
  else if (!*lp_arguments_get_string (call->in, LP_ARG_WEIGHTS))
    g_set_error (error, LC_ERROR, LC_ERROR_USAGE,
                 "Give a file to write the network to by --weights.");
  else if (!call->paths[0])
    g_set_error (error, LC_ERROR, LC_ERROR_USAGE, "Give a folder of samples.");
  else if (!lp_training_check (call->in, &reason))
    g_set_error_literal (error, LC_ERROR, LC_ERROR_USAGE, reason->message);
  else
    return TRUE;

  return FALSE;
}

static void
read_settings (LcTraining *training)
{
  const LpArguments *in = training->call->in;
  const gchar *seconds = g_getenv ("LAZY_LABELS_PROGRESS_SECONDS");
  const gchar *here = g_getenv ("OMPI_COMM_WORLD_LOCAL_SIZE");
  LlTrainSettings *settings = &training->settings;

  lp_training_read_settings (in, settings);
  settings->group = training->group;
  /* Processes of one machine share its processors. */
  if (training->group && settings->threads == 0 && here)
    settings->threads = MAX (1, (gint) g_get_num_processors () /
                                  MAX (1, (gint) g_ascii_strtoll (here, NULL, 10)));
  /* For tests, which compare all steps. */
  training->interval =
    seconds ? (gint64) (g_ascii_strtod (seconds, NULL) * G_USEC_PER_SEC) : INTERVAL;
}

/* Trains, as one of several processes or alone. */
static gint
train_together (LcCall *call, const LlGroup *group)
{
  const gchar *path = lp_arguments_get_string (call->in, LP_ARG_WEIGHTS);
  LcTraining training = { .call = call, .room = ll_store_get_room (), .group = group };
  g_autoptr (LlPathLock) lock = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = TRUE;

  training.samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  training.checkpoint = g_strconcat (path, ".checkpoint", NULL);
  read_settings (&training);
  if (is_first (&training))
    {
      lock = prepare_files (path, training.checkpoint, &error);
      done = lock != NULL;
    }
  for (gint i = 0; done && call->paths[i]; i++)
    done = lc_training_add_folder (&training, call->paths[i], &error);
  done = done && train (&training, path, &error);

  g_ptr_array_unref (training.samples);
  ll_classes_free (training.classes);
  g_free (training.checkpoint);
  g_free (training.troubles);

  return done ? lc_report_end (call->report) : lc_fail (call, error);
}

static gint
run_train (LcCall *given)
{
  g_autoptr (LpArguments) in = lp_training_apply_recipe (given->in);
  g_autoptr (LcReport) silent = lc_report_new (FALSE, TRUE);
  LcCall call = { in, given->paths, given->report };
  g_autoptr (GError) error = NULL;
  const LlGroup *group;

  if (!check_call (&call, &error))
    return lc_fail (&call, error);

  group = lc_group_start (lp_arguments_get_bool (in, LC_ARG_SYNCHRONISE),
                          lp_arguments_get_int (in, LC_ARG_AVERAGE_EVERY));
  if (group && group->rank > 0)
    call.report = silent;
  if (group)
    lc_report_note (call.report, "%d processes train together, %d patches per iteration.",
                    group->n, group->n * lp_arguments_get_int (in, LP_ARG_BATCH));

  return lc_group_end (group, train_together (&call, group));
}

static const gchar *const names[] = {
  LP_ARG_PAPER,
  LP_ARG_WEIGHTS,
  LP_ARG_NEW,
  LP_ARG_START,
  LP_ARG_RESUME,
  LP_ARG_NETWORK,
  LP_ARG_TASK,
  LP_ARG_LABELS,
  LP_ARG_WIDTH,
  LP_ARG_LEVELS,
  LP_ARG_BLOCKS,
  LP_ARG_PATCH,
  LP_ARG_RESCALE,
  LP_ARG_DIAMETER,
  LP_ARG_SAME_BRIGHTNESS,
  LP_ARG_BATCH,
  LP_ARG_ITERATIONS,
  LP_ARG_MINUTES,
  LP_ARG_LEARNING_RATE,
  LP_ARG_SCHEDULE,
  LP_ARG_DETECTION_WEIGHT,
  LP_ARG_SEPARATION_WEIGHT,
  LP_ARG_SEGMENTATION_WEIGHT,
  LP_ARG_INTERFACE_WEIGHT,
  LP_ARG_MASKED_SHARE,
  LP_ARG_VALIDATION_SHARE,
  LP_ARG_AUGMENT,
  LP_ARG_SEED,
  LP_ARG_THREADS,
  LP_ARG_LESS_MEMORY,
  NULL,
};

static const LcTaken taken[] = {
  { &lp_spec_train, names },
  { NULL, NULL },
};

static const LpArgumentSpec own[] = {
  { .name = LC_ARG_SYNCHRONISE,
    .blurb =
      "Under mpirun: normalise by the statistics of all processes' patches, so that "
      "n processes learn what one would learn with n times the batch. Without it, "
      "each process normalises by its own patches, which needs fewer messages.",
    .type = LP_ARGUMENT_BOOL,
    .max = 1,
    .number = 1 },
  { .name = LC_ARG_AVERAGE_EVERY,
    .blurb = "Under mpirun: let each process learn by itself and average the weights "
             "every so many iterations; a larger value suits slower networks, and learns "
             "less per iteration. 0 sums the gradients in each iteration.",
    .type = LP_ARGUMENT_INT,
    .min = 0,
    .max = 10000 },
  LC_OPTION_JSON,
  LC_OPTION_QUIET,
};

const LcCommand lc_command_train = {
  .name = "train",
  .usage = "FOLDER...",
  .blurb = "Train a network on folders of samples.",
  .help =
    "A folder of samples is what Export Samples in GIMP writes: images with their "
    "labels, and classes.json. For the same samples, seed, number of threads and set "
    "of kernels, the network is that of Train in GIMP, bit by bit.\n"
    "Samples may be larger than the memory: what exceeds 256 MB lies in temporary "
    "files, in the folder of the environment variable TMPDIR or else in the user's "
    "cache.\n"
    "Under mpirun, its processes train one network together, each with --batch patches "
    "per iteration; the first one writes files. A process that is lost ends the run, "
    "and --resume goes on with any number of them.\n"
    "Ctrl+C ends the training after the step and keeps what it has learned. One that "
    "was killed goes on with --resume from the checkpoint beside the weights file.",
  .own = own,
  .n_own = G_N_ELEMENTS (own),
  .taken = taken,
  .run = run_train,
};
