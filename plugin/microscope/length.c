/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/length.h"

#include <math.h>
#include <string.h>

/* More digits than a double has, and its exponent. */
#define NUMBER_SIZE 64

static const struct
{
  const gchar *name;
  gdouble metres;
} units[] = {
  { "pm", 1e-12 },
  { "nm", 1e-9 },
  { "nanometer", 1e-9 },
  { "nanometers", 1e-9 },
  { "nanometre", 1e-9 },
  { "um", 1e-6 },
  { "micron", 1e-6 },
  { "microns", 1e-6 },
  { "micrometer", 1e-6 },
  { "micrometers", 1e-6 },
  { "micrometre", 1e-6 },
  { "mm", 1e-3 },
  { "millimeter", 1e-3 },
  { "cm", 1e-2 },
  { "centimeter", 1e-2 },
  { "m", 1.0 },
  { "meter", 1.0 },
  { "metre", 1.0 },
  { "in", 0.0254 },
  { "inch", 0.0254 },
  { "angstrom", 1e-10 },
  { "\303\205", 1e-10 },     /* Å, as a letter                        */
  { "\342\204\253", 1e-10 }, /* Å, as a sign                          */
  { "\305", 1e-10 },         /* Å in Latin-1                          */
  { "\\u00b5m", 1e-6 },      /* how Java escapes the micro sign       */
};

/* Whether only what can be left of a micro sign stands before the last letter: bytes beyond
 * ASCII, which UTF-8, Latin-1 and code pages have for it, or the question mark of a program
 * that had none.
 */
static gboolean
is_micrometre (const gchar *unit, gsize size)
{
  if (size < 2 || size > 8 || unit[size - 1] != 'm')
    return FALSE;
  if (size == 2 && unit[0] == '?')
    return TRUE;

  for (gsize i = 0; i + 1 < size; i++)
    if ((guchar) unit[i] < 0x80)
      return FALSE;

  return TRUE;
}

gdouble
lp_length_get_metres (const gchar *unit, gsize size)
{
  while (size > 0 && (g_ascii_isspace (*unit) || *unit == '\0'))
    {
      unit++;
      size--;
    }
  while (size > 0 && (g_ascii_isspace (unit[size - 1]) || unit[size - 1] == '\0'))
    size--;

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strlen (units[i].name) == size &&
        g_ascii_strncasecmp (units[i].name, unit, size) == 0)
      return units[i].metres;

  return is_micrometre (unit, size) ? 1e-6 : 0.0;
}

gsize
lp_number_parse (const gchar *text, gsize size, gdouble *value)
{
  gchar number[NUMBER_SIZE];
  gchar *end;
  gsize start = 0;
  gsize n = 0;

  while (start < size && g_ascii_isspace (text[start]))
    start++;

  /* Neither "inf" nor "nan" nor a hexadecimal number. */
  while (start + n < size && n + 1 < NUMBER_SIZE && text[start + n] != '\0' &&
         strchr ("0123456789+-.,eE", text[start + n]))
    {
      gchar sign = text[start + n];
      gboolean digit_follows =
        start + n + 1 < size && g_ascii_isdigit (text[start + n + 1]);

      number[n] = sign == ',' && digit_follows ? '.' : sign;
      n++;
    }
  number[n] = '\0';

  *value = g_ascii_strtod (number, &end);
  if (end == number || !isfinite (*value))
    return 0;

  return start + (gsize) (end - number);
}

gdouble
lp_length_parse (const gchar *text, gsize size)
{
  gdouble value;
  gsize n = lp_number_parse (text, size, &value);

  return n > 0 ? value * lp_length_get_metres (text + n, size - n) : 0.0;
}
