/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Units of length, and of what is made of them. */

#include "measure/units.h"

#include <math.h>
#include <string.h>

/* "um" also stands for the micro sign and for the Greek letter, which are different
 * characters.
 */
static const struct
{
  const gchar *name;
  const gchar *plain;
  gdouble mm;
} units[] = {
  { "nm", "nm", 1e-6 },        { "um", "um", 1e-3 },     { "\302\265m", "um", 1e-3 },
  { "\316\274m", "um", 1e-3 }, { "micron", "um", 1e-3 }, { "microns", "um", 1e-3 },
  { "mm", "mm", 1.0 },         { "cm", "cm", 10.0 },     { "m", "m", 1000.0 },
  { "in", "in", 25.4 },
};

static gdouble
get_mm (const gchar *unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (unit, units[i].name) == 0)
      return units[i].mm;

  return NAN;
}

gdouble
ll_scale_get_mm (const LlScale *scale)
{
  return get_mm (scale->unit) / scale->pixels_per_unit;
}

const gchar *
ll_unit_get_plain (const gchar *unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (unit, units[i].name) == 0)
      return units[i].plain;

  return unit;
}

/* Takes "um", "1/um2" or "um/um2" apart.  Returns the unit of length. */
static gchar *
split_unit (const gchar *unit, gint *power)
{
  const gchar *slash = strchr (unit, '/');
  const gchar *last = slash ? slash + 1 : unit;
  gsize n = strlen (last);
  gboolean square = n > 1 && last[n - 1] == '2';
  gchar *length = g_strndup (last, n - square);

  if (!slash)
    *power = square ? 2 : 1;
  else
    *power = g_str_has_prefix (unit, "1/") ? -1 - square : 1 - 1 - square;

  return length;
}

gdouble
ll_unit_get_factor (const gchar *from, const gchar *to)
{
  g_autofree gchar *a = NULL;
  g_autofree gchar *b = NULL;
  gint power_a, power_b;

  if (strcmp (from, to) == 0)
    return 1.0;

  a = split_unit (from, &power_a);
  b = split_unit (to, &power_b);
  if (power_a != power_b)
    return NAN;
  if (strcmp (a, b) == 0)
    return 1.0;

  return pow (get_mm (a) / get_mm (b), power_a);
}
