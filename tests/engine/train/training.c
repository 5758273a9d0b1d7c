/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "core/random.h"
#include "training.h"

/* A bright disc and a dark square, with noise; all three maps. */
LlSample *
training_new_sample (gint seed, gboolean masked)
{
  LlSample *sample =
    ll_sample_new ("made", ll_image_new (TRAINING_SIDE, TRAINING_SIDE, 1));
  LlLabels *marks = ll_labels_new (TRAINING_SIDE, TRAINING_SIDE, 0);
  LlLabels *mask = ll_labels_new (TRAINING_SIDE, TRAINING_SIDE, 0);
  LlRandom random;
  gint cx, cy, sx, sy;

  ll_random_init (&random, (guint64) seed, 0, 0);
  cx = 16 + ll_random_int (&random, 32);
  cy = 16 + ll_random_int (&random, 12);
  sx = 12 + ll_random_int (&random, 30);
  sy = 46 + ll_random_int (&random, 6);
  for (gint y = 0; y < TRAINING_SIDE; y++)
    for (gint x = 0; x < TRAINING_SIDE; x++)
      {
        gint i = y * TRAINING_SIDE + x;
        gint d = (x - cx) * (x - cx) + (y - cy) * (y - cy);
        gint s = MAX (ABS (x - sx), ABS (y - sy));

        mask->data[i] = d < 100 ? 1 : s < 9 ? 2 : 0;
        marks->data[i] = d < 36 ? 1 : s < 5 ? 2 : 0;
        sample->image->data[i] = (gfloat) (0.5 +
                                           (d < 100 ? 0.25
                                            : s < 9 ? -0.25
                                                    : 0.0) +
                                           0.1 * ll_random_normal (&random));
      }

  sample->labels[LL_TASK_DETECTION] = marks;
  if (masked)
    sample->labels[LL_TASK_SEGMENTATION] = mask;
  else
    ll_labels_free (mask);
  return sample;
}

GPtrArray *
training_new_samples (gint n, gint n_masked)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);

  for (gint i = 0; i < n; i++)
    g_ptr_array_add (samples, training_new_sample (i, i < n_masked));
  return samples;
}

LlNetwork *
training_new_network (LlNetworkKind kind)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  LlNetworkSettings settings;
  g_autoptr (GError) error = NULL;
  LlNetwork *network;

  ll_network_settings_init (&settings);
  settings.kind = kind;
  settings.width = 4;
  settings.levels = 3;
  settings.task_blocks = 2;
  settings.patch = 32;
  network = ll_network_new (&settings, classes, 3, &error);
  g_assert_no_error (error);
  return network;
}

void
training_init_settings (LlTrainSettings *settings, gint iterations)
{
  ll_train_settings_init (settings);
  settings->iterations = iterations;
  settings->batch = 4;
  settings->learning_rate = 1e-2;
  settings->threads = 2;
}

LlTrainer *
training_new_trainer_of (LlNetworkKind kind,
                         GPtrArray *samples,
                         const LlTrainSettings *settings)
{
  g_autoptr (GError) error = NULL;
  LlTrainer *trainer =
    ll_trainer_new (samples, training_new_network (kind), settings, &error);

  g_assert_no_error (error);
  g_assert_nonnull (trainer);
  return trainer;
}

LlTrainer *
training_new_trainer (GPtrArray *samples, const LlTrainSettings *settings)
{
  return training_new_trainer_of (LL_NETWORK_MULTI_TASK, samples, settings);
}

void
training_assert_same (const LlNetwork *a, const LlNetwork *b)
{
  for (gint i = 0; i < ll_network_count_parameters (a); i++)
    {
      const LlParameter *x = ll_network_get_parameter (a, i);
      const LlParameter *y = ll_network_get_parameter (b, i);

      g_assert_cmpuint (x->n, ==, y->n);
      g_assert_cmpint (memcmp (x->data, y->data, x->n * sizeof (gfloat)), ==, 0);
    }
}
