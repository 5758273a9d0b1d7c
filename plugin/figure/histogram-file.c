/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "figure/histogram-file.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "host/host.h"

#define POINTS_PER_INCH 72.0

/* From cairo 1.18 on, a surface has no unit unless it is told, and is smaller by a quarter. */
static cairo_surface_t *
create_svg (cairo_write_func_t write, void *stream, double width, double height)
{
  cairo_surface_t *surface =
    cairo_svg_surface_create_for_stream (write, stream, width, height);

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);

  return surface;
}

static gboolean
has_suffix (const gchar *path, const gchar *suffix)
{
  g_autofree gchar *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, suffix);
}

gboolean
lp_histogram_file_check (const gchar *path, GError **error)
{
  if (has_suffix (path, ".svg") || has_suffix (path, ".pdf") || has_suffix (path, ".png"))
    return TRUE;

  g_set_error (
    error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
    _ (
      "A histogram can't be written to \"%s\": its name must end in .svg, .pdf or .png."),
    path);

  return FALSE;
}

cairo_surface_t *
lp_histogram_draw_pixels (const LpHistogramPlot *plot, LpHistogramParts parts)
{
  gdouble scale = LP_HISTOGRAM_RESOLUTION / POINTS_PER_INCH;
  cairo_surface_t *surface;
  gdouble width, height;
  cairo_t *cr;

  lp_histogram_plot_get_size (plot, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (gint) lrint (scale * width),
                                        (gint) lrint (scale * height));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  lp_histogram_plot_draw (plot, cr, parts);
  cairo_destroy (cr);

  return surface;
}

static cairo_status_t
write_bytes (void *stream, const unsigned char *bytes, unsigned int n)
{
  return fwrite (bytes, 1, n, stream) == n ? CAIRO_STATUS_SUCCESS
                                           : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_status_t
append_bytes (void *text, const unsigned char *bytes, unsigned int n)
{
  g_string_append_len (text, (const gchar *) bytes, n);

  return CAIRO_STATUS_SUCCESS;
}

/* Completes and frees a surface. */
static cairo_status_t
finish_surface (cairo_surface_t *surface)
{
  cairo_status_t status;

  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return status;
}

static cairo_status_t
draw_vectors (const LpHistogramPlot *plot,
              cairo_surface_t *surface,
              LpHistogramParts parts)
{
  cairo_t *cr = cairo_create (surface);

  lp_histogram_plot_draw (plot, cr, parts);
  cairo_destroy (cr);

  return finish_surface (surface);
}

static cairo_status_t
write_svg (const LpHistogramPlot *plot, FILE *stream)
{
  gdouble width, height;

  lp_histogram_plot_get_size (plot, &width, &height);

  return draw_vectors (plot, create_svg (write_bytes, stream, width, height),
                       LP_HISTOGRAM_ALL);
}

static cairo_status_t
write_svg_with_text (const LpHistogramPlot *plot, FILE *stream)
{
  g_autoptr (GString) svg = g_string_new (NULL);
  gdouble width, height;
  cairo_status_t status;

  lp_histogram_plot_get_size (plot, &width, &height);
  status = draw_vectors (plot, create_svg (append_bytes, svg, width, height),
                         LP_HISTOGRAM_ALL & ~LP_HISTOGRAM_TEXT);
  if (status != CAIRO_STATUS_SUCCESS)
    return status;
  if (!lp_plot_texts_append_svg (lp_histogram_plot_get_texts (plot), svg))
    return CAIRO_STATUS_WRITE_ERROR;

  return write_bytes (stream, (const guchar *) svg->str, (guint) svg->len);
}

static cairo_status_t
write_pdf (const LpHistogramPlot *plot, FILE *stream)
{
  gdouble width, height;

  lp_histogram_plot_get_size (plot, &width, &height);

  return draw_vectors (
    plot, cairo_pdf_surface_create_for_stream (write_bytes, stream, width, height),
    LP_HISTOGRAM_ALL);
}

static cairo_status_t
write_png (const LpHistogramPlot *plot, FILE *stream)
{
  cairo_surface_t *surface = lp_histogram_draw_pixels (plot, LP_HISTOGRAM_ALL);
  cairo_status_t status =
    cairo_surface_write_to_png_stream (surface, write_bytes, stream);
  cairo_status_t end = finish_surface (surface);

  return status == CAIRO_STATUS_SUCCESS ? end : status;
}

LlPartFile *
lp_histogram_file_write (const LpHistogramPlot *plot,
                         const gchar *path,
                         gboolean svg_text,
                         GError **error)
{
  g_autoptr (LlPartFile) part = NULL;
  cairo_status_t status;
  FILE *stream;

  if (!lp_histogram_file_check (path, error) || !(part = ll_part_file_new (path, error)))
    return NULL;

  stream = ll_part_file_get_stream (part);
  if (has_suffix (path, ".svg"))
    status = svg_text ? write_svg_with_text (plot, stream) : write_svg (plot, stream);
  else if (has_suffix (path, ".pdf"))
    status = write_pdf (plot, stream);
  else
    status = write_png (plot, stream);
  if (!ll_part_file_finish (part, error))
    return NULL;
  if (status == CAIRO_STATUS_SUCCESS)
    return g_steal_pointer (&part);

  g_set_error (error, LP_HOST_ERROR, LP_HOST_ERROR_FAILED,
               _ ("\"%s\" can't be written (%s): choose another place or make room "
                  "there."),
               path, cairo_status_to_string (status));

  return NULL;
}
