/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "image/brightness.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "image/strips.h"

/* Pixels of an image that are looked at: enough for the percentiles 0.5 and 99.5. */
#define MOST_PIXELS 65536

/* Nobody tells objects in a picture that ends below this from black ... */
#define BLACK 0.1f

/* ... nor in one that begins above this, and exceeds 1, from white. */
#define WHITE 0.95f

/* How many times the range between black and white a picture has to cover to look clipped. */
#define CLIPPED 2.0f

LpLooks
lp_brightness_find_looks (const LlNormalisation *own,
                          gint channels,
                          gfloat *low,
                          gfloat *high)
{
  gfloat least = own->low[0], most = own->high[0];

  for (gint c = 1; c < channels; c++)
    {
      least = MIN (least, own->low[c]);
      most = MAX (most, own->high[c]);
    }
  if (low)
    *low = least;
  if (high)
    *high = most;

  if (!ll_normalisation_has_percentiles (own))
    return LP_LOOKS_FINE;
  if (most < BLACK)
    return LP_LOOKS_BLACK;
  if (least > WHITE && most > 1.0f)
    return LP_LOOKS_WHITE;

  return most - least > CLIPPED ? LP_LOOKS_CLIPPED : LP_LOOKS_FINE;
}

void
lp_brightness_note (LpCall *call,
                    const LlNormalisation *own,
                    gint channels,
                    const gchar *name)
{
  const gchar *text = NULL;
  gfloat low, high;

  switch (lp_brightness_find_looks (own, channels, &low, &high))
    {
    case LP_LOOKS_FINE:
      return;
    case LP_LOOKS_BLACK:
      text =
        _ ("\"%s\" looks black, because GIMP shows 0 as black and 1 as white, and its "
           "pixel values lie between %.4g and %.4g: Colors > Auto > Stretch Contrast "
           "makes it visible.");
      break;
    case LP_LOOKS_WHITE:
      text =
        _ ("\"%s\" looks white, because GIMP shows 0 as black and 1 as white, and its "
           "pixel values lie between %.4g and %.4g: Colors > Auto > Stretch Contrast "
           "makes it visible.");
      break;
    case LP_LOOKS_CLIPPED:
      text =
        _ ("Much of \"%s\" looks black or white, because GIMP shows 0 as black and 1 as "
           "white, and its pixel values lie between %.4g and %.4g: Colors > Auto > "
           "Stretch Contrast makes it visible.");
      break;
    }

  lp_call_note (call, text, name, (gdouble) low, (gdouble) high);
}

void
lp_brightness_note_layer (LpCall *call, const LpHostLayer *micrograph, const gchar *name)
{
  g_autoptr (LpPixels) pixels = lp_pixels_new (micrograph->id);
  g_autoptr (LlImage) strips = lp_strips_read (pixels, 1, NULL);
  const LlImage *images[1] = { strips };
  LlNormalisation own;

  ll_normalisation_measure (&own, images, 1);
  lp_brightness_note (call, &own, 1, name);
}

void
lp_brightness_note_image (LpCall *call, const LlImage *image, const gchar *name)
{
  gsize n = (gsize) image->width * image->height;
  /* An odd step, which does not stay in one column. */
  gsize step = (n / MOST_PIXELS) | 1;
  g_autoptr (LlImage) some = NULL;
  const LlImage *images[1];
  LlNormalisation own;
  gint k = 0;

  if (step > 1 && (gsize) image->width % step == 0)
    step += 2;
  some = ll_image_new ((gint) ((n + step - 1) / step), 1, image->channels);
  some->missing = g_new0 (guint8, some->width);
  for (gsize i = 0; i < n; i += step, k++)
    {
      some->missing[k] = image->missing && image->missing[i];
      for (gint c = 0; c < image->channels; c++)
        some->data[c * some->width + k] = image->data[c * n + i];
    }

  images[0] = some;
  ll_normalisation_measure (&own, images, 1);
  lp_brightness_note (call, &own, image->channels, name);
}
