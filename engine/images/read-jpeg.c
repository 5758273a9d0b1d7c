/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n-lib.h>
#include <setjmp.h>
#include <stdio.h>
/* It uses FILE without stdio.h. */
#include <jpeglib.h>
/* Its numbers depend on what jpeglib.h defines. */
#include <jerror.h>

#include "images/image-file-private.h"

typedef struct
{
  struct jpeg_error_mgr manager; /* first: libjpeg knows this alone */
  jmp_buf back;
  gchar text[JMSG_LENGTH_MAX];
} Problem;

static void
on_error (j_common_ptr jpeg)
{
  Problem *problem = (Problem *) jpeg->err;

  problem->manager.format_message (jpeg, problem->text);
  longjmp (problem->back, 1);
}

/* A file that ends too early gives a warning only, and half of a picture. */
static void
on_message (j_common_ptr jpeg, int level)
{
  if (level < 0 && jpeg->err->msg_code == JWRN_JPEG_EOF)
    on_error (jpeg);
}

static void
on_output (j_common_ptr jpeg)
{
}

/* libjpeg leaves this function by a jump when there is an error.
 *
 * @refused: (out): an error was set
 */
static gboolean
read_jpeg (LlImageFile *file,
           const gchar *path,
           FILE *stream,
           struct jpeg_decompress_struct *jpeg,
           gboolean *refused,
           GError **error)
{
  jpeg_create_decompress (jpeg);
  jpeg_stdio_src (jpeg, stream);
  jpeg_read_header (jpeg, TRUE);
  if (jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK)
    {
      *refused = TRUE;
      return ll_image_file_fail (path, _ ("it has colours for printing"), error);
    }
  jpeg->out_color_space = jpeg->num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_start_decompress (jpeg);

  file->width = (gint) jpeg->output_width;
  file->height = (gint) jpeg->output_height;
  file->components = jpeg->output_components;
  file->type = LL_PIXELS_U8;
  if (!ll_image_file_allocate (file, path, error))
    {
      *refused = TRUE;
      return FALSE;
    }

  while (jpeg->output_scanline < jpeg->output_height)
    {
      JSAMPROW row =
        file->own + (gsize) jpeg->output_scanline * ll_image_file_get_row_bytes (file);

      jpeg_read_scanlines (jpeg, &row, 1);
    }
  jpeg_finish_decompress (jpeg);

  return TRUE;
}

gboolean
ll_image_file_read_jpeg (LlImageFile *file, const gchar *path, GError **error)
{
  struct jpeg_decompress_struct jpeg = { 0 };
  Problem problem = { .text = "libjpeg" };
  FILE *stream = fopen (path, "rb");
  gboolean refused = FALSE;
  volatile gboolean done = FALSE;

  jpeg.err = jpeg_std_error (&problem.manager);
  problem.manager.error_exit = on_error;
  problem.manager.emit_message = on_message;
  problem.manager.output_message = on_output;
  if (stream && setjmp (problem.back) == 0)
    done = read_jpeg (file, path, stream, &jpeg, &refused, error);
  if (!done && !refused)
    ll_image_file_fail (path, problem.text, error);

  jpeg_destroy_decompress (&jpeg);
  if (stream)
    fclose (stream);

  return done;
}
