/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/makers.h"

#include "microscope/length.h"

#define SECTION "SemImageFile"

/* "1280x960" */
static gint
parse_columns (LpSpan text)
{
  gdouble across;

  return lp_number_parse (text.start, text.size, &across) > 0 && across >= 1.0 &&
             across <= G_MAXINT
           ? (gint) across
           : 0;
}

gboolean
lp_hitachi_read (LpSpan text, gint columns, gint rows, LpTold *told)
{
  gdouble nanometres;
  LpSpan size;

  if (!lp_ini_find_number (text, SECTION, "PixelSize", &nanometres))
    return FALSE;
  if (lp_ini_find (text, SECTION, "DataSize", &size))
    told->columns = parse_columns (size);

  return lp_told_set (told, LP_SCALE_FROM_HITACHI, nanometres * 1e-9, 0.0);
}
