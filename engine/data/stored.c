/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Values of images in as many bits as they need.  Numbers of n bits become those between 0 and
 * 1 as GIMP and the readers of files make them, by one division, so that a stored image reads as
 * it did before.
 */

#include "data/stored.h"

#include <math.h>
#include <string.h>

#include "core/scratch.h"
#include "lazylabels/error.h"
#include "lazylabels/grey.h"
#include "lazylabels/memory.h"
#include "lazylabels/store.h"

#define MOST_ROOM ((guint64) 256 * 1000 * 1000)

/* The least part of the memory that other things are left. */
#define SHARE 8

/* Values that are made grey together. */
#define RUN 256

LlStored *
ll_stored_new (GBytes *bytes, const guint8 *pixels, gint components, gint bits)
{
  LlStored *stored = g_new0 (LlStored, 1);

  stored->bytes = bytes;
  stored->pixels = pixels;
  stored->components = components;
  stored->bits = bits;

  return stored;
}

void
ll_stored_free (LlStored *stored)
{
  if (!stored)
    return;

  g_bytes_unref (stored->bytes);
  g_clear_pointer (&stored->missing, g_bytes_unref);
  g_free (stored);
}

/* Takes every @step-th value. */
static void
unpack (const guint8 *from, gint bits, gsize step, gsize n, gfloat *values)
{
  if (bits == 8)
    for (gsize i = 0; i < n; i++)
      values[i] = (gfloat) from[i * step] / 255.0f;
  else if (bits == 16)
    for (gsize i = 0; i < n; i++)
      {
        guint16 value;

        memcpy (&value, from + i * step * sizeof (value), sizeof (value));
        values[i] = (gfloat) value / 65535.0f;
      }
  else
    for (gsize i = 0; i < n; i++)
      memcpy (values + i, from + i * step * sizeof (gfloat), sizeof (gfloat));
}

static void
read_grey (const LlStored *stored, const guint8 *from, gsize n, gfloat *values)
{
  gsize bytes = (gsize) stored->bits / 8;

  for (gsize done = 0; done < n; done += RUN)
    {
      gsize run = MIN (RUN, n - done);
      gfloat colours[3][RUN];

      for (gsize c = 0; c < 3; c++)
        unpack (from + (3 * done + c) * bytes, stored->bits, 3, run, colours[c]);
      for (gsize i = 0; i < run; i++)
        values[done + i] = ll_grey (colours[0][i], colours[1][i], colours[2][i]);
    }
}

void
ll_stored_read (const LlStored *stored,
                gint channels,
                gint channel,
                gsize first,
                gsize n,
                gfloat *values)
{
  gsize step = (gsize) stored->components;
  gsize bytes = (gsize) stored->bits / 8;
  const guint8 *from = stored->pixels + first * step * bytes;

  if (channels == 1 && stored->components == 3)
    read_grey (stored, from, n, values);
  else
    unpack (from + (gsize) MIN (channel, stored->components - 1) * bytes, stored->bits,
            step, n, values);
  if (stored->stretched)
    ll_normalisation_stretch_values (&stored->own, channel, n, values);
}

LlImage *
ll_image_share_stored (const LlImage *image)
{
  LlImage *shared = g_new (LlImage, 1);

  *shared = *image;
  shared->stored = g_new (LlStored, 1);
  *shared->stored = *image->stored;
  g_bytes_ref (shared->stored->bytes);
  if (shared->stored->missing)
    g_bytes_ref (shared->stored->missing);

  return shared;
}

LlLabels *
ll_labels_share_stored (const LlLabels *labels)
{
  LlLabels *shared = g_new (LlLabels, 1);

  *shared = *labels;
  g_bytes_ref (shared->stored);

  return shared;
}

static gboolean
fits (const LlImage *image, gfloat most)
{
  gsize n = (gsize) image->width * (gsize) image->height * (gsize) image->channels;

  for (gsize i = 0; i < n; i++)
    {
      gfloat value = image->data[i];
      gfloat whole = rintf (value * most);

      if (!(whole >= 0.0f && whole <= most && whole / most == value))
        return FALSE;
    }

  return TRUE;
}

