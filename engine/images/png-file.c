/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <errno.h>
#include <png.h>
#include <string.h>

#include "images/image-file-private.h"
#include "images/library-errors.h"
#include "lazylabels/memory.h"
#include "lazylabels/planes-file.h"

typedef struct
{
  gint width;
  gint height;
  gboolean rgb;           /* else the places of colours in the palette */
  const guint8 *pixels;   /* [height][width] or [height][width][3]     */
  png_color palette[256]; /* of places                                 */
} Picture;

/* libpng leaves this function by a jump when there is an error. */
static gboolean
write_png (png_structp png, png_infop info, FILE *stream, const Picture *picture)
{
  gsize row = (gsize) picture->width * (picture->rgb ? 3 : 1);

  if (setjmp (png_jmpbuf (png)))
    return FALSE;

  png_init_io (png, stream);
  png_set_IHDR (png, info, (png_uint_32) picture->width, (png_uint_32) picture->height, 8,
                picture->rgb ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_PALETTE,
                PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  if (!picture->rgb)
    png_set_PLTE (png, info, picture->palette, 256);
  png_write_info (png, info);
  for (gint y = 0; y < picture->height; y++)
    png_write_row (png, picture->pixels + (gsize) y * row);
  png_write_end (png, info);

  return TRUE;
}

static LlPartFile *
write_picture (const Picture *picture, const gchar *path, GError **error)
{
  g_autoptr (LlPartFile) part = ll_part_file_new (path, error);
  g_autofree gchar *problem = NULL;
  png_structp png;
  png_infop info;
  gboolean done;

  if (!part)
    return NULL;

  png =
    png_create_write_struct (PNG_LIBPNG_VER_STRING, &problem, ll_png_fail, ll_png_ignore);
  info = png ? png_create_info_struct (png) : NULL;
  done = info && write_png (png, info, ll_part_file_get_stream (part), picture);
  png_destroy_write_struct (&png, &info);
  /* A full disk is reported when the file is finished, with its reason. */
  if (!done && ll_part_file_finish (part, error))
    ll_image_file_fail (path, problem ? problem : "libpng", error);

  return done ? g_steal_pointer (&part) : NULL;
}

static void
set_colour (Picture *picture, gint index, LlColour colour)
{
  picture->palette[index] = (png_color){ colour.rgb[0], colour.rgb[1], colour.rgb[2] };
}

LlPartFile *
ll_labels_write_png (const LlLabels *labels,
                     const LlClasses *classes,
                     LlTask task,
                     const gchar *path,
                     GError **error)
{
  Picture picture = { labels->width, labels->height, FALSE, labels->data, { { 0 } } };

  for (gint i = 0; i < 256; i++)
    picture.palette[i] = (png_color){ (guint8) i, (guint8) i, (guint8) i };
  if (classes)
    {
      for (gint i = 0; i < ll_classes_get_n_of_task (classes, task); i++)
        set_colour (&picture, i,
                    task == LL_TASK_SEPARATION && i == 1
                      ? ll_classes_get_interface_colour (classes)
                      : ll_classes_get_colour (classes, i));
      set_colour (&picture, LL_LABEL_IGNORE, ll_classes_get_ignore_colour (classes));
    }

  return write_picture (&picture, path, error);
}

LlPartFile *
ll_rgb_write_png (const guint8 *rgb,
                  gint width,
                  gint height,
                  const gchar *path,
                  GError **error)
{
  Picture picture = { width, height, TRUE, rgb, { { 0 } } };

  return write_picture (&picture, path, error);
}

/* libpng leaves this function by a jump when there is an error. */
static LlLabels *
read_labels (png_structp png,
             png_infop info,
             FILE *stream,
             png_bytep **rows,
             GError **error)
{
  LlLabels *volatile labels = NULL;
  gint width, height;

  if (setjmp (png_jmpbuf (png)))
    {
      ll_labels_free (labels);
      return NULL;
    }

  png_init_io (png, stream);
  png_set_user_limits (png, LL_MAX_SIDE, LL_MAX_SIDE);
  png_read_info (png, info);
  if (png_get_bit_depth (png, info) > 8 || png_get_channels (png, info) != 1)
    png_error (png, "it does not have one number of 8 bits per pixel");
  width = (gint) png_get_image_width (png, info);
  height = (gint) png_get_image_height (png, info);
  if (!ll_memory_check ((guint64) width * (guint64) height, error))
    return NULL;

  labels = ll_labels_new (width, height, 0);
  png_set_packing (png);
  png_set_interlace_handling (png);
  png_read_update_info (png, info);
  *rows = g_new (png_bytep, height);
  for (gint y = 0; y < height; y++)
    (*rows)[y] = labels->data + (gsize) y * (gsize) width;
  png_read_image (png, *rows);
  png_read_end (png, NULL);

  return labels;
}

LlLabels *
ll_labels_read_png (const gchar *path, GError **error)
{
  g_autofree gchar *problem = NULL;
  g_autofree png_bytep *rows = NULL;
  g_autoptr (GError) refused = NULL;
  FILE *stream = fopen (path, "rb");
  LlLabels *labels = NULL;
  png_structp png;
  png_infop info;

  if (!stream)
    {
      ll_image_file_fail (path, g_strerror (errno), error);
      return NULL;
    }

  png =
    png_create_read_struct (PNG_LIBPNG_VER_STRING, &problem, ll_png_fail, ll_png_ignore);
  info = png ? png_create_info_struct (png) : NULL;
  if (info)
    labels = read_labels (png, info, stream, &rows, &refused);
  png_destroy_read_struct (&png, &info, NULL);
  fclose (stream);
  if (refused)
    g_propagate_error (error, g_steal_pointer (&refused));
  else if (!labels)
    ll_image_file_fail (path, problem ? problem : "libpng", error);

  return labels;
}
