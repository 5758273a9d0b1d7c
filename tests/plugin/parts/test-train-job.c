/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A training in a thread keeps or discards its network, pauses and gives previews as a
 * window requests; and the texts about marks.
 */

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "await.h"
#include "train/describe.h"
#include "train/marks.h"
#include "draw/picture.h"
#include "train/job.h"

#define SIDE 64

/* Makes a bright disc in noise, with all marks. */
static LlSample *
make_sample (guint32 seed)
{
  LlSample *sample = ll_sample_new ("made", ll_image_new (SIDE, SIDE, 1));
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gint cx = g_rand_int_range (random, 20, 44);
  gint cy = g_rand_int_range (random, 20, 44);

  for (gint task = 0; task < LL_N_TASKS; task++)
    sample->labels[task] = ll_labels_new (SIDE, SIDE, 0);
  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        gint i = y * SIDE + x;
        gint d = (x - cx) * (x - cx) + (y - cy) * (y - cy);

        sample->labels[LL_TASK_SEGMENTATION]->data[i] = d < 100;
        sample->labels[LL_TASK_DETECTION]->data[i] = d < 36;
        sample->labels[LL_TASK_SEPARATION]->data[i] = x > 60 && y > 60;
        sample->image->data[i] =
          (gfloat) ((d < 100 ? 0.6 : 0.3) + g_rand_double_range (random, 0, 0.2));
      }

  return sample;
}

static LlClasses *
make_classes (void)
{
  static const gchar *const names[] = { "disc" };

  return ll_classes_new (names, 1, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);
}

typedef struct
{
  gchar *folder;
  LpTrainPlan plan;
  LpHistory *history;
  LpTrainStatus status;
} Fixture;

/* Gives the plan a trainer that knows nothing. */
static void
renew_trainer (Fixture *fixture)
{
  g_autoptr (LlClasses) classes = make_classes ();
  g_autoptr (GError) error = NULL;
  LlNetworkSettings settings;

  ll_network_settings_init (&settings);
  settings.width = 2;
  settings.levels = 3;
  settings.task_blocks = 2;
  settings.patch = 32;
  g_clear_pointer (&fixture->plan.trainer, ll_trainer_free);
  fixture->plan.resumed = FALSE;
  g_assert_true (lp_train_plan_set_trainer (
    &fixture->plan, ll_network_new (&settings, classes, 1, NULL), TRUE, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer iterations)
{
  fixture->folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  fixture->history = lp_history_new ();
  fixture->plan.path = g_build_filename (fixture->folder, "network", NULL);
  fixture->plan.current = g_build_filename (fixture->folder, "current", NULL);
  fixture->plan.samples =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  for (guint32 i = 0; i < 3; i++)
    g_ptr_array_add (fixture->plan.samples, make_sample (i));

  ll_train_settings_init (&fixture->plan.settings);
  fixture->plan.settings.iterations = GPOINTER_TO_INT (iterations);
  fixture->plan.settings.threads = 1;
  fixture->plan.settings.checkpoint_seconds = 0;
  renew_trainer (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->plan.path);
  g_unlink (fixture->plan.current);
  lp_train_plan_clear (&fixture->plan);
  lp_history_free (fixture->history);
  /* The folder is empty. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static LpTrainStatus *
poll_job (Fixture *fixture, LpTrainJob *job)
{
  lp_train_job_poll (job, &fixture->status, fixture->history);

  return &fixture->status;
}

static void
poll_until_state (Fixture *fixture, LpTrainJob *job, LpTrainJobState state)
{
  await (poll_job (fixture, job)->state == state,
         "state %d of a training, which has state %d", (gint) state,
         (gint) fixture->status.state);
}

static void
poll_until_step (Fixture *fixture, LpTrainJob *job, gint iteration)
{
  await (poll_job (fixture, job)->progress.iteration >= iteration,
         "iteration %d of a training, which is at %d", iteration,
         fixture->status.progress.iteration);
}

static LpTrainPreview *
wait_for_preview (LpTrainJob *job)
{
  LpTrainPreview *preview;

  await ((preview = lp_train_job_take_preview (job)), "a preview");

  return preview;
}

static gboolean
exists (const gchar *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* A training runs to its planned end, and every step is reported. */
static void
test_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LpTrainJob) job = lp_train_job_new (&fixture->plan, NULL, FALSE);
  g_autoptr (LlNetwork) network = NULL;
  guint n;

  poll_until_state (fixture, job, LP_TRAIN_JOB_DONE);
  g_assert_null (lp_train_job_get_error (job));
  g_assert_cmpint (fixture->status.result.iterations, ==, 20);
  g_assert_cmpint (fixture->status.progress.iteration, ==, 20);
  g_assert_cmpfloat (fixture->status.patches_per_second, >, 0);
  lp_history_get_points (fixture->history, &n);
  g_assert_cmpuint (n, ==, 20);

  network = ll_weights_load (fixture->plan.path, NULL);
  g_assert_nonnull (network);
  g_assert_true (exists (fixture->plan.current));
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LpTrainJob) job = lp_train_job_new (&fixture->plan, NULL, FALSE);

  poll_until_step (fixture, job, 5);
  lp_train_job_stop (job);
  poll_until_state (fixture, job, LP_TRAIN_JOB_DONE);
  g_assert_true (fixture->status.result.stopped);
  g_assert_cmpint (fixture->status.result.iterations, <, 100000);
  g_assert_true (exists (fixture->plan.path));
}

