/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/makers.h"

#include <string.h>

#include "microscope/length.h"

#define MAGIC "ImageJ="

gboolean
lp_imagej_read (LpSpan text, gdouble x, gdouble y, LpTold *told)
{
  LpSpan unit;
  gdouble across, down;

  if (text.size < strlen (MAGIC) || memcmp (text.start, MAGIC, strlen (MAGIC)) != 0 ||
      !lp_ini_find (text, NULL, "unit", &unit) || !(x > 0.0))
    return FALSE;

  across = lp_length_get_metres (unit.start, unit.size);
  down = lp_ini_find (text, NULL, "yunit", &unit)
           ? lp_length_get_metres (unit.start, unit.size)
           : across;

  return lp_told_set (told, LP_SCALE_FROM_IMAGEJ, across / x, y > 0.0 ? down / y : 0.0);
}
