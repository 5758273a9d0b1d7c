/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/values.h"

#include <math.h>

#include "image/strips.h"

/* Percentiles that differ by this share of the range are not those of a like picture. */
#define UNLIKE 0.5

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
static gboolean
stretch (const LlNormalisation *learned,
         const LlNormalisation *own,
         gint channels,
         LlValues values,
         LpPixels *pixels)
{
  gdouble low, high, own_low, own_high, factor;

  if (!lp_pixels_are_deep (pixels) || values == LL_VALUES_FLAT)
    return FALSE;

  average (learned, channels, &low, &high);
  average (own, channels, &own_low, &own_high);
  factor = (high - low) / (own_high - own_low);
  if (!(own_low < own_high) || !isfinite (factor))
    return FALSE;

  lp_pixels_convert (pixels, (gfloat) factor, (gfloat) (low - own_low * factor));

  return TRUE;
}

/* Whether a deep image that could be known, but has far less or more contrast, may be stored in
 * other numbers: 14 bits in 16 are as dark as a picture of a quarter of the range.
 */
static gboolean
may_be_stored (const LlNormalisation *learned,
               const LlNormalisation *own,
               gint channels,
               const LpPixels *pixels)
{
  gdouble low, high, own_low, own_high;

  if (learned->each || !lp_pixels_are_deep (pixels) ||
      !ll_normalisation_has_percentiles (learned) ||
      !ll_normalisation_has_percentiles (own))
    return FALSE;

  average (learned, channels, &low, &high);
  average (own, channels, &own_low, &own_high);

  return MAX (fabs (own_low - low), fabs (own_high - high)) > UNLIKE * (high - low);
}

LlValues
lp_values_convert (const LlNormalisation *learned,
                   gint channels,
                   LpPixels *pixels,
                   const LpThere *there,
                   LlNormalisation *own,
                   LpConversion *conversion)
{
  g_autoptr (LlImage) strips = NULL;
  const LlImage *images[1];
  LlValues values;
  gfloat factor;

  *conversion = LP_CONVERSION_NONE;
  lp_pixels_convert (pixels, 1.0f, 0.0f);
  strips = lp_strips_read (pixels, channels, there);
  images[0] = strips;
  ll_normalisation_measure (own, images, 1);
  values = ll_normalisation_compare (learned, own, channels);
  if (values == LL_VALUES_FIT && !may_be_stored (learned, own, channels, pixels))
    return values;

  factor = ll_normalisation_find_factor (learned, own, channels);
  if (factor != 1.0f)
    {
      *conversion = LP_CONVERSION_FACTOR;
      lp_pixels_convert (pixels, factor, 0.0f);
    }
  else if (values != LL_VALUES_FIT && stretch (learned, own, channels, values, pixels))
    {
      *conversion = LP_CONVERSION_STRETCHED;
    }

  return values;
}
