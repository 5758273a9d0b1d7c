/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pixels are read as numbers, so that a colour profile does not change what the network
 * sees, and in strips of the height of a tile, so that each tile is transferred once.
 */

#include "image/pixels.h"

#include <math.h>

#include <lazylabels/lazylabels.h>

struct _LpPixels
{
  GeglBuffer *buffer;
  GeglBuffer *mask;   /* NULL: none             */
  const Babl *format; /* grey or RGB, and alpha */
  gint components;    /* of @format: 2 or 4     */
  gint width;
  gint height;
  gfloat factor;
  gboolean may_be_missing;
};

static void
read_mask (const LpPixels *pixels, const GeglRectangle *area, gfloat *alpha)
{
  gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *mask = g_new (gfloat, n);

  gegl_buffer_get (pixels->mask, area, 1.0, babl_format ("Y float"), mask,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    if (alpha[i] != LP_PIXELS_NOT_FINITE)
      alpha[i] *= mask[i];
}

/* Converts one strip from interleaved to planar. */
static void
read_strip (const LpPixels *pixels,
            const GeglRectangle *area,
            gint channels,
            gsize plane, /* values from one plane to the next */
            gfloat *planes,
            gfloat *alpha)
{
  gsize n = (gsize) area->width * area->height;
  g_autofree gfloat *values = g_new (gfloat, n * pixels->components);
  g_autofree gfloat *own_alpha = NULL;

  if (pixels->may_be_missing && !alpha)
    alpha = own_alpha = g_new (gfloat, n);
  gegl_buffer_get (pixels->buffer, area, 1.0, pixels->format, values, GEGL_AUTO_ROWSTRIDE,
                   GEGL_ABYSS_NONE);

  for (gsize i = 0; i < n; i++)
    {
      const gfloat *v = values + i * pixels->components;
      gfloat red = v[0] * pixels->factor;
      gfloat green = pixels->components == 4 ? v[1] * pixels->factor : red;
      gfloat blue = pixels->components == 4 ? v[2] * pixels->factor : red;

      if (channels == 1)
        {
          planes[i] = ll_grey (red, green, blue);
        }
      else
        {
          planes[i] = red;
          planes[plane + i] = green;
          planes[2 * plane + i] = blue;
        }
      if (alpha)
        alpha[i] = isfinite (red) && isfinite (green) && isfinite (blue)
                     ? v[pixels->components - 1]
                     : LP_PIXELS_NOT_FINITE;
    }

  if (alpha && pixels->mask)
    read_mask (pixels, area, alpha);
  if (pixels->may_be_missing)
    for (gint c = 0; c < channels; c++)
      for (gint y = 0; y < area->height; y++)
        ll_row_fill (alpha + (gsize) y * area->width, area->width,
                     planes + (gsize) c * plane + (gsize) y * area->width);
}

LpPixels *
lp_pixels_new (gint32 layer)
{
  LpPixels *pixels = g_new0 (LpPixels, 1);
  const Babl *own;
  const gchar *type;
  gboolean grey;

  pixels->buffer = lp_host_get_buffer (layer, FALSE);
  pixels->mask = lp_host_get_mask_buffer (layer);
  pixels->width = gegl_buffer_get_width (pixels->buffer);
  pixels->height = gegl_buffer_get_height (pixels->buffer);

  own = gegl_buffer_get_format (pixels->buffer);
  grey = !babl_format_is_palette (own) && babl_format_get_n_components (own) <= 2;
  type = babl_get_name (babl_format_get_type (own, 0));
  pixels->may_be_missing =
    pixels->mask || babl_format_has_alpha (own) ||
    !(g_str_equal (type, "u8") || g_str_equal (type, "u16") || g_str_equal (type, "u32"));
  pixels->factor = 1.0f;
  pixels->components = grey ? 2 : 4;
  pixels->format = babl_format_with_space (grey ? "Y'A float" : "R'G'B'A float",
                                           babl_format_get_space (own));

  return pixels;
}

void
lp_pixels_free (LpPixels *pixels)
{
  if (!pixels)
    return;

  g_clear_object (&pixels->buffer);
  g_clear_object (&pixels->mask);
  g_free (pixels);
}

gboolean
lp_pixels_may_be_missing (const LpPixels *pixels)
{
  return pixels->may_be_missing;
}

void
lp_pixels_set_factor (LpPixels *pixels, gfloat factor)
{
  pixels->factor = factor;
}

gfloat
lp_pixels_get_factor (const LpPixels *pixels)
{
  return pixels->factor;
}

const Babl *
lp_pixels_numbers_format (const Babl *own)
{
  g_auto (GStrv) words = g_strsplit (babl_format_get_encoding (own), " ", 2);
  g_autofree gchar *name = g_strdup_printf ("%s float", words[0]);

  return babl_format_with_space (name, babl_format_get_space (own));
}

gint
lp_pixels_get_width (const LpPixels *pixels)
{
  return pixels->width;
}

gint
lp_pixels_get_height (const LpPixels *pixels)
{
  return pixels->height;
}

void
lp_pixels_read_area (const LpPixels *pixels, const GeglRectangle *area, gfloat *planes)
{
  gsize n = (gsize) area->width * area->height;

  read_strip (pixels, area, 3, n, planes, NULL);
  for (gsize i = 0; i < 3 * n; i++)
    if (isnan (planes[i]))
      planes[i] = 0.0f;
}

void
lp_pixels_read (const LpPixels *pixels,
                gint y,
                gint rows,
                gint channels,
                gfloat *planes,
                gfloat *alpha)
{
  gsize plane = (gsize) rows * pixels->width;

  for (gint done = 0; done < rows;)
    {
      /* Only up to the next row of tiles. */
      gint height = MIN (LP_PIXELS_STRIP - (y + done) % LP_PIXELS_STRIP, rows - done);
      GeglRectangle area = { 0, y + done, pixels->width, height };
      gsize offset = (gsize) done * pixels->width;

      read_strip (pixels, &area, channels, plane, planes + offset,
                  alpha ? alpha + offset : NULL);
      done += height;
    }
}

gboolean
lp_pixels_are_grey (const LpPixels *pixels)
{
  gsize plane = (gsize) LP_PIXELS_STRIP * pixels->width;
  g_autofree gfloat *planes = NULL;

  if (pixels->components == 2)
    return TRUE;

  planes = g_new (gfloat, 3 * plane);
  for (gint y = 0; y < pixels->height; y += LP_PIXELS_STRIP)
    {
      gint rows = MIN (LP_PIXELS_STRIP, pixels->height - y);
      gsize n = (gsize) rows * pixels->width;

      lp_pixels_read (pixels, y, rows, 3, planes, NULL);
      if (!ll_grey_is_row (planes, planes + n, planes + 2 * n, n))
        return FALSE;
    }

  return TRUE;
}
