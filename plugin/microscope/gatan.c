/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/makers.h"

#include "microscope/length.h"

/* DigitalMicrograph may write a unit as UTF-16, whose zeros are left out here. */
static gdouble
get_metres (LpSpan unit)
{
  gchar text[16];
  gsize n = 0;

  for (gsize i = 0; i < unit.size && n < sizeof (text); i++)
    if (unit.start[i] != '\0')
      text[n++] = unit.start[i];

  return lp_length_get_metres (text, n);
}

gboolean
lp_gatan_read (LpSpan unit_x, LpSpan unit_y, gdouble x, gdouble y, LpTold *told)
{
  gdouble across = get_metres (unit_x);
  gdouble down = unit_y.size > 0 ? get_metres (unit_y) : across;

  return lp_told_set (told, LP_SCALE_FROM_GATAN, x * across, y * down);
}
