/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers that are no longer finite lose nothing that a training has learned. */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "core/finite.h"
#include "training.h"

/* Where a number is spoiled. */
typedef enum
{
  SPOIL_WEIGHT,
  SPOIL_FIRST,
  SPOIL_SECOND,
  SPOIL_STATISTIC,
  N_SPOILS
} Spoil;

typedef struct
{
  LlTrainer *trainer;
  Spoil what;
  gfloat value;
  gint first;           /* the iteration after which it is spoiled, and ... */
  gint last;            /* ... the last one                                 */
  gint times;           /* at most                                          */
  const gchar *path;    /* of the checkpoint, or NULL                       */
  GPtrArray *samples;   /* of the training                                  */
  LlTrainTroubles seen; /* at the last step                                 */
} Spoiler;

static void
assert_finite (LlTrainer *trainer)
{
  gsize n;
  const gfloat *learned = ll_network_get_learned (trainer->network, &n);

  g_assert_true (ll_all_finite (learned, n, -G_MAXFLOAT));
  g_assert_true (ll_all_finite (ll_network_get_statistics (trainer->network),
                                ll_network_get_n_statistics (trainer->network),
                                -G_MAXFLOAT));
}

/* A checkpoint is always one that a training can go on from. */
static void
assert_resumes (const Spoiler *spoiler)
{
  g_autoptr (LlTrainer) other =
    training_new_trainer (spoiler->samples, &spoiler->trainer->settings);
  g_autoptr (GError) error = NULL;

  if (!g_file_test (spoiler->path, G_FILE_TEST_EXISTS))
    return;
  g_assert_true (ll_trainer_resume (other, spoiler->path, &error));
  g_assert_no_error (error);
  g_assert_true (ll_trainer_is_finite (other));
}

static gboolean
spoil (const LlTrainProgress *progress, gpointer data)
{
  Spoiler *spoiler = data;
  LlTrainer *trainer = spoiler->trainer;
  gfloat *learned;
  gsize n;

  spoiler->seen = progress->troubles;
  g_assert_true (isfinite (progress->loss));
  if (spoiler->path)
    assert_resumes (spoiler);
  if (progress->iteration < spoiler->first || progress->iteration > spoiler->last ||
      spoiler->times-- <= 0)
    return TRUE;

  learned = ll_network_get_learned (trainer->network, &n);
  switch (spoiler->what)
    {
    case SPOIL_WEIGHT:
      learned[n / 2] = spoiler->value;
      break;
    case SPOIL_FIRST:
      trainer->first[n / 2] = spoiler->value;
      break;
    case SPOIL_SECOND:
      trainer->second[n / 2] = spoiler->value;
      break;
    default:
      ll_network_get_statistics (trainer->network)[0] = spoiler->value;
      break;
    }
  return TRUE;
}

/* One number that is not finite, in each place, at the beginning, in the middle and at the end:
 * the training goes back, halves its rate once, and comes to its end.
 */
static void
test_goes_back (void)
{
  static const gfloat values[] = { NAN, INFINITY };
  static const gint iterations[] = { 1, 7, 12 };
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  LlTrainSettings settings;

  training_init_settings (&settings, 12);
  for (gint what = 0; what < N_SPOILS; what++)
    for (gsize i = 0; i < G_N_ELEMENTS (iterations); i++)
      {
        gint iteration = iterations[i];
        Spoiler spoiler = {
          .what = (Spoil) what,
          .value = values[(i + (gsize) what) % G_N_ELEMENTS (values)],
          .first = iteration,
          .last = iteration,
          .times = 1,
        };
        g_autoptr (LlTrainer) trainer = training_new_trainer (samples, &settings);
        g_autoptr (GError) error = NULL;
        g_autofree gchar *text = NULL;
        LlTrainResult result;

        /* Moments are of no use after the last step, and statistics are estimated anew. */
        if (what != SPOIL_WEIGHT && iteration == 12)
          continue;

        spoiler.trainer = trainer;
        g_assert_true (ll_trainer_run (trainer, NULL, spoil, &spoiler, &result, &error));
        g_assert_no_error (error);
        g_assert_cmpint (result.iterations, ==, 12);
        g_assert_cmpint (result.troubles.divergences, ==, 1);
        g_assert_false (result.troubles.given_up);
        g_assert_cmpint (result.troubles.returned, <=, iteration);
        g_assert_cmpfloat (result.troubles.learning_rate, ==,
                           settings.learning_rate / 2.0);
        text = ll_train_troubles_describe (&result.troubles);
        g_assert_nonnull (strstr (text, "diverged at iteration"));
        assert_finite (trainer);
      }
}

/* The checkpoint of each step can be resumed from, before and after a divergence. */
static void
test_checkpoint_stays_good (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "checkpoint", NULL);
  LlTrainSettings settings;

  training_init_settings (&settings, 8);
  settings.checkpoint_seconds = 0.0;
  settings.validation_interval = 2;
  for (gint what = 0; what < N_SPOILS; what++)
    {
      g_autoptr (LlTrainer) trainer = training_new_trainer (samples, &settings);
      g_autoptr (GError) error = NULL;
      Spoiler spoiler = { trainer, (Spoil) what, NAN, 4, 4, 1, path, samples, { 0 } };

      g_assert_true (ll_trainer_run (trainer, path, spoil, &spoiler, NULL, &error));
      g_assert_cmpint (spoiler.seen.divergences, ==, 1);
      assert_resumes (&spoiler);
      g_unlink (path);
    }
  g_rmdir (folder);
}