static void
test_lose (Fixture *fixture, gconstpointer data)
{
  g_autofree gchar *checkpoint = lp_train_plan_checkpoint (&fixture->plan);
  LpTrainJob *job = lp_train_job_new (&fixture->plan, NULL, FALSE);

  poll_until_step (fixture, job, 5);
  g_assert_true (exists (checkpoint));
  lp_train_job_free (job);
  g_assert_false (exists (checkpoint));
  g_assert_false (exists (fixture->plan.path));
  g_assert_false (exists (fixture->plan.current));
}

/* During a pause, no step is made, but previews are possible, and the training can be
 * stopped.
 */
static void
test_pause (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LpTrainJob) job = lp_train_job_new (&fixture->plan, NULL, FALSE);
  g_autoptr (LpTrainPreview) preview = NULL;
  cairo_rectangle_int_t area = { 10, 12, 32, 20 };
  gint iteration;

  lp_train_job_pause (job, TRUE);
  poll_until_state (fixture, job, LP_TRAIN_JOB_PAUSED);
  iteration = fixture->status.progress.iteration;

  lp_train_job_set_preview (job, 1, &area, 0);
  preview = wait_for_preview (job);
  g_assert_cmpint (preview->iteration, ==, iteration);
  g_assert_cmpint (preview->sample, ==, 1);
  g_assert_cmpint (preview->area.y, ==, 12);
  for (gint task = 0; task < LL_N_TASKS; task++)
    {
      g_assert_cmpint (preview->labels[task]->width, ==, 32);
      g_assert_cmpint (preview->labels[task]->height, ==, 20);
    }

  g_usleep (G_USEC_PER_SEC / 20);
  lp_train_job_poll (job, &fixture->status, fixture->history);
  g_assert_cmpint (fixture->status.progress.iteration, ==, iteration);
  g_assert_cmpint (fixture->status.state, ==, LP_TRAIN_JOB_PAUSED);

  lp_train_job_pause (job, FALSE);
  poll_until_step (fixture, job, iteration + 3);
  lp_train_job_pause (job, TRUE);
  poll_until_state (fixture, job, LP_TRAIN_JOB_PAUSED);
  lp_train_job_stop (job);
  poll_until_state (fixture, job, LP_TRAIN_JOB_DONE);
}

static void
test_interval (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LpTrainJob) job = lp_train_job_new (&fixture->plan, NULL, FALSE);
  cairo_rectangle_int_t area = { 0, 0, 32, 32 };
  gint last = 0;

  lp_train_job_set_preview (job, 0, &area, 5);
  lp_train_preview_free (wait_for_preview (job));
  for (gint i = 0; i < 3; i++)
    {
      LpTrainPreview *preview = wait_for_preview (job);

      g_assert_cmpint (preview->iteration % 5, ==, 0);
      g_assert_cmpint (preview->iteration, >, last);
      last = preview->iteration;
      lp_train_preview_free (preview);
    }
  lp_train_job_stop (job);
  poll_until_state (fixture, job, LP_TRAIN_JOB_DONE);

  /* The preview shows the network that was kept. */
  lp_train_preview_free (lp_train_job_take_preview (job));
}

