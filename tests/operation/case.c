/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "case.h"

#include <glib/gstdio.h>
#include <math.h>

Case *
case_new (gint channels, gboolean each, gdouble scale)
{
  static const gchar *const names[] = { "grain", "pore" };
  g_autoptr (LlClasses) classes =
    ll_classes_new (names, 2, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  Case *test = g_new0 (Case, 1);
  LlNormalisation normalisation;
  LlNetworkSettings settings;
  g_autoptr (GError) error = NULL;

  ll_network_settings_init (&settings);
  settings.channels = channels;
  settings.width = 4;
  settings.levels = 3;
  settings.task_blocks = 2;
  settings.patch = CASE_PATCH;
  settings.scale = scale;
  test->network = ll_network_new (&settings, classes, 7, &error);
  g_assert_no_error (error);

  ll_normalisation_init (&normalisation);
  for (gint c = 0; c < channels; c++)
    {
      normalisation.mean[c] = each ? 0.5f : 0.45f;
      normalisation.deviation[c] = 0.25f;
      normalisation.low[c] = 0.0f;
      normalisation.high[c] = 1.0f;
    }
  normalisation.each = each;
  ll_network_set_normalisation (test->network, &normalisation);

  test->path = g_build_filename (folder, "case.safetensors", NULL);
  ll_weights_save (test->network, test->path, &error);
  g_assert_no_error (error);
  return test;
}

void
case_free (Case *test)
{
  g_autofree gchar *folder = g_path_get_dirname (test->path);

  g_unlink (test->path);
  g_rmdir (folder);
  g_free (test->path);
  ll_network_free (test->network);
  g_free (test);
}

GeglBuffer *
case_make_buffer (const gchar *format, gint width, gint height)
{
  GeglRectangle extent = { 0, 0, width, height };
  GeglBuffer *buffer = gegl_buffer_new (&extent, babl_format (format));
  gboolean alpha = babl_format_has_alpha (babl_format (format));
  g_autofree gfloat *pixels = g_new (gfloat, (gsize) 4 * width * height);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        gfloat *pixel = pixels + 4 * ((gsize) y * width + x);
        gdouble wave = sin (x * 0.21) * cos (y * 0.17) + 0.4 * sin (x * 0.05 + y * 0.03);

        for (gint c = 0; c < 3; c++)
          pixel[c] = (gfloat) CLAMP (0.45 + 0.3 * wave + 0.05 * c +
                                       g_rand_double_range (random, -0.1, 0.1),
                                     0.0, 1.0);
        pixel[3] =
          alpha && x > width / 3 && x < width / 2 && y > height / 3 && y < height / 2
            ? 0.0f
            : 1.0f;
      }
  gegl_buffer_set (buffer, &extent, 0, babl_format ("R'G'B'A float"), pixels,
                   GEGL_AUTO_ROWSTRIDE);
  return buffer;
}

/* The value of the nearest pixel of the row that is there, on ties that before. */
static gfloat
fill (const gfloat *rgba, gint component, gint width, gint x)
{
  for (gint d = 0; d < width; d++)
    {
      if (x - d >= 0 && rgba[4 * (x - d) + 3] >= 0.5f)
        return rgba[4 * (x - d) + component];
      if (x + d < width && rgba[4 * (x + d) + 3] >= 0.5f)
        return rgba[4 * (x + d) + component];
    }
  return NAN;
}

gfloat *
case_predict (const Case *test, GeglBuffer *buffer, guint8 **missing)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  gint channels = ll_network_get_settings (test->network)->channels;
  gsize n = (gsize) extent->width * extent->height;
  g_autofree gfloat *pixels = g_new (gfloat, 4 * n);
  g_autoptr (LlImage) image = ll_image_new (extent->width, extent->height, channels);
  const LlImage *images[1] = { image };
  g_autoptr (GError) error = NULL;
  LlPredictSettings settings;
  LlNormalisation own;
  gfloat *planes;

  gegl_buffer_get (buffer, extent, 1.0, babl_format ("R'G'B'A float"), pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  image->missing = g_new0 (guint8, n);
  for (gsize i = 0; i < n; i++)
    {
      const gfloat *row = pixels + 4 * (i / extent->width) * extent->width;
      gint x = (gint) (i % extent->width);
      gfloat v[3];

      for (gint c = 0; c < 3; c++)
        v[c] = fill (row, c, extent->width, x);
      image->missing[i] = pixels[4 * i + 3] < 0.5f;
      if (channels == 3)
        for (gint c = 0; c < 3; c++)
          image->data[(gsize) c * n + i] = v[c];
      else
        image->data[i] = 0.2126f * v[0] + 0.7152f * v[1] + 0.0722f * v[2];
    }
  ll_normalisation_measure (&own, images, 1);
  ll_predict_settings_init (&settings);
  settings.own = &own;
  planes = ll_predict_image (test->network, image, &settings, NULL, NULL, &error);
  g_assert_no_error (error);
  if (missing)
    *missing = g_steal_pointer (&image->missing);
  return planes;
}
