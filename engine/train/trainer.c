/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A trainer from its settings to its end; loop.c holds the training loop. */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "data/stored.h"
#include "kernels/kernels.h"
#include "lazylabels/error.h"
#include "train/trainer-private.h"

/* The number of patches from which a snapshot's running statistics are estimated.  It is
 * small because the user waits for the snapshot.
 */
#define SNAPSHOT_PATCHES 16

/* A trial step that is shorter is repeated. */
#define TRIAL_SECONDS 2.0

void
ll_train_settings_init (LlTrainSettings *settings)
{
  *settings = (LlTrainSettings){
    .iterations = 1000,
    .batch = 4,
    .learning_rate = 4e-3,
    .schedule = LL_SCHEDULE_COSINE,
    .alpha = { 1.0, 1.0, 1.0 },
    .interface_weight = 8.0,
    .masked_share = 0.25,
    .validation_share = 0.2,
    .augmentation = LL_AUGMENTATION_PLAIN,
    .brightness = LL_BRIGHTNESS_AUTOMATIC,
    .seed = 1,
    .checkpoint_seconds = 20.0,
  };
}

/* Values that are not numbers would spoil all weights at once. */
static gboolean
check_pixels (const LlSample *sample, GError **error)
{
  const LlImage *image = sample->image;
  g_autofree gfloat *row = g_new (gfloat, image->width);

  /* Whole numbers are. */
  if (image->stored && image->stored->bits < 32)
    return TRUE;

  for (gint c = 0; c < image->channels; c++)
    for (gint y = 0; y < image->height; y++)
      {
        ll_image_read (image, c, 0, y, image->width, row);
        for (gint x = 0; x < image->width; x++)
          if (!isfinite (row[x]))
            {
              g_set_error (
                error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_PIXELS,
                _ ("The pixel of \"%s\" at (%d, %d) is not a number: give it a "
                   "value, and train again."),
                sample->name, x, y);
              return FALSE;
            }
      }

  return TRUE;
}

static void
find_normalisation (LlTrainer *trainer)
{
  guint n = trainer->training->len;
  g_autofree const LlImage **images = g_new (const LlImage *, n);
  LlNormalisation normalisation;

  for (guint i = 0; i < n; i++)
    images[i] = ((const LlSample *) g_ptr_array_index (trainer->training, i))->image;
  ll_normalisation_measure (&normalisation, images, n);
  normalisation.each = trainer->stretched;
  ll_network_set_normalisation (trainer->network, &normalisation);
}

static gboolean
check_settings (const LlTrainSettings *settings, GError **error)
{
  if (settings->iterations > 0 || settings->minutes > 0.0)
    return TRUE;

  g_set_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_NO_LABELS,
               _ ("The training would never end: limit its iterations or its minutes."));
  return FALSE;
}

LlTrainer *
ll_trainer_new (GPtrArray *samples,
                LlNetwork *network,
                const LlTrainSettings *settings,
                GError **error)
{
  g_autoptr (LlTrainer) trainer = g_new0 (LlTrainer, 1);
  gint patch = ll_network_get_settings (network)->patch;
  gint n_done = ll_network_get_summary (network)->iterations;
  gsize n;

  trainer->given = trainer->samples = samples;
  trainer->network = network;
  trainer->settings = *settings;
  trainer->settings.batch = MAX (1, settings->batch);
  trainer->training = g_ptr_array_new ();
  trainer->masked = g_ptr_array_new ();
  trainer->validation = g_ptr_array_new ();
  trainer->places = g_array_new (FALSE, FALSE, sizeof (LlHeldOut));
  trainer->best_dice = trainer->best_loss = trainer->last_dice = NAN;
  trainer->clock = g_get_monotonic_time;
  trainer->rate_factor = 1.0;
  trainer->halved_rate = settings->learning_rate;

  if (!check_settings (settings, error))
    return NULL;
  if (!ll_train_check_memory (ll_network_get_settings (network),
                              ll_classes_get_n (ll_network_get_classes (network)),
                              &trainer->settings, n_done == 0, error))
    return NULL;
  for (guint i = 0; i < samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (samples, i);

      if (!ll_network_check_channels (network, sample->image->channels, error) ||
          !check_pixels (sample, error))
        return NULL;
    }
  trainer->workers = settings->background ? ll_workers_new_background (settings->threads)
                                          : ll_workers_new (settings->threads);
  trainer->threads = ll_workers_get_n (trainer->workers);
  trainer->kernels = ll_kernels_for (trainer->workers)->name;
  if (!ll_trainer_see_samples (trainer, error) || !ll_trainer_split (trainer, error))
    return NULL;

  ll_trainer_begin_fingerprint (trainer);
  if (n_done == 0)
    find_normalisation (trainer);

  trainer->executor = ll_executor_new_for_training (
    network, trainer->workers, trainer->settings.batch, patch, patch,
    settings->memory == LL_TRAIN_MEMORY_SMALL);
  trainer->batch = ll_batch_new (trainer->settings.batch, patch);
  trainer->sampler = (LlSampler){
    .network = network,
    .samples = trainer->training,
    .masked = trainer->masked,
    .masked_share = settings->masked_share,
    .augmentation = settings->augmentation,
    .seed = settings->seed,
    .n_parts = ll_group_get_n (settings->group),
    .part = settings->group ? settings->group->rank : 0,
  };
  ll_executor_set_group (trainer->executor, settings->group);

  ll_network_get_learned (network, &n);
  trainer->first = g_new0 (gfloat, n);
  trainer->second = g_new0 (gfloat, n);
  if (settings->averaging > 0.0)
    trainer->average =
      g_memdup2 (ll_network_get_learned (network, &n), n * sizeof (gfloat));
  ll_trainer_init_good (trainer);
  return g_steal_pointer (&trainer);
}