static void
test_cannot_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LpTrainJob) job = NULL;
  g_autofree gchar *checkpoint = lp_train_plan_checkpoint (&fixture->plan);

  g_free (fixture->plan.current);
  fixture->plan.current = g_build_filename (fixture->folder, "none", "current", NULL);
  job = lp_train_job_new (&fixture->plan, NULL, FALSE);
  poll_until_state (fixture, job, LP_TRAIN_JOB_FAILED);
  g_assert_nonnull (lp_train_job_get_error (job));
  /* The checkpoint has been kept. */
  g_assert_true (exists (checkpoint));
  g_unlink (checkpoint);
}

/* Where neither file can be written, the network goes to a temporary folder, which the
 * message names.
 */
static void
test_rescue (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LpTrainJob) job = NULL;
  g_autoptr (LlNetwork) network = NULL;
  g_autofree gchar *path = NULL;
  g_autofree gchar *folder = NULL;
  const gchar *message, *begin, *end;

  g_free (fixture->plan.current);
  g_free (fixture->plan.path);
  fixture->plan.current = g_build_filename (fixture->folder, "none", "current", NULL);
  fixture->plan.path = g_build_filename (fixture->folder, "none", "network", NULL);
  job = lp_train_job_new (&fixture->plan, NULL, FALSE);
  poll_until_state (fixture, job, LP_TRAIN_JOB_FAILED);

  /* The checkpoints could not be written either, and the training went on. */
  g_assert_cmpint (fixture->status.progress.iteration, ==, 5);
  g_assert_cmpint (fixture->status.progress.troubles.unwritten, >, 0);
  message = lp_train_job_get_error (job)->message;
  begin = strchr (message, '"');
  end = begin ? strchr (begin + 1, '"') : NULL;
  g_assert_nonnull (end);
  path = g_strndup (begin + 1, (gsize) (end - begin - 1));
  network = ll_weights_load (path, NULL);
  g_assert_nonnull (network);
  folder = g_path_get_dirname (path);
  g_unlink (path);
  g_rmdir (folder);
}

/* Leaves the checkpoint of a training that was killed after its tenth step or so. */
static void
leave_checkpoint (Fixture *fixture)
{
  g_autofree gchar *checkpoint = lp_train_plan_checkpoint (&fixture->plan);
  g_autofree gchar *contents = NULL;
  LpTrainJob *job = lp_train_job_new (&fixture->plan, NULL, FALSE);
  gsize length;

  poll_until_step (fixture, job, 10);
  g_assert_true (g_file_get_contents (checkpoint, &contents, &length, NULL));
  lp_train_job_free (job);
  g_assert_true (g_file_set_contents (checkpoint, contents, (gssize) length, NULL));
  renew_trainer (fixture);
}

/* A training that starts anew leaves the checkpoint of another one alone until its own
 * replaces it, and one that resumes goes on from it and removes it at its end.
 */
static void
test_interrupted (Fixture *fixture, gconstpointer data)
{
  g_autofree gchar *checkpoint = lp_train_plan_checkpoint (&fixture->plan);
  g_auto (LpInterrupted) none = { .found = FALSE };
  g_auto (LpInterrupted) found = { .found = FALSE };
  g_autoptr (LpTrainJob) resumed = NULL;
  LpTrainJob *job;
  gint left;

  lp_interrupted_find (&none, &fixture->plan);
  g_assert_false (none.found);
  g_assert_null (none.text);
  leave_checkpoint (fixture);
  lp_interrupted_find (&found, &fixture->plan);
  g_assert_true (found.found);
  g_assert_true (found.fits);
  g_assert_cmpint (found.iterations, >=, 9);
  g_assert_nonnull (strstr (found.text, "An interrupted training of "));
  g_assert_nonnull (strstr (found.text, checkpoint));
  left = found.iterations;

  /* Cancelled before its first checkpoint, then kept. */
  fixture->plan.settings.checkpoint_seconds = 1e9;
  renew_trainer (fixture);
  job = lp_train_job_new (&fixture->plan, NULL, FALSE);
  poll_until_step (fixture, job, 3);
  lp_train_job_free (job);
  g_assert_cmpint (ll_checkpoint_get_iteration (checkpoint), ==, left);
  renew_trainer (fixture);
  job = lp_train_job_new (&fixture->plan, NULL, FALSE);
  poll_until_step (fixture, job, 3);
  lp_train_job_stop (job);
  poll_until_state (fixture, job, LP_TRAIN_JOB_DONE);
  lp_train_job_free (job);
  g_assert_cmpint (ll_checkpoint_get_iteration (checkpoint), ==, left);

  fixture->plan.settings.iterations = left + 20;
  renew_trainer (fixture);
  lp_history_free (fixture->history);
  fixture->history = lp_history_new ();
  resumed = lp_train_job_new (&fixture->plan, NULL, TRUE);
  poll_until_state (fixture, resumed, LP_TRAIN_JOB_DONE);
  g_assert_cmpint (fixture->status.result.iterations, ==, left + 20);
  g_assert_cmpfloat (lp_history_get_points (fixture->history, &(guint){ 0 })->iteration,
                     ==, left + 1);
  g_assert_false (exists (checkpoint));
}

