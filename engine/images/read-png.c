/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <png.h>
#include <stdio.h>

#include "images/image-file-private.h"
#include "images/library-errors.h"

typedef struct
{
  gchar *problem; /* libpng's, or NULL */
  png_bytep *rows;
  gboolean refused; /* an error was set */
} Work;

/* libpng leaves this function by a jump when there is an error. */
static gboolean
read_png (LlImageFile *file,
          const gchar *path,
          FILE *stream,
          Work *work,
          png_structp png,
          png_infop info,
          GError **error)
{
  gint colour;

  if (setjmp (png_jmpbuf (png)))
    return FALSE;

  png_init_io (png, stream);
  png_set_user_limits (png, LL_MAX_SIDE, LL_MAX_SIDE);
  png_read_info (png, info);
  colour = png_get_color_type (png, info);
  if (colour == PNG_COLOR_TYPE_PALETTE)
    png_set_palette_to_rgb (png);
  if (colour == PNG_COLOR_TYPE_GRAY && png_get_bit_depth (png, info) < 8)
    png_set_expand_gray_1_2_4_to_8 (png);
  if (png_get_valid (png, info, PNG_INFO_tRNS))
    png_set_tRNS_to_alpha (png);
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    png_set_swap (png);
  png_set_interlace_handling (png);
  png_read_update_info (png, info);

  file->width = (gint) png_get_image_width (png, info);
  file->height = (gint) png_get_image_height (png, info);
  file->components = png_get_channels (png, info);
  file->type = png_get_bit_depth (png, info) == 16 ? LL_PIXELS_U16 : LL_PIXELS_U8;
  if (!ll_image_file_allocate (file, path, error))
    {
      work->refused = TRUE;
      return FALSE;
    }

  work->rows = g_new (png_bytep, file->height);
  for (gint y = 0; y < file->height; y++)
    work->rows[y] = file->own + (gsize) y * ll_image_file_get_row_bytes (file);
  png_read_image (png, work->rows);
  png_read_end (png, NULL);

  return TRUE;
}

gboolean
ll_image_file_read_png (LlImageFile *file, const gchar *path, GError **error)
{
  Work work = { 0 };
  FILE *stream = fopen (path, "rb");
  png_structp png = png_create_read_struct (PNG_LIBPNG_VER_STRING, &work.problem,
                                            ll_png_fail, ll_png_ignore);
  png_infop info = png ? png_create_info_struct (png) : NULL;
  gboolean done =
    stream && info && read_png (file, path, stream, &work, png, info, error);

  if (!done && !work.refused)
    ll_image_file_fail (path, work.problem ? work.problem : "libpng", error);

  png_destroy_read_struct (&png, &info, NULL);
  if (stream)
    fclose (stream);
  g_free (work.problem);
  g_free (work.rows);

  return done;
}
