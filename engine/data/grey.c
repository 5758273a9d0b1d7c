/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lazylabels/grey.h"

#include <math.h>
#include <string.h>

/* Conversion from linear light may leave rounding errors. */
#define SAME 1e-4f

gfloat
ll_grey (gfloat red, gfloat green, gfloat blue)
{
  /* Equal channels must give exactly the same value. */
  if (red == green && green == blue)
    return red;

  return 0.2126f * red + 0.7152f * green + 0.0722f * blue;
}

gboolean
ll_planes_have_colour (const gfloat *planes, gsize n, gboolean wide, gfloat offset)
{
  gfloat margin = SAME;

  /* Values of any size: what is a rounding error depends on them. */
  if (wide)
    {
      gfloat most = 0.0f;

      for (gsize i = 0; i < 3 * n; i++)
        if (isfinite (planes[i]))
          most = MAX (most, fabsf (planes[i] - offset));
      margin *= most;
    }

  for (gsize i = 0; i < n; i++)
    if (fabsf (planes[i] - planes[n + i]) > margin ||
        fabsf (planes[i] - planes[2 * n + i]) > margin)
      return TRUE;

  return FALSE;
}

LlImage *
ll_image_convert (const LlImage *image, gint channels)
{
  gsize n = (gsize) image->width * (gsize) image->height;
  LlImage *converted;

  g_return_val_if_fail (image->data, NULL);

  converted = ll_image_new (image->width, image->height, channels);

  if (channels == 1 && image->channels == 3)
    for (gsize i = 0; i < n; i++)
      converted->data[i] =
        ll_grey (image->data[i], image->data[n + i], image->data[2 * n + i]);
  else
    for (gint c = 0; c < channels; c++)
      memcpy (converted->data + (gsize) c * n,
              image->data + (gsize) MIN (c, image->channels - 1) * n,
              n * sizeof (gfloat));

  return converted;
}

void
ll_samples_convert (GPtrArray *samples, gint channels)
{
  for (guint i = 0; i < samples->len; i++)
    {
      LlSample *sample = g_ptr_array_index (samples, i);
      LlImage *converted;

      if (sample->image->channels == channels)
        continue;
      /* It is converted where it is read. */
      if (sample->image->stored)
        {
          sample->image->channels = channels;
          continue;
        }

      converted = ll_image_convert (sample->image, channels);
      converted->missing = g_steal_pointer (&sample->image->missing);
      ll_image_free (sample->image);
      sample->image = converted;
    }
}

gint
ll_samples_count_colour (const GPtrArray *samples)
{
  gint n = 0;

  for (guint i = 0; i < samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (samples, i);

      n += sample->image->channels == 3;
    }

  return n;
}

void
ll_row_fill (const gfloat *alpha, gint width, gfloat *values)
{
  gint before = -1;

  for (gint x = 0; x < width;)
    {
      gint after = x;

      if (alpha[x] >= 0.5f)
        {
          before = x++;
          continue;
        }

      while (after < width && alpha[after] < 0.5f)
        after++;
      for (; x < after; x++)
        {
          gboolean left = before >= 0 && (after == width || x - before <= after - x);

          values[x] = left ? values[before] : after < width ? values[after] : NAN;
        }
    }
}

void
ll_image_fill (LlImage *image)
{
  gsize n = (gsize) image->width * (gsize) image->height;

  for (gint c = 0; c < image->channels; c++)
    {
      gfloat *data = image->data + (gsize) c * n;
      gdouble sum = 0.0;
      gsize known = 0;

      for (gsize i = 0; i < n; i++)
        if (!isnan (data[i]))
          {
            sum += (gdouble) data[i];
            known++;
          }
      for (gsize i = 0; known < n && i < n; i++)
        if (isnan (data[i]))
          data[i] = known > 0 ? (gfloat) (sum / (gdouble) known) : 0.0f;
    }
}