/* A checkpoint that does not fit, and a file that is none, are named and kept. */
static void
test_unfit (Fixture *fixture, gconstpointer data)
{
  g_autofree gchar *checkpoint = lp_train_plan_checkpoint (&fixture->plan);
  g_auto (LpInterrupted) other = { .found = FALSE };
  g_auto (LpInterrupted) damaged = { .found = FALSE };
  LpTrainJob *job;

  leave_checkpoint (fixture);
  fixture->plan.settings.batch++;
  renew_trainer (fixture);
  lp_interrupted_find (&other, &fixture->plan);
  g_assert_true (other.found);
  g_assert_false (other.fits);
  g_assert_cmpint (other.iterations, >=, 9);
  g_assert_nonnull (strstr (other.text, "can't be resumed"));

  /* Whoever resumes it all the same loses nothing. */
  job = lp_train_job_new (&fixture->plan, NULL, TRUE);
  poll_until_state (fixture, job, LP_TRAIN_JOB_FAILED);
  g_assert_error (lp_train_job_get_error (job), LL_TRAIN_ERROR, LL_TRAIN_ERROR_RESUME);
  lp_train_job_free (job);
  g_assert_true (exists (checkpoint));

  g_assert_true (g_file_set_contents (checkpoint, "none", -1, NULL));
  lp_interrupted_find (&damaged, &fixture->plan);
  g_assert_true (damaged.found);
  g_assert_false (damaged.fits);
  g_assert_nonnull (strstr (damaged.text, "can't be read"));
  g_unlink (checkpoint);
}

