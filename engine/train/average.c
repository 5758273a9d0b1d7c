/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Weights averaged over the last steps (B. T. Polyak, A. B. Juditsky, 1992), which
 * validations, snapshots and the finished network have instead of the last ones.
 */

#include "ops/adam.h"
#include "train/trainer-private.h"

void
ll_trainer_move_average (LlTrainer *trainer)
{
  gdouble keep = trainer->settings.averaging;
  gdouble step = trainer->iteration;
  const gfloat *learned;
  gsize n;

  if (!trainer->average)
    return;

  /* At the beginning, over a tenth of the steps so far. */
  keep = MIN (keep, (1.0 + step) / (10.0 + step));
  learned = ll_network_get_learned (trainer->network, &n);
  ll_move_average (trainer->workers, n, learned, keep, trainer->average);
}

void
ll_trainer_swap_average (LlTrainer *trainer)
{
  gfloat *learned;
  gsize n;

  if (!trainer->average)
    return;

  learned = ll_network_get_learned (trainer->network, &n);
  for (gsize i = 0; i < n; i++)
    {
      gfloat value = learned[i];

      learned[i] = trainer->average[i];
      trainer->average[i] = value;
    }
}
