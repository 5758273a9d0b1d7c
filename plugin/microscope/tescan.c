/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "microscope/makers.h"

#include <string.h>

/* The kinds of blocks. */
#define LAST 0
#define MAIN 2
#define SEM  3
#define FIB  5

static gboolean
read_lines (LpSpan text, LpScaleSource source, gint rows, LpTold *told)
{
  gdouble width, height = 0.0, bar = 0.0;

  if (lp_ini_find_number (text, NULL, "ImageStripSize", &bar))
    lp_told_set_bar (told, bar, rows);
  if (!lp_ini_find_number (text, NULL, "PixelSizeX", &width))
    return FALSE;
  lp_ini_find_number (text, NULL, "PixelSizeY", &height);

  return lp_told_set (told, source, width, height);
}

gboolean
lp_tescan_header_read (LpSpan text, gint columns, gint rows, LpTold *told)
{
  return read_lines (text, LP_SCALE_FROM_TESCAN_HEADER, rows, told);
}

/* A block is its size (4 bytes), its kind (2 bytes, which the size includes) and the rest.
 * The size and the bar need not stand in the same one.
 */
gboolean
lp_tescan_read (LpSpan bytes, gint columns, gint rows, LpTold *told)
{
  gboolean found = FALSE;
  gboolean whole = FALSE;
  LpSpan rest = bytes;

  while (rest.size >= 6)
    {
      const guint8 *b = (const guint8 *) rest.start;
      guint32 size =
        b[0] | (guint32) b[1] << 8 | (guint32) b[2] << 16 | (guint32) b[3] << 24;
      guint kind = b[4] | (guint) b[5] << 8;

      whole = kind == LAST;
      if (whole || size < 2 || size > rest.size - 4)
        break;
      if (kind == MAIN || kind == SEM || kind == FIB)
        found = read_lines ((LpSpan){ rest.start + 6, size - 2 }, LP_SCALE_FROM_TESCAN,
                            rows, told) ||
                found;
      rest.start += 4 + size;
      rest.size -= 4 + size;
    }

  /* Some files have the lines without blocks around them. */
  if (!found && !whole)
    found = read_lines (bytes, LP_SCALE_FROM_TESCAN, rows, told);

  return found;
}
