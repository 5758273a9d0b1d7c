/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "lazylabels/grey.h"
#include "lazylabels/predictor.h"

/* An estimate is not closer than an eighth of an octave, 9 %.  Where it is rounded to that, a
 * stroke of a brush does not change the scale at which a network sees the whole image.
 */
#define STEPS 8.0

gdouble
ll_estimate_diameter (const LlNetwork *network,
                      const LlImage *middle,
                      const LlPredictSettings *settings,
                      LlProgressFunc progress,
                      gpointer data,
                      GError **error)
{
  gint channels = ll_network_get_settings (network)->channels;
  g_autoptr (LlImage) converted = NULL;
  gdouble diameter;

  if (middle->channels != channels)
    middle = converted = ll_image_convert (middle, channels);

  diameter = ll_predict_diameter (network, middle, settings, progress, data, error);

  return diameter > 0.0 ? exp2 (round (log2 (diameter) * STEPS) / STEPS) : diameter;
}
