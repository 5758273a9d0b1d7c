/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* libpng reports errors by longjmp(), so a single structure holds everything that must
 * survive it.
 */

#include <errno.h>
#include <stdio.h>

#include <glib/gstdio.h>
#include <png.h>

#include "png-io.h"

typedef struct
{
  png_structp png;
  png_infop info;
  FILE *file;
  SynthPng *picture;
  guint8 *bytes; /* the rows as in the file: 16-bit samples are big-endian */
  gchar message[128];
} Job;

static void
on_error (png_structp png, png_const_charp message)
{
  Job *job = png_get_error_ptr (png);

  g_strlcpy (job->message, message, sizeof job->message);
  png_longjmp (png, 1);
}

static void
on_warning (G_GNUC_UNUSED png_structp png, G_GNUC_UNUSED png_const_charp message)
{
}

static gboolean
open_file (Job *job, const gchar *path, const gchar *mode, GError **error)
{
  job->file = g_fopen (path, mode);
  if (job->file == NULL)
    {
      gint code = errno;

      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code),
                   "%s could not be opened: %s.", path, g_strerror (code));
    }
  return job->file != NULL;
}

static gsize
row_bytes (const SynthPng *picture)
{
  return (gsize) picture->width * (gsize) picture->channels * (gsize) picture->depth / 8;
}

static void
read_header (Job *job)
{
  png_init_io (job->png, job->file);
  png_read_info (job->png, job->info);
  png_set_palette_to_rgb (job->png);
  if (png_get_bit_depth (job->png, job->info) < 8)
    png_set_expand_gray_1_2_4_to_8 (job->png);
  if (png_get_valid (job->png, job->info, PNG_INFO_tRNS))
    png_set_tRNS_to_alpha (job->png);
  png_set_interlace_handling (job->png);
  png_read_update_info (job->png, job->info);
}

static void
read_rows (Job *job)
{
  png_uint_32 width = png_get_image_width (job->png, job->info);
  png_uint_32 height = png_get_image_height (job->png, job->info);
  gsize stride;

  if (width > LL_MAX_SIDE || height > LL_MAX_SIDE)
    png_error (job->png, "the picture is too large");
  job->picture =
    synth_png_new ((gint) width, (gint) height, png_get_channels (job->png, job->info),
                   png_get_bit_depth (job->png, job->info));
  stride = row_bytes (job->picture);
  job->bytes = g_malloc (stride * height);
  for (gint pass =
         png_get_interlace_type (job->png, job->info) == PNG_INTERLACE_ADAM7 ? 7 : 1;
       pass > 0; pass--)
    for (gsize y = 0; y < height; y++)
      png_read_row (job->png, job->bytes + y * stride, NULL);
}

static void
write_all (Job *job, const SynthPng *picture)
{
  static const gint types[5] = { 0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA,
                                 PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA };

  png_init_io (job->png, job->file);
  png_set_compression_level (job->png, 3);
  png_set_IHDR (job->png, job->info, (png_uint_32) picture->width,
                (png_uint_32) picture->height, picture->depth, types[picture->channels],
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  png_write_info (job->png, job->info);
  for (gsize y = 0; y < (gsize) picture->height; y++)
    png_write_row (job->png, job->bytes + y * row_bytes (picture));
  png_write_end (job->png, NULL);
}

static void
unpack (SynthPng *picture, const guint8 *bytes)
{
  gsize n = (gsize) picture->width * (gsize) picture->height * (gsize) picture->channels;

  for (gsize i = 0; i < n; i++)
    if (picture->depth == 16)
      picture->samples[i] = (guint16) (bytes[2 * i] << 8 | bytes[2 * i + 1]);
    else
      picture->samples[i] = bytes[i];
}

static guint8 *
pack (const SynthPng *picture)
{
  gsize n = (gsize) picture->width * (gsize) picture->height * (gsize) picture->channels;
  guint8 *bytes = g_malloc (n * (gsize) picture->depth / 8);

  for (gsize i = 0; i < n; i++)
    if (picture->depth == 16)
      {
        bytes[2 * i] = (guint8) (picture->samples[i] >> 8);
        bytes[2 * i + 1] = (guint8) picture->samples[i];
      }
    else
      {
        bytes[i] = (guint8) picture->samples[i];
      }
  return bytes;
}

SynthPng *
synth_png_new (gint width, gint height, gint channels, gint depth)
{
  SynthPng *png = g_new (SynthPng, 1);

  png->width = width;
  png->height = height;
  png->channels = channels;
  png->depth = depth;
  png->samples = g_new0 (guint16, (gsize) width * (gsize) height * (gsize) channels);
  return png;
}

void
synth_png_free (SynthPng *png)
{
  if (png)
    g_free (png->samples);
  g_free (png);
}

SynthPng *
synth_png_read (const gchar *path, GError **error)
{
  Job job = { 0 };

  if (!open_file (&job, path, "rb", error))
    return NULL;
  job.png = png_create_read_struct (PNG_LIBPNG_VER_STRING, &job, on_error, on_warning);
  job.info = png_create_info_struct (job.png);
  if (setjmp (png_jmpbuf (job.png)) == 0)
    {
      read_header (&job);
      read_rows (&job);
      unpack (job.picture, job.bytes);
    }
  else
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                   "%s could not be read as PNG: %s.", path, job.message);
      g_clear_pointer (&job.picture, synth_png_free);
    }
  png_destroy_read_struct (&job.png, &job.info, NULL);
  fclose (job.file);
  g_free (job.bytes);
  return job.picture;
}

gboolean
synth_png_write (const SynthPng *png, const gchar *path, GError **error)
{
  Job job = { 0 };

  if (!open_file (&job, path, "wb", error))
    return FALSE;
  job.bytes = pack (png);
  job.png = png_create_write_struct (PNG_LIBPNG_VER_STRING, &job, on_error, on_warning);
  job.info = png_create_info_struct (job.png);
  if (setjmp (png_jmpbuf (job.png)) == 0)
    write_all (&job, png);
  png_destroy_write_struct (&job.png, &job.info);
  if (fclose (job.file) != 0 && job.message[0] == '\0')
    g_strlcpy (job.message, g_strerror (errno), sizeof job.message);
  g_free (job.bytes);
  if (job.message[0] != '\0')
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s could not be written: %s.",
                 path, job.message);
  return job.message[0] == '\0';
}
