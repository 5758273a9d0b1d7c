/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "procedure/number-text.h"

#include <math.h>
#include <string.h>

#define SIGNIFICANT  6
#define MAX_DECIMALS 12

gchar *
lp_number_to_text (gdouble value, gint digits)
{
  gint decimals =
    value != 0.0 ? SIGNIFICANT - 1 - (gint) floor (log10 (fabs (value))) : 0;
  gchar *text;
  gsize length, least;

  decimals = CLAMP (decimals, digits, MAX_DECIMALS);
  text = g_strdup_printf ("%.*f", decimals, value);
  length = strlen (text);
  least = length - (gsize) (decimals - digits);
  while (length > least && text[length - 1] == '0')
    length--;
  text[length] = '\0';

  return text;
}
