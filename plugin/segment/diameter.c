/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "segment/diameter.h"

#include <glib/gi18n-lib.h>

#include "procedure/names.h"
#include "segment/middle.h"

static gboolean
estimate_scale (LpCall *call,
                const LlNetwork *network,
                const LpPixels *pixels,
                LlPredictSettings *settings,
                LlProgressFunc progress,
                gpointer data,
                GError **error)
{
  g_autoptr (LlImage) middle = lp_diameter_read_middle (pixels);
  gdouble diameter =
    ll_estimate_diameter (network, middle, settings, progress, data, error);

  if (diameter < 0.0)
    return FALSE;

  settings->scale = ll_network_find_scale (network, diameter);
  if (diameter > 0.0)
    lp_call_note (call,
                  _ ("Objects were estimated to be about %.0f pixels wide: give their "
                     "diameter if that is wrong."),
                  diameter);
  else
    lp_call_note (call, _ ("The starting network sees no object here: give their "
                           "diameter, or train a network."));

  return TRUE;
}

gboolean
lp_diameter_find_scale (LpCall *call,
                        const LlNetwork *network,
                        gboolean starting,
                        const LpPixels *pixels,
                        LlPredictSettings *settings,
                        LlProgressFunc progress,
                        gpointer data,
                        GError **error)
{
  gdouble diameter = lp_arguments_get_float (call->in, LP_ARG_DIAMETER);

  if (diameter > 0.0 && !(ll_network_get_summary (network)->diameter > 0.0))
    lp_call_note (call, _ ("The network was trained before diameters were known: the "
                           "image is not scaled."));
  else if (diameter > 0.0)
    settings->scale = ll_network_find_scale (network, diameter);
  else if (starting)
    return estimate_scale (call, network, pixels, settings, progress, data, error);

  return TRUE;
}
