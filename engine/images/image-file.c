/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tells files by their first bytes, and turns their pixels into numbers. */

#include "images/image-file-private.h"

#include <glib/gi18n-lib.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "data/stored.h"
#include "lazylabels/error.h"
#include "lazylabels/grey.h"
#include "lazylabels/memory.h"

/* Rows that are looked at together. */
#define STRIP 64

static const gchar *const endings[] = {
  ".tif", ".tiff", ".png", ".jpg", ".jpeg", ".jpe"
};

gboolean
ll_image_file_is_known (const gchar *path)
{
  g_autofree gchar *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;

  return FALSE;
}

gboolean
ll_image_file_fail (const gchar *path, const gchar *problem, GError **error)
{
  g_autofree gchar *name = g_filename_display_name (path);

  g_set_error (
    error, LL_DATA_ERROR, LL_DATA_ERROR_IMAGE,
    _ ("\"%s\" can't be read as an image (%s): look whether it is complete, or "
       "save it again as TIFF or PNG."),
    name, problem);

  return FALSE;
}

static gsize
get_type_bytes (LlPixelType type)
{
  return type == LL_PIXELS_U8 ? 1 : type == LL_PIXELS_U16 ? 2 : 4;
}

gsize
ll_image_file_get_row_bytes (const LlImageFile *file)
{
  return (gsize) file->width * (gsize) file->components * get_type_bytes (file->type);
}

gboolean
ll_image_file_allocate (LlImageFile *file, const gchar *path, GError **error)
{
  gsize bytes;

  if (file->width < 1 || file->height < 1 || file->width > LL_MAX_SIDE ||
      file->height > LL_MAX_SIDE)
    return ll_image_file_fail (path, _ ("its sides are too large"), error);

  bytes = ll_image_file_get_row_bytes (file) * (gsize) file->height;
  if (!ll_memory_check (bytes, error))
    return FALSE;

  file->own = g_try_malloc (bytes);
  if (!file->own)
    return ll_image_file_fail (path, _ ("there is too little memory"), error);
  file->pixels = file->own;

  return TRUE;
}

GArray *
ll_image_file_list_pages (const gchar *path)
{
  g_autofree gchar *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".tif") || g_str_has_suffix (lower, ".tiff")
           ? ll_image_file_list_tiff (path)
           : NULL;
}

gint
ll_image_file_count_pages (const gchar *path)
{
  g_autoptr (GArray) pages = ll_image_file_list_pages (path);
  gint n = 0;

  for (guint i = 0; pages && i < pages->len; i++)
    n += g_array_index (pages, gboolean, i);

  return MAX (n, 1);
}

LlImageFile *
ll_image_file_open (const gchar *path, gint page, GError **error)
{
  g_autoptr (LlImageFile) file = g_new0 (LlImageFile, 1);
  guint8 magic[4] = { 0 };
  gboolean done;
  FILE *stream = fopen (path, "rb");
  gsize n;

  if (!stream)
    {
      ll_image_file_fail (path, g_strerror (errno), error);
      return NULL;
    }
  n = fread (magic, 1, sizeof (magic), stream);
  fclose (stream);

  if (n == 4 && (memcmp (magic, "II", 2) == 0 || memcmp (magic, "MM", 2) == 0))
    done = ll_image_file_read_tiff (file, path, page, error);
  else if (n == 4 && memcmp (magic, "\211PNG", 4) == 0)
    done = ll_image_file_read_png (file, path, error);
  else if (n == 4 && memcmp (magic, "\377\330\377", 3) == 0)
    done = ll_image_file_read_jpeg (file, path, error);
  else
    done = ll_image_file_fail (path, _ ("it is not a TIFF, PNG or JPEG file"), error);

  return done ? g_steal_pointer (&file) : NULL;
}

void
ll_image_file_free (LlImageFile *file)
{
  if (!file)
    return;

  g_free (file->own);
  if (file->mapped)
    g_mapped_file_unref (file->mapped);
  g_free (file);
}

