/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "figure/histogram-image.h"

#include "figure/histogram-file.h"
#include "host/host.h"
#include "layers/pictures.h"

/* The layers from top to bottom. */
static const struct
{
  const gchar *name;
  LpHistogramParts part;
} layers[] = {
  { "Axes", LP_HISTOGRAM_AXES | LP_HISTOGRAM_TEXT },
  { "Cumulative curve", LP_HISTOGRAM_CURVES },
  { "Bars", LP_HISTOGRAM_BARS },
  { "Ground", LP_HISTOGRAM_GROUND },
};

gint32
lp_histogram_image_new (const LpHistogramPlot *plot, GError **error)
{
  g_autoptr (LpPictures) pictures = lp_pictures_new ();
  gint width = 0, height = 0;
  gint32 image;

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      cairo_surface_t *surface = lp_histogram_draw_pixels (plot, layers[i].part);

      width = cairo_image_surface_get_width (surface);
      height = cairo_image_surface_get_height (surface);
      lp_pictures_add_surface (pictures, layers[i].name, surface, 0, 0, 1.0);
    }

  image =
    lp_host_new_image (width, height, LP_BASE_RGB, FALSE, LP_HISTOGRAM_RESOLUTION, error);
  if (image >= 0 && !lp_pictures_fill (pictures, image, error))
    {
      lp_host_delete_image (image);
      image = -1;
    }

  return image;
}
