/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "images/library-errors.h"

#include <stdarg.h>

static int G_GNUC_PRINTF (4, 0)
  on_error (TIFF *tiff, void *data, const char *module, const char *text, va_list list)
{
  gchar **problem = data;

  if (!*problem)
    *problem = g_strdup_vprintf (text, list);

  return 1;
}

static int G_GNUC_PRINTF (4, 0)
  on_warning (TIFF *tiff, void *data, const char *module, const char *text, va_list list)
{
  return 1;
}

TIFFOpenOptions *
ll_tiff_options_new (gchar **problem)
{
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();

  TIFFOpenOptionsSetErrorHandlerExtR (options, on_error, problem);
  TIFFOpenOptionsSetWarningHandlerExtR (options, on_warning, NULL);

  return options;
}

void
ll_png_fail (png_structp png, const char *message)
{
  gchar **problem = png_get_error_ptr (png);

  *problem = g_strdup (message);
  longjmp (png_jmpbuf (png), 1);
}

void
ll_png_ignore (png_structp png, const char *message)
{
}
