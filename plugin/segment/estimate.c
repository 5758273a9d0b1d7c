/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/estimate.h"

#include <math.h>

#include "image/grey.h"

/* An estimate is not closer than an eighth of an octave, 9 %.  Where it is rounded to that, a
 * stroke of a brush does not change the scale at which a network sees the whole image.
 */
#define STEPS 8.0

gdouble
lp_diameter_estimate (const LlNetwork *network,
                      const LlImage *middle,
                      const LlPredictSettings *settings,
                      LlProgressFunc progress,
                      gpointer data,
                      GError **error)
{
  g_autoptr (LlImage) grey = NULL;
  gdouble diameter;

  if (ll_network_get_settings (network)->channels == 1)
    middle = grey = lp_grey_new (middle);

  diameter = ll_predict_diameter (network, middle, settings, progress, data, error);

  return diameter > 0.0 ? exp2 (round (log2 (diameter) * STEPS) / STEPS) : diameter;
}
