/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Training, for a person in a window of its own.  Without one GIMP's Cancel button kills
 * the plug-in at once, so everything worth keeping is in the checkpoint, and a later call
 * with "resume" goes on from it.
 */

#include <math.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "collect.h"
#include "host.h"
#include "layers.h"
#include "train-window.h"

/* Seconds between lines of progress when there is no window to show it. */
#define LINE_SECONDS 15

typedef struct
{
  gboolean lines;     /* print them, too                   */
  gint64 last_update; /* of the progress bar, microseconds */
  gint64 last_line;   /* likewise                          */
} Progress;

static void
set_argument_error (GError **error, const gchar *sentence)
{
  g_set_error_literal (error, LL_ARGUMENT_ERROR, LL_ARGUMENT_ERROR_VALUE, sentence);
}

/* What the ranges of single arguments can't say. */
static gboolean
check_arguments (LlCall *call, GError **error)
{
  gint levels = ll_arguments_get_int (call->in, "levels");
  gint multiple = 1 << (levels - 1);

  if (ll_arguments_get_int (call->in, "iterations") == 0 &&
      ll_arguments_get_float (call->in, "minutes") <= 0)
    {
      set_argument_error (error, "The training would never end: give \"iterations\", "
                                 "\"minutes\" or both.");
      return FALSE;
    }

  if (ll_arguments_get_float (call->in, "detection-weight") <= 0 &&
      ll_arguments_get_float (call->in, "separation-weight") <= 0 &&
      ll_arguments_get_float (call->in, "segmentation-weight") <= 0)
    {
      set_argument_error (error,
                          "With all three tasks weighted 0 nothing would be learned: "
                          "raise at least one weight.");
      return FALSE;
    }

  /* A given network brings its own shape. */
  if (*ll_arguments_get_string (call->in, "start"))
    return TRUE;

  if (g_str_equal (ll_arguments_get_string (call->in, "network"), "multi-task") &&
      ll_arguments_get_int (call->in, "blocks") > levels - 1)
    {
      g_set_error (error, LL_ARGUMENT_ERROR, LL_ARGUMENT_ERROR_VALUE,
                   "A network of %d levels has room for %d multi-task block%s: lower "
                   "\"blocks\" or raise \"levels\".",
                   levels, levels - 1, levels == 2 ? "" : "s");
      return FALSE;
    }
  if (ll_arguments_get_int (call->in, "patch") % multiple != 0)
    {
      g_set_error (error, LL_ARGUMENT_ERROR, LL_ARGUMENT_ERROR_VALUE,
                   "With %d levels \"patch\" must be a multiple of %d.", levels,
                   multiple);
      return FALSE;
    }

  return TRUE;
}

/* Better now than after an hour. */
static gboolean
check_writable (const gchar *path, GError **error)
{
  g_autofree gchar *folder = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
                   "\"%s\" is a folder: give the path of a file to write.", path);
      return FALSE;
    }
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
                   "The folder \"%s\" does not exist: create it, or write the weights to "
                   "another one.",
                   folder);
      return FALSE;
    }
  if (g_access (folder, W_OK) != 0)
    {
      g_set_error (
        error, LL_HOST_ERROR, LL_HOST_ERROR_FAILED,
        "The folder \"%s\" can't be written to: write the weights to another one.",
        folder);
      return FALSE;
    }

  return TRUE;
}

static void
read_settings (LlCall *call, LlTrainSettings *settings)
{
  const LlArguments *in = call->in;

  ll_train_settings_init (settings);
  settings->iterations = ll_arguments_get_int (in, "iterations");
  settings->minutes = ll_arguments_get_float (in, "minutes");
  settings->batch = ll_arguments_get_int (in, "batch");
  settings->learning_rate = ll_arguments_get_float (in, "learning-rate");
  settings->schedule = (LlSchedule) ll_arguments_get_choice (in, "schedule");
  settings->alpha[LL_TASK_DETECTION] = ll_arguments_get_float (in, "detection-weight");
  settings->alpha[LL_TASK_SEPARATION] = ll_arguments_get_float (in, "separation-weight");
  settings->alpha[LL_TASK_SEGMENTATION] =
    ll_arguments_get_float (in, "segmentation-weight");
  settings->interface_weight = ll_arguments_get_float (in, "interface-weight");
  settings->masked_share = ll_arguments_get_float (in, "masked-share");
  settings->validation_share = ll_arguments_get_float (in, "validation-share");
  settings->augment = ll_arguments_get_bool (in, "augment");
  settings->seed = (guint64) ll_arguments_get_int (in, "seed");
  settings->threads = ll_arguments_get_int (in, "threads");
}

