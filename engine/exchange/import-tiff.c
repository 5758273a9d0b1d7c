/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Label images as TIFF: whole numbers of 8 to 64 bits, or floats that are whole numbers, as
 * Fiji writes numbers of 32 bits.  Grey may be written as red, green and blue, and have an
 * alpha channel: what is transparent is not of an object.
 */

#include "exchange/import-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "exchange/tiff-memory.h"
#include "lazylabels/memory.h"

/* Bytes of the largest piece of memory that a file may ask libtiff for, besides a row. */
#define MOST_TIFF_BYTES ((gsize) 256 << 20)

typedef struct
{
  const LlImport *import;
  TIFF *tiff;
  guint16 bits;
  guint16 samples; /* of a pixel                       */
  guint16 format;  /* SAMPLEFORMAT_UINT, INT or IEEEFP */
  guint32 *values; /* [height][width] */
} Work;

static gdouble
get_value (const Work *work, const guint8 *samples, gsize i)
{
  gsize bytes = work->bits / 8u;
  guint64 bits = 0;
  guint16 narrow;
  guint32 word;
  gfloat single;
  gdouble whole;

  samples += i * bytes;
  switch (work->bits)
    {
    case 8:
      return work->format == SAMPLEFORMAT_INT ? (gint8) *samples : *samples;
    case 16:
      memcpy (&narrow, samples, 2);
      return work->format == SAMPLEFORMAT_INT ? (gint16) narrow : narrow;
    case 32:
      memcpy (&word, samples, 4);
      memcpy (&single, samples, 4);
      return work->format == SAMPLEFORMAT_IEEEFP ? (gdouble) single
             : work->format == SAMPLEFORMAT_INT  ? (gdouble) (gint32) word
                                                 : (gdouble) word;
    default:
      memcpy (&bits, samples, 8);
      memcpy (&whole, samples, 8);
      return work->format == SAMPLEFORMAT_IEEEFP ? whole
             : work->format == SAMPLEFORMAT_INT  ? (gdouble) (gint64) bits
                                                 : (gdouble) bits;
    }
}

