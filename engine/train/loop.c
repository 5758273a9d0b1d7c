/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The training loop (algorithm 1 of the paper), with a way back from divergences. */

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/group.h"
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

/* A training that diverges this often in a row ends: with the learning rate halved each
 * time, the cause is another one.
 */
#define MAX_DIVERGENCES 5

/* One call of ll_trainer_run(). */
typedef struct
{
  LlTrainer *trainer;
  const gchar *checkpoint; /* or NULL                                              */
  LlTrainFunc func;        /* or NULL                                              */
  gpointer data;           /* for @func                                            */
  gint64 start;            /* when the clock started, without the time of @func    */
  gdouble here;            /* seconds of this call at the end of the last step     */
  gdouble last_checkpoint; /* that of the last checkpoint, in the same seconds     */
  gdouble fraction;        /* completed share of the training                      */
  gint first;              /* the step that this call goes on from                 */
  gboolean asked;          /* @func has asked for an end                           */
  gboolean stopped;        /* the same, when all processes know it                 */
  gboolean sick;           /* this process has diverged since they last met        */
  gint met;                /* the step after which they last met                   */
  gint in_row;             /* divergences without a new good state past the last   */
} Run;

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
get_seconds (const Run *run)
{
  return run->trainer->seconds + run->here;
}