/* What a network of a single task learns. */
static LlTask
single_task (LlCall *call)
{
  return g_str_equal (ll_arguments_get_string (call->in, "task"), "detection")
           ? LL_TASK_DETECTION
           : LL_TASK_SEGMENTATION;
}

static LlNetwork *
new_network (LlCall *call, const LlCollection *collection, gint channels, GError **error)
{
  const LlArguments *in = call->in;
  LlNetworkSettings settings;

  ll_network_settings_init (&settings);
  settings.kind = (LlNetworkKind) ll_arguments_get_choice (in, "network");
  settings.task = single_task (call);
  settings.channels = channels;
  settings.width = ll_arguments_get_int (in, "width");
  settings.levels = ll_arguments_get_int (in, "levels");
  settings.task_blocks = MIN (ll_arguments_get_int (in, "blocks"), settings.levels - 1);
  settings.patch = ll_arguments_get_int (in, "patch");

  return ll_network_new (&settings, collection->classes,
                         (guint64) ll_arguments_get_int (in, "seed"), error);
}

static LlNetwork *
start_network (const gchar *path, const LlCollection *collection, GError **error)
{
  g_autoptr (LlNetwork) network = ll_weights_load (path, error);
  g_autofree gchar *theirs = NULL;
  g_autofree gchar *ours = NULL;

  if (!network)
    return NULL;

  if (ll_classes_equal (ll_network_get_classes (network), collection->classes))
    return g_steal_pointer (&network);

  theirs = ll_classes_to_text (ll_network_get_classes (network));
  ours = ll_classes_to_text (collection->classes);
  g_set_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_CLASSES,
               "\"%s\" knows the classes \"%s\", but the images have \"%s\": start from "
               "other weights or from a fresh network.",
               path, theirs, ours);

  return NULL;
}

/* The network to train; all images get its number of channels. */
static LlNetwork *
make_network (LlCall *call, LlCollection *collection, GError **error)
{
  const gchar *start = ll_arguments_get_string (call->in, "start");
  gint n_images = (gint) collection->samples->len;
  gint n_colour = ll_collection_count_colour (collection);
  const LlNetworkSettings *settings;
  LlNetwork *network;
  gint channels;

  network = *start ? start_network (start, collection, error)
                   : new_network (call, collection, n_colour > 0 ? 3 : 1, error);
  if (!network)
    return NULL;

  settings = ll_network_get_settings (network);
  if (*start)
    ll_call_note (call,
                  "The network is that of \"%s\": width %d, %d levels, patches of %d.",
                  start, settings->width, settings->levels, settings->patch);

  channels = settings->channels;
  if (channels == 1 && n_colour > 0)
    ll_call_note (call,
                  "The network takes grey images: the colours of %d image%s are read as "
                  "brightness.",
                  n_colour, n_colour == 1 ? "" : "s");
  if (channels == 3 && n_colour < n_images)
    ll_call_note (
      call,
      "The network takes colour images: the grey values of %d image%s are read "
      "as red, green and blue.",
      n_images - n_colour, n_images - n_colour == 1 ? "" : "s");
  ll_collection_set_channels (collection, channels);

  return network;
}

static gchar *
time_left (gdouble seconds)
{
  if (!(seconds >= 0))
    return g_strdup ("");
  if (seconds < 90)
    return g_strdup_printf (", %.0f s left", seconds);
  if (seconds < 90 * 60)
    return g_strdup_printf (", %.0f min left", seconds / 60);

  return g_strdup_printf (", %.1f h left", seconds / 3600);
}

static gboolean
show_progress (const LlTrainProgress *progress, gpointer data)
{
  Progress *shown = data;
  gint64 now = g_get_monotonic_time ();
  g_autofree gchar *planned = NULL;
  g_autofree gchar *left = NULL;
  g_autofree gchar *text = NULL;

  if (now - shown->last_update < G_USEC_PER_SEC / 4)
    return TRUE;

  planned = progress->iterations > 0 ? g_strdup_printf (" of %d", progress->iterations)
                                     : g_strdup ("");
  left = time_left (progress->seconds_left);
  text = g_strdup_printf ("Iteration %d%s, loss %.3f%s", progress->iteration, planned,
                          progress->loss, left);
  ll_host_progress_update (progress->fraction, text);
  shown->last_update = now;

  if (shown->lines && now - shown->last_line >= LINE_SECONDS * G_USEC_PER_SEC)
    {
      g_print ("Lazy Labels: %s\n", text);
      shown->last_line = now;
    }

  return TRUE;
}

