/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Labels that come after the trainer was made count as if they had been there before, at any
 * scale and stretched, and patches lie where they are asked for.
 */

#include <string.h>

#include "core/workers.h"
#include "lazylabels/lazylabels.h"
#include "train/sampler.h"
#include "training.h"

#define STEPS 6

static LlNetwork *
new_network (gdouble scale)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  LlNetworkSettings settings;
  g_autoptr (GError) error = NULL;
  LlNetwork *network;

  ll_network_settings_init (&settings);
  settings.width = 4;
  settings.levels = 3;
  settings.task_blocks = 2;
  settings.patch = 32;
  settings.scale = scale;
  network = ll_network_new (&settings, classes, 3, &error);
  g_assert_no_error (error);
  return network;
}

/* Takes all labels out of a sample, and returns them. */
static void
clear_labels (LlSample *sample, LlLabels *labels[LL_N_TASKS])
{
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      gint width = sample->image->width;
      gint height = sample->image->height;

      labels[task] = sample->labels[task]
                       ? ll_labels_copy (sample->labels[task])
                       : ll_labels_new (width, height, LL_LABEL_IGNORE);
      ll_labels_free (sample->labels[task]);
      sample->labels[task] = ll_labels_new (width, height, LL_LABEL_IGNORE);
    }
}

static void
test_relabel (gconstpointer data)
{
  gdouble scale = *(const gdouble *) data;
  g_autoptr (GPtrArray) whole = training_new_samples (3, 3);
  g_autoptr (GPtrArray) empty = training_new_samples (3, 3);
  g_autoptr (LlTrainer) before = NULL;
  g_autoptr (LlTrainer) after = NULL;
  g_autoptr (GError) error = NULL;
  LlLabels *labels[3][LL_N_TASKS];
  LlTrainSettings settings;

  training_init_settings (&settings, STEPS);
  settings.growing = TRUE;
  settings.brightness = LL_BRIGHTNESS_IMAGE;
  for (guint i = 0; i < 3; i++)
    {
      LlSample *sample = g_ptr_array_index (whole, i);

      sample->labels[LL_TASK_SEPARATION] =
        ll_labels_new (sample->image->width, sample->image->height, LL_LABEL_IGNORE);
      clear_labels (g_ptr_array_index (empty, i), labels[i]);
    }

  before = ll_trainer_new (whole, new_network (scale), &settings, &error);
  g_assert_no_error (error);
  after = ll_trainer_new (empty, new_network (scale), &settings, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      LlSample *sample = g_ptr_array_index (empty, i);

      for (LlTask task = 0; task < LL_N_TASKS; task++)
        {
          memcpy (sample->labels[task]->data, labels[i][task]->data,
                  (gsize) sample->image->width * (gsize) sample->image->height);
          ll_labels_free (labels[i][task]);
        }
      ll_trainer_relabel (after, i);
    }

  g_assert_true (ll_trainer_run (before, NULL, NULL, NULL, NULL, &error));
  g_assert_true (ll_trainer_run (after, NULL, NULL, NULL, NULL, &error));
  training_assert_same (ll_trainer_get_network (before), ll_trainer_get_network (after));
}

/* Without @growing, the same labels are refused. */
static void
test_refusal (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (1, 1);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  LlLabels *labels[LL_N_TASKS];
  LlTrainSettings settings;

  clear_labels (g_ptr_array_index (samples, 0), labels);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    ll_labels_free (labels[task]);
  training_init_settings (&settings, STEPS);
  trainer = ll_trainer_new (samples, new_network (1.0), &settings, &error);
  g_assert_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_NO_LABELS);
  g_assert_null (trainer);
}

/* How many of 200 patches have the only label of a large image. */
static gint
count_seen (GArray *places)
{
  g_autoptr (GPtrArray) samples =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  g_autoptr (GPtrArray) masked = g_ptr_array_new ();
  g_autoptr (LlNetwork) network = new_network (1.0);
  LlSample *sample = ll_sample_new ("large", ll_image_new (512, 512, 1));
  LlSamplePlace place = { sample, 300.5, 200.5 };
  LlBatch *batch = ll_batch_new (4, 32);
  LlWorkers *workers = ll_workers_new (1);
  g_autofree gfloat *pixels = g_new (gfloat, 4 * 32 * 32);
  LlTensor input = { 1, 4, 32, 32, 4 * 32 * 32, pixels };
  LlSampler sampler = { .network = network,
                        .samples = samples,
                        .masked = masked,
                        .places = places,
                        .places_share = 1.0,
                        .augmentation = LL_AUGMENTATION_PLAIN,
                        .seed = 1 };
  gint seen = 0;

  sample->labels[LL_TASK_DETECTION] = ll_labels_new (512, 512, LL_LABEL_IGNORE);
  for (gint y = 198; y < 203; y++)
    for (gint x = 298; x < 303; x++)
      sample->labels[LL_TASK_DETECTION]->data[y * 512 + x] = 1;
  g_ptr_array_add (samples, sample);
  if (places)
    g_array_append_val (places, place);

  for (gint step = 0; step < 50; step++)
    {
      ll_sampler_draw (&sampler, workers, LL_STREAM_STEPS, step, batch, &input);
      for (gint i = 0; i < 4; i++)
        seen +=
          memchr (batch->labels[LL_TASK_DETECTION] + i * 32 * 32, 1, 32 * 32) != NULL;
    }
  ll_batch_free (batch);
  ll_workers_free (workers);
  return seen;
}

static void
test_places (void)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (LlSamplePlace));

  g_assert_cmpint (count_seen (NULL), <, 50);
  g_assert_cmpint (count_seen (places), ==, 200);
}

int
main (int argc, char **argv)
{
  static const gdouble scales[] = { 1.0, 0.7 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/growing/relabel", &scales[0], test_relabel);
  g_test_add_data_func ("/growing/relabel-scaled", &scales[1], test_relabel);
  g_test_add_func ("/growing/refusal", test_refusal);
  g_test_add_func ("/growing/places", test_places);
  return g_test_run ();
}
