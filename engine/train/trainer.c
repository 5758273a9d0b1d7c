/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The training loop (algorithm 1 of the paper). */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "lazylabels/error.h"
#include "ops/adam.h"
#include "ops/batchnorm.h"
#include "train/trainer-private.h"

/* Weight of the newest step in the running means of the losses. */
#define LOSS_MOMENTUM 0.05

/* By default, a validation follows after this share of the training, and ... */
#define VALIDATION_SHARE 0.1

/* ... after this many times the patches that a validation takes.  A patch of a validation
 * costs a forward pass, a third of a training step, so validations take less than a tenth
 * of the time.
 */
#define VALIDATION_PATCHES 4

/* The number of patches from which a snapshot's running statistics are estimated.  It is
 * small because the user waits for the snapshot.
 */
#define SNAPSHOT_PATCHES 16

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
    .masked_share = 0.5,
    .validation_share = 0.2,
    .augment = TRUE,
    .seed = 1,
    .checkpoint_seconds = 20.0,
  };
}

/* Values that are not numbers would spoil all weights at once. */
static gboolean
check_pixels (const LlSample *sample, GError **error)
{
  const LlImage *image = sample->image;
  gsize plane = (gsize) image->width * (gsize) image->height;

  for (gint c = 0; c < image->channels; c++)
    for (gsize k = 0; k < plane; k++)
      if (!isfinite (image->data[(gsize) c * plane + k]))
        {
          g_set_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_PIXELS,
                       _ ("The pixel of \"%s\" at (%d, %d) is not a number: give it a "
                          "value, and train again."),
                       sample->name, (gint) (k % (gsize) image->width),
                       (gint) (k / (gsize) image->width));
          return FALSE;
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
  gsize n;

  trainer->samples = samples;
  trainer->network = network;
  trainer->settings = *settings;
  trainer->settings.batch = MAX (1, settings->batch);
  trainer->training = g_ptr_array_new ();
  trainer->masked = g_ptr_array_new ();
  trainer->validation = g_ptr_array_new ();
  trainer->places = g_array_new (FALSE, FALSE, sizeof (LlPlace));
  trainer->best_dice = trainer->best_loss = trainer->last_dice = NAN;

  if (!check_settings (settings, error))
    return NULL;
  for (guint i = 0; i < samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (samples, i);

      if (!ll_network_check_channels (network, sample->image->channels, error) ||
          !check_pixels (sample, error))
        return NULL;
    }
  if (!ll_trainer_split (trainer, error))
    return NULL;

  trainer->fingerprint = ll_trainer_fingerprint (trainer);
  if (ll_network_get_summary (network)->iterations == 0)
    find_normalisation (trainer);

  trainer->workers = settings->background ? ll_workers_new_background (settings->threads)
                                          : ll_workers_new (settings->threads);
  trainer->executor = ll_executor_new_for_training (
    network, trainer->workers, trainer->settings.batch, patch, patch);
  if (trainer->places->len > 0)
    trainer->evaluator =
      ll_executor_new (network, trainer->workers, trainer->settings.batch, patch, patch);
  trainer->batch = ll_batch_new (trainer->settings.batch, patch);
  trainer->sampler = (LlSampler){
    .network = network,
    .samples = trainer->training,
    .masked = trainer->masked,
    .masked_share = settings->masked_share,
    .augment = settings->augment,
    .seed = settings->seed,
  };

  ll_network_get_learned (network, &n);
  trainer->first = g_new0 (gfloat, n);
  trainer->second = g_new0 (gfloat, n);
  return g_steal_pointer (&trainer);
}

void
ll_trainer_free (LlTrainer *trainer)
{
  if (!trainer)
    return;

  ll_executor_free (trainer->executor);
  ll_executor_free (trainer->evaluator);
  ll_workers_free (trainer->workers);
  ll_batch_free (trainer->batch);
  ll_network_free (trainer->network);
  ll_network_free (trainer->best);
  g_ptr_array_unref (trainer->training);
  g_ptr_array_unref (trainer->masked);
  g_ptr_array_unref (trainer->validation);
  g_array_unref (trainer->places);
  g_free (trainer->fingerprint);
  g_free (trainer->first);
  g_free (trainer->second);
  g_free (trainer);
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
  ll_trainer_estimate_statistics (trainer, SNAPSHOT_PATCHES);
  return ll_network_copy (trainer->network);
}

/* Returns the completed share of the training, by steps or by time, whichever
 * is larger.
 */
static gdouble
get_fraction (const LlTrainer *trainer, gdouble seconds)
{
  const LlTrainSettings *settings = &trainer->settings;
  gdouble fraction = 0.0;

  if (settings->iterations > 0)
    fraction = (gdouble) trainer->iteration / settings->iterations;
  if (settings->minutes > 0.0)
    fraction = MAX (fraction, seconds / (60.0 * settings->minutes));
  return MIN (fraction, 1.0);
}

static gdouble
get_rate (const LlTrainer *trainer, gdouble fraction)
{
  gdouble rate = trainer->settings.learning_rate;

  if (trainer->settings.schedule == LL_SCHEDULE_CONSTANT)
    return rate;
  return rate * 0.5 * (1.0 + cos (G_PI * fraction));
}

static void
follow_mean (gdouble *mean, gdouble *weight, gdouble value)
{
  *mean += LOSS_MOMENTUM * (value - *mean);
  *weight += LOSS_MOMENTUM * (1.0 - *weight);
}

