/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Validation during the training. */

#include <math.h>
#include <string.h>

#include "data/most-probable.h"
#include "score/dice.h"
#include "train/trainer-private.h"

void
ll_trainer_estimate_statistics (LlTrainer *trainer, gint n_patches)
{
  const LlGroup *group = trainer->settings.group;
  gint batch = ll_trainer_get_batch (trainer);
  gint n = MAX (2, (n_patches + batch - 1) / batch);
  LlTensor input = ll_executor_get_input (trainer->executor);

  /* The first pass replaces the previous statistics, but would keep their rounding
   * errors.
   */
  memset (ll_network_get_statistics (trainer->network), 0,
          ll_network_get_n_statistics (trainer->network) * sizeof (gfloat));

  /* A forward pass in training mode with momentum 1 / k leaves the plain mean of the
   * first k batches.  The batches are always the same, so that the result does not depend
   * on when this runs.
   */
  for (gint k = 1; k <= n; k++)
    {
      ll_sampler_draw (&trainer->sampler, trainer->workers, LL_STREAM_STATISTICS, k,
                       trainer->batch, &input);
      ll_executor_forward (trainer->executor, 1.0f / (gfloat) k);
    }

  /* So that all processes score the same network. */
  if (group && !ll_group_for_statistics (group))
    ll_group_average (group, ll_network_get_statistics (trainer->network),
                      (gsize) ll_network_get_n_statistics (trainer->network));
}

/* Returns the mean loss over the held-out patches, and their Dice score in @dice. */
static gdouble
score_held_out (LlTrainer *trainer, gdouble *dice)
{
  gint n = trainer->batch->batch;
  gsize pixels = (gsize) trainer->batch->patch * (gsize) trainer->batch->patch;
  LlTensor input;
  LlLossSettings settings = ll_trainer_get_loss_settings (trainer);
  gdouble loss = 0.0;
  gint batches = 0;
  g_autofree guint8 *classes = g_new (guint8, pixels);
  LlDiceCounts counts = { { 0 }, { 0 }, { 0 } };
  LlDice total;

  /* A training begins sooner without it. */
  if (trainer->evaluator)
    ll_executor_refresh (trainer->evaluator);
  else
    trainer->evaluator = ll_executor_new_beside (trainer->executor);
  input = ll_executor_get_input (trainer->evaluator);
  for (guint first = 0; first < trainer->places->len; first += (guint) n)
    {
      const guint8 *labels[LL_N_TASKS];
      gdouble losses[LL_N_TASKS];
      LlTensor logits;

      /* The last batch is filled up with patches from the start. */
      for (gint i = 0; i < n; i++)
        {
          guint index = (first + (guint) i) % trainer->places->len;
          LlHeldOut *place = &g_array_index (trainer->places, LlHeldOut, index);

          ll_sampler_read_at (trainer->network, place->sample, place->x, place->y, i,
                              trainer->batch, &input);
        }
      ll_batch_get_labels (trainer->batch, labels);
      ll_executor_forward (trainer->evaluator, 0.0f);
      loss += ll_executor_loss (trainer->evaluator, labels, &settings, losses);
      batches++;

      logits = ll_executor_get_logits (trainer->evaluator, LL_TASK_SEGMENTATION);
      for (gint i = 0; i < n && first + (guint) i < trainer->places->len; i++)
        {
          ll_most_probable_of_planes (ll_tensor_plane (&logits, 0, i), logits.stride,
                                      logits.channels, pixels, classes);
          ll_dice_counts_add (
            &counts, classes,
            trainer->batch->labels[LL_TASK_SEGMENTATION] + (gsize) i * pixels, pixels);
        }
    }

  ll_dice_counts_finish (
    &counts, ll_network_get_n_task_classes (trainer->network, LL_TASK_SEGMENTATION),
    &total);
  *dice = total.overall;
  return batches > 0 ? loss / batches : NAN;
}

/* Scores the present weights, and keeps them if no others have been better. */
static void
keep_best (LlTrainer *trainer)
{
  gdouble dice, loss;
  gboolean better;

  loss = score_held_out (trainer, &dice);
  trainer->last_dice = trainer->dice_possible ? dice : NAN;

  if (!isfinite (loss))
    better = FALSE;
  else if (!trainer->best)
    better = TRUE;
  else if (trainer->dice_possible)
    better = dice > trainer->best_dice;
  else
    better = loss < trainer->best_loss;
  if (!better)
    return;

  if (!trainer->best)
    trainer->best = ll_network_copy (trainer->network);
  else
    ll_network_assign (trainer->best, trainer->network);
  trainer->best_iteration = trainer->iteration;
  trainer->best_dice = trainer->last_dice;
  trainer->best_loss = loss;
}

gboolean
ll_trainer_validate (LlTrainer *trainer)
{
  gboolean finite;

  ll_trainer_swap_average (trainer);
  ll_trainer_estimate_statistics (trainer, LL_STATISTICS_PATCHES);
  finite = ll_trainer_has_finite_statistics (trainer);
  if (finite && trainer->places->len > 0)
    keep_best (trainer);
  ll_trainer_swap_average (trainer);
  return finite;
}
