/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/values.h"

#include "image/strips.h"

LlValues
lp_values_convert (const LlNormalisation *learned,
                   gint channels,
                   LpPixels *pixels,
                   const LpThere *there,
                   LlNormalisation *own,
                   LlConversion *conversion)
{
  g_autoptr (LlImage) strips = NULL;
  LlValues values;

  lp_pixels_convert (pixels, 1.0f, 0.0f);
  strips = lp_strips_read (pixels, channels, there);
  values = ll_values_convert (learned, channels, lp_pixels_are_deep (pixels), strips, own,
                              conversion);
  lp_pixels_convert (pixels, conversion->factor, conversion->offset);

  return values;
}