static gboolean
check_header (Work *work, GError **error)
{
  guint32 width = 0, height = 0;
  guint16 planar = PLANARCONFIG_CONTIG;

  TIFFGetField (work->tiff, TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField (work->tiff, TIFFTAG_IMAGELENGTH, &height);
  TIFFGetFieldDefaulted (work->tiff, TIFFTAG_PLANARCONFIG, &planar);
  TIFFGetFieldDefaulted (work->tiff, TIFFTAG_SAMPLESPERPIXEL, &work->samples);
  TIFFGetFieldDefaulted (work->tiff, TIFFTAG_BITSPERSAMPLE, &work->bits);
  TIFFGetFieldDefaulted (work->tiff, TIFFTAG_SAMPLEFORMAT, &work->format);
  if (work->format == SAMPLEFORMAT_VOID)
    work->format = SAMPLEFORMAT_UINT;

  if (!ll_import_check_size (work->import, width, height, error))
    return FALSE;
  if (work->samples < 1 || work->samples > 4 ||
      (work->samples > 1 && planar != PLANARCONFIG_CONTIG))
    return ll_import_colours_fail (work->import, error);
  if ((work->bits != 8 && work->bits != 16 && work->bits != 32 && work->bits != 64) ||
      work->format < SAMPLEFORMAT_UINT || work->format > SAMPLEFORMAT_IEEEFP ||
      (work->format == SAMPLEFORMAT_IEEEFP && work->bits < 32))
    return ll_import_fail (error,
                           _ ("The values in \"%s\" are of a kind that can't be read: "
                              "convert them to whole numbers of 8, 16 or 32 bits."),
                           work->import->path);

  return TRUE;
}

/* Returns the value of half opacity. */
static gdouble
get_half (const Work *work)
{
  return work->format == SAMPLEFORMAT_IEEEFP
           ? 0.5
           : ldexp (1.0, work->bits - (work->format == SAMPLEFORMAT_INT ? 2 : 1));
}

/* Returns whether @n values from (x, y) on are numbers of objects. */
static gboolean
take_values (Work *work, const guint8 *samples, gint x, gint y, gint n, GError **error)
{
  guint32 *to = work->values + (gsize) y * (gsize) work->import->width + (gsize) x;

  for (gint i = 0; i < n; i++)
    {
      gsize first = (gsize) i * work->samples;
      gdouble value = get_value (work, samples, first);

      if (work->samples % 2 == 0 &&
          get_value (work, samples, first + work->samples - 1u) < get_half (work))
        value = 0.0;
      else if (work->samples >= 3 && (get_value (work, samples, first + 1) != value ||
                                      get_value (work, samples, first + 2) != value))
        return ll_import_colours_fail (work->import, error);
      if (!(value >= 0.0 && value <= G_MAXUINT32) || value != rint (value))
        return ll_import_fail (error,
                               _ ("\"%s\" is not a label image: the value %g at (%d, %d) "
                                  "is not the number of an object."),
                               work->import->path, value, x + i, y);
      to[i] = (guint32) value;
    }

  return TRUE;
}

/* Returns: FALSE with or without an error; without one, libtiff has said why. */
static gboolean
read_rows (Work *work, GError **error)
{
  tmsize_t size = TIFFScanlineSize (work->tiff);
  gsize need = (gsize) work->import->width * (work->bits / 8u) * work->samples;
  g_autofree guint8 *row = NULL;

  if (size < 0 || (gsize) size < need || (gsize) size > MOST_TIFF_BYTES)
    return FALSE;

  row = g_malloc0 ((gsize) size);
  for (gint y = 0; y < work->import->height; y++)
    if (TIFFReadScanline (work->tiff, row, (guint32) y, 0) != 1 ||
        !take_values (work, row, 0, y, work->import->width, error))
      return FALSE;

  return TRUE;
}

static gboolean
read_tiles (Work *work, GError **error)
{
  guint32 width = 0, height = 0;
  tmsize_t size = TIFFTileSize (work->tiff);
  gint w = work->import->width, h = work->import->height;
  g_autofree guint8 *tile = NULL;
  gsize row;

  TIFFGetField (work->tiff, TIFFTAG_TILEWIDTH, &width);
  TIFFGetField (work->tiff, TIFFTAG_TILELENGTH, &height);
  row = (gsize) width * (work->bits / 8u) * work->samples;
  if (size <= 0 || width == 0 || height == 0 || width > LL_MAX_SIDE ||
      height > LL_MAX_SIDE || (gsize) size > MOST_TIFF_BYTES ||
      (gsize) size / row < height)
    return FALSE;

  tile = g_malloc0 ((gsize) size);
  for (gint y = 0; y < h; y += (gint) height)
    for (gint x = 0; x < w; x += (gint) width)
      {
        if (TIFFReadTile (work->tiff, tile, (guint32) x, (guint32) y, 0, 0) < 0)
          return FALSE;
        for (gint v = 0; v < MIN ((gint) height, h - y); v++)
          if (!take_values (work, tile + (gsize) v * row, x, y + v,
                            MIN ((gint) width, w - x), error))
            return FALSE;
      }

  return TRUE;
}

static gboolean
read_picture (Work *work, GError **error)
{
  gsize n = (gsize) work->import->width * (gsize) work->import->height;
  guint32 width = 0, height = 0;

  if (!check_header (work, error) || !ll_memory_check ((guint64) n * 9, error))
    return FALSE;

  work->values = g_new0 (guint32, n);
  if (!(TIFFIsTiled (work->tiff) ? read_tiles : read_rows) (work, error))
    return FALSE;

  /* A smaller picture after the first is a preview. */
  if (TIFFReadDirectory (work->tiff) == 1 &&
      TIFFGetField (work->tiff, TIFFTAG_IMAGEWIDTH, &width) == 1 &&
      TIFFGetField (work->tiff, TIFFTAG_IMAGELENGTH, &height) == 1 &&
      width == (guint32) work->import->width && height == (guint32) work->import->height)
    return ll_import_fail (error,
                           _ ("\"%s\" has several pages, but a label image has one: save "
                              "the page of this image on its own."),
                           work->import->path);

  return TRUE;
}

LlImported *
ll_import_labels_tiff (const LlImport *import, GError **error)
{
  LlTiffBytes bytes = { import->bytes, import->length, 0 };
  g_autofree gchar *problem = NULL;
  g_autoptr (GError) reason = NULL;
  LlImported *imported = NULL;
  Work work = { .import = import };

  work.tiff = ll_tiff_open_bytes (&bytes, MOST_TIFF_BYTES, &problem);
  if (work.tiff && read_picture (&work, &reason))
    imported = ll_import_numbers (import, work.values, error);
  else if (reason)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    ll_import_fail (error, _ ("\"%s\" can't be read (%s): write it again."), import->path,
                    problem ? problem : "libtiff");
  if (work.tiff)
    TIFFClose (work.tiff);
  g_free (work.values);

  return imported;
}
