/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An XCF file begins with "gimp xcf ", five characters that name its version, and the width, the
 * height and the kind of the image as numbers of 32 bits, the highest byte first.
 */

#include "train/sizes.h"

#include <lazylabels/lazylabels.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "host/host.h"

#define XCF_MAGIC   "gimp xcf "
#define XCF_SIZE_AT 14
#define XCF_HEADER  26
#define XCF_GREY    1

/* Images that take less of the disk are not mentioned. */
#define LARGE ((guint64) 1000 * 1000 * 1000)

static void
add_size (LpTrainSizes *sizes, guint64 width, guint64 height, gboolean grey)
{
  guint64 pixels = width * height;

  sizes->pixels += pixels;
  sizes->least = MAX (sizes->least, pixels * (sizeof (gfloat) + 1));
  sizes->most =
    MAX (sizes->most, pixels * ((grey ? 1 : 3) * sizeof (gfloat) + LL_N_TASKS));
}

void
lp_train_sizes_add_image (LpTrainSizes *sizes, gint32 image)
{
  gint width, height;

  lp_host_get_image_size (image, &width, &height);
  add_size (sizes, (guint64) width, (guint64) height,
            lp_host_get_image_base (image) == LP_BASE_GREY);
}

static guint32
read_number (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 |
         bytes[3];
}

void
lp_train_sizes_add_file (LpTrainSizes *sizes, const gchar *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) plain = g_file_read (file, NULL, NULL);
  g_autoptr (GInputStream) stream = NULL;
  guint8 header[XCF_HEADER] = { 0 };
  gsize n;

  if (!plain)
    return;

  if (g_str_has_suffix (path, ".gz"))
    {
      g_autoptr (GZlibDecompressor) unpacker =
        g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);

      stream =
        g_converter_input_stream_new (G_INPUT_STREAM (plain), G_CONVERTER (unpacker));
    }
  else
    {
      stream = g_object_ref (G_INPUT_STREAM (plain));
    }

  if (g_input_stream_read_all (stream, header, sizeof (header), &n, NULL, NULL) &&
      n == sizeof (header) && memcmp (header, XCF_MAGIC, strlen (XCF_MAGIC)) == 0)
    add_size (sizes, read_number (header + XCF_SIZE_AT),
              read_number (header + XCF_SIZE_AT + 4),
              read_number (header + XCF_SIZE_AT + 8) == XCF_GREY);
}

gboolean
lp_train_sizes_check (const LpTrainSizes *sizes,
                      LpCall *call,
                      guint64 training,
                      GError **error)
{
  guint64 available = ll_memory_get_available ();
  /* At least a byte of the image and one of a label map. */
  guint64 stored = 2 * sizes->pixels;
  g_autofree gchar *least = g_format_size (sizes->least);
  g_autofree gchar *most = g_format_size (sizes->most);
  g_autofree gchar *others = g_format_size (training);
  g_autofree gchar *there = g_format_size (available);

  if (sizes->least + training > available)
    {
      g_set_error (
        error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_MEMORY,
        _ ("The largest image needs at least %s of memory while it is read, and the "
           "training another %s, but only %s are available: train without it, or with a "
           "smaller network."),
        least, others, there);
      return FALSE;
    }

  if (sizes->most + training > available)
    lp_call_note (
      call,
      _ ("The largest image may need up to %s of memory while it is read, and the "
         "training another %s, but only %s are available: if it has colours, train "
         "without it."),
      most, others, there);
  if (stored > LARGE)
    {
      g_autofree gchar *space = g_format_size (stored);
      g_autofree gchar *folder = ll_store_get_folder ();

      lp_call_note (
        call,
        _ ("While the network learns, the images take at least %s of disk space "
           "in \"%s\"."),
        space, folder);
    }

  return TRUE;
}