static gdouble
get_rate (const LlTrainer *trainer, gdouble fraction)
{
  gdouble rate = trainer->settings.learning_rate * trainer->rate_factor;

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

static void
write_checkpoint (Run *run)
{
  const LlGroup *group = run->trainer->settings.group;
  LlTrainTroubles *troubles = &run->trainer->troubles;
  g_autoptr (GError) error = NULL;

  run->last_checkpoint = run->here;
  if (group && group->rank > 0)
    return;
  if (ll_trainer_checkpoint (run->trainer, run->checkpoint, get_seconds (run), &error))
    {
      troubles->written++;
      return;
    }

  /* Training is worth more than its checkpoint. */
  troubles->unwritten++;
  if (!troubles->unwritten_why)
    troubles->unwritten_why = g_intern_string (error->message);
}

/* Keeps the present state in memory and on disk when it is time to.  To be called when the
 * loss has proved it good.  Returns whether it is all finite.
 */
static gboolean
keep_state (Run *run)
{
  LlTrainer *trainer = run->trainer;
  gboolean good_due = ll_trainer_is_good_due (trainer);
  gboolean checkpoint_due =
    run->checkpoint && trainer->iteration > run->first &&
    run->here - run->last_checkpoint >= trainer->settings.checkpoint_seconds;

  if (!good_due && !checkpoint_due)
    return TRUE;
  if (!ll_trainer_is_finite (trainer))
    return FALSE;

  if (good_due)
    ll_trainer_keep_good (trainer);
  if (checkpoint_due)
    write_checkpoint (run);
  return TRUE;
}

/* Makes losses those of all processes that sum gradients.
 *
 * @fine: whether this process can go on
 *
 * Returns: whether all can.
 */
static gboolean
share_losses (const LlGroup *group,
              gboolean fine,
              gdouble *loss,
              gdouble losses[LL_N_TASKS])
{
  gdouble values[LL_N_TASKS + 2];

  if (!ll_group_sums_gradients (group))
    return fine;

  values[0] = *loss;
  values[1] = !fine;
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    values[2 + task] = losses[task];
  group->sum (group, values, LL_N_TASKS + 2);
  *loss = values[0] / group->n;
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    losses[task] = values[2 + task] / group->n;

  return values[1] == 0.0;
}

/* Returns FALSE when the training has diverged. */
static gboolean
train_step (Run *run)
{
  LlTrainer *trainer = run->trainer;
  LlTensor input = ll_executor_get_input (trainer->executor);
  LlMeans *means = &trainer->means;
  const guint8 *labels[LL_N_TASKS];
  gdouble losses[LL_N_TASKS];
  gdouble loss;
  LlLossSettings settings = ll_trainer_get_loss_settings (trainer);
  gfloat *gradients, *learned;
  gsize n;

  ll_sampler_draw (&trainer->sampler, trainer->workers, LL_STREAM_STEPS,
                   trainer->iteration, trainer->batch, &input);
  ll_trainer_share_labelled (trainer);
  ll_batch_get_labels (trainer->batch, labels);
  ll_executor_forward (trainer->executor, LL_BATCHNORM_MOMENTUM);
  loss = ll_executor_loss (trainer->executor, labels, &settings, losses);
  if (!share_losses (trainer->settings.group,
                     isfinite (loss) && ll_trainer_has_finite_statistics (trainer), &loss,
                     losses) ||
      (ll_trainer_is_together (trainer) && !keep_state (run)))
    return FALSE;

  ll_executor_backward (trainer->executor);
  learned = ll_network_get_learned (trainer->network, &n);
  gradients = ll_executor_get_gradients (trainer->executor);
  if (trainer->settings.gradient_limit > 0.0)
    ll_limit_gradient (trainer->workers, n, gradients, trainer->settings.gradient_limit);
  trainer->iteration++;
  if (!ll_adam (trainer->workers, n, gradients, trainer->first, trainer->second, learned,
                get_rate (trainer, run->fraction), trainer->settings.decay,
                trainer->iteration))
    return FALSE;
  ll_trainer_move_average (trainer);

  follow_mean (&means->loss, &means->loss_weight, loss);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    if (labels[task])
      follow_mean (&means->task_loss[task], &means->task_weight[task], losses[task]);
  return TRUE;
}

/* Goes back to the last good state, with half the learning rate.  Returns FALSE when there
 * is none, or when this has happened too often.
 */
static gboolean
go_back (Run *run)
{
  LlTrainer *trainer = run->trainer;
  LlTrainTroubles *troubles = &trainer->troubles;
  gint diverged = trainer->iteration;

  /* The training has passed the place where it last diverged. */
  if (trainer->good.iteration > troubles->diverged)
    run->in_row = 0;

  if (!ll_trainer_restore_good (trainer))
    return FALSE;

  troubles->divergences++;
  troubles->diverged = diverged;
  troubles->returned = trainer->iteration;
  troubles->given_up = ++run->in_row >= MAX_DIVERGENCES;
  if (!troubles->given_up)
    trainer->rate_factor *= 0.5;
  troubles->learning_rate = trainer->settings.learning_rate * trainer->rate_factor;
  run->fraction = get_fraction (trainer, get_seconds (run));
  trainer->validated_fraction = MIN (trainer->validated_fraction, run->fraction);
  return !troubles->given_up;
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
         (trainer->iteration - trainer->validated) * ll_trainer_get_batch (trainer) >=
           VALIDATION_PATCHES * (LL_STATISTICS_PATCHES + (gint) trainer->places->len);
}

static gdouble
mean_or_nan (gdouble mean, gdouble weight)
{
  return weight > 0.0 ? mean / weight : NAN;
}

static gboolean
report_progress (const Run *run)
{
  const LlTrainer *trainer = run->trainer;
  const LlMeans *means = &trainer->means;
  gdouble seconds = get_seconds (run);
  LlTrainProgress progress = {
    .iteration = trainer->iteration,
    .iterations = trainer->settings.iterations,
    .fraction = run->fraction,
    .loss = mean_or_nan (means->loss, means->loss_weight),
    .dice = trainer->last_dice,
    .seconds = seconds,
    .seconds_left =
      run->fraction > 0.0 ? seconds * (1.0 - run->fraction) / run->fraction : 0.0,
    .troubles = trainer->troubles,
  };

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    progress.task_loss[task] =
      mean_or_nan (means->task_loss[task], means->task_weight[task]);
  return !run->func || run->func (&progress, run->data);
}

/* Takes a step.  Processes that learn by themselves go on when one of them has diverged, until
 * they meet again.  Returns FALSE when the training has diverged.
 */
static gboolean
take_step (Run *run)
{
  LlTrainer *trainer = run->trainer;
  const LlGroup *group = trainer->settings.group;
  gint iteration = trainer->iteration;

  if (!group || ll_group_sums_gradients (group))
    return train_step (run);

  if (run->sick || !train_step (run))
    {
      run->sick = TRUE;
      trainer->iteration = iteration + 1;
    }
  if (!ll_trainer_is_together (trainer) &&
      (trainer->settings.iterations == 0 ||
       trainer->iteration < trainer->settings.iterations))
    return TRUE;

  if (!ll_group_agrees (group, !run->sick))
    {
      run->sick = FALSE;
      return FALSE;
    }
  ll_trainer_average_group (trainer);
  run->met = trainer->iteration;

  return TRUE;
}

/* Whether all processes have the same weights after this step. */
static gboolean
have_met (const Run *run)
{
  const LlGroup *group = run->trainer->settings.group;

  return !group || ll_group_sums_gradients (group) || run->met == run->trainer->iteration;
}

/* Notes the time, and whether to stop: those of the first process count for all. */
static void
note_time (Run *run)
{
  LlTrainer *trainer = run->trainer;
  const LlGroup *group = trainer->settings.group;
  gdouble here = (gdouble) (trainer->clock () - run->start) / G_USEC_PER_SEC;
  gdouble values[2] = { here, run->asked };

  if (group && group->rank > 0)
    values[0] = values[1] = 0.0;
  if (have_met (run))
    {
      if (group)
        group->sum (group, values, 2);
      run->here = values[0];
      run->stopped = values[1] > 0.0;
    }
  run->fraction = get_fraction (trainer, get_seconds (run));
}

/* Trains until the end.  Returns FALSE when the training has diverged. */
static gboolean
run_steps (Run *run)
{
  LlTrainer *trainer = run->trainer;

  while (run->fraction < 1.0 && !run->stopped)
    {
      gint64 called;

      if (!take_step (run))
        return FALSE;

      note_time (run);
      if (have_met (run) && is_validation_due (trainer, run->fraction))
        {
          if (!ll_trainer_validate (trainer))
            return FALSE;
          trainer->validated = trainer->iteration;
          trainer->validated_fraction = run->fraction;
        }

      called = trainer->clock ();
      run->asked = !report_progress (run);
      run->stopped = run->stopped || (run->asked && !trainer->settings.group);
      /* While the callback pauses the training, the time limit stands still. */
      run->start += trainer->clock () - called;
    }
  return TRUE;
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
    .loss = mean_or_nan (trainer->means.loss, trainer->means.loss_weight),
    .dice = best ? trainer->best_dice : NAN,
    .validation_loss = best ? trainer->best_loss : NAN,
    .training_images = (gint) trainer->training->len,
    .validation_images = (gint) trainer->validation->len,
    .stopped = stopped,
    .troubles = trainer->troubles,
  };

  if (best)
    ll_network_assign (trainer->network, trainer->best);
  else
    ll_trainer_swap_average (trainer);

  summary = *ll_network_get_summary (trainer->network);
  summary.iterations += result->best_iteration;
  summary.images = result->training_images;
  summary.loss = result->loss;
  summary.dice = result->dice;
  summary.minutes += seconds / 60.0;
  summary.threads = trainer->threads;
  summary.diameter = trainer->diameter;
  g_strlcpy (summary.kernels, trainer->kernels, sizeof (summary.kernels));
  ll_network_set_summary (trainer->network, &summary);
}

