/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/values.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "image/brightness.h"
#include "image/strips.h"

/* Percentiles that differ by this share of the range are not those of a like picture. */
#define UNLIKE 0.5

static void
note_values (LpCall *call,
             LlValues values,
             const LlNormalisation *learned,
             const LlNormalisation *own)
{
  const gchar *text = NULL;

  switch (values)
    {
    case LL_VALUES_FIT:
      return;
    case LL_VALUES_DARKER:
      text = _ ("The image is much darker than those that the network has learned from "
                "(pixel values %.4g to %.4g instead of %.4g to %.4g): stretch it with "
                "Colors > Levels, or train on images like it.");
      break;
    case LL_VALUES_BRIGHTER:
      text = _ ("The image is much brighter than those that the network has learned from "
                "(pixel values %.4g to %.4g instead of %.4g to %.4g): change it with "
                "Colors > Levels, or train on images like it.");
      break;
    case LL_VALUES_FLAT:
      text =
        _ ("The image has much less contrast than those that the network has learned "
           "from (pixel values %.4g to %.4g instead of %.4g to %.4g): stretch it with "
           "Colors > Levels, or train on images like it.");
      break;
    case LL_VALUES_WIDE:
      text =
        _ ("The image has a much wider range of brightness than those that the network "
           "has learned from (pixel values %.4g to %.4g instead of %.4g to %.4g): "
           "change it with Colors > Levels, or train on images like it.");
      break;
    }

  lp_call_note (call, text, (gdouble) own->low[0], (gdouble) own->high[0],
                (gdouble) learned->low[0], (gdouble) learned->high[0]);
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

void
lp_values_adapt (LpCall *call,
                 const LlNetwork *network,
                 LpPixels *pixels,
                 const LpThere *there,
                 const gchar *name,
                 LlNormalisation *own)
{
  const LlNormalisation *learned = ll_network_get_normalisation (network);
  gint channels = ll_network_get_settings (network)->channels;
  LpConversion conversion;
  LlValues values =
    lp_values_convert (learned, channels, pixels, there, own, &conversion);

  switch (conversion)
    {
    case LP_CONVERSION_NONE:
      note_values (call, values, learned, own);
      break;
    case LP_CONVERSION_FACTOR:
      lp_call_note (
        call,
        _ ("The image stores its brightness in other numbers than those that "
           "the network has learned from: its pixel values were multiplied by "
           "%.4g."),
        (gdouble) ll_normalisation_find_factor (learned, own, channels));
      break;
    case LP_CONVERSION_STRETCHED:
      lp_call_note (call,
                    _ ("The network has learned from pixel values between %.4g and %.4g, "
                       "and sees those of the image, %.4g to %.4g, stretched to these: "
                       "train on images like it if it finds too little or too much."),
                    (gdouble) learned->low[0], (gdouble) learned->high[0],
                    (gdouble) own->low[0], (gdouble) own->high[0]);
      break;
    }
  lp_brightness_note (call, own, channels, name);
}
