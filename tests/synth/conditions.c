/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Draws the conditions of a micrograph by its seed. */

#include "conditions.h"
#include "noise.h"

#define STREAM_CONDITIONS 4

void
synth_conditions_init (SynthConditions *conditions, guint64 seed)
{
  LlRandom random;

  ll_random_init (&random, seed, STREAM_CONDITIONS, 0);
  conditions->magnification = synth_between (&random, 0.65, 1.3);
  conditions->bubble_share = synth_between (&random, 0.35, 0.60);
  conditions->bubble_grey = synth_between (&random, -0.015, 0.015);
  conditions->crystal_grey = synth_between (&random, -0.015, 0.015);
  conditions->rim = synth_between (&random, 0.25, 1.4);
  conditions->etching = synth_between (&random, 0.3, 1.5);
  conditions->foam = synth_between (&random, 0.6, 1.3);
  conditions->focus = 1 + ll_random_int (&random, 3);
  conditions->noise = synth_between (&random, 0.025, 0.065);
  conditions->charging = synth_between (&random, 0.5, 1.8);
  conditions->contrast = synth_between (&random, 0.60, 1.05);
  conditions->brightness = synth_between (&random, -0.10, 0.10);
}
