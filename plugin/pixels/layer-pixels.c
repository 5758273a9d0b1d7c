/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pixels of a layer; other readers of buffers do without GIMP. */

#include "pixels/pixels.h"

LpPixels *
lp_pixels_new (gint32 layer)
{
  g_autoptr (GeglBuffer) buffer = lp_host_get_buffer (layer, FALSE);
  g_autoptr (GeglBuffer) mask = lp_host_get_mask_buffer (layer);
  GeglRectangle extent = { 0, 0, gegl_buffer_get_width (buffer),
                           gegl_buffer_get_height (buffer) };

  return lp_pixels_new_of_buffer (buffer, mask, &extent);
}
