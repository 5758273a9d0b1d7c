/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "live/begin.h"

#include "network/starting.h"

/* A person waits for each step, so patches are no larger than this. */
#define PATCH 128

/* An estimate of diameters looks at the middle of the image, at most this wide. */
#define MIDDLE 2048

/* ll_predict_diameter() looks at so many pixels at a time, which is one patch here: a fourth of
 * the work, for a person who waits.
 */
#define LOOK 320

/* Loads a network that has the classes of the image; NULL if there is none. */
static LlNetwork *
load_fitting (const gchar *path, const LlClasses *classes)
{
  g_autoptr (LlNetwork) network = NULL;

  if (!path || !g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  network = ll_weights_load (path, NULL);
  if (!network || !ll_classes_equal (ll_network_get_classes (network), classes))
    return NULL;

  return g_steal_pointer (&network);
}

/* Patches that fit into the image. */
static gint
choose_patch (const LlNetwork *network, gdouble side)
{
  const LlNetworkSettings *settings = ll_network_get_settings (network);
  gint least = MAX (LL_LEAST_PATCH, 2 << (settings->levels - 1));
  gint patch = MAX (least, MIN (PATCH, settings->patch));

  while (patch > side && patch / 2 >= least)
    patch /= 2;

  return patch;
}

/* Returns less than 0 if it was cancelled. */
static gdouble
estimate_diameter (const LlNetwork *network,
                   const LlImage *image,
                   gboolean grey,
                   LlProgressFunc progress,
                   gpointer data,
                   GError **error)
{
  gint width = MIN (MIDDLE, image->width);
  gint height = MIN (MIDDLE, image->height);
  g_autoptr (LlImage) middle = ll_image_crop (
    image, (image->width - width) / 2, (image->height - height) / 2, width, height);
  g_autoptr (LlImage) one = grey ? ll_image_convert (middle, 1) : NULL;
  const LlImage *seen = one ? one : middle;
  LlNormalisation own;
  LlPredictSettings settings;

  ll_predict_settings_init (&settings);
  ll_normalisation_measure (&own, &seen, 1);
  settings.own = &own;
  settings.plain = TRUE;
  settings.patch = LOOK;

  return ll_predict_diameter (network, seen, &settings, progress, data, error);
}

gboolean
lp_live_begin (const gchar *earlier,
               const gchar *current,
               const LlClasses *classes,
               const LlImage *image,
               gboolean grey,
               LpLiveBegin *begin,
               LlProgressFunc progress,
               gpointer data,
               GError **error)
{
  gint side = MIN (image->width, image->height);
  g_autoptr (LlNetwork) start = load_fitting (earlier, classes);
  gdouble scale;

  *begin = (LpLiveBegin){ .from = LP_LIVE_FROM_EARLIER };
  if (!start)
    {
      begin->from = LP_LIVE_FROM_CURRENT;
      start = load_fitting (current, classes);
    }
  if (start)
    {
      begin->diameter = ll_network_get_summary (start)->diameter;
      scale = ll_begin_limit_scale (ll_network_get_settings (start)->scale, side);
    }
  else
    {
      g_autofree gchar *path = lp_starting_path (grey ? 1 : 3);

      begin->from = LP_LIVE_FROM_STARTING;
      start = ll_weights_load (path, error);
      if (!start)
        return FALSE;
      begin->diameter = estimate_diameter (start, image, grey, progress, data, error);
      if (begin->diameter < 0.0)
        return FALSE;
      scale = ll_begin_limit_scale (ll_network_find_scale (start, begin->diameter), side);
    }

  begin->network = ll_network_new_from (start, classes, scale,
                                        choose_patch (start, side * scale), error);

  return begin->network != NULL;
}
