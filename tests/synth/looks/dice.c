/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Random choices on top of uniform numbers. */

#include <math.h>

#include "looks/dice.h"

gboolean
synth_chance (LlRandom *random, gdouble probability)
{
  return ll_random_uniform (random) < probability;
}

gdouble
synth_log_between (LlRandom *random, gdouble low, gdouble high)
{
  return low * exp (ll_random_uniform (random) * log (high / low));
}

gdouble
synth_either_sign (LlRandom *random, gdouble low, gdouble high)
{
  gdouble size = synth_between (random, low, high);

  return synth_chance (random, 0.5) ? size : -size;
}

gdouble
synth_sometimes (LlRandom *random, gdouble probability, gdouble low, gdouble high)
{
  gdouble size = synth_between (random, low, high);

  return synth_chance (random, probability) ? size : 0.0;
}
