/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/estimate.h"

gdouble
lp_diameter_estimate (const LlNetwork *network,
                      const LlImage *middle,
                      const LlPredictSettings *settings,
                      LlProgressFunc progress,
                      gpointer data,
                      GError **error)
{
  g_autoptr (LlImage) grey = NULL;

  if (ll_network_get_settings (network)->channels == 1)
    middle = grey = ll_image_convert (middle, 1);

  return ll_predict_diameter (network, middle, settings, progress, data, error);
}
