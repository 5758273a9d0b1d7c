/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "draw/unit-sign.h"

const gchar *
lp_unit_get_sign (const gchar *unit)
{
  /* The Greek letter looks like the micro sign, but is another character. */
  static const gchar *const words[] = { "um", "\316\274m", "micron", "microns", NULL };

  return g_strv_contains (words, unit) ? "µm" : unit;
}
