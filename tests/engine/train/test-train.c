/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Training: the same seed gives the same weights, a resumed training ends where an
 * uninterrupted one does, refusals, and the loss goes down on an image that a person
 * would find easy.
 */

#include <string.h>

#include <glib/gstdio.h>

#include "io/tensor-file.h"
#include "io/weights-private.h"
#include "lazylabels/lazylabels.h"
#include "net/network-private.h"
#include "training.h"

static void
test_same_seed (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autoptr (LlTrainer) first = NULL;
  g_autoptr (LlTrainer) second = NULL;
  g_autoptr (LlTrainer) other = NULL;
  g_autoptr (GError) error = NULL;
  LlTrainSettings settings;
  gsize n;

  training_init_settings (&settings, 8);
  first = training_new_trainer (samples, &settings);
  second = training_new_trainer (samples, &settings);
  settings.seed = 2;
  other = training_new_trainer (samples, &settings);

  g_assert_true (ll_trainer_run (first, NULL, NULL, NULL, NULL, &error));
  g_assert_true (ll_trainer_run (second, NULL, NULL, NULL, NULL, &error));
  g_assert_true (ll_trainer_run (other, NULL, NULL, NULL, NULL, &error));

  training_assert_same (ll_trainer_get_network (first), ll_trainer_get_network (second));
  g_assert_cmpfloat (
    ll_network_get_learned ((LlNetwork *) ll_trainer_get_network (first), &n)[0], !=,
    ll_network_get_learned ((LlNetwork *) ll_trainer_get_network (other), &n)[0]);
}

static gboolean
stop_at (const LlTrainProgress *progress, gpointer data)
{
  return progress->iteration < GPOINTER_TO_INT (data);
}

/* Looks at the network after every second step; its weights are those of the training. */
static gboolean
look (const LlTrainProgress *progress, gpointer data)
{
  LlTrainer *trainer = data;
  g_autoptr (LlNetwork) seen = NULL;
  const gfloat *theirs, *ours;
  gsize n;

  if (progress->iteration % 2 != 0)
    return TRUE;

  seen = ll_trainer_snapshot (trainer);
  theirs = ll_network_get_learned (seen, &n);
  ours = ll_network_get_learned ((LlNetwork *) ll_trainer_get_network (trainer), &n);
  g_assert_cmpint (memcmp (theirs, ours, n * sizeof (gfloat)), ==, 0);
  return TRUE;
}

/* Whoever looks changes nothing, with and without held-out images. */
static void
test_snapshot (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  LlTrainSettings settings;

  training_init_settings (&settings, 8);
  for (gint held_out = 0; held_out < 2; held_out++)
    {
      g_autoptr (LlTrainer) watched = NULL;
      g_autoptr (LlTrainer) alone = NULL;
      g_autoptr (GError) error = NULL;

      settings.validation_share = 0.3 * held_out;
      watched = training_new_trainer (samples, &settings);
      alone = training_new_trainer (samples, &settings);
      g_assert_true (ll_trainer_run (watched, NULL, look, watched, NULL, &error));
      g_assert_true (ll_trainer_run (alone, NULL, NULL, NULL, NULL, &error));
      training_assert_same (ll_trainer_get_network (watched),
                            ll_trainer_get_network (alone));
    }
}

/* A clock of the test's own: each look at it takes a hundredth of a second. */
static gint64 now;

static gint64
read_clock (void)
{
  now += G_USEC_PER_SEC / 100;
  return now;
}

/* Waits longer than the training may last. */
static gboolean
wait_at_first (const LlTrainProgress *progress, gpointer data)
{
  if (progress->iteration == 1)
    now += (gint64) 3600 * G_USEC_PER_SEC;
  return progress->iteration < 5;
}

/* A training of one second by the clock of the test. */
static LlTrainResult
train_for_a_second (LlTrainFunc func)
{
  g_autoptr (GPtrArray) samples = training_new_samples (2, 2);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  LlTrainSettings settings;
  LlTrainResult result;

  training_init_settings (&settings, 0);
  settings.minutes = 1.0 / 60.0;
  trainer = training_new_trainer (samples, &settings);
  trainer->clock = read_clock;
  g_assert_true (ll_trainer_run (trainer, NULL, func, NULL, &result, &error));
  return result;
}

static void
test_waiting (void)
{
  g_assert_cmpint (train_for_a_second (wait_at_first).iterations, ==, 5);
}