void
ll_trainer_free (LlTrainer *trainer)
{
  if (!trainer)
    return;

  ll_fingerprint_free (trainer->fingerprint);
  ll_executor_free (trainer->evaluator);
  ll_executor_free (trainer->executor);
  ll_workers_free (trainer->workers);
  ll_batch_free (trainer->batch);
  g_clear_pointer (&trainer->sampler.places, g_array_unref);
  ll_network_free (trainer->network);
  ll_network_free (trainer->best);
  g_clear_pointer (&trainer->seen, g_ptr_array_unref);
  g_ptr_array_unref (trainer->training);
  g_ptr_array_unref (trainer->masked);
  g_ptr_array_unref (trainer->validation);
  g_array_unref (trainer->places);
  g_free (trainer->first);
  g_free (trainer->second);
  g_free (trainer->average);
  ll_trainer_clear_good (trainer);
  g_free (trainer);
}

LlLossSettings
ll_trainer_get_loss_settings (const LlTrainer *trainer)
{
  const LlTrainSettings *settings = &trainer->settings;
  LlLossSettings loss = { .interface_weight = settings->interface_weight,
                          .dice_weight = settings->dice_weight };

  memcpy (loss.alpha, settings->alpha, sizeof (loss.alpha));
  return loss;
}

const LlNetwork *
ll_trainer_get_network (const LlTrainer *trainer)
{
  return trainer->network;
}

gboolean
ll_trainer_gives_dice (const LlTrainer *trainer)
{
  return trainer->dice_possible;
}

LlNetwork *
ll_trainer_snapshot (LlTrainer *trainer)
{
  /* The trainer's running statistics may be overwritten: no step uses them, and every
   * validation estimates them afresh.
   */
  LlNetwork *copy;

  ll_trainer_swap_average (trainer);
  ll_trainer_estimate_statistics (trainer, SNAPSHOT_PATCHES);
  copy = ll_network_copy (trainer->network);
  ll_trainer_swap_average (trainer);
  return copy;
}

static gdouble
try_step (LlTrainer *trainer)
{
  LlLossSettings settings = ll_trainer_get_loss_settings (trainer);
  LlTensor input = ll_executor_get_input (trainer->executor);
  const guint8 *labels[LL_N_TASKS];
  gdouble losses[LL_N_TASKS];
  gint64 start = g_get_monotonic_time ();

  ll_sampler_draw (&trainer->sampler, trainer->workers, LL_STREAM_STEPS,
                   trainer->iteration, trainer->batch, &input);
  ll_batch_get_labels (trainer->batch, labels);
  /* Without momentum, the running statistics stay as they are. */
  ll_executor_forward (trainer->executor, 0.0f);
  ll_executor_loss (trainer->executor, labels, &settings, losses);
  ll_executor_backward (trainer->executor);

  return (gdouble) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

gdouble
ll_trainer_time_step (LlTrainer *trainer)
{
  gdouble seconds = try_step (trainer);

  /* The first step also gets its memory from the system.  Where a step is short, that takes
   * a large share of it.
   */
  return seconds < TRIAL_SECONDS ? MIN (seconds, try_step (trainer)) : seconds;
}
