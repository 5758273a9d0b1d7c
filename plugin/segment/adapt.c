/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person is told of pixel values. */

#include <glib/gi18n-lib.h>

#include "image/brightness.h"
#include "segment/values.h"

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
  LlConversion conversion;
  LlValues values =
    lp_values_convert (learned, channels, pixels, there, own, &conversion);

  switch (conversion.kind)
    {
    case LL_CONVERSION_NONE:
      note_values (call, values, learned, own);
      break;
    case LL_CONVERSION_FACTOR:
      lp_call_note (
        call,
        _ ("The image stores its brightness in other numbers than those that "
           "the network has learned from: its pixel values were multiplied by "
           "%.4g."),
        (gdouble) conversion.factor);
      break;
    case LL_CONVERSION_STRETCHED:
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