/* Without anyone who waits, the same clock ends the training after a second. */
static void
test_minutes (void)
{
  LlTrainResult result = train_for_a_second (NULL);

  g_assert_false (result.stopped);
  g_assert_cmpint (result.iterations, >=, 33);
  g_assert_cmpint (result.iterations, <=, 100);
}

/* Every step leaves a checkpoint; the callback stops right after the fifth. */
static void
test_resume (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "checkpoint", NULL);
  g_autoptr (LlTrainer) whole = NULL;
  g_autoptr (LlTrainer) broken = NULL;
  g_autoptr (LlTrainer) resumed = NULL;
  g_autoptr (LlTrainer) foreign = NULL;
  g_autoptr (GError) error = NULL;
  LlTrainResult expected, reached;
  LlTrainSettings settings;

  training_init_settings (&settings, 12);
  settings.checkpoint_seconds = 0.0;
  settings.validation_interval = 2; /* so that there are best weights to keep */
  whole = training_new_trainer (samples, &settings);
  g_assert_true (ll_trainer_run (whole, NULL, NULL, NULL, &expected, &error));

  broken = training_new_trainer (samples, &settings);
  g_assert_true (
    ll_trainer_run (broken, path, stop_at, GINT_TO_POINTER (5), &reached, &error));
  g_assert_cmpint (reached.iterations, ==, 5);
  g_assert_true (reached.stopped);

  resumed = training_new_trainer (samples, &settings);
  g_assert_true (ll_trainer_resume (resumed, path, &error));
  g_assert_no_error (error);
  g_assert_true (ll_trainer_run (resumed, NULL, NULL, NULL, &reached, &error));
  g_assert_cmpint (reached.iterations, ==, 12);
  g_assert_cmpint (reached.best_iteration, ==, expected.best_iteration);
  g_assert_cmpfloat (reached.dice, ==, expected.dice);
  training_assert_same (ll_trainer_get_network (whole), ll_trainer_get_network (resumed));

  settings.seed++;
  foreign = training_new_trainer (samples, &settings);
  g_assert_false (ll_trainer_resume (foreign, path, &error));
  g_assert_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_RESUME);

  g_unlink (path);
  g_rmdir (folder);
}

/* A checkpoint of this very training, but with the tensors of a wider network. */
static void
test_resume_other_network (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "checkpoint", NULL);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (LlTrainer) untouched = NULL;
  g_autoptr (LlNetwork) wider = NULL;
  g_autoptr (LlTensorFile) checkpoint = NULL;
  g_autoptr (LlTensorFile) file = NULL;
  g_autoptr (GError) error = NULL;
  LlNetworkSettings network;
  LlTrainSettings settings;
  gint dims[1];
  gsize n;

  training_init_settings (&settings, 12);
  trainer = training_new_trainer (samples, &settings);
  untouched = training_new_trainer (samples, &settings);
  g_assert_true (ll_trainer_checkpoint (trainer, path, 1.0, &error));
  checkpoint = ll_tensor_file_read (path, &error);
  g_assert_no_error (error);

  network = *ll_network_get_settings (ll_trainer_get_network (trainer));
  network.width *= 2;
  wider = ll_network_new (
    &network, ll_network_get_classes (ll_trainer_get_network (trainer)), 3, &error);
  g_assert_no_error (error);
  file = ll_weights_to_tensor_file (wider);
  ll_tensor_file_set_metadata (file, "training",
                               ll_tensor_file_get_metadata (checkpoint, "training"));
  ll_network_get_learned (trainer->network, &n);
  dims[0] = (gint) n;
  ll_tensor_file_add (file, "training.first", 1, dims, trainer->first);
  ll_tensor_file_add (file, "training.second", 1, dims, trainer->second);
  g_assert_true (ll_tensor_file_write (file, path, &error));

  g_assert_false (ll_trainer_resume (trainer, path, &error));
  g_assert_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_RESUME);
  training_assert_same (ll_trainer_get_network (trainer),
                        ll_trainer_get_network (untouched));

  g_unlink (path);
  g_rmdir (folder);
}

typedef struct
{
  LlNetworkKind kind;
  gint iterations;
} Learner;

