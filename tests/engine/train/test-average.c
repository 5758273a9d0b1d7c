/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Averaged weights are the average of the weights, whether the training was interrupted or
 * not, and its steps do not depend on them.
 */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "lazylabels/lazylabels.h"
#include "training.h"

#define STEPS 12
#define KEEP  0.8

/* The average, computed beside a training without one. */
typedef struct
{
  LlTrainer *trainer;
  gdouble *average;
} Watch;

static gboolean
follow (const LlTrainProgress *progress, gpointer data)
{
  Watch *watch = data;
  gdouble step = progress->iteration;
  gdouble keep = MIN (KEEP, (1.0 + step) / (10.0 + step));
  gsize n;
  const gfloat *learned =
    ll_network_get_learned ((LlNetwork *) ll_trainer_get_network (watch->trainer), &n);

  for (gsize i = 0; i < n; i++)
    watch->average[i] = keep * watch->average[i] + (1.0 - keep) * learned[i];
  return TRUE;
}

static void
test_average (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autoptr (LlTrainer) plain = NULL;
  g_autoptr (LlTrainer) averaged = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gdouble *average = NULL;
  LlTrainSettings settings;
  const gfloat *first, *ours;
  Watch watch;
  gsize n;

  training_init_settings (&settings, STEPS);
  settings.validation_share = 0.0;
  plain = training_new_trainer (samples, &settings);
  settings.averaging = KEEP;
  averaged = training_new_trainer (samples, &settings);

  first = ll_network_get_learned (plain->network, &n);
  average = g_new (gdouble, n);
  for (gsize i = 0; i < n; i++)
    average[i] = first[i];
  watch = (Watch){ plain, average };
  g_assert_true (ll_trainer_run (plain, NULL, follow, &watch, NULL, &error));
  g_assert_true (ll_trainer_run (averaged, NULL, NULL, NULL, NULL, &error));

  ours = ll_network_get_learned (averaged->network, &n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (ours[i], average[i], 1e-5);
  /* The last weights of both are the same: the steps took no notice. */
  g_assert_cmpint (memcmp (averaged->average, ll_network_get_learned (plain->network, &n),
                           n * sizeof (gfloat)),
                   ==, 0);
}

static gboolean
stop_at (const LlTrainProgress *progress, gpointer data)
{
  return progress->iteration < GPOINTER_TO_INT (data);
}

/* A checkpoint keeps the average. */
static void
test_resumed (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "checkpoint", NULL);
  g_autoptr (LlTrainer) whole = NULL;
  g_autoptr (LlTrainer) begun = NULL;
  g_autoptr (LlTrainer) resumed = NULL;
  g_autoptr (GError) error = NULL;
  LlTrainSettings settings;

  training_init_settings (&settings, STEPS);
  settings.averaging = KEEP;
  settings.checkpoint_seconds = 0.0;
  whole = training_new_trainer (samples, &settings);
  begun = training_new_trainer (samples, &settings);
  resumed = training_new_trainer (samples, &settings);

  g_assert_true (ll_trainer_run (whole, NULL, NULL, NULL, NULL, &error));
  g_assert_true (
    ll_trainer_run (begun, path, stop_at, GINT_TO_POINTER (STEPS / 2), NULL, &error));
  g_assert_true (ll_trainer_resume (resumed, path, &error));
  g_assert_true (ll_trainer_run (resumed, NULL, NULL, NULL, NULL, &error));
  training_assert_same (ll_trainer_get_network (whole), ll_trainer_get_network (resumed));

  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/average/of-the-weights", test_average);
  g_test_add_func ("/average/resumed", test_resumed);
  return g_test_run ();
}