/* Brings the training to its end, however often it has to go back.  Returns whether there is
 * a network to keep.
 */
static gboolean
run_to_end (Run *run)
{
  LlTrainer *trainer = run->trainer;
  gboolean going = TRUE;

  while (going)
    {
      if (run_steps (run) && ll_trainer_validate (trainer))
        return TRUE;
      going = go_back (run) && !run->stopped;
    }

  /* What diverges before its first good step has learned nothing. */
  if (trainer->good.iteration <= 0 && !trainer->best)
    return FALSE;
  return ll_trainer_validate (trainer) || trainer->best;
}

gboolean
ll_trainer_run (LlTrainer *trainer,
                const gchar *checkpoint,
                LlTrainFunc func,
                gpointer data,
                LlTrainResult *result,
                GError **error)
{
  Run run = {
    .trainer = trainer,
    .checkpoint = checkpoint,
    .func = func,
    .data = data,
    .start = trainer->clock (),
    .first = trainer->iteration,
    .met = -1,
    .fraction = get_fraction (trainer, trainer->seconds),
  };
  LlTrainResult reached;

  trainer->validated_fraction = MIN (trainer->validated_fraction, run.fraction);
  if (!run_to_end (&run))
    {
      g_set_error (
        error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_DIVERGED,
        _ ("The training diverged at once, even with a learning rate of %g, so "
           "nothing was learned: train again with a smaller learning rate."),
        trainer->settings.learning_rate * trainer->rate_factor);
      return FALSE;
    }

  summarise_training (trainer, get_seconds (&run), run.stopped, &reached);
  if (result)
    *result = reached;
  return TRUE;
}
