/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "figure/grey-file.h"

#include <png.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <tiffio.h>

#include "image/layers.h"

#define BITS 16

static void
on_png_error (png_structp png, const char *message)
{
  gchar **problem = png_get_error_ptr (png);

  *problem = g_strdup (message);
  longjmp (png_jmpbuf (png), 1);
}

static void
on_png_warning (png_structp png, const char *message)
{
}

/* libpng leaves this function by a jump when there is an error. */
static void
write_png (png_structp png,
           png_infop info,
           FILE *stream,
           gint width,
           gint height,
           guint16 *row,
           LpGreyRow get_row,
           gpointer data)
{
  png_text text = { .compression = PNG_TEXT_COMPRESSION_NONE,
                    .key = (png_charp) "Comment",
                    .text = (png_charp) LP_LABEL_MAP_COMMENT };

  if (setjmp (png_jmpbuf (png)))
    return;

  png_init_io (png, stream);
  png_set_IHDR (png, info, (png_uint_32) width, (png_uint_32) height, BITS,
                PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  png_set_text (png, info, &text, 1);
  png_write_info (png, info);
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    png_set_swap (png);
  for (gint y = 0; y < height; y++)
    {
      get_row (y, row, data);
      png_write_row (png, (png_const_bytep) row);
    }
  png_write_end (png, info);
}

gchar *
lp_grey_file_write_png (FILE *stream,
                        gint width,
                        gint height,
                        LpGreyRow get_row,
                        gpointer data)
{
  g_autofree guint16 *row = g_new (guint16, width);
  gchar *problem = NULL;
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, &problem,
                                             on_png_error, on_png_warning);
  png_infop info = png ? png_create_info_struct (png) : NULL;

  if (info)
    write_png (png, info, stream, width, height, row, get_row, data);
  else if (!problem)
    problem = g_strdup ("libpng");
  png_destroy_write_struct (&png, &info);

  return problem;
}

static tmsize_t
read_tiff (thandle_t handle, void *to, tmsize_t n)
{
  return (tmsize_t) fread (to, 1, (gsize) n, handle);
}

static tmsize_t
write_tiff (thandle_t handle, void *from, tmsize_t n)
{
  return (tmsize_t) fwrite (from, 1, (gsize) n, handle);
}

static toff_t
seek_tiff (thandle_t handle, toff_t to, int whence)
{
  if (fseeko (handle, (off_t) to, whence) != 0)
    return (toff_t) -1;

  return (toff_t) ftello (handle);
}

static int
close_tiff (thandle_t handle)
{
  return 0;
}

static toff_t
get_tiff_size (thandle_t handle)
{
  struct stat info;

  return fflush (handle) == 0 && fstat (fileno (handle), &info) == 0
           ? (toff_t) info.st_size
           : 0;
}

static int G_GNUC_PRINTF (4, 0) on_tiff_error (TIFF *tiff,
                                               void *data,
                                               const char *module,
                                               const char *text,
                                               va_list list)
{
  gchar **problem = data;

  /* The first one is the cause of the others. */
  if (!*problem)
    *problem = g_strdup_vprintf (text, list);

  return 1;
}

static int G_GNUC_PRINTF (4, 0) on_tiff_warning (TIFF *tiff,
                                                 void *data,
                                                 const char *module,
                                                 const char *text,
                                                 va_list list)
{
  return 1;
}

static TIFF *
open_tiff (FILE *stream, gchar **problem)
{
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFF *tiff;

  TIFFOpenOptionsSetErrorHandlerExtR (options, on_tiff_error, problem);
  TIFFOpenOptionsSetWarningHandlerExtR (options, on_tiff_warning, NULL);
  tiff = TIFFClientOpenExt ("label map", "w", stream, read_tiff, write_tiff, seek_tiff,
                            close_tiff, get_tiff_size, NULL, NULL, options);
  TIFFOpenOptionsFree (options);

  return tiff;
}

gchar *
lp_grey_file_write_tiff (FILE *stream,
                         gint width,
                         gint height,
                         LpGreyRow get_row,
                         gpointer data)
{
  g_autofree guint16 *row = g_new (guint16, width);
  gchar *problem = NULL;
  TIFF *tiff = open_tiff (stream, &problem);
  gboolean done = tiff != NULL;

  if (tiff)
    {
      TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, (guint32) width);
      TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, (guint32) height);
      TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, BITS);
      TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
      TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
      TIFFSetField (tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
      TIFFSetField (tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
      TIFFSetField (tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
      TIFFSetField (tiff, TIFFTAG_IMAGEDESCRIPTION, LP_LABEL_MAP_COMMENT);
      TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize (tiff, 0));
      for (gint y = 0; y < height && done; y++)
        {
          get_row (y, row, data);
          done = TIFFWriteScanline (tiff, row, (guint32) y, 0) == 1;
        }
      done = done && TIFFFlush (tiff) == 1;
      TIFFClose (tiff);
    }
  if (!done && !problem)
    problem = g_strdup ("libtiff");

  return problem;
}
