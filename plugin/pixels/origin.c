/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The means of 16 x 16 blocks survive scaling, a change of precision, and a conversion from
 * grey to colour, but neither a crop nor another image.
 */

#include "pixels/origin.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "pixels/pixels.h"

#define N_BLOCKS (LP_ORIGIN_SIDE * LP_ORIGIN_SIDE)

/* Blocks that differ by less, of the range of 8 bits, say nothing. */
#define FLAT (1.0 / 255.0)

static gint
get_block (gint i, gint n)
{
  return (gint) ((gint64) i * LP_ORIGIN_SIDE / n);
}

static void
add_rows (gdouble means[N_BLOCKS],
          gint64 counts[N_BLOCKS],
          const gfloat *values,
          gint y,
          gint rows,
          gint width,
          gint height)
{
  for (gint row = 0; row < rows; row++)
    {
      gint first = get_block (y + row, height) * LP_ORIGIN_SIDE;

      for (gint x = 0; x < width; x++)
        {
          gint block = first + get_block (x, width);

          means[block] += values[(gsize) row * width + x];
          counts[block]++;
        }
    }
}

void
lp_origin_read (LpOrigin *origin, gint32 layer)
{
  LpPixels *pixels = lp_pixels_new (layer);
  gint width = lp_pixels_get_width (pixels);
  gint height = lp_pixels_get_height (pixels);
  g_autofree gfloat *values = g_new (gfloat, (gsize) LP_PIXELS_STRIP * width);
  gdouble means[N_BLOCKS] = { 0.0 };
  gint64 counts[N_BLOCKS] = { 0 };
  gdouble least = G_MAXDOUBLE, most = -G_MAXDOUBLE;

  for (gint y = 0; y < height; y += LP_PIXELS_STRIP)
    {
      gint rows = MIN (LP_PIXELS_STRIP, height - y);

      lp_pixels_read (pixels, y, rows, 1, values, NULL);
      add_rows (means, counts, values, y, rows, width, height);
    }
  lp_pixels_free (pixels);

  for (gint i = 0; i < N_BLOCKS; i++)
    if (counts[i] > 0)
      {
        means[i] /= (gdouble) counts[i];
        least = MIN (least, means[i]);
        most = MAX (most, means[i]);
      }

  memset (origin, 0, sizeof (*origin));
  origin->width = width;
  origin->height = height;
  /* Deep pictures may use a small part of the range. */
  origin->flat = most - least < FLAT * MIN (1.0, MAX (fabs (least), fabs (most)));
  for (gint i = 0; i < N_BLOCKS && !origin->flat; i++)
    if (counts[i] > 0)
      origin->look[i] = (guint8) lrint (255.0 * (means[i] - least) / (most - least));
}

gchar *
lp_origin_to_text (const LpOrigin *origin)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%d %d ", origin->width, origin->height);
  for (gint i = 0; i < N_BLOCKS && !origin->flat; i++)
    g_string_append_printf (text, "%02x", origin->look[i]);

  return g_string_free (text, FALSE);
}

gboolean
lp_origin_from_text (LpOrigin *origin, const gchar *text)
{
  gint start = 0;

  memset (origin, 0, sizeof (*origin));
  if (!text || sscanf (text, "%9d %9d %n", &origin->width, &origin->height, &start) < 2 ||
      origin->width < 1 || origin->height < 1)
    return FALSE;

  text += start;
  origin->flat = *text == '\0';
  for (gint i = 0; i < N_BLOCKS && !origin->flat; i++)
    {
      gint high = g_ascii_xdigit_value (text[2 * i]);
      gint low = high < 0 ? -1 : g_ascii_xdigit_value (text[2 * i + 1]);

      if (low < 0)
        return FALSE;
      origin->look[i] = (guint8) (16 * high + low);
    }

  return TRUE;
}

/* Pearson's correlation. */
gdouble
lp_origin_correlate (const LpOrigin *then, const LpOrigin *now)
{
  const guint8 *a = then->look;
  const guint8 *b = now->look;
  gdouble sum_a = 0.0, sum_b = 0.0, ab = 0.0, aa = 0.0, bb = 0.0;

  for (gint i = 0; i < N_BLOCKS; i++)
    {
      sum_a += a[i];
      sum_b += b[i];
    }
  for (gint i = 0; i < N_BLOCKS; i++)
    {
      gdouble da = a[i] - sum_a / N_BLOCKS;
      gdouble db = b[i] - sum_b / N_BLOCKS;

      ab += da * db;
      aa += da * da;
      bb += db * db;
    }

  return aa > 0.0 && bb > 0.0 ? ab / sqrt (aa * bb) : 0.0;
}

gboolean
lp_origin_keeps_aspect (const LpOrigin *then, const LpOrigin *now)
{
  gdouble height = (gdouble) then->height * now->width / then->width;
  gdouble width = (gdouble) then->width * now->height / then->height;

  return fabs (height - now->height) <= 1.0 || fabs (width - now->width) <= 1.0;
}

LpOriginChange
lp_origin_compare (const LpOrigin *then, const LpOrigin *now)
{
  gboolean flat = then->flat || now->flat;
  gboolean alike = !flat && lp_origin_correlate (then, now) >= LP_ORIGIN_ALIKE;

  if (then->width == now->width && then->height == now->height)
    return alike || (then->flat && now->flat) ? LP_ORIGIN_SAME : LP_ORIGIN_CHANGED;

  return alike && lp_origin_keeps_aspect (then, now) ? LP_ORIGIN_SCALED
                                                     : LP_ORIGIN_RESIZED;
}

void
lp_origin_turn (const LpOrigin *origin, gboolean clockwise, LpOrigin *turned)
{
  turned->width = origin->height;
  turned->height = origin->width;
  turned->flat = origin->flat;
  for (gint v = 0; v < LP_ORIGIN_SIDE; v++)
    for (gint u = 0; u < LP_ORIGIN_SIDE; u++)
      {
        gint from_u = clockwise ? v : LP_ORIGIN_SIDE - 1 - v;
        gint from_v = clockwise ? LP_ORIGIN_SIDE - 1 - u : u;

        turned->look[v * LP_ORIGIN_SIDE + u] =
          origin->look[from_v * LP_ORIGIN_SIDE + from_u];
      }
}