/* The rate that a divergence has halved stays so, unless the person sets another one. */
static void
test_rate_is_resumed (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "checkpoint", NULL);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (LlTrainer) same = NULL;
  g_autoptr (LlTrainer) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gchar *difference = NULL;
  LlTrainSettings settings;
  LlTrainResult result;

  training_init_settings (&settings, 12);
  settings.checkpoint_seconds = 0.0;
  trainer = training_new_trainer (samples, &settings);
  {
    Spoiler spoiler = { trainer, SPOIL_WEIGHT, NAN, 5, 5, 1, NULL, samples, { 0 } };

    g_assert_true (ll_trainer_run (trainer, path, spoil, &spoiler, NULL, &error));
  }

  same = training_new_trainer (samples, &settings);
  g_assert_true (ll_trainer_resume (same, path, &error));
  g_assert_cmpfloat (same->rate_factor, ==, 0.5);
  difference = ll_trainer_describe_resume (same);
  g_assert_null (difference);

  settings.learning_rate /= 10.0;
  settings.schedule = LL_SCHEDULE_CONSTANT;
  settings.iterations = 15;
  settings.minutes = 10.0;
  settings.augmentation = LL_AUGMENTATION_NONE;
  settings.threads = 1;
  other = training_new_trainer (samples, &settings);
  g_assert_true (ll_trainer_resume (other, path, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (other->rate_factor, ==, 1.0);
  difference = ll_trainer_describe_resume (other);
  g_assert_nonnull (strstr (difference, "threads changes from 2 to 1"));
  g_assert_true (ll_trainer_run (other, NULL, NULL, NULL, &result, &error));
  g_assert_cmpint (result.iterations, ==, 15);
  assert_finite (other);
  g_assert_cmpint (ll_network_get_summary (ll_trainer_get_network (other))->threads, ==,
                   1);

  g_unlink (path);
  g_rmdir (folder);
}

/* A training that diverges however small its rate ends with the last good network; a network
 * that validation chose before is kept instead.
 */
static void
test_gives_up (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  LlTrainSettings settings;

  training_init_settings (&settings, 40);
  for (gint held_out = 0; held_out < 2; held_out++)
    {
      g_autoptr (LlTrainer) trainer = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree gchar *text = NULL;
      LlTrainResult result;
      Spoiler spoiler = { NULL, SPOIL_WEIGHT, NAN, 20, 40, G_MAXINT, NULL, NULL, { 0 } };

      settings.validation_share = 0.3 * held_out;
      settings.validation_interval = 5;
      spoiler.trainer = trainer = training_new_trainer (samples, &settings);
      g_assert_true (ll_trainer_run (trainer, NULL, spoil, &spoiler, &result, &error));
      g_assert_no_error (error);
      g_assert_true (result.troubles.given_up);
      g_assert_cmpint (result.troubles.divergences, ==, 5);
      g_assert_cmpint (result.iterations, ==, 16);
      g_assert_cmpint (result.best_iteration, <=, 20);
      g_assert_cmpint (result.best_iteration, >, 0);
      text = ll_train_troubles_describe (&result.troubles);
      g_assert_nonnull (strstr (text, "ended early"));
      assert_finite (trainer);
    }
}

/* Divergences far from each other do not end a training. */
static void
test_goes_on (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  LlTrainSettings settings;
  LlTrainResult result;
  Spoiler spoiler = { .what = SPOIL_WEIGHT, .value = NAN, .times = 1 };

  training_init_settings (&settings, 20);
  settings.iterations = 20;
  spoiler.trainer = trainer = training_new_trainer (samples, &settings);
  for (gint i = 1; i <= 8; i++)
    {
      trainer->settings.iterations = 20 * i;
      spoiler.first = spoiler.last = 20 * i - 2;
      spoiler.times = 1;
      g_assert_true (ll_trainer_run (trainer, NULL, spoil, &spoiler, &result, &error));
      g_assert_cmpint (result.iterations, ==, 20 * i);
    }
  g_assert_cmpint (result.troubles.divergences, ==, 8);
  g_assert_false (result.troubles.given_up);
}

/* A learning rate beyond all numbers: nothing was learned. */
static void
test_learns_nothing (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (2, 1);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  LlTrainSettings settings;

  training_init_settings (&settings, 50);
  settings.learning_rate = 1e38;
  trainer = training_new_trainer (samples, &settings);
  g_assert_false (ll_trainer_run (trainer, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_DIVERGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/train-recovery/goes-back", test_goes_back);
  g_test_add_func ("/train-recovery/checkpoint-stays-good", test_checkpoint_stays_good);
  g_test_add_func ("/train-recovery/rate-is-resumed", test_rate_is_resumed);
  g_test_add_func ("/train-recovery/gives-up", test_gives_up);
  g_test_add_func ("/train-recovery/goes-on", test_goes_on);
  g_test_add_func ("/train-recovery/learns-nothing", test_learns_nothing);
  return g_test_run ();
}
