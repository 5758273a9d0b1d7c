/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Micrographs are mostly grey or RGB of 8, 16 or 32 bits, in strips or tiles.  Anything else,
 * such as palettes or JPEG in TIFF, is left to libtiff, which makes 8-bit RGB of it.
 */

#include <glib/gi18n-lib.h>
#include <string.h>
#include <tiffio.h>

#include "images/image-file-private.h"
#include "images/library-errors.h"

typedef struct
{
  guint16 bits;
  guint16 samples;
  guint16 format;
  guint16 photometric;
  guint16 planar;
  guint16 compression;
} Layout;

static TIFF *
open_tiff (const gchar *path, gchar **problem)
{
  TIFFOpenOptions *options = ll_tiff_options_new (problem);
  TIFF *tiff;

  /* Not mapped: libtiff would see what lies after the end. */
  tiff = TIFFOpenExt (path, "rm", options);
  TIFFOpenOptionsFree (options);

  return tiff;
}

/* Whether the current directory is an image of its own. */
static gboolean
is_page (TIFF *tiff)
{
  guint32 kind = 0;

  TIFFGetFieldDefaulted (tiff, TIFFTAG_SUBFILETYPE, &kind);

  return (kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0;
}

GArray *
ll_image_file_list_tiff (const gchar *path)
{
  g_autofree gchar *problem = NULL;
  TIFF *tiff = open_tiff (path, &problem);
  GArray *pages;

  if (!tiff)
    return NULL;

  pages = g_array_new (FALSE, FALSE, sizeof (gboolean));
  do
    {
      gboolean own = is_page (tiff);

      g_array_append_val (pages, own);
    }
  while (pages->len < G_MAXUINT16 && TIFFReadDirectory (tiff));
  TIFFClose (tiff);

  return pages;
}

/* Returns whether there is such a page, which is the current directory now. */
static gboolean
go_to_page (TIFF *tiff, gint page)
{
  do
    if (is_page (tiff) && page-- == 0)
      return TRUE;
  while (TIFFReadDirectory (tiff));

  /* Of a file of previews alone, the first is the image. */
  return page == 0 && TIFFSetDirectory (tiff, 0);
}

static void
read_layout (TIFF *tiff, Layout *layout)
{
  layout->photometric = PHOTOMETRIC_MINISBLACK;
  TIFFGetFieldDefaulted (tiff, TIFFTAG_BITSPERSAMPLE, &layout->bits);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_SAMPLESPERPIXEL, &layout->samples);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_SAMPLEFORMAT, &layout->format);
  TIFFGetField (tiff, TIFFTAG_PHOTOMETRIC, &layout->photometric);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_PLANARCONFIG, &layout->planar);
  TIFFGetFieldDefaulted (tiff, TIFFTAG_COMPRESSION, &layout->compression);
}

/* Whether the numbers can be taken as they are. */
static gboolean
is_plain (const Layout *layout)
{
  gboolean grey = layout->photometric == PHOTOMETRIC_MINISBLACK ||
                  layout->photometric == PHOTOMETRIC_MINISWHITE;
  gboolean integer =
    layout->format == SAMPLEFORMAT_UINT || layout->format == SAMPLEFORMAT_VOID;
  gboolean floating = layout->format == SAMPLEFORMAT_IEEEFP && layout->bits == 32;

  if (!(grey && layout->samples <= 2) &&
      !(layout->photometric == PHOTOMETRIC_RGB &&
        (layout->samples == 3 || layout->samples == 4)))
    return FALSE;

  return floating ||
         (integer && (layout->bits == 8 || layout->bits == 16 || layout->bits == 32));
}

/* Puts @n_rows rows of @n_columns pixels to their place.
 *
 * @plane: where planes are separate, which one; else -1
 */
