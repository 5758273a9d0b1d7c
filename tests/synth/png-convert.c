/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Converts pictures to images, label maps and ids. */

#include "png-io.h"

/* Reads a picture with one number per pixel, each at most @limit. */
static SynthPng *
read_numbers (const gchar *path, gint limit, GError **error)
{
  g_autoptr (SynthPng) png = synth_png_read (path, error);

  if (png == NULL)
    return NULL;
  if (png->channels != 1)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                   "%s has %d channels where a grey PNG is needed.", path, png->channels);
      return NULL;
    }
  for (gsize i = 0; i < (gsize) png->width * (gsize) png->height; i++)
    if (png->samples[i] > limit)
      {
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                     "%s has the value %d where at most %d is allowed.", path,
                     png->samples[i], limit);
        return NULL;
      }
  return g_steal_pointer (&png);
}

LlImage *
synth_png_read_image (const gchar *path, GError **error)
{
  g_autoptr (SynthPng) png = synth_png_read (path, error);
  LlImage *image;
  gsize pixels;

  if (png == NULL)
    return NULL;
  image = ll_image_new (png->width, png->height, png->channels < 3 ? 1 : 3);
  pixels = (gsize) png->width * (gsize) png->height;
  for (gint c = 0; c < image->channels; c++)
    for (gsize i = 0; i < pixels; i++)
      image->data[(gsize) c * pixels + i] =
        (gfloat) png->samples[i * (gsize) png->channels + (gsize) c] /
        (png->depth == 16 ? 65535.0f : 255.0f);
  return image;
}

LlLabels *
synth_png_read_labels (const gchar *path, GError **error)
{
  g_autoptr (SynthPng) png = read_numbers (path, 255, error);
  LlLabels *labels;

  if (png == NULL)
    return NULL;
  labels = ll_labels_new (png->width, png->height, 0);
  for (gsize i = 0; i < (gsize) png->width * (gsize) png->height; i++)
    labels->data[i] = (guint8) png->samples[i];
  return labels;
}

SynthIds *
synth_png_read_ids (const gchar *path, GError **error)
{
  g_autoptr (SynthPng) png = read_numbers (path, 65535, error);
  SynthIds *ids;

  if (png == NULL)
    return NULL;
  ids = synth_ids_new (png->width, png->height);
  for (gsize i = 0; i < (gsize) png->width * (gsize) png->height; i++)
    ids->data[i] = png->samples[i];
  return ids;
}

gboolean
synth_png_write_image (const LlImage *image, const gchar *path, GError **error)
{
  g_autoptr (SynthPng) png =
    synth_png_new (image->width, image->height, image->channels, 8);
  gsize pixels = (gsize) png->width * (gsize) png->height;

  for (gint c = 0; c < image->channels; c++)
    for (gsize i = 0; i < pixels; i++)
      png->samples[i * (gsize) image->channels + (gsize) c] = (guint16) CLAMP (
        image->data[(gsize) c * pixels + i] * 255.0f + 0.5f, 0.0f, 255.0f);
  return synth_png_write (png, path, error);
}

gboolean
synth_png_write_labels (const LlLabels *labels, const gchar *path, GError **error)
{
  g_autoptr (SynthPng) png = synth_png_new (labels->width, labels->height, 1, 8);

  for (gsize i = 0; i < (gsize) png->width * (gsize) png->height; i++)
    png->samples[i] = labels->data[i];
  return synth_png_write (png, path, error);
}

gboolean
synth_png_write_ids (const SynthIds *ids, const gchar *path, GError **error)
{
  g_autoptr (SynthPng) png = synth_png_new (ids->width, ids->height, 1, 16);

  for (gsize i = 0; i < (gsize) png->width * (gsize) png->height; i++)
    png->samples[i] = ids->data[i];
  return synth_png_write (png, path, error);
}

gboolean
synth_png_write_rgba (const guint8 *rgba,
                      gint width,
                      gint height,
                      const gchar *path,
                      GError **error)
{
  g_autoptr (SynthPng) png = synth_png_new (width, height, 4, 8);

  for (gsize i = 0; i < (gsize) width * (gsize) height * 4; i++)
    png->samples[i] = rgba[i];
  return synth_png_write (png, path, error);
}