gint
ll_image_file_get_width (const LlImageFile *file)
{
  return file->width;
}

gint
ll_image_file_get_height (const LlImageFile *file)
{
  return file->height;
}

gint
ll_image_file_get_bits (const LlImageFile *file)
{
  return 8 * (gint) get_type_bytes (file->type);
}

gboolean
ll_image_file_is_deep (const LlImageFile *file)
{
  return file->type != LL_PIXELS_U8;
}

/* Turns @n values of a row, of which the first is at @first and the next @step after it, into
 * numbers.
 */
static void
get_numbers (const LlImageFile *file,
             const guint8 *first,
             gsize n,
             gsize step,
             gboolean colour,
             gfloat *numbers)
{
  gboolean inverted = file->inverted && colour;

  switch (file->type)
    {
    case LL_PIXELS_U8:
      for (gsize i = 0; i < n; i++)
        {
          guint8 value = first[i * step];

          numbers[i] = (gfloat) (inverted ? 255 - value : value) / 255.0f;
        }
      break;
    case LL_PIXELS_U16:
      for (gsize i = 0; i < n; i++)
        {
          guint16 value;

          memcpy (&value, first + 2 * i * step, 2);
          numbers[i] = (gfloat) (inverted ? 65535 - value : value) / 65535.0f;
        }
      break;
    case LL_PIXELS_U32:
      for (gsize i = 0; i < n; i++)
        {
          guint32 value;

          memcpy (&value, first + 4 * i * step, 4);
          numbers[i] =
            (gfloat) ((inverted ? 4294967295.0 - value : value) / 4294967295.0);
        }
      break;
    case LL_PIXELS_FLOAT:
      for (gsize i = 0; i < n; i++)
        {
          memcpy (&numbers[i], first + 4 * i * step, 4);
          if (inverted)
            numbers[i] = 1.0f - numbers[i];
        }
      break;
    }
}

static const guint8 *
get_component (const LlImageFile *file, gint y, gint component)
{
  return file->pixels + (gsize) y * ll_image_file_get_row_bytes (file) +
         (gsize) component * get_type_bytes (file->type);
}

static gboolean
may_be_missing (const LlImageFile *file)
{
  return file->components % 2 == 0 || file->type == LL_PIXELS_FLOAT;
}

/* The alpha of a row, which is 0 where a value is not finite.
 *
 * @not_finite: (inout): counts these
 */
static void
get_alpha (const LlImageFile *file, gint y, gfloat *alpha, gint64 *not_finite)
{
  gsize n = (gsize) file->width;
  gint colours = file->components < 3 ? 1 : 3;
  g_autofree gfloat *row = g_new (gfloat, n);

  for (gsize x = 0; x < n; x++)
    alpha[x] = 1.0f;
  if (file->components % 2 == 0)
    get_numbers (file, get_component (file, y, file->components - 1), n,
                 (gsize) file->components, FALSE, alpha);
  for (gint c = 0; c < colours && file->type == LL_PIXELS_FLOAT; c++)
    {
      get_numbers (file, get_component (file, y, c), n, (gsize) file->components, TRUE,
                   row);
      for (gsize x = 0; x < n; x++)
        if (!isfinite (row[x]) && alpha[x] != -1.0f)
          {
            alpha[x] = -1.0f;
            (*not_finite)++;
          }
    }
}

guint8 *
ll_image_file_find_missing (const LlImageFile *file, gint64 *n_not_finite)
{
  gsize width = (gsize) file->width;
  g_autofree gfloat *alpha = g_new (gfloat, width);
  g_autofree guint8 *missing = NULL;
  gboolean any = FALSE;
  gint64 not_finite = 0;

  if (n_not_finite)
    *n_not_finite = 0;
  if (!may_be_missing (file))
    return NULL;

  missing = g_new0 (guint8, width * (gsize) file->height);
  for (gint y = 0; y < file->height; y++)
    {
      get_alpha (file, y, alpha, &not_finite);
      for (gsize x = 0; x < width; x++)
        if (alpha[x] < 0.5f)
          {
            missing[(gsize) y * width + x] = 1;
            any = TRUE;
          }
    }
  if (n_not_finite)
    *n_not_finite = not_finite;

  return any ? g_steal_pointer (&missing) : NULL;
}

