/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Label images as PNG: grey values, or the places of colours in a palette.  Grey may be
 * written as red, green and blue, and have an alpha channel: what is transparent is not of an
 * object.
 */

#include "exchange/import-private.h"

#include <glib/gi18n-lib.h>
#include <png.h>
#include <string.h>

#include "images/library-errors.h"
#include "lazylabels/memory.h"

typedef struct
{
  const LlImport *import;
  gsize at;         /* bytes that were read                     */
  gchar *problem;   /* libpng's, or NULL                        */
  guint8 *pixels;   /* [height][row bytes]                      */
  png_bytep *rows;  /* [height]                                 */
  gint bytes;       /* of a value                               */
  gint channels;    /* of a pixel                               */
  gboolean refused; /* an error was set                         */
} Work;

static void
read_bytes (png_structp png, png_bytep to, size_t n)
{
  Work *work = png_get_io_ptr (png);

  if (n > work->import->length - work->at)
    png_error (png, "it ends too early");
  memcpy (to, work->import->bytes + work->at, n);
  work->at += n;
}

/* Returns whether the picture is one of labels for this image. */
static gboolean
check_header (Work *work, png_structp png, png_infop info, GError **error)
{
  gint depth = png_get_bit_depth (png, info);
  gsize row;

  if (!ll_import_check_size (work->import, png_get_image_width (png, info),
                             png_get_image_height (png, info), error))
    return FALSE;

  work->bytes = depth == 16 ? 2 : 1;
  work->channels = png_get_channels (png, info);
  row = (gsize) work->import->width * (gsize) work->bytes * (gsize) work->channels;
  if (!ll_memory_check ((guint64) row * (guint64) work->import->height, error))
    return FALSE;

  work->pixels = g_malloc (row * (gsize) work->import->height);
  work->rows = g_new (png_bytep, work->import->height);
  for (gint y = 0; y < work->import->height; y++)
    work->rows[y] = work->pixels + (gsize) y * row;

  return TRUE;
}

/* libpng leaves this function by a jump when there is an error. */
static gboolean
read_png (Work *work, png_structp png, png_infop info, GError **error)
{
  if (setjmp (png_jmpbuf (png)))
    return FALSE;

  png_set_read_fn (png, work, read_bytes);
  png_set_user_limits (png, LL_MAX_SIDE, LL_MAX_SIDE);
  png_read_info (png, info);
  if (!check_header (work, png, info, error))
    {
      work->refused = TRUE;
      return FALSE;
    }

  png_set_packing (png);
  png_set_interlace_handling (png);
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    png_set_swap (png);
  png_read_update_info (png, info);
  png_read_image (png, work->rows);
  png_read_end (png, NULL);

  return TRUE;
}

static guint
get_sample (const Work *work, gsize i)
{
  guint16 wide;

  if (work->bytes == 1)
    return work->pixels[i];

  memcpy (&wide, work->pixels + 2 * i, 2);
  return wide;
}

/* Returns: (transfer full): the numbers; NULL if there are colours. */
static guint32 *
get_values (const Work *work)
{
  gsize n = (gsize) work->import->width * (gsize) work->import->height;
  gint channels = work->channels;
  guint half = work->bytes == 1 ? 128 : 32768;
  g_autofree guint32 *values = g_new (guint32, n);

  for (gsize i = 0; i < n; i++)
    {
      gsize first = i * (gsize) channels;
      gboolean there =
        channels % 2 || get_sample (work, first + (gsize) channels - 1) >= half;

      values[i] = there ? get_sample (work, first) : 0;
      if (there && channels >= 3 &&
          (get_sample (work, first + 1) != values[i] ||
           get_sample (work, first + 2) != values[i]))
        return NULL;
    }

  return g_steal_pointer (&values);
}

LlImported *
ll_import_labels_png (const LlImport *import, GError **error)
{
  Work work = { .import = import };
  png_structp png = png_create_read_struct (PNG_LIBPNG_VER_STRING, &work.problem,
                                            ll_png_fail, ll_png_ignore);
  png_infop info = png ? png_create_info_struct (png) : NULL;
  gsize n = (gsize) import->width * (gsize) import->height;
  LlImported *imported = NULL;

  if (info && read_png (&work, png, info, error))
    {
      if (ll_memory_check ((guint64) n * 9, error))
        {
          g_autofree guint32 *values = get_values (&work);

          if (values)
            imported = ll_import_numbers (import, values, error);
          else
            ll_import_colours_fail (import, error);
        }
    }
  else if (!work.refused)
    {
      ll_import_fail (error, _ ("\"%s\" can't be read (%s): write it again."),
                      import->path, work.problem ? work.problem : "libpng");
    }

  png_destroy_read_struct (&png, &info, NULL);
  g_free (work.problem);
  g_free (work.rows);
  g_free (work.pixels);

  return imported;
}
