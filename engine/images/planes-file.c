/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "lazylabels/planes-file.h"

#include <string.h>

#include "data/stored.h"
#include "images/tiff-layout.h"

struct _LlPlanesFile
{
  LlTiffLayout layout;
  gchar **names;
  gint n;
  guint64 first; /* where the first page begins */
  LlPartFile *part;
};

LlPlanesFile *
ll_planes_file_new (const gchar *path,
                    gint width,
                    gint height,
                    const gchar *const *names,
                    GError **error)
{
  g_autoptr (LlPlanesFile) file = g_new0 (LlPlanesFile, 1);
  g_autoptr (GByteArray) head = NULL;

  file->part = ll_part_file_new (path, error);
  if (!file->part)
    return NULL;

  file->names = g_strdupv ((gchar **) names);
  file->n = (gint) g_strv_length (file->names);
  file->layout =
    (LlTiffLayout){ width, height, 1, 32, (const gchar *const *) file->names };
  head = ll_tiff_layout_make_head (&file->layout, &file->first);
  fwrite (head->data, 1, head->len, ll_part_file_get_stream (file->part));

  return g_steal_pointer (&file);
}

void
ll_planes_file_free (LlPlanesFile *file)
{
  if (!file)
    return;

  ll_part_file_free (file->part);
  g_strfreev (file->names);
  g_free (file);
}

void
ll_planes_file_write (LlPlanesFile *file, gint y, gint rows, const gfloat *planes)
{
  FILE *stream = ll_part_file_get_stream (file->part);
  gsize width = (gsize) file->layout.width;
  gsize n = width * (gsize) rows;

  for (gint i = 0; i < file->n; i++)
    {
      guint64 at = file->first +
                   (guint64) i * ll_tiff_layout_get_page_bytes (&file->layout) +
                   (guint64) y * width * sizeof (gfloat);

      if (fseeko (stream, (off_t) at, SEEK_SET) == 0)
        fwrite (planes + (gsize) i * n, sizeof (gfloat), n, stream);
    }
}

LlPartFile *
ll_planes_file_end (LlPlanesFile *file)
{
  LlPartFile *part = g_steal_pointer (&file->part);

  ll_planes_file_free (file);

  return part;
}

LlPartFile *
ll_image_write_tiff (const LlImage *image, const gchar *path, GError **error)
{
  static const gchar *const names[] = { "micrograph", NULL };
  gint bits = ll_image_find_bits (image);
  LlTiffLayout layout = { image->width, image->height, image->channels, bits, names };
  gsize length = (gsize) image->width * (gsize) image->channels * (gsize) bits / 8;
  g_autoptr (LlPartFile) part = ll_part_file_new (path, error);
  g_autoptr (GByteArray) head = NULL;
  g_autofree guint8 *row = NULL;
  guint64 first;

  if (!part)
    return NULL;

  head = ll_tiff_layout_make_head (&layout, &first);
  fwrite (head->data, 1, head->len, ll_part_file_get_stream (part));
  row = g_malloc (length);
  for (gint y = 0; y < image->height; y++)
    {
      ll_image_pack_row (image, y, bits, row);
      fwrite (row, 1, length, ll_part_file_get_stream (part));
    }

  return g_steal_pointer (&part);
}