/* Two plans for one file: the second has to wait for the end of the first. */
static void
test_lock (Fixture *fixture, gconstpointer data)
{
  LpTrainPlan second = { .path = fixture->plan.path };
  g_autoptr (GError) error = NULL;
  LpTrainJob *job;

  g_assert_true (lp_train_plan_lock (&fixture->plan, &error));
  g_assert_true (lp_train_plan_lock (&fixture->plan, &error));
  g_assert_false (lp_train_plan_lock (&second, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN);
  g_assert_nonnull (strstr (error->message, "Another training writes to"));
  g_clear_error (&error);

  job = lp_train_job_new (&fixture->plan, NULL, FALSE);
  poll_until_state (fixture, job, LP_TRAIN_JOB_DONE);
  g_assert_true (lp_train_plan_lock (&second, &error));
  g_assert_no_error (error);
  lp_train_plan_unlock (&second);
  lp_train_job_free (job);
}

/* What is read before the start: what will be replaced, and how long it takes. */
static void
test_described (Fixture *fixture, gconstpointer data)
{
  const LpTrainPlan *plan = &fixture->plan;
  LpTrainPlan current = { .path = plan->current, .current = plan->current };
  LlTrainSettings settings = { .iterations = 600 };
  const LpInterrupted none = { .iterations = -1 };
  const LpInterrupted most = { .found = TRUE, .iterations = 590, .fits = TRUE };
  g_autoptr (LpTrial) trial = lp_trial_new (plan->trainer);
  LpTrainJob *job;
  gchar *text;

#define ASSERT_TEXT(described, part)      \
  text = described;                       \
  g_assert_nonnull (strstr (text, part)); \
  g_free (text)
#define ASSERT_NO_TEXT(described, part) \
  text = described;                     \
  g_assert_null (strstr (text, part));  \
  g_free (text)

  ASSERT_TEXT (lp_train_describe_target (plan, ""), plan->path);
  ASSERT_NO_TEXT (lp_train_describe_target (plan, ""), "replaced");
  ASSERT_NO_TEXT (lp_train_describe_target (&current, ""), "replaced");
  g_assert_true (g_file_set_contents (plan->path, "", 0, NULL));
  g_assert_true (g_file_set_contents (plan->current, "", 0, NULL));
  ASSERT_TEXT (lp_train_describe_target (plan, ""),
               "\"network\" exists and will be replaced.");
  ASSERT_TEXT (lp_train_describe_target (plan, plan->current),
               "exists and will be replaced.");
  ASSERT_NO_TEXT (lp_train_describe_target (plan, plan->path), "replaced");
  ASSERT_TEXT (lp_train_describe_target (&current, ""), "will be replaced");

  ASSERT_TEXT (lp_train_describe_time (&settings, &none, 0), "Estimating");
  ASSERT_TEXT (lp_train_describe_time (&settings, &none, 0.1), "about 60 s on");
  ASSERT_TEXT (lp_train_describe_time (&settings, &none, 1), "about 10 min on");
  ASSERT_TEXT (lp_train_describe_time (&settings, &none, 60), "about 10.0 h on");
  ASSERT_TEXT (lp_train_describe_time (&settings, &most, 1), "about 10 s.");
  settings.minutes = 5;
  ASSERT_TEXT (lp_train_describe_time (&settings, &none, 60), "about 5 min on");
  settings.iterations = 0;
  g_assert_null (lp_train_describe_time (&settings, &none, 1));

  /* A training waits for the trial of its trainer. */
  job = lp_train_job_new (&fixture->plan, trial, FALSE);
  poll_until_state (fixture, job, LP_TRAIN_JOB_DONE);
  g_assert_cmpfloat (lp_trial_get_seconds (trial), >, 0);
  lp_train_job_free (job);
}

/* The system has no more threads: the job says so instead of ending GIMP's plug-in. */
static void
test_no_thread (Fixture *fixture, gconstpointer data)
{
  const struct rlimit none = { 0, 0 };

  if (g_test_subprocess ())
    {
      LpTrainJob *job;

      g_rmdir (fixture->folder);
      /* The limit does not hold for the superuser. */
      if ((geteuid () == 0 && setuid (65534) != 0) ||
          setrlimit (RLIMIT_NPROC, &none) != 0)
        _exit (77);
      job = lp_train_job_new (&fixture->plan, NULL, FALSE);
      lp_train_job_poll (job, &fixture->status, fixture->history);
      g_assert_cmpint (fixture->status.state, ==, LP_TRAIN_JOB_FAILED);
      g_assert_nonnull (lp_train_job_get_error (job));
      lp_train_job_free (job);
      _exit (0);
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

/* When a training goes back, so do its curves. */
static void
test_history_goes_back (void)
{
  LpHistory *history = lp_history_new ();
  const LpHistoryPoint *points;
  const LpHistoryScore *scores;
  guint n;

  for (gint i = 1; i <= 30; i++)
    {
      LlTrainProgress progress = { .iteration = i, .dice = i / 10 * 0.1 };

      lp_history_add (history, &progress);
    }
  for (gint i = 17; i <= 19; i++)
    {
      LlTrainProgress progress = { .iteration = i, .dice = 0.3, .task_loss = { 7 } };

      lp_history_add (history, &progress);
    }

  points = lp_history_get_points (history, &n);
  g_assert_cmpuint (n, ==, 19);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (points[i].iteration, ==, i + 1);
      g_assert_cmpfloat (points[i].loss[0], ==, i < 16 ? 0 : 7);
    }
  scores = lp_history_get_scores (history, &n);
  for (guint i = 1; i < n; i++)
    g_assert_cmpfloat (scores[i].iteration, >, scores[i - 1].iteration);
  g_assert_cmpfloat (scores[n - 1].iteration, ==, 17);
  lp_history_free (history);
}

static void
test_marks (void)
{
  static const gdouble alpha[LL_N_TASKS] = { 1, 1, 1 };
  static const gdouble without[LL_N_TASKS] = { 1, 0, 1 };
  g_autoptr (LlClasses) classes = make_classes ();
  g_autoptr (LlSample) sample = make_sample (1);
  g_autoptr (GPtrArray) missing = NULL;
  g_autofree gchar *text = NULL;
  LpMarks marks = { .all = 0 };

  lp_marks_add (&marks, sample);
  text = lp_marks_describe_task (&marks, LL_TASK_SEPARATION, classes);
  g_assert_cmpstr (text, ==, "1 × interface (0.22 %)");
  g_assert_cmpint (marks.marks[LL_TASK_DETECTION][1], ==, 1);
  g_assert_cmpint (marks.all, ==, SIDE * SIDE);
  missing = lp_marks_list_missing (&marks, classes, LL_NETWORK_MULTI_TASK,
                                   LL_TASK_DETECTION, alpha);
  g_assert_cmpuint (missing->len, ==, 0);

  ll_labels_free (sample->labels[LL_TASK_SEPARATION]);
  sample->labels[LL_TASK_SEPARATION] = NULL;
  marks = (LpMarks){ .all = 0 };
  lp_marks_add (&marks, sample);
  g_ptr_array_unref (missing);
  missing = lp_marks_list_missing (&marks, classes, LL_NETWORK_MULTI_TASK,
                                   LL_TASK_DETECTION, alpha);
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (missing, 0), "separation scribble"));
  g_ptr_array_unref (missing);
  missing = lp_marks_list_missing (&marks, classes, LL_NETWORK_MULTI_TASK,
                                   LL_TASK_DETECTION, without);
  g_assert_cmpuint (missing->len, ==, 0);
}