static void
test_learns (gconstpointer data)
{
  const Learner *learner = data;
  g_autoptr (GPtrArray) samples = training_new_samples (8, 5);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (LlSample) test = training_new_sample (100, TRUE);
  g_autoptr (LlLabels) result = ll_labels_new (TRAINING_SIDE, TRAINING_SIDE, 0);
  g_autofree gfloat *planes = NULL;
  g_autoptr (GError) error = NULL;
  const LlNetwork *network;
  LlPredictSettings predict;
  LlTrainSettings settings;
  LlTrainResult reached;
  LlDice dice;

  training_init_settings (&settings, learner->iterations);
  trainer = training_new_trainer_of (learner->kind, samples, &settings);
  g_assert_true (ll_trainer_run (trainer, NULL, NULL, NULL, &reached, &error));
  g_assert_cmpfloat (reached.dice, >, 0.8);

  network = ll_trainer_get_network (trainer);
  g_assert_cmpint (ll_network_get_summary (network)->iterations, ==,
                   reached.best_iteration);
  ll_predict_settings_init (&predict);
  planes = ll_predict_image (network, test->image, &predict, NULL, NULL, &error);
  g_assert_no_error (error);
  ll_most_probable (planes +
                      (gsize) ll_network_get_first_plane (network, LL_TASK_SEGMENTATION) *
                        TRAINING_SIDE * TRAINING_SIDE,
                    3, TRAINING_SIDE * TRAINING_SIDE, result->data);
  ll_dice (result, test->labels[LL_TASK_SEGMENTATION], 3, &dice);
  g_test_message ("Dice %.3f %.3f", dice.dice[1], dice.dice[2]);
  g_assert_cmpfloat (dice.overall, >, 0.8);
}

static void
assert_refused (GPtrArray *samples,
                LlNetworkKind kind,
                const LlTrainSettings *settings,
                gint code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ll_trainer_new (samples, training_new_network (kind), settings, &error));
  g_assert_error (error, LL_TRAIN_ERROR, code);
}

static void
test_refusals (void)
{
  LlTrainSettings settings;
  g_autoptr (GPtrArray) samples = training_new_samples (2, 0);
  g_autoptr (GPtrArray) none = training_new_samples (1, 0);
  g_autoptr (GPtrArray) small = training_new_samples (1, 1);
  g_autoptr (GPtrArray) one_class = training_new_samples (1, 1);
  LlSample *sample;

  training_init_settings (&settings, 4);

  /* A network of a single task learns from masks, and there are none. */
  assert_refused (samples, LL_NETWORK_SINGLE_TASK, &settings, LL_TRAIN_ERROR_NO_LABELS);
  assert_refused (samples, LL_NETWORK_MDU_NET, &settings, LL_TRAIN_ERROR_NO_LABELS);

  sample = g_ptr_array_index (none, 0);
  g_clear_pointer (&sample->labels[LL_TASK_DETECTION], ll_labels_free);
  assert_refused (none, LL_NETWORK_MULTI_TASK, &settings, LL_TRAIN_ERROR_NO_LABELS);

  sample = g_ptr_array_index (one_class, 0);
  for (gint i = 0; i < TRAINING_SIDE * TRAINING_SIDE; i++)
    for (LlTask task = 0; task < LL_N_TASKS; task++)
      if (sample->labels[task] && sample->labels[task]->data[i] == 2)
        sample->labels[task]->data[i] = 0;
  assert_refused (one_class, LL_NETWORK_MULTI_TASK, &settings, LL_TRAIN_ERROR_CLASSES);

  sample = g_ptr_array_index (small, 0);
  sample->image->height = 15;
  assert_refused (small, LL_NETWORK_MULTI_TASK, &settings, LL_TRAIN_ERROR_SIZE);
  sample->image->height = TRAINING_SIDE;
}

int
main (int argc, char **argv)
{
  /* What learns from the masks alone takes longer. */
  static const Learner multi = { LL_NETWORK_MULTI_TASK, 120 };
  static const Learner mdu = { LL_NETWORK_MDU_NET, 240 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train/same-seed", test_same_seed);
  g_test_add_func ("/train/snapshot", test_snapshot);
  g_test_add_func ("/train/waiting", test_waiting);
  g_test_add_func ("/train/minutes", test_minutes);
  g_test_add_func ("/train/resume", test_resume);
  g_test_add_func ("/train/resume-other-network", test_resume_other_network);
  g_test_add_data_func ("/train/learns/multi-task", &multi, test_learns);
  g_test_add_data_func ("/train/learns/mdu-net", &mdu, test_learns);
  g_test_add_func ("/train/refusals", test_refusals);
  return g_test_run ();
}
