/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/middle.h"

#include <math.h>

LlImage *
lp_diameter_read_middle (const LpPixels *pixels)
{
  gint width = MIN (LL_ESTIMATE_MIDDLE, lp_pixels_get_width (pixels));
  gint height = MIN (LL_ESTIMATE_MIDDLE, lp_pixels_get_height (pixels));
  GeglRectangle area = { (lp_pixels_get_width (pixels) - width) / 2,
                         (lp_pixels_get_height (pixels) - height) / 2, width, height };
  LlImage *middle = ll_image_new (width, height, 3);

  lp_pixels_read_part (pixels, &area, 3, middle->data, NULL);
  for (gsize i = 0; i < 3 * (gsize) width * height; i++)
    if (isnan (middle->data[i]))
      middle->data[i] = 0.0f;

  return middle;
}