static gboolean
train_step (LlTrainer *trainer, gdouble rate, GError **error)
{
  LlTensor input = ll_executor_get_input (trainer->executor);
  const guint8 *labels[LL_N_TASKS];
  gdouble losses[LL_N_TASKS];
  gdouble loss;
  gfloat *learned;
  gsize n;

  ll_sampler_draw (&trainer->sampler, trainer->workers, LL_STREAM_STEPS,
                   trainer->iteration, trainer->batch, &input);
  ll_batch_get_labels (trainer->batch, labels);
  ll_executor_forward (trainer->executor, LL_BATCHNORM_MOMENTUM);
  loss = ll_executor_loss (trainer->executor, labels, trainer->settings.alpha,
                           trainer->settings.interface_weight, losses);
  if (!isfinite (loss))
    {
      g_set_error (
        error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_DIVERGED,
        _ ("The loss is no longer a number after %d iterations: train again with a "
           "smaller learning rate."),
        trainer->iteration);
      return FALSE;
    }

  ll_executor_backward (trainer->executor);
  learned = ll_network_get_learned (trainer->network, &n);
  trainer->iteration++;
  ll_adam (trainer->workers, n, ll_executor_get_gradients (trainer->executor),
           trainer->first, trainer->second, learned, rate, trainer->iteration);

  follow_mean (&trainer->loss, &trainer->loss_weight, loss);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    if (labels[task])
      follow_mean (&trainer->task_loss[task], &trainer->task_weight[task], losses[task]);
  return TRUE;
}

static gboolean
is_validation_due (const LlTrainer *trainer, gdouble fraction)
{
  gint interval = trainer->settings.validation_interval;

  if (trainer->places->len == 0)
    return FALSE;
  if (interval > 0)
    return trainer->iteration % interval == 0;
  return fraction < 1.0 && fraction - trainer->validated_fraction >= VALIDATION_SHARE &&
         (trainer->iteration - trainer->validated) * trainer->settings.batch >=
           VALIDATION_PATCHES * (LL_STATISTICS_PATCHES + (gint) trainer->places->len);
}

static gdouble
mean_or_nan (gdouble mean, gdouble weight)
{
  return weight > 0.0 ? mean / weight : NAN;
}

static gboolean
report_progress (LlTrainer *trainer,
                 gdouble seconds,
                 gdouble fraction,
                 LlTrainFunc func,
                 gpointer data)
{
  LlTrainProgress progress = {
    .iteration = trainer->iteration,
    .iterations = trainer->settings.iterations,
    .fraction = fraction,
    .loss = mean_or_nan (trainer->loss, trainer->loss_weight),
    .dice = trainer->last_dice,
    .seconds = seconds,
    .seconds_left = fraction > 0.0 ? seconds * (1.0 - fraction) / fraction : 0.0,
  };

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    progress.task_loss[task] =
      mean_or_nan (trainer->task_loss[task], trainer->task_weight[task]);
  return !func || func (&progress, data);
}

static void
summarise_training (LlTrainer *trainer,
                    gdouble seconds,
                    gboolean stopped,
                    LlTrainResult *result)
{
  gboolean best = trainer->best != NULL;
  LlTrainSummary summary;

  *result = (LlTrainResult){
    .iterations = trainer->iteration,
    .best_iteration = best ? trainer->best_iteration : trainer->iteration,
    .loss = mean_or_nan (trainer->loss, trainer->loss_weight),
    .dice = best ? trainer->best_dice : NAN,
    .validation_loss = best ? trainer->best_loss : NAN,
    .training_images = (gint) trainer->training->len,
    .validation_images = (gint) trainer->validation->len,
    .stopped = stopped,
  };

  if (best)
    ll_network_assign (trainer->network, trainer->best);

  summary = *ll_network_get_summary (trainer->network);
  summary.iterations += result->best_iteration;
  summary.images = result->training_images;
  summary.loss = result->loss;
  summary.dice = result->dice;
  summary.minutes += seconds / 60.0;
  ll_network_set_summary (trainer->network, &summary);
}

gboolean
ll_trainer_run (LlTrainer *trainer,
                const gchar *checkpoint,
                LlTrainFunc func,
                gpointer data,
                LlTrainResult *result,
                GError **error)
{
  gint64 start = g_get_monotonic_time ();
  gdouble last_checkpoint = 0.0;
  gdouble seconds = trainer->seconds;
  gdouble fraction = get_fraction (trainer, seconds);
  gboolean stopped = FALSE;
  LlTrainResult reached;

  while (fraction < 1.0 && !stopped)
    {
      if (!train_step (trainer, get_rate (trainer, fraction), error))
        {
          if (trainer->best)
            ll_network_assign (trainer->network, trainer->best);
          return FALSE;
        }

      gdouble here = (gdouble) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;

      seconds = trainer->seconds + here;
      fraction = get_fraction (trainer, seconds);
      if (is_validation_due (trainer, fraction))
        {
          ll_trainer_validate (trainer);
          trainer->validated = trainer->iteration;
          trainer->validated_fraction = fraction;
        }

      gint64 called = g_get_monotonic_time ();

      stopped = !report_progress (trainer, seconds, fraction, func, data);
      /* While the callback pauses the training, the time limit stands still. */
      start += g_get_monotonic_time () - called;

      if (checkpoint && here - last_checkpoint >= trainer->settings.checkpoint_seconds)
        {
          if (!ll_trainer_checkpoint (trainer, checkpoint, seconds, error))
            return FALSE;
          last_checkpoint = here;
        }
    }

  ll_trainer_validate (trainer);
  summarise_training (trainer, seconds, stopped, &reached);
  if (result)
    *result = reached;
  return TRUE;
}
