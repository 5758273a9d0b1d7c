/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many strips of a large image are read, evenly spaced. */
#define MAX_STRIPS 16

static LlImage *
read_strips (const LpPixels *pixels, gint channels, const LpThere *there)
{
  gint width = lp_pixels_get_width (pixels);
  gint height = lp_pixels_get_height (pixels);
  gint all = (height + LP_PIXELS_STRIP - 1) / LP_PIXELS_STRIP;
  gint n = MIN (all, MAX_STRIPS);
  LlImage *image = ll_image_new (width, MIN (height, n * LP_PIXELS_STRIP), channels);
  gsize plane = (gsize) width * image->height;
  g_autofree gfloat *values = g_new (gfloat, (gsize) channels * LP_PIXELS_STRIP * width);
  gint row = 0;

  image->missing = g_new0 (guint8, plane);
  for (gint k = 0; k < n && row < image->height; k++)
    {
      gint y = (gint) ((gint64) k * all / n) * LP_PIXELS_STRIP;
      gint rows = MIN (MIN (LP_PIXELS_STRIP, height - y), image->height - row);
      gsize piece = (gsize) rows * width;

      lp_pixels_read (pixels, y, rows, channels, values, NULL);
      for (gint c = 0; c < channels; c++)
        memcpy (image->data + (gsize) c * plane + (gsize) row * width,
                values + (gsize) c * piece, piece * sizeof (gfloat));
      if (there)
        memcpy (image->missing + (gsize) row * width, there->missing + (gsize) y * width,
                piece);
      row += rows;
    }
  /* A short strip may have been among them. */
  memset (image->missing + (gsize) row * width, 1, plane - (gsize) row * width);

  return image;
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
  g_autoptr (LlImage) strips = NULL;
  const LlImage *images[1];
  LlValues values;

  lp_pixels_set_factor (pixels, 1.0f);
  ll_normalisation_init (own);
  if (!ll_normalisation_has_percentiles (learned))
    return LL_VALUES_FIT;

  strips = read_strips (pixels, channels, there);
  images[0] = strips;
  ll_normalisation_measure (own, images, 1);
  values = ll_normalisation_compare (learned, own, channels);
  if (values != LL_VALUES_FIT)
    lp_pixels_set_factor (pixels, ll_normalisation_find_factor (learned, own, channels));

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
