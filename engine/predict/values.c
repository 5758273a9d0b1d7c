/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lazylabels/values.h"

#include <math.h>
#include <string.h>

/* So many strips of a large image are read, evenly spaced. */
#define MAX_STRIPS 16

/* Percentiles that differ by this share of the range are not those of a like picture. */
#define UNLIKE 0.5

LlImage *
ll_strips_read (gint channels,
                gint width,
                gint height,
                const guint8 *missing,
                LlReadRowsFunc read,
                gpointer data,
                GError **error)
{
  gint all = (height + LL_VALUES_STRIP - 1) / LL_VALUES_STRIP;
  gint n = MIN (all, MAX_STRIPS);
  g_autoptr (LlImage) image =
    ll_image_new (width, MIN (height, n * LL_VALUES_STRIP), channels);
  gsize plane = (gsize) width * (gsize) image->height;
  g_autofree gfloat *values =
    g_new (gfloat, (gsize) channels * LL_VALUES_STRIP * (gsize) width);
  gint row = 0;

  image->missing = g_new0 (guint8, plane);
  for (gint k = 0; k < n && row < image->height; k++)
    {
      gint y = (gint) ((gint64) k * all / n) * LL_VALUES_STRIP;
      gint rows = MIN (MIN (LL_VALUES_STRIP, height - y), image->height - row);
      gsize piece = (gsize) rows * (gsize) width;

      if (!read (y, rows, values, data, error))
        return NULL;
      for (gint c = 0; c < channels; c++)
        memcpy (image->data + (gsize) c * plane + (gsize) row * (gsize) width,
                values + (gsize) c * piece, piece * sizeof (gfloat));
      if (missing)
        memcpy (image->missing + (gsize) row * (gsize) width,
                missing + (gsize) y * (gsize) width, piece);
      row += rows;
    }
  /* A short strip may have been among them. */
  memset (image->missing + (gsize) row * (gsize) width, 1,
          plane - (gsize) row * (gsize) width);

  return g_steal_pointer (&image);
}

/* Both percentiles averaged over the channels: colours keep their hue. */
static void
average (const LlNormalisation *of, gint channels, gdouble *low, gdouble *high)
{
  *low = *high = 0.0;
  for (gint c = 0; c < channels; c++)
    {
      *low += (gdouble) of->low[c] / channels;
      *high += (gdouble) of->high[c] / channels;
    }
}

/* Of a deep image that is too dark, too bright or too wide, the percentiles become those that
 * the network knows.  An image of 8 bits is as dark as it looks.  One of little contrast
 * may well be empty.
 */
static void
stretch (const LlNormalisation *learned,
         const LlNormalisation *own,
         gint channels,
         LlConversion *conversion)
{
  gdouble low, high, own_low, own_high, factor;

  average (learned, channels, &low, &high);
  average (own, channels, &own_low, &own_high);
  factor = (high - low) / (own_high - own_low);
  if (!(own_low < own_high) || !isfinite (factor))
    return;

  *conversion = (LlConversion){ LL_CONVERSION_STRETCHED, (gfloat) factor,
                                (gfloat) (low - own_low * factor) };
}

/* Whether a deep image that could be known, but has far less or more contrast, may be stored in
 * other numbers: 14 bits in 16 are as dark as a picture of a quarter of the range.
 */
static gboolean
may_be_stored (const LlNormalisation *learned, const LlNormalisation *own, gint channels)
{
  gdouble low, high, own_low, own_high;

  if (learned->each || !ll_normalisation_has_percentiles (learned) ||
      !ll_normalisation_has_percentiles (own))
    return FALSE;

  average (learned, channels, &low, &high);
  average (own, channels, &own_low, &own_high);

  return MAX (fabs (own_low - low), fabs (own_high - high)) > UNLIKE * (high - low);
}

LlValues
ll_values_convert (const LlNormalisation *learned,
                   gint channels,
                   gboolean deep,
                   const LlImage *strips,
                   LlNormalisation *own,
                   LlConversion *conversion)
{
  const LlImage *images[1] = { strips };
  LlValues values;
  gfloat factor;

  *conversion = (LlConversion){ LL_CONVERSION_NONE, 1.0f, 0.0f };
  ll_normalisation_measure (own, images, 1);
  values = ll_normalisation_compare (learned, own, channels);
  if (values == LL_VALUES_FIT && !(deep && may_be_stored (learned, own, channels)))
    return values;

  factor = ll_normalisation_find_factor (learned, own, channels);
  if (factor != 1.0f)
    *conversion = (LlConversion){ LL_CONVERSION_FACTOR, factor, 0.0f };
  else if (deep && values != LL_VALUES_FIT && values != LL_VALUES_FLAT)
    stretch (learned, own, channels, conversion);

  return values;
}

gfloat *
ll_probabilities_clear (const guint8 *missing,
                        gint width,
                        gint y,
                        gint rows,
                        gint n_planes,
                        const gfloat *probabilities)
{
  gsize n = (gsize) rows * (gsize) width;
  gfloat *cleared;

  missing += (gsize) y * (gsize) width;
  if (!memchr (missing, 1, n))
    return NULL;

  cleared = g_memdup2 (probabilities, (gsize) n_planes * n * sizeof (gfloat));
  for (gint plane = 0; plane < n_planes; plane++)
    for (gsize i = 0; i < n; i++)
      if (missing[i])
        cleared[(gsize) plane * n + i] = 0.0f;

  return cleared;
}
