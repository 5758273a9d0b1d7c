/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Checkpoints that can't be written end no training, and damaged ones are refused. */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "io/tensor-file.h"
#include "training.h"

/* Makes the folder of the checkpoint after the sixth step. */
static gboolean
make_folder (const LlTrainProgress *progress, gpointer data)
{
  if (progress->iteration == 6)
    g_assert_cmpint (g_mkdir (data, 0700), ==, 0);
  if (progress->iteration > 1 && progress->iteration <= 6)
    {
      g_assert_cmpint (progress->troubles.unwritten, ==, progress->iteration - 1);
      g_assert_nonnull (progress->troubles.unwritten_why);
    }
  return TRUE;
}

static void
test_no_checkpoint (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  g_autofree gchar *inner = g_build_filename (folder, "none", NULL);
  g_autofree gchar *path = g_build_filename (inner, "checkpoint", NULL);
  g_autofree gchar *never = NULL;
  g_autofree gchar *late = NULL;
  g_autoptr (LlTrainer) undisturbed = NULL;
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (LlTrainer) again = NULL;
  g_autoptr (GError) error = NULL;
  LlTrainSettings settings;
  LlTrainResult result;

  training_init_settings (&settings, 12);
  settings.checkpoint_seconds = 0.0;
  undisturbed = training_new_trainer (samples, &settings);
  g_assert_true (ll_trainer_run (undisturbed, NULL, NULL, NULL, NULL, &error));

  trainer = training_new_trainer (samples, &settings);
  g_assert_true (ll_trainer_run (trainer, path, NULL, NULL, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result.iterations, ==, 12);
  g_assert_cmpint (result.troubles.written, ==, 0);
  never = ll_train_troubles_describe (&result.troubles);
  g_assert_nonnull (strstr (never, "No checkpoint could be written"));
  training_assert_same (ll_trainer_get_network (undisturbed),
                        ll_trainer_get_network (trainer));

  /* It is tried again, and in the end there is one. */
  again = training_new_trainer (samples, &settings);
  g_assert_true (ll_trainer_run (again, path, make_folder, inner, &result, &error));
  g_assert_cmpint (result.troubles.unwritten, ==, 5);
  g_assert_cmpint (result.troubles.written, ==, 6);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  late = ll_train_troubles_describe (&result.troubles);
  g_assert_nonnull (strstr (late, "Not every checkpoint"));

  g_unlink (path);
  g_rmdir (inner);
  g_rmdir (folder);
}

/* Writes a checkpoint of @trainer, in which one number of a tensor is @value. */
static void
write_damaged (LlTrainer *trainer, const gchar *path, const gchar *name, gfloat value)
{
  g_autoptr (LlTensorFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gint dims[1];
  gsize n;

  g_assert_true (ll_trainer_checkpoint (trainer, path, 1.0, &error));
  file = ll_tensor_file_read (path, &error);
  ll_network_get_learned (trainer->network, &n);
  if (g_str_has_suffix (name, "statistics"))
    n = ll_network_get_n_statistics (trainer->network);
  dims[0] = (gint) n;
  {
    gfloat *data = (gfloat *) ll_tensor_file_get (file, name, 1, dims, &error);

    g_assert_no_error (error);
    data[n - 1] = value;
  }
  g_assert_true (ll_tensor_file_write (file, path, &error));
}

static void
test_damaged (void)
{
  /* The last statistic is a running variance. */
  static const struct
  {
    const gchar *name;
    gfloat value;
  } damages[] = {
    { "training.first", NAN },
    { "training.first", -INFINITY },
    { "training.second", NAN },
    { "training.second", INFINITY },
    { "training.second", -1e-6f },
    { "training.best", NAN },
    { "training.best", INFINITY },
    { "training.best_statistics", NAN },
    { "training.best_statistics", -1.0f },
  };
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "checkpoint", NULL);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  LlTrainSettings settings;

  training_init_settings (&settings, 4);
  settings.validation_interval = 2;
  trainer = training_new_trainer (samples, &settings);
  g_assert_true (ll_trainer_run (trainer, NULL, NULL, NULL, NULL, &error));
  g_assert_nonnull (trainer->best);

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (LlTrainer) resumed = training_new_trainer (samples, &settings);
      g_autoptr (LlTrainer) untouched = training_new_trainer (samples, &settings);

      write_damaged (trainer, path, damages[i].name, damages[i].value);
      g_assert_false (ll_trainer_resume (resumed, path, &error));
      g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK);
      g_clear_error (&error);
      training_assert_same (ll_trainer_get_network (resumed),
                            ll_trainer_get_network (untouched));
    }

  g_unlink (path);
  g_rmdir (folder);
}

/* What lies there can be asked for without taking it. */
static void
test_asked (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autoptr (GPtrArray) others = training_new_samples (5, 4);
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "checkpoint", NULL);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (LlTrainer) untouched = NULL;
  g_autoptr (LlTrainer) asked = NULL;
  g_autoptr (LlTrainer) stranger = NULL;
  g_autoptr (GError) error = NULL;
  LlTrainSettings settings;

  training_init_settings (&settings, 4);
  trainer = training_new_trainer (samples, &settings);
  asked = training_new_trainer (samples, &settings);
  untouched = training_new_trainer (samples, &settings);
  stranger = training_new_trainer (others, &settings);

  g_assert_cmpint (ll_checkpoint_get_iteration (path), ==, -1);
  g_assert_true (ll_weights_save (ll_trainer_get_network (trainer), path, NULL));
  g_assert_cmpint (ll_checkpoint_get_iteration (path), ==, -1);
  g_assert_true (ll_trainer_run (trainer, NULL, NULL, NULL, NULL, &error));
  g_assert_true (ll_trainer_checkpoint (trainer, path, 1.0, &error));
  g_assert_cmpint (ll_checkpoint_get_iteration (path), ==, 4);

  g_assert_true (ll_trainer_can_resume (asked, path, &error));
  g_assert_cmpint (asked->iteration, ==, 0);
  training_assert_same (ll_trainer_get_network (asked),
                        ll_trainer_get_network (untouched));
  g_assert_false (ll_trainer_can_resume (stranger, path, &error));
  g_assert_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_RESUME);

  g_unlink (path);
  g_rmdir (folder);
}

/* A trial step changes nothing of what follows. */
static void
test_trial (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autoptr (LlTrainer) plain = NULL;
  g_autoptr (LlTrainer) tried = NULL;
  g_autoptr (GError) error = NULL;
  LlTrainSettings settings;

  training_init_settings (&settings, 4);
  plain = training_new_trainer (samples, &settings);
  tried = training_new_trainer (samples, &settings);
  g_assert_cmpfloat (ll_trainer_time_step (tried), >, 0.0);
  g_assert_true (ll_trainer_run (plain, NULL, NULL, NULL, NULL, &error));
  g_assert_true (ll_trainer_run (tried, NULL, NULL, NULL, NULL, &error));
  training_assert_same (ll_trainer_get_network (plain), ll_trainer_get_network (tried));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checkpoint/unwritten", test_no_checkpoint);
  g_test_add_func ("/checkpoint/damaged", test_damaged);
  g_test_add_func ("/checkpoint/asked", test_asked);
  g_test_add_func ("/checkpoint/trial", test_trial);
  return g_test_run ();
}