gint
ll_image_find_bits (const LlImage *image)
{
  return fits (image, 255.0f) ? 8 : fits (image, 65535.0f) ? 16 : 32;
}

void
ll_image_pack_row (const LlImage *image, gint y, gint bits, gpointer row)
{
  gsize width = (gsize) image->width;
  gsize plane = width * (gsize) image->height;

  for (gint c = 0; c < image->channels; c++)
    {
      const gfloat *from = image->data + (gsize) c * plane + (gsize) y * width;

      for (gsize x = 0; x < width; x++)
        {
          gsize to = x * (gsize) image->channels + (gsize) c;

          if (bits == 8)
            ((guint8 *) row)[to] = (guint8) rintf (from[x] * 255.0f);
          else if (bits == 16)
            ((guint16 *) row)[to] = (guint16) rintf (from[x] * 65535.0f);
          else
            ((gfloat *) row)[to] = from[x];
        }
    }
}

guint64
ll_store_get_room (void)
{
  return MIN (MOST_ROOM, ll_memory_get_available () / SHARE);
}

gchar *
ll_store_get_folder (void)
{
  return ll_scratch_get_folder ();
}

/* Takes the bytes, and sets @data to NULL, if it can keep them. */
static GBytes *
keep (gpointer *data, gsize n, guint64 *room, GError **error)
{
  GBytes *bytes;

  if (n <= *room)
    {
      *room -= n;
      return g_bytes_new_take (g_steal_pointer (data), n);
    }

  bytes = ll_scratch_map (*data, n, error);
  if (bytes)
    g_clear_pointer (data, g_free);

  return bytes;
}

gboolean
ll_image_store (LlImage *image, guint64 *room, GError **error)
{
  gsize n = (gsize) image->width * (gsize) image->height;
  gint bits;
  gsize row;
  g_autofree gpointer packed = NULL;
  g_autoptr (GBytes) missing = NULL;
  GBytes *bytes;

  if (image->stored && (!image->missing || image->stored->missing))
    return TRUE;

  if (image->missing)
    {
      gpointer data = g_memdup2 (image->missing, n);

      missing = keep (&data, n, room, error);
      g_free (data);
      if (!missing)
        return FALSE;
    }
  if (!image->stored)
    {
      bits = ll_image_find_bits (image);
      row = (gsize) image->width * (gsize) image->channels * (gsize) bits / 8;
      packed = g_malloc (row * (gsize) image->height);
      for (gint y = 0; y < image->height; y++)
        ll_image_pack_row (image, y, bits, (guint8 *) packed + (gsize) y * row);
      bytes = keep (&packed, row * (gsize) image->height, room, error);
      if (!bytes)
        return FALSE;
      image->stored =
        ll_stored_new (bytes, g_bytes_get_data (bytes, NULL), image->channels, bits);
      g_clear_pointer (&image->data, g_free);
    }
  if (missing)
    {
      g_free (image->missing);
      image->missing = (guint8 *) g_bytes_get_data (missing, NULL);
      image->stored->missing = g_steal_pointer (&missing);
    }

  return TRUE;
}

gboolean
ll_labels_store (LlLabels *labels, guint64 *room, GError **error)
{
  gpointer data = labels->data;

  if (labels->stored)
    return TRUE;

  labels->stored =
    keep (&data, (gsize) labels->width * (gsize) labels->height, room, error);
  if (labels->stored)
    labels->data = (guint8 *) g_bytes_get_data (labels->stored, NULL);

  return labels->stored != NULL;
}

gboolean
ll_sample_store (LlSample *sample, guint64 *room, GError **error)
{
  if (!ll_image_store (sample->image, room, error))
    return FALSE;

  for (gint task = 0; task < LL_N_TASKS; task++)
    if (sample->labels[task] && !ll_labels_store (sample->labels[task], room, error))
      return FALSE;

  return TRUE;
}

LlImage *
ll_image_load_stored (const LlImage *image)
{
  LlImage *copy = ll_image_crop (image, 0, 0, image->width, image->height);

  if (image->missing)
    copy->missing =
      g_memdup2 (image->missing, (gsize) image->width * (gsize) image->height);

  return copy;
}
