/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scale/bar-rows.h"

#include "microscope/bar.h"

/* More columns say no more about a row. */
#define MOST_COLUMNS 2048

gint
lp_bar_rows_find (const LpPixels *pixels)
{
  gint width = lp_pixels_get_width (pixels);
  gint height = lp_pixels_get_height (pixels);
  gint n_rows = lp_bar_get_rows (height);
  gint step = (width + MOST_COLUMNS - 1) / MOST_COLUMNS;
  gint columns = (width + step - 1) / step;
  g_autofree gfloat *strip = g_new (gfloat, (gsize) LP_PIXELS_STRIP * width);
  g_autofree gfloat *grey = g_new (gfloat, (gsize) n_rows * columns);
  gfloat *next = grey;

  for (gint y = height - n_rows; y < height; y += LP_PIXELS_STRIP)
    {
      gint rows = MIN (LP_PIXELS_STRIP, height - y);

      lp_pixels_read (pixels, y, rows, 1, strip, NULL);
      for (gint row = 0; row < rows; row++)
        for (gint x = 0; x < width; x += step)
          *next++ = strip[(gsize) row * width + x];
    }

  return lp_bar_find (grey, columns, n_rows, height);
}
