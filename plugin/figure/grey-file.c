/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "figure/grey-file.h"

#include <png.h>

#include "layers/layers.h"

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
