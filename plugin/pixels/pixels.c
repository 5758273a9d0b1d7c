/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pixels are read as numbers, so that a colour profile does not change what the network
 * sees, and in strips of the height of a tile, so that each tile is transferred once.
 */

#include "pixels/pixels.h"

#include <math.h>
#include <string.h>

#include <lazylabels/lazylabels.h>

struct _LpPixels
{
  GeglBuffer *buffer;
  GeglBuffer *mask;   /* NULL: none             */
  const Babl *format; /* grey or RGB, and alpha */
  gint components;    /* of @format: 2 or 4     */
  gint x;             /* of the first pixel, in the buffer */
  gint y;
  gint width;
  gint height;
  gfloat factor; /* what values are multiplied by ... */
  gfloat offset; /* ... before this is added          */
  gboolean deep; /* more than 8 bits                  */
  gboolean wide; /* values may be outside of 0 .. 1   */
  gboolean may_be_missing;
};

static void
read_mask (const LpPixels *pixels, const GeglRectangle *area, gfloat *alpha)
{
  gsize n = (gsize) area->width * area->height;
  GeglRectangle place = { pixels->x + area->x, pixels->y + area->y, area->width,
                          area->height };
  g_autofree gfloat *mask = g_new (gfloat, n);

  gegl_buffer_get (pixels->mask, &place, 1.0, babl_format ("Y float"), mask,
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
  GeglRectangle place = { pixels->x + area->x, pixels->y + area->y, area->width,
                          area->height };
  g_autofree gfloat *values = g_new (gfloat, n * pixels->components);
  g_autofree gfloat *own_alpha = NULL;

  if (pixels->may_be_missing && !alpha)
    alpha = own_alpha = g_new (gfloat, n);
  gegl_buffer_get (pixels->buffer, &place, 1.0, pixels->format, values,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);

  for (gsize i = 0; i < n; i++)
    {
      const gfloat *v = values + i * pixels->components;
      gfloat red = v[0] * pixels->factor + pixels->offset;
      gfloat green =
        pixels->components == 4 ? v[1] * pixels->factor + pixels->offset : red;
      gfloat blue =
        pixels->components == 4 ? v[2] * pixels->factor + pixels->offset : red;

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
lp_pixels_new_of_buffer (GeglBuffer *buffer,
                         GeglBuffer *mask,
                         const GeglRectangle *extent)
{
  LpPixels *pixels = g_new0 (LpPixels, 1);
  const Babl *own = gegl_buffer_get_format (buffer);
  const gchar *type = babl_get_name (babl_format_get_type (own, 0));
  gboolean grey =
    !babl_format_is_palette (own) && babl_format_get_n_components (own) <= 2;

  pixels->buffer = g_object_ref (buffer);
  g_set_object (&pixels->mask, mask);
  pixels->x = extent->x;
  pixels->y = extent->y;
  pixels->width = extent->width;
  pixels->height = extent->height;
  pixels->deep = !g_str_equal (type, "u8");
  pixels->wide = pixels->deep && !g_str_equal (type, "u16") && !g_str_equal (type, "u32");
  pixels->may_be_missing = mask || babl_format_has_alpha (own) || pixels->wide;
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

gboolean
lp_pixels_are_deep (const LpPixels *pixels)
{
  return pixels->deep;
}

void
lp_pixels_convert (LpPixels *pixels, gfloat factor, gfloat offset)
{
  pixels->factor = factor;
  pixels->offset = offset;
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

void
lp_pixels_read_part (const LpPixels *pixels,
                     const GeglRectangle *area,
                     gint channels,
                     gfloat *planes,
                     gfloat *alpha)
{
  gsize part = (gsize) area->width * area->height;
  gsize row = (gsize) pixels->width;
  g_autofree gfloat *all = NULL;
  g_autofree gfloat *opacity = NULL;

  if (!pixels->may_be_missing || area->width == pixels->width)
    {
      read_strip (pixels, area, channels, part, planes, alpha);
      return;
    }

  /* Only whole rows tell what a pixel that isn't there is taken for. */
  all = g_new (gfloat, channels * row);
  opacity = g_new (gfloat, row);
  for (gint y = 0; y < area->height; y++)
    {
      GeglRectangle strip = { 0, area->y + y, pixels->width, 1 };
      gsize first = (gsize) y * area->width;
      gsize bytes = (gsize) area->width * sizeof (gfloat);

      read_strip (pixels, &strip, channels, row, all, opacity);
      for (gint c = 0; c < channels; c++)
        memcpy (planes + c * part + first, all + c * row + area->x, bytes);
      if (alpha)
        memcpy (alpha + first, opacity + area->x, bytes);
    }
}

gboolean
lp_pixels_have_colour (const LpPixels *pixels, const gfloat *planes, gsize n)
{
  return ll_planes_have_colour (planes, n, pixels->wide, pixels->offset);
}

gboolean
lp_pixels_are_grey (const LpPixels *pixels)
{
  g_autofree gfloat *planes = NULL;

  if (pixels->components == 2)
    return TRUE;

  planes = g_new (gfloat, (gsize) 3 * LP_PIXELS_STRIP * pixels->width);
  for (gint y = 0; y < pixels->height; y += LP_PIXELS_STRIP)
    {
      gint rows = MIN (LP_PIXELS_STRIP, pixels->height - y);

      lp_pixels_read (pixels, y, rows, 3, planes, NULL);
      if (lp_pixels_have_colour (pixels, planes, (gsize) rows * pixels->width))
        return FALSE;
    }

  return TRUE;
}
