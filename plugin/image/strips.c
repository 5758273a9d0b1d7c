/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "image/strips.h"

#include <string.h>

/* So many strips of a large image are read, evenly spaced. */
#define MAX_STRIPS 16

LlImage *
lp_strips_read (const LpPixels *pixels, gint channels, const LpThere *there)
{
  gint width = lp_pixels_get_width (pixels);
  gint height = lp_pixels_get_height (pixels);
  gint all = (height + LP_PIXELS_STRIP - 1) / LP_PIXELS_STRIP;
  gint n = MIN (all, MAX_STRIPS);
  LlImage *image = ll_image_new (width, MIN (height, n * LP_PIXELS_STRIP), channels);
  gsize plane = (gsize) width * image->height;
  g_autofree gfloat *values = g_new (gfloat, (gsize) channels * LP_PIXELS_STRIP * width);
  gint row = 0;

  image->missing = g_new0 (guint8, plane);
  for (gint k = 0; k < n && row < image->height; k++)
    {
      gint y = (gint) ((gint64) k * all / n) * LP_PIXELS_STRIP;
      gint rows = MIN (MIN (LP_PIXELS_STRIP, height - y), image->height - row);
      gsize piece = (gsize) rows * width;

      lp_pixels_read (pixels, y, rows, channels, values, NULL);
      for (gint c = 0; c < channels; c++)
        memcpy (image->data + (gsize) c * plane + (gsize) row * width,
                values + (gsize) c * piece, piece * sizeof (gfloat));
      if (there)
        memcpy (image->missing + (gsize) row * width, there->missing + (gsize) y * width,
                piece);
      row += rows;
    }
  /* A short strip may have been among them. */
  memset (image->missing + (gsize) row * width, 1, plane - (gsize) row * width);

  return image;
}
