/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The last good state of a training, which a divergence goes back to.
 *
 * Weights that are finite may still be beyond repair.  A state is good when a step has found
 * its loss finite, so it is kept in the middle of the following step, before Adam moves the
 * weights.
 */

#include <string.h>

#include "core/finite.h"
#include "core/tensor.h"
#include "train/trainer-private.h"

/* Steps from one good state to the next: its copies then cost little beside the steps. */
#define GOOD_STEPS 16

void
ll_trainer_init_good (LlTrainer *trainer)
{
  gsize n_statistics = ll_network_get_n_statistics (trainer->network);
  LlGoodState *good = &trainer->good;
  gsize n;

  ll_network_get_learned (trainer->network, &n);
  good->iteration = -1;
  good->learned = ll_aligned_alloc (n * sizeof (gfloat));
  good->first = ll_aligned_alloc (n * sizeof (gfloat));
  good->second = ll_aligned_alloc (n * sizeof (gfloat));
  if (trainer->average)
    good->average = ll_aligned_alloc (n * sizeof (gfloat));
  good->statistics = ll_aligned_alloc (n_statistics * sizeof (gfloat));
}

void
ll_trainer_clear_good (LlTrainer *trainer)
{
  LlGoodState *good = &trainer->good;

  ll_aligned_free (good->learned);
  ll_aligned_free (good->first);
  ll_aligned_free (good->second);
  ll_aligned_free (good->average);
  ll_aligned_free (good->statistics);
}

gboolean
ll_trainer_is_finite (LlTrainer *trainer)
{
  gsize n;
  const gfloat *learned = ll_network_get_learned (trainer->network, &n);

  return ll_all_finite (learned, n, -G_MAXFLOAT) &&
         ll_all_finite (trainer->first, n, -G_MAXFLOAT) &&
         ll_all_finite (trainer->second, n, 0.0f) &&
         ll_trainer_has_finite_statistics (trainer);
}

gboolean
ll_trainer_has_finite_statistics (LlTrainer *trainer)
{
  return ll_all_finite (ll_network_get_statistics (trainer->network),
                        ll_network_get_n_statistics (trainer->network), -G_MAXFLOAT);
}

gboolean
ll_trainer_is_good_due (const LlTrainer *trainer)
{
  const LlGoodState *good = &trainer->good;

  /* More often at first, so that an early divergence does not lose all. */
  return good->iteration < 0 ||
         trainer->iteration - good->iteration >= CLAMP (good->iteration, 1, GOOD_STEPS);
}

void
ll_trainer_keep_good (LlTrainer *trainer)
{
  gsize n_statistics = ll_network_get_n_statistics (trainer->network);
  LlGoodState *good = &trainer->good;
  gsize n;
  const gfloat *learned = ll_network_get_learned (trainer->network, &n);

  memcpy (good->learned, learned, n * sizeof (gfloat));
  memcpy (good->first, trainer->first, n * sizeof (gfloat));
  memcpy (good->second, trainer->second, n * sizeof (gfloat));
  if (trainer->average)
    memcpy (good->average, trainer->average, n * sizeof (gfloat));
  memcpy (good->statistics, ll_network_get_statistics (trainer->network),
          n_statistics * sizeof (gfloat));
  good->iteration = trainer->iteration;
  good->means = trainer->means;
}

gboolean
ll_trainer_restore_good (LlTrainer *trainer)
{
  gsize n_statistics = ll_network_get_n_statistics (trainer->network);
  const LlGoodState *good = &trainer->good;
  gfloat *learned;
  gsize n;

  if (good->iteration < 0)
    return FALSE;

  learned = ll_network_get_learned (trainer->network, &n);
  memcpy (learned, good->learned, n * sizeof (gfloat));
  memcpy (trainer->first, good->first, n * sizeof (gfloat));
  memcpy (trainer->second, good->second, n * sizeof (gfloat));
  if (trainer->average)
    memcpy (trainer->average, good->average, n * sizeof (gfloat));
  memcpy (ll_network_get_statistics (trainer->network), good->statistics,
          n_statistics * sizeof (gfloat));
  trainer->iteration = good->iteration;
  trainer->means = good->means;
  trainer->validated = MIN (trainer->validated, trainer->iteration);
  return TRUE;
}
