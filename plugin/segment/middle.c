/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/middle.h"

/* Pixels along a side that an estimate looks at, at most. */
#define MIDDLE 2048

LlImage *
lp_diameter_read_middle (const LpPixels *pixels)
{
  gint width = MIN (MIDDLE, lp_pixels_get_width (pixels));
  gint height = MIN (MIDDLE, lp_pixels_get_height (pixels));
  GeglRectangle area = { (lp_pixels_get_width (pixels) - width) / 2,
                         (lp_pixels_get_height (pixels) - height) / 2, width, height };
  LlImage *middle = ll_image_new (width, height, 3);

  lp_pixels_read_area (pixels, &area, middle->data);

  return middle;
}