/* Takes up the checkpoint when asked to and possible. */
static gboolean
resume (LlCall *call, LlTrainer *trainer, const gchar *checkpoint, GError **error)
{
  if (!ll_arguments_get_bool (call->in, "resume"))
    return TRUE;

  if (!g_file_test (checkpoint, G_FILE_TEST_EXISTS))
    {
      ll_call_note (call, "There is no interrupted training at \"%s\": starting afresh.",
                    checkpoint);
      return TRUE;
    }

  if (!ll_trainer_resume (trainer, checkpoint, error))
    return FALSE;

  ll_call_note (call, "Going on with the interrupted training.");

  return TRUE;
}

static void
note_lines (LlCall *call, const gchar *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gint i = 0; lines[i]; i++)
    ll_call_note (call, "%s", lines[i]);
}

/* All that can be refused, and all that calls GIMP.  What was found stays in
 * @collection when the rest is refused.
 */
static gboolean
prepare (LlCall *call, LlCollection **collection, LlTrainPlan *plan, GError **error)
{
  g_autofree gchar *checkpoint = ll_train_plan_checkpoint (plan);
  g_autofree gchar *description = NULL;
  g_autofree gchar *validation = NULL;
  LlTrainSettings settings;
  LlNetwork *network;

  ll_host_progress_start ("Reading marks");
  *collection = ll_collect (call, error);
  if (!*collection)
    return FALSE;

  /* The window shows more than that. */
  description = ll_collection_describe (*collection);
  if (!call->interactive)
    note_lines (call, description);

  if (g_str_equal (ll_arguments_get_string (call->in, "labels"), "pseudo") &&
      !ll_collection_grow_masks (*collection, call, error))
    return FALSE;

  network = make_network (call, *collection, error);
  if (!network)
    return FALSE;

  read_settings (call, &settings);
  plan->samples = g_ptr_array_ref ((*collection)->samples);
  plan->first = (*collection)->current;
  ll_host_progress_update (0, "Training");
  if (!ll_train_plan_set_trainer (plan, network, &settings, call->interactive, error))
    return FALSE;

  validation = ll_trainer_describe_validation (plan->trainer);
  ll_call_note (call, "%s", validation);

  return resume (call, plan->trainer, checkpoint, error);
}

static void
note_result (LlCall *call, const gchar *path, const LlTrainResult *result)
{
  g_autofree gchar *dice = NULL;

  ll_arguments_set_string (call->out, "weights", path);
  ll_arguments_set_number (call->out, "iterations", result->iterations);
  ll_call_return_scores (call, result->loss, result->dice);

  dice = isfinite (result->dice) ? g_strdup_printf (", Dice %.3f", result->dice)
                                 : g_strdup ("");
  ll_call_note (call, "Trained for %d iteration%s: loss %.4f%s.", result->iterations,
                result->iterations == 1 ? "" : "s", result->loss, dice);
}

static gboolean
train (LlCall *call, LlTrainPlan *plan, GError **error)
{
  g_autofree gchar *checkpoint = ll_train_plan_checkpoint (plan);
  g_autoptr (LlCollection) collection = NULL;
  Progress progress = { .lines = TRUE };
  LlTrainResult result;

  if (!prepare (call, &collection, plan, error))
    return FALSE;

  progress.last_line = g_get_monotonic_time ();
  if (!ll_trainer_run (plan->trainer, checkpoint, show_progress, &progress, &result,
                       error) ||
      !ll_train_plan_keep (plan, error))
    return FALSE;

  note_result (call, plan->path, &result);

  return TRUE;
}