static void
place_rows (LlImageFile *file,
            const guint8 *from,
            gsize from_row,
            gint x,
            gint y,
            gint n_columns,
            gint n_rows,
            gint plane)
{
  gsize row = ll_image_file_get_row_bytes (file);
  gsize pixel = row / (gsize) file->width;
  gsize value = pixel / (gsize) file->components;

  n_columns = MIN (n_columns, file->width - x);
  n_rows = MIN (n_rows, file->height - y);
  for (gint i = 0; i < n_rows; i++)
    {
      guint8 *to = file->own + (gsize) (y + i) * row + (gsize) x * pixel;
      const guint8 *source = from + (gsize) i * from_row;

      if (plane < 0)
        memcpy (to, source, (gsize) n_columns * pixel);
      else
        for (gint j = 0; j < n_columns; j++)
          memcpy (to + (gsize) j * pixel + (gsize) plane * value,
                  source + (gsize) j * value, value);
    }
}

static gboolean
read_tiles (LlImageFile *file, TIFF *tiff, gint n_planes)
{
  guint32 width = 0, height = 0;
  gsize value =
    ll_image_file_get_row_bytes (file) / ((gsize) file->width * (gsize) file->components);
  tmsize_t size = TIFFTileSize (tiff);
  g_autofree guint8 *tile = size > 0 ? g_try_malloc ((gsize) size) : NULL;
  gsize row;

  TIFFGetField (tiff, TIFFTAG_TILEWIDTH, &width);
  TIFFGetField (tiff, TIFFTAG_TILELENGTH, &height);
  row = (gsize) width * value * (gsize) (n_planes > 1 ? 1 : file->components);
  if (!tile || width == 0 || height == 0 || width > LL_MAX_SIDE || height > LL_MAX_SIDE ||
      (gsize) size < row * height)
    return FALSE;

  for (gint plane = 0; plane < n_planes; plane++)
    for (gint y = 0; y < file->height; y += (gint) height)
      for (gint x = 0; x < file->width; x += (gint) width)
        {
          if (TIFFReadTile (tiff, tile, (guint32) x, (guint32) y, 0, (guint16) plane) < 0)
            return FALSE;
          place_rows (file, tile, row, x, y, (gint) width, (gint) height,
                      n_planes > 1 ? plane : -1);
        }

  return TRUE;
}

static gboolean
read_scanlines (LlImageFile *file, TIFF *tiff, gint n_planes)
{
  gsize row =
    ll_image_file_get_row_bytes (file) / (gsize) (n_planes > 1 ? file->components : 1);
  g_autofree guint8 *line = g_malloc (row);

  if (TIFFScanlineSize (tiff) != (tmsize_t) row)
    return FALSE;

  for (gint plane = 0; plane < n_planes; plane++)
    for (gint y = 0; y < file->height; y++)
      {
        if (TIFFReadScanline (tiff, line, (guint32) y, (guint16) plane) != 1)
          return FALSE;
        place_rows (file, line, row, 0, y, file->width, 1, n_planes > 1 ? plane : -1);
      }

  return TRUE;
}

/* Maps the file where its rows follow each other as they are needed: an image that is looked at
 * in parts takes no memory but for these.
 */
static gboolean
map_pixels (LlImageFile *file, TIFF *tiff, const Layout *layout, const gchar *path)
{
  guint64 *offsets = NULL;
  gsize bytes = ll_image_file_get_row_bytes (file) * (gsize) file->height;
  guint32 n = TIFFNumberOfStrips (tiff);
  guint32 rows = 0;
  guint64 next;

  if (TIFFIsTiled (tiff) || TIFFIsByteSwapped (tiff) ||
      layout->compression != COMPRESSION_NONE ||
      (layout->planar != PLANARCONFIG_CONTIG && layout->samples > 1) ||
      !TIFFGetField (tiff, TIFFTAG_STRIPOFFSETS, &offsets) || !offsets || n == 0)
    return FALSE;

  TIFFGetFieldDefaulted (tiff, TIFFTAG_ROWSPERSTRIP, &rows);
  next = offsets[0];
  for (guint32 i = 0; i < n; i++)
    {
      if (offsets[i] != next)
        return FALSE;
      next += (guint64) rows * ll_image_file_get_row_bytes (file);
    }

  file->mapped = g_mapped_file_new (path, FALSE, NULL);
  if (!file->mapped || offsets[0] > g_mapped_file_get_length (file->mapped) ||
      g_mapped_file_get_length (file->mapped) - offsets[0] < bytes)
    {
      g_clear_pointer (&file->mapped, g_mapped_file_unref);
      return FALSE;
    }
  file->pixels = (const guint8 *) g_mapped_file_get_contents (file->mapped) + offsets[0];

  return TRUE;
}

