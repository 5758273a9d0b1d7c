/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bar.h"

#include <math.h>
#include <string.h>

#include "microscope/bar.h"
#include "microscope/file-scale.h"
#include "procedure/names.h"

/* More columns say no more about a row. */
#define MOST_COLUMNS 2048

/* Pixels that differ by less are square. */
#define SQUARE 1e-3

static gint
ask_file (const gchar *path, gint width, gint height)
{
  gint columns = width, rows = height;
  LpTold told = { 0 };

  lp_file_scale_read (path, &columns, &rows, &told);

  return columns == width && rows == height ? told.bar : 0;
}

static gint
ask_pixels (const LlImageFile *file, gint width, gint height)
{
  gint n_rows = lp_bar_get_rows (height);
  gint step = (width + MOST_COLUMNS - 1) / MOST_COLUMNS;
  gint columns = (width + step - 1) / step;
  g_autofree gfloat *row = g_new (gfloat, width);
  g_autofree gfloat *grey = g_new (gfloat, (gsize) n_rows * (gsize) columns);
  gfloat *next = grey;

  for (gint y = height - n_rows; y < height; y++)
    {
      ll_image_file_read (file, y, 1, 1, 1.0f, 0.0f, row);
      for (gint x = 0; x < width; x += step)
        *next++ = row[x];
    }

  return lp_bar_find (grey, columns, n_rows, height);
}

gint
lc_bar_find (const gchar *path, const LlImageFile *file)
{
  gint width = ll_image_file_get_width (file);
  gint height = ll_image_file_get_height (file);
  gint rows = ask_file (path, width, height);

  return rows > 0 ? rows : ask_pixels (file, width, height);
}

gboolean
lc_scale_check (const LpArguments *in, GError **error)
{
  const gchar *from = lp_arguments_get_string (in, LP_ARG_SCALE);
  const gchar *unit = lp_arguments_get_string (in, LP_ARG_UNIT);

  if (g_str_equal (from, "bar") || g_str_equal (from, "resolution"))
    g_set_error (error, LC_ERROR, LC_ERROR_USAGE,
                 "\"--scale=%s\" is for images in GIMP: give the size by "
                 "--scale=pixel-size --pixel-size=N.",
                 from);
  else if (g_str_equal (from, "pixel-size") && (!*unit || strpbrk (unit, " ,;\"\r\n\t") ||
                                                g_ascii_strcasecmp (unit, "px") == 0))
    g_set_error (error, LC_ERROR, LC_ERROR_USAGE,
                 "\"--unit\" must be one word that means a length, such as um.");
  else if (g_str_equal (from, "pixel-size") &&
           !(lp_arguments_get_float (in, LP_ARG_PIXEL_SIZE) > 0.0))
    g_set_error (error, LC_ERROR, LC_ERROR_USAGE,
                 "\"--pixel-size\" must be larger than 0.");
  else
    return TRUE;

  return FALSE;
}

gboolean
lc_scale_find (const gchar *path,
               gint width,
               gint height,
               const LpArguments *in,
               LlScale *scale,
               GError **error)
{
  gint columns = width, rows = height;
  LpTold told = { 0 };
  gdouble x, y;

  *scale = (LlScale){ 0 };
  if (g_str_equal (lp_arguments_get_string (in, LP_ARG_SCALE), "pixel-size"))
    {
      *scale = (LlScale){ 1.0 / lp_arguments_get_float (in, LP_ARG_PIXEL_SIZE),
                          lp_arguments_get_string (in, LP_ARG_UNIT) };
      if (g_str_equal (scale->unit, "µm"))
        scale->unit = "um";
      return TRUE;
    }
  if (lp_file_scale_read (path, &columns, &rows, &told) != LP_FILE_SCALE_TOLD)
    return TRUE;

  scale->unit = lp_told_get_scale (&told, columns, &x, &y);
  scale->pixels_per_unit = sqrt (x * y);
  if (fabs (x - y) <= SQUARE * x)
    return TRUE;

  g_set_error (error, LC_ERROR, LC_ERROR_FILES,
               "The pixels of the image are not square: scale it, or give their size by "
               "--scale=pixel-size.");

  return FALSE;
}