/* "1000 iterations of 4 patches of 256 × 256 pixels; ..." */
static gchar *
describe_plan (LlCall *call, const LlTrainPlan *plan)
{
  gint iterations = ll_arguments_get_int (call->in, "iterations");
  gdouble minutes = ll_arguments_get_float (call->in, "minutes");
  GString *text = g_string_new ("The training ends");
  gint patch;

  if (iterations > 0)
    g_string_append_printf (text, " after %d iterations", iterations);
  if (minutes > 0)
    g_string_append_printf (text, "%s after %.4g minutes", iterations > 0 ? " or" : "",
                            minutes);
  if (iterations > 0 && minutes > 0)
    g_string_append (text, ", whichever comes first");
  if (plan->trainer)
    {
      patch = ll_network_get_settings (ll_trainer_get_network (plan->trainer))->patch;
      g_string_append_printf (text, "; an iteration takes %d patch%s of %d × %d pixels",
                              plan->settings.batch, plan->settings.batch == 1 ? "" : "es",
                              patch, patch);
    }
  g_string_append_c (text, '.');

  return g_string_free (text, FALSE);
}

/* Segments the image with the network that was just trained, as the procedure would. */
static gboolean
segment (LlCall *call, const gchar *path, GError **error)
{
  const LlProcedureSpec *spec = ll_procedures_find ("plug-in-lazy-labels-predict");
  g_autoptr (LlArguments) in = ll_arguments_new (spec->arguments, spec->n_arguments);
  g_autoptr (LlArguments) out = ll_arguments_new (spec->returns, spec->n_returns);
  LlCall inner = *call;

  if (!ll_host_has_image (call->image))
    {
      ll_call_note (call, "The image was closed, so there is nothing to segment.");
      return TRUE;
    }

  ll_arguments_set_string (in, "weights", path);
  ll_arguments_set_number (in, "threads", ll_arguments_get_int (call->in, "threads"));
  inner.in = in;
  inner.out = out;

  return ll_run_predict (&inner, error);
}

/* One turn of the window, from what was found to what came of it. */
static LlTrainAnswer
show_window (LlCall *call,
             LlTrainWindow *window,
             LlTrainPlan *plan,
             LlTrainResult *result)
{
  g_autoptr (LlCollection) collection = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree gchar *planned = NULL;
  LlTrainSettings settings;
  LlTrainOverview overview;
  LlTrainAnswer answer;

  g_string_truncate (call->notes, 0);
  prepare (call, &collection, plan, &reason);
  ll_host_progress_end ();

  read_settings (call, &settings);
  planned = describe_plan (call, plan);
  overview = (LlTrainOverview){
    .collection = collection,
    .notes = call->notes->str,
    .planned = planned,
    .obstacle = reason ? reason->message : NULL,
    .kind = (LlNetworkKind) ll_arguments_get_choice (call->in, "network"),
    .task = single_task (call),
  };
  for (gint task = 0; task < LL_N_TASKS; task++)
    overview.alpha[task] = settings.alpha[task];

  answer = ll_train_window_run (window, &overview, plan, result);
  /* The trainer looks at the samples. */
  g_clear_pointer (&plan->trainer, ll_trainer_free);
  g_clear_pointer (&plan->samples, g_ptr_array_unref);

  return answer;
}

static gboolean
train_in_window (LlCall *call, LlTrainPlan *plan, GError **error)
{
  g_autoptr (LlTrainWindow) window = ll_train_window_new ();
  LlTrainResult result;
  LlTrainAnswer answer;

  do
    answer = show_window (call, window, plan, &result);
  while (answer == LL_TRAIN_ANSWER_LOOK_AGAIN);

  /* The person has read all that in the window. */
  g_string_truncate (call->notes, 0);
  if (answer != LL_TRAIN_ANSWER_KEPT && answer != LL_TRAIN_ANSWER_SEGMENT)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                   "The training was cancelled.");
      return FALSE;
    }

  note_result (call, plan->path, &result);
  g_string_truncate (call->notes, 0);

  return answer != LL_TRAIN_ANSWER_SEGMENT || segment (call, plan->path, error);
}

gboolean
ll_run_train (LlCall *call, GError **error)
{
  const gchar *weights = ll_arguments_get_string (call->in, "weights");
  g_autofree gchar *current = ll_current_network_path ();
  g_autofree gchar *folder = g_path_get_dirname (current);
  g_auto (LlTrainPlan) plan = { .path = g_strdup (*weights ? weights : current),
                                .current = g_strdup (current) };

  g_mkdir_with_parents (folder, 0700);
  if (!check_arguments (call, error) || !check_writable (plan.path, error))
    return FALSE;

  return call->interactive ? train_in_window (call, &plan, error)
                           : train (call, &plan, error);
}
