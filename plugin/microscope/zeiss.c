/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/makers.h"

#include <string.h>

#include "microscope/length.h"

/* What AP_PIXEL_SIZE refers to, whatever the size of the file is. */
#define COLUMNS 1024

/* A line such as "Pixel Size = 12.4 nm", or with a colon. */
static gdouble
parse_line (LpSpan line)
{
  const gchar *sign = line.size > 0 ? memchr (line.start, '=', line.size) : NULL;

  if (!sign)
    sign = line.size > 0 ? memchr (line.start, ':', line.size) : NULL;
  if (!sign)
    return 0.0;

  sign++;

  return lp_length_parse (sign, line.size - (gsize) (sign - line.start));
}

gboolean
lp_zeiss_read (LpSpan text, gint columns, gint rows, LpTold *told)
{
  gdouble own = 0.0;
  gdouble of_1024 = 0.0;
  LpSpan line;

  while (lp_lines_next (&text, &line))
    {
      gboolean is_own = lp_span_is (line, "AP_IMAGE_PIXEL_SIZE");
      gboolean is_of_1024 = lp_span_is (line, "AP_PIXEL_SIZE");

      if ((!is_own && !is_of_1024) || !lp_lines_next (&text, &line))
        continue;
      if (is_own)
        own = parse_line (line);
      else
        of_1024 = parse_line (line);
    }

  return lp_told_set (told, LP_SCALE_FROM_ZEISS, own, 0.0) ||
         (columns > 0 &&
          lp_told_set (told, LP_SCALE_FROM_ZEISS, of_1024 * COLUMNS / columns, 0.0));
}
