/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A directory is the number of its entries, the entries, and the place of the next directory.
 * An entry is a tag, a type, how many values there are, and the values themselves or, where
 * they do not fit, their place.  Places have 32 bits, and 64 in BigTIFF.
 */

#include "images/tiff-layout.h"

#include <string.h>
#include <tiff.h>

/* Pixels begin at a multiple of this, so that numbers can be read where they lie. */
#define ALIGNMENT 16

/* What a file of 32 bits holds, less the room for its head. */
#define MOST_IN_32_BITS 4000000000.0

typedef struct
{
  const LlTiffLayout *layout;
  gboolean big;
  GByteArray *head;
  guint64 data; /* where the pixels of the next page begin */
} Writer;

guint64
ll_tiff_layout_get_page_bytes (const LlTiffLayout *layout)
{
  return (guint64) layout->width * (guint64) layout->height * (guint64) layout->samples *
         (guint64) layout->bits / 8;
}

static void
add_number (GByteArray *array, guint64 value, gint bytes)
{
  guint16 narrow = (guint16) value;
  guint32 middle = (guint32) value;

  if (bytes == 2)
    g_byte_array_append (array, (const guint8 *) &narrow, 2);
  else if (bytes == 4)
    g_byte_array_append (array, (const guint8 *) &middle, 4);
  else
    g_byte_array_append (array, (const guint8 *) &value, 8);
}

static void
pad (GByteArray *array, guint multiple)
{
  static const guint8 zeros[ALIGNMENT];

  if (array->len % multiple != 0)
    g_byte_array_append (array, zeros, multiple - array->len % multiple);
}

/* Adds an entry; values that do not fit go to @others, which begins at @place in the file. */
static void
add_entry (const Writer *writer,
           GByteArray *entries,
           GByteArray *others,
           guint64 place,
           gint tag,
           gint type,
           guint64 n,
           gconstpointer values,
           gsize bytes)
{
  gint width = writer->big ? 8 : 4;

  add_number (entries, (guint64) tag, 2);
  add_number (entries, (guint64) type, 2);
  add_number (entries, n, width);
  if (bytes <= (gsize) width)
    {
      g_byte_array_append (entries, values, (guint) bytes);
      pad (entries, 2);
      while (bytes + (bytes & 1) < (gsize) width)
        {
          add_number (entries, 0, 2);
          bytes += 2;
        }
      return;
    }

  pad (others, 8);
  add_number (entries, place + others->len, width);
  g_byte_array_append (others, values, (guint) bytes);
}

static void
add_shorts (const Writer *writer,
            GByteArray *entries,
            GByteArray *others,
            guint64 place,
            gint tag,
            gint n,
            gint value)
{
  guint16 values[3] = { (guint16) value, (guint16) value, (guint16) value };

  add_entry (writer, entries, others, place, tag, TIFF_SHORT, (guint64) n, values,
             2 * (gsize) n);
}

static void
add_place (const Writer *writer,
           GByteArray *entries,
           GByteArray *others,
           guint64 place,
           gint tag,
           guint64 value)
{
  guint32 narrow = (guint32) value;

  if (writer->big)
    add_entry (writer, entries, others, place, tag, TIFF_LONG8, 1, &value, 8);
  else
    add_entry (writer, entries, others, place, tag, TIFF_LONG, 1, &narrow, 4);
}

/* The entries of a page, in the order of their tags.  Their number does not depend on @place. */
static guint
fill_directory (const Writer *writer,
                const gchar *name,
                guint64 place,
                GByteArray *entries,
                GByteArray *others)
{
  const LlTiffLayout *layout = writer->layout;
  guint64 bytes = ll_tiff_layout_get_page_bytes (layout);
  gint format = layout->bits == 32 ? SAMPLEFORMAT_IEEEFP : SAMPLEFORMAT_UINT;
  gboolean rgb = layout->samples == 3;
  guint32 width = (guint32) layout->width;
  guint32 height = (guint32) layout->height;

  add_entry (writer, entries, others, place, TIFFTAG_IMAGEWIDTH, TIFF_LONG, 1, &width, 4);
  add_entry (writer, entries, others, place, TIFFTAG_IMAGELENGTH, TIFF_LONG, 1, &height,
             4);
  add_shorts (writer, entries, others, place, TIFFTAG_BITSPERSAMPLE, layout->samples,
              layout->bits);
  add_shorts (writer, entries, others, place, TIFFTAG_COMPRESSION, 1, COMPRESSION_NONE);
  add_shorts (writer, entries, others, place, TIFFTAG_PHOTOMETRIC, 1,
              rgb ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK);
  add_place (writer, entries, others, place, TIFFTAG_STRIPOFFSETS, writer->data);
  add_shorts (writer, entries, others, place, TIFFTAG_SAMPLESPERPIXEL, 1,
              layout->samples);
  add_entry (writer, entries, others, place, TIFFTAG_ROWSPERSTRIP, TIFF_LONG, 1, &height,
             4);
  add_place (writer, entries, others, place, TIFFTAG_STRIPBYTECOUNTS, bytes);
  add_shorts (writer, entries, others, place, TIFFTAG_PLANARCONFIG, 1,
              PLANARCONFIG_CONTIG);
  add_entry (writer, entries, others, place, TIFFTAG_PAGENAME, TIFF_ASCII,
             strlen (name) + 1, name, strlen (name) + 1);
  add_shorts (writer, entries, others, place, TIFFTAG_SAMPLEFORMAT, layout->samples,
              format);

  return 12;
}

static void
add_directory (Writer *writer, const gchar *name, gboolean last)
{
  gint count = writer->big ? 8 : 2;
  gint width = writer->big ? 8 : 4;
  guint n_entries = 12;
  gsize length = (gsize) count + n_entries * (writer->big ? 20 : 12) + (gsize) width;
  guint64 place = writer->head->len + length;
  g_autoptr (GByteArray) entries = g_byte_array_new ();
  g_autoptr (GByteArray) others = g_byte_array_new ();

  fill_directory (writer, name, place, entries, others);
  pad (others, 8);
  add_number (writer->head, n_entries, count);
  g_byte_array_append (writer->head, entries->data, entries->len);
  add_number (writer->head, last ? 0 : place + others->len, width);
  g_byte_array_append (writer->head, others->data, others->len);
  writer->data += ll_tiff_layout_get_page_bytes (writer->layout);
}

static GByteArray *
make_head (const LlTiffLayout *layout, gboolean big, guint64 data)
{
  Writer writer = { layout, big, g_byte_array_new (), data };

  g_byte_array_append (
    writer.head, (const guint8 *) (G_BYTE_ORDER == G_LITTLE_ENDIAN ? "II" : "MM"), 2);
  add_number (writer.head, big ? 43 : 42, 2);
  if (big)
    {
      add_number (writer.head, 8, 2);
      add_number (writer.head, 0, 2);
      add_number (writer.head, 16, 8);
    }
  else
    {
      add_number (writer.head, 8, 4);
    }
  for (gint i = 0; layout->names[i]; i++)
    add_directory (&writer, layout->names[i], !layout->names[i + 1]);
  pad (writer.head, ALIGNMENT);

  return writer.head;
}

GByteArray *
ll_tiff_layout_make_head (const LlTiffLayout *layout, guint64 *first)
{
  guint n = g_strv_length ((gchar **) layout->names);
  gboolean big = (gdouble) ll_tiff_layout_get_page_bytes (layout) * n > MOST_IN_32_BITS;
  g_autoptr (GByteArray) draft = make_head (layout, big, 0);

  *first = draft->len;

  return make_head (layout, big, *first);
}