void
ll_image_file_read (const LlImageFile *file,
                    gint y,
                    gint rows,
                    gint channels,
                    gfloat factor,
                    gfloat offset,
                    gfloat *planes)
{
  gsize width = (gsize) file->width;
  gsize plane = width * (gsize) rows;
  gboolean colour = file->components >= 3;
  g_autofree gfloat *values = g_new (gfloat, 3 * width);
  g_autofree gfloat *alpha = may_be_missing (file) ? g_new (gfloat, width) : NULL;
  gint64 not_finite = 0;

  for (gint row = 0; row < rows; row++)
    {
      gfloat *out = planes + (gsize) row * width;

      for (gint c = 0; c < (colour ? 3 : 1); c++)
        get_numbers (file, get_component (file, y + row, c), width,
                     (gsize) file->components, TRUE, values + (gsize) c * width);
      if (factor != 1.0f || offset != 0.0f)
        for (gsize i = 0; i < (colour ? 3 : 1) * width; i++)
          values[i] = values[i] * factor + offset;

      if (channels == 1 && colour)
        for (gsize x = 0; x < width; x++)
          out[x] = ll_grey (values[x], values[width + x], values[2 * width + x]);
      else
        for (gint c = 0; c < channels; c++)
          memcpy (out + (gsize) c * plane, values + (colour ? (gsize) c * width : 0),
                  width * sizeof (gfloat));

      if (alpha)
        {
          get_alpha (file, y + row, alpha, &not_finite);
          for (gint c = 0; c < channels; c++)
            ll_row_fill (alpha, file->width, out + (gsize) c * plane);
        }
    }
}

gboolean
ll_image_file_is_grey (const LlImageFile *file)
{
  gsize plane = (gsize) STRIP * (gsize) file->width;
  g_autofree gfloat *planes = NULL;

  if (file->components < 3)
    return TRUE;

  planes = g_new (gfloat, 3 * plane);
  for (gint y = 0; y < file->height; y += STRIP)
    {
      gint rows = MIN (STRIP, file->height - y);
      gsize n = (gsize) rows * (gsize) file->width;

      ll_image_file_read (file, y, rows, 3, 1.0f, 0.0f, planes);
      if (ll_planes_have_colour (planes, n, file->type == LL_PIXELS_FLOAT, 0.0f))
        return FALSE;
    }

  return TRUE;
}

LlImage *
ll_image_file_load (const LlImageFile *file)
{
  LlImage *image =
    ll_image_new (file->width, file->height, ll_image_file_is_grey (file) ? 1 : 3);

  ll_image_file_read (file, 0, file->height, image->channels, 1.0f, 0.0f, image->data);
  image->missing = ll_image_file_find_missing (file, NULL);
  if (may_be_missing (file))
    ll_image_fill (image);

  return image;
}

LlImage *
ll_image_file_map (const LlImageFile *file)
{
  g_autofree guint8 *missing = NULL;
  LlImage *image;

  if (!file->mapped || file->inverted || file->components % 2 == 0 ||
      file->type == LL_PIXELS_U32)
    return NULL;
  missing = ll_image_file_find_missing (file, NULL);
  if (missing)
    return NULL;

  image = g_new0 (LlImage, 1);
  image->width = file->width;
  image->height = file->height;
  image->channels = ll_image_file_is_grey (file) ? 1 : 3;
  image->stored = ll_stored_new (g_mapped_file_get_bytes (file->mapped), file->pixels,
                                 file->components, ll_image_file_get_bits (file));

  return image;
}