/* The picture of a large image is small, and a line of one pixel's width
 * stays visible.
 */
static void
test_picture (void)
{
  g_autoptr (LlClasses) classes = make_classes ();
  g_autoptr (LlImage) image = ll_image_new (640, 320, 1);
  g_autoptr (LlLabels) labels = ll_labels_new (640, 320, 0);
  cairo_rectangle_int_t area = { 0, 0, 640, 320 };
  LlColour colour = ll_classes_get_colour (classes, 1);
  cairo_surface_t *picture;
  const guint32 *pixels;

  for (gint x = 0; x < 640; x++)
    labels->data[100 * 640 + x] = 1;
  picture = lp_picture_new (image, &area, 100);
  g_assert_cmpint (cairo_image_surface_get_width (picture), ==, 100);
  g_assert_cmpint (cairo_image_surface_get_height (picture), ==, 50);
  lp_picture_add_labels (picture, labels, &area, classes, LL_TASK_DETECTION, 1);

  pixels = (const guint32 *) (const void *) cairo_image_surface_get_data (picture);
  for (gint y = 0; y < 50; y++)
    g_assert_cmphex (
      pixels[y * cairo_image_surface_get_stride (picture) / 4 + 50] & 0xffffff, ==,
      y == 15 ? (guint32) colour.rgb[0] << 16 | colour.rgb[1] << 8 | colour.rgb[2] : 0);
  cairo_surface_destroy (picture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, iterations, test) \
  g_test_add (name, Fixture, GINT_TO_POINTER (iterations), set_up, test, tear_down)
  ADD ("/train-job/end", 20, test_end);
  ADD ("/train-job/stop", 100000, test_stop);
  ADD ("/train-job/lose", 100000, test_lose);
  ADD ("/train-job/pause", 100000, test_pause);
  ADD ("/train-job/interval", 100000, test_interval);
  ADD ("/train-job/cannot-write", 5, test_cannot_write);
  ADD ("/train-job/rescue", 5, test_rescue);
  ADD ("/train-job/interrupted", 100000, test_interrupted);
  ADD ("/train-job/unfit", 100000, test_unfit);
  ADD ("/train-job/lock", 5, test_lock);
  ADD ("/train-job/described", 5, test_described);
  ADD ("/train-job/no-thread", 5, test_no_thread);
  g_test_add_func ("/train-job/history-goes-back", test_history_goes_back);
  g_test_add_func ("/train-job/marks", test_marks);
  g_test_add_func ("/train-job/picture", test_picture);

  return g_test_run ();
}
