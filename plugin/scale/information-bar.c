/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scale/information-bar.h"

#include <string.h>

#include "pixels/pixels.h"
#include "scale/bar-rows.h"
#include "scale/known-scale.h"

/* Bytes of a pixel, enough for four components of double precision. */
#define MAX_PIXEL_BYTES 32

static gint
ask_file (gint32 image, const LpHostLayer *micrograph)
{
  g_autofree gchar *path = lp_known_scale_get_path (image);
  gint columns = 0, rows = 0;
  LpTold told;

  if (!path)
    return 0;

  columns = micrograph->width;
  rows = micrograph->height;
  lp_file_scale_read (path, &columns, &rows, &told);

  return columns == micrograph->width && rows == micrograph->height ? told.bar : 0;
}

static gint
ask_pixels (const LpHostLayer *micrograph)
{
  g_autoptr (LpPixels) pixels = lp_pixels_new (micrograph->id);

  return lp_bar_rows_find (pixels);
}

gint
lp_information_bar_find (gint32 image, const LpHostLayer *micrograph)
{
  gint rows = ask_file (image, micrograph);

  return rows > 0 ? rows : ask_pixels (micrograph);
}

gboolean
lp_information_bar_paint (gint32 image,
                          const LpHostLayer *layer,
                          const LpHostLayer *micrograph,
                          gint rows,
                          LlColour colour,
                          GError **error)
{
  g_autoptr (GeglBuffer) old = lp_host_get_buffer (layer->id, TRUE);
  const Babl *format = gegl_buffer_get_format (old);
  gsize bytes = (gsize) babl_format_get_bytes_per_pixel (format);
  GeglRectangle area = { micrograph->x - layer->x,
                         micrograph->y + micrograph->height - rows - layer->y,
                         micrograph->width, rows };
  GeglRectangle canvas = { -layer->x, -layer->y, 0, 0 };
  gfloat rgba[4] = { (gfloat) colour.rgb[0] / 255.0f, (gfloat) colour.rgb[1] / 255.0f,
                     (gfloat) colour.rgb[2] / 255.0f, 1.0f };
  guint8 pixel[MAX_PIXEL_BYTES];
  g_autoptr (GeglBuffer) painted = NULL;
  g_autofree guint8 *row = NULL;

  lp_host_get_image_size (image, &canvas.width, &canvas.height);
  if (!gegl_rectangle_intersect (&area, &area, &canvas) ||
      !gegl_rectangle_intersect (&area, &area, gegl_buffer_get_extent (old)))
    return TRUE;

  babl_process (babl_fish (babl_format ("R'G'B'A float"), format), rgba, pixel, 1);
  row = g_malloc (bytes * (gsize) area.width);
  for (gsize x = 0; x < (gsize) area.width; x++)
    memcpy (row + x * bytes, pixel, bytes);
  painted = gegl_buffer_new (&area, format);
  for (gint y = 0; y < area.height; y++)
    gegl_buffer_set (painted, &(GeglRectangle){ area.x, area.y + y, area.width, 1 }, 0,
                     format, row, GEGL_AUTO_ROWSTRIDE);

  return lp_host_write_pixels (layer->id, painted, error);
}
