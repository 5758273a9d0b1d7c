/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/makers.h"

#include "microscope/bytes.h"

/* The first 244 bytes are those of version 1, whose sizes are not of the specimen. */
#define VERSION_AT 0
#define COLUMNS_AT 564
#define WIDTH_AT   2968 /* nanometres per pixel */
#define HEIGHT_AT  2972
#define SIZE       2976

gboolean
lp_tvips_read (LpSpan bytes, gboolean big_endian, gint columns, gint rows, LpTold *told)
{
  guint32 across;

  if (bytes.size < SIZE || lp_bytes_get_32 (bytes.start + VERSION_AT, big_endian) != 2)
    return FALSE;

  across = lp_bytes_get_32 (bytes.start + COLUMNS_AT, big_endian);
  if (across >= 1 && across <= G_MAXINT)
    told->columns = (gint) across;

  return lp_told_set (told, LP_SCALE_FROM_TVIPS,
                      1e-9 * lp_bytes_get_float (bytes.start + WIDTH_AT, big_endian),
                      1e-9 * lp_bytes_get_float (bytes.start + HEIGHT_AT, big_endian));
}
