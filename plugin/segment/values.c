/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/values.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const LpPixels *pixels;
  gint channels;
} Reading;

static gboolean
read_rows (gint y, gint rows, gfloat *planes, gpointer data, GError **error)
{
  const Reading *reading = data;

  (void) error;
  lp_pixels_read (reading->pixels, y, rows, reading->channels, planes, NULL);

  return TRUE;
}

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

LlValues
lp_values_set_factor (const LlNormalisation *learned,
                      gint channels,
                      LpPixels *pixels,
                      const LpThere *there,
                      LlNormalisation *own)
{
  Reading reading = { pixels, channels };
  LlValues values;
  gfloat factor;

  lp_pixels_set_factor (pixels, 1.0f);
  ll_values_look (learned, channels, lp_pixels_get_width (pixels),
                  lp_pixels_get_height (pixels), there ? there->missing : NULL, read_rows,
                  &reading, own, &factor, &values, NULL);
  lp_pixels_set_factor (pixels, factor);

  return values;
}

void
lp_values_adapt (LpCall *call,
                 const LlNetwork *network,
                 LpPixels *pixels,
                 const LpThere *there,
                 LlNormalisation *own)
{
  const LlNormalisation *learned = ll_network_get_normalisation (network);
  LlValues values = lp_values_set_factor (
    learned, ll_network_get_settings (network)->channels, pixels, there, own);

  if (lp_pixels_get_factor (pixels) == 1.0f)
    note_values (call, values, learned, own);
  else
    lp_call_note (call,
                  _ ("The image stores its brightness in other numbers than those that "
                     "the network has learned from: its pixel values were multiplied by "
                     "%.4g."),
                  (gdouble) lp_pixels_get_factor (pixels));
}