static gboolean
read_plain (LlImageFile *file,
            TIFF *tiff,
            const Layout *layout,
            const gchar *path,
            gboolean *refused,
            GError **error)
{
  gint n_planes = layout->planar == PLANARCONFIG_SEPARATE ? layout->samples : 1;

  file->components = layout->samples;
  file->inverted = layout->photometric == PHOTOMETRIC_MINISWHITE;
  file->type = layout->format == SAMPLEFORMAT_IEEEFP ? LL_PIXELS_FLOAT
               : layout->bits == 8                   ? LL_PIXELS_U8
               : layout->bits == 16                  ? LL_PIXELS_U16
                                                     : LL_PIXELS_U32;
  if (map_pixels (file, tiff, layout, path))
    return TRUE;

  if (!ll_image_file_allocate (file, path, error))
    {
      *refused = TRUE;
      return FALSE;
    }

  return TIFFIsTiled (tiff) ? read_tiles (file, tiff, n_planes)
                            : read_scanlines (file, tiff, n_planes);
}

/* Anything that libtiff can show: bytes of red, green, blue and alpha. */
static gboolean
read_shown (LlImageFile *file,
            TIFF *tiff,
            const gchar *path,
            gboolean *refused,
            GError **error)
{
  file->components = 4;
  file->type = LL_PIXELS_U8;
  if (!ll_image_file_allocate (file, path, error))
    {
      *refused = TRUE;
      return FALSE;
    }
  if (!TIFFReadRGBAImageOriented (tiff, (guint32) file->width, (guint32) file->height,
                                  (guint32 *) (gpointer) file->own, ORIENTATION_TOPLEFT,
                                  1))
    return FALSE;

  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    for (gsize i = 0; i < (gsize) file->width * (gsize) file->height; i++)
      {
        guint32 *pixel = (guint32 *) (gpointer) file->own + i;

        *pixel = GUINT32_SWAP_LE_BE (*pixel);
      }

  return TRUE;
}

gboolean
ll_image_file_read_tiff (LlImageFile *file, const gchar *path, gint page, GError **error)
{
  g_autofree gchar *problem = NULL;
  TIFF *tiff = open_tiff (path, &problem);
  guint32 width = 0, height = 0;
  gboolean refused = FALSE;
  gboolean done = FALSE;
  Layout layout = { 0 };

  if (tiff && go_to_page (tiff, page) &&
      TIFFGetField (tiff, TIFFTAG_IMAGEWIDTH, &width) &&
      TIFFGetField (tiff, TIFFTAG_IMAGELENGTH, &height) && width > 0 && height > 0 &&
      width <= LL_MAX_SIDE && height <= LL_MAX_SIDE)
    {
      file->width = (gint) width;
      file->height = (gint) height;
      read_layout (tiff, &layout);
      done = is_plain (&layout) ? read_plain (file, tiff, &layout, path, &refused, error)
                                : read_shown (file, tiff, path, &refused, error);
    }
  if (!done && !refused)
    ll_image_file_fail (path, problem ? problem : _ ("it has no such page"), error);
  if (tiff)
    TIFFClose (tiff);

  return done;
}
