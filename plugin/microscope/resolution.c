/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/resolution.h"

#include <math.h>

#define METRES_PER_INCH 0.0254

static const gdouble printers[] = { 72.0,  90.0,  96.0,  100.0, 120.0, 144.0, 150.0,
                                    192.0, 200.0, 240.0, 300.0, 360.0, 400.0, 600.0 };

/* PNG has whole pixels per metre, and other files whole ones per centimetre: 28 of them are
 * 71.12 per inch.
 */
#define TOLERANCE 0.015

gboolean
lp_resolution_is_printers (gdouble pixels_per_inch)
{
  for (gsize i = 0; i < G_N_ELEMENTS (printers); i++)
    if (fabs (pixels_per_inch - printers[i]) <= TOLERANCE * printers[i])
      return TRUE;

  /* One pixel per unit is what is written by programs that know none. */
  return pixels_per_inch < 10.0;
}

gboolean
lp_resolution_tell (gdouble x, gdouble y, LpTold *told)
{
  if (!(x > 0.0) || !(y > 0.0) || lp_resolution_is_printers (x) ||
      lp_resolution_is_printers (y))
    return FALSE;

  return lp_told_set (told, LP_SCALE_FROM_RESOLUTION, METRES_PER_INCH / x,
                      METRES_PER_INCH / y);
}
