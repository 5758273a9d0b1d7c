/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/makers.h"

#include <string.h>

#include "microscope/length.h"

/* A line "$KEY value" or "$$KEY value"; FALSE if it has another key. */
static gboolean
take_value (LpSpan line, const gchar *key, LpSpan *value)
{
  gsize n = strlen (key);

  while (line.size > 0 && *line.start == '$')
    {
      line.start++;
      line.size--;
    }
  if (line.size <= n + 1 || strncmp (line.start, key, n) != 0 ||
      !g_ascii_isspace (line.start[n]))
    return FALSE;

  *value = (LpSpan){ line.start + n, line.size - n };

  return TRUE;
}

/* The bar is measured in pixels of a picture of the full size. */
gboolean
lp_jeol_read (LpSpan text, gint columns, gint rows, LpTold *told)
{
  gdouble marker = 0.0, bar = 0.0, across = 0.0, down = 0.0;
  LpSpan line, value;

  while (lp_lines_next (&text, &line))
    if (take_value (line, "SM_MICRON_MARKER", &value))
      {
        marker = lp_length_parse (value.start, value.size);
      }
    else if (take_value (line, "SM_MICRON_BAR", &value))
      {
        lp_number_parse (value.start, value.size, &bar);
      }
    else if (take_value (line, "CM_FULL_SIZE", &value))
      {
        gsize n = lp_number_parse (value.start, value.size, &across);

        if (n > 0)
          lp_number_parse (value.start + n, value.size - n, &down);
      }

  if (!(bar > 0.0) || columns < 1)
    return FALSE;
  if (!(across >= 1.0))
    return lp_told_set (told, LP_SCALE_FROM_JEOL, marker / bar, 0.0);

  if (down >= 1.0)
    lp_told_set_bar (told, rows - down * columns / across, rows);

  return lp_told_set (told, LP_SCALE_FROM_JEOL, marker / bar * across / columns, 0.0);
}
