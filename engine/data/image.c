/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Images and label maps in memory. */

#include <string.h>

#include "data/stored.h"

static gboolean
side_is_valid (gint side)
{
  return side > 0 && side <= LL_MAX_SIDE;
}

LlImage *
ll_image_new (gint width, gint height, gint channels)
{
  LlImage *image;

  g_return_val_if_fail (side_is_valid (width) && side_is_valid (height), NULL);
  g_return_val_if_fail (channels == 1 || channels == 3, NULL);

  image = g_new0 (LlImage, 1);
  image->width = width;
  image->height = height;
  image->channels = channels;
  image->data = g_new0 (gfloat, (gsize) width * (gsize) height * (gsize) channels);

  return image;
}

void
ll_image_free (LlImage *image)
{
  if (!image)
    return;

  g_free (image->data);
  if (!image->stored || !image->stored->missing)
    g_free (image->missing);
  ll_stored_free (image->stored);
  g_free (image);
}

void
ll_image_read (const LlImage *image, gint channel, gint x, gint y, gint n, gfloat *values)
{
  gsize first = (gsize) y * (gsize) image->width + (gsize) x;

  if (image->data)
    memcpy (values,
            image->data + (gsize) channel * (gsize) image->height * (gsize) image->width +
              first,
            (gsize) n * sizeof (gfloat));
  else
    ll_stored_read (image->stored, image->channels, channel, first, (gsize) n, values);
}

LlImage *
ll_image_crop (const LlImage *image, gint x, gint y, gint width, gint height)
{
  LlImage *part = ll_image_new (width, height, image->channels);
  gfloat *to = part->data;

  for (gint c = 0; c < image->channels; c++)
    for (gint j = 0; j < height; j++, to += width)
      ll_image_read (image, c, x, y + j, width, to);

  return part;
}

LlLabels *
ll_labels_new (gint width, gint height, guint8 value)
{
  LlLabels *labels;
  gsize n;

  g_return_val_if_fail (side_is_valid (width) && side_is_valid (height), NULL);

  n = (gsize) width * (gsize) height;
  labels = g_new0 (LlLabels, 1);
  labels->width = width;
  labels->height = height;
  labels->data = g_new (guint8, n);
  memset (labels->data, value, n);

  return labels;
}

LlLabels *
ll_labels_copy (const LlLabels *labels)
{
  LlLabels *copy;

  g_return_val_if_fail (labels, NULL);

  copy = ll_labels_new (labels->width, labels->height, 0);
  memcpy (copy->data, labels->data, (gsize) labels->width * (gsize) labels->height);

  return copy;
}

void
ll_labels_free (LlLabels *labels)
{
  if (!labels)
    return;

  if (labels->stored)
    g_bytes_unref (labels->stored);
  else
    g_free (labels->data);
  g_free (labels);
}

void
ll_labels_count (const LlLabels *labels, gint64 counts[256])
{
  gsize n = (gsize) labels->width * (gsize) labels->height;
  gsize i;

  memset (counts, 0, 256 * sizeof (gint64));
  for (i = 0; i < n; i++)
    counts[labels->data[i]]++;
}
