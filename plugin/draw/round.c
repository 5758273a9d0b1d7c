/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draw/round.h"

#include <math.h>

/* Returns the largest power of ten that is not above @number. */
static gdouble
get_power (gdouble number)
{
  return pow (10.0, floor (log10 (number)));
}

gdouble
lp_round_step (gdouble range, gdouble n)
{
  gdouble power = get_power (range / n);
  gdouble rest = range / n / power * (1.0 - 1e-9);

  return power * (rest <= 1.0 ? 1.0 : rest <= 2.0 ? 2.0 : rest <= 5.0 ? 5.0 : 10.0);
}

gdouble
lp_round_length (gdouble wanted)
{
  gdouble power = get_power (wanted);
  gdouble rest = wanted / power;

  return power * (rest < sqrt (2.0)    ? 1.0
                  : rest < sqrt (10.0) ? 2.0
                  : rest < sqrt (50.0) ? 5.0
                                       : 10.0);
}
