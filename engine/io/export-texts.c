/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a model says of itself.  Models travel to people of all languages, so its texts are
 * English.
 */

#include "io/network-export-private.h"

#include <math.h>

gdouble
ll_network_export_get_scale (const LlNetworkExport *export)
{
  return export->scale > 0.0 ? export->scale
                             : ll_network_get_settings (export->network)->scale;
}

const gchar *
ll_network_export_get_kind (const LlNetworkExport *export)
{
  switch (ll_network_get_settings (export->network)->kind)
    {
    case LL_NETWORK_SINGLE_TASK:
      return "single-task U-net";
    case LL_NETWORK_MDU_NET:
      return "MDU-Net";
    default:
      return "multi-task U-net";
    }
}

gchar *
ll_network_export_describe (const LlNetworkExport *export)
{
  const LlNetworkSettings *settings = ll_network_get_settings (export->network);
  g_autofree gchar *classes =
    ll_classes_to_text (ll_network_get_classes (export->network));

  return g_strdup_printf ("Finds %s in %s micrographs: a %s of Lazy Labels, learned from "
                          "rough marks.",
                          classes, settings->channels == 1 ? "grey" : "colour",
                          ll_network_export_get_kind (export));
}

gchar *
ll_network_export_describe_input (const LlNetworkExport *export)
{
  const LlNetworkSettings *settings = ll_network_get_settings (export->network);
  const LlNormalisation *normalisation = ll_network_get_normalisation (export->network);
  gdouble scale = ll_network_export_get_scale (export);
  gdouble diameter = ll_network_get_summary (export->network)->diameter;
  GString *text =
    g_string_new (settings->channels == 1 ? "Grey images of any size."
                                          : "Images of any size: red, green and blue.");

  if (normalisation->each)
    g_string_append (text,
                     " Each image is stretched before, channel by channel: the "
                     "percentile 0.5 of its pixel values becomes 0, the percentile "
                     "99.5 becomes 1, and what lies beyond them lies beyond 0 and 1.");
  else
    g_string_append_printf (text, " Pixel values as they are stored, 0 to %.0f.",
                            export->white);
  g_string_append (text, " All else happens within the model: values are clipped and "
                         "normalised, and sides are padded by mirror images");
  if (scale != 1.0)
    g_string_append_printf (text, " after the image was resized by %.4g", scale);
  g_string_append_c (text, '.');
  if (diameter > 0.0)
    g_string_append_printf (
      text,
      " Objects have a diameter of about %.0f pixels: resize images "
      "in which they are much larger or smaller.",
      diameter * settings->scale / scale);
  return g_string_free (text, FALSE);
}

gchar *
ll_network_export_describe_output (const LlNetworkExport *export, LlTask task)
{
  const LlNetworkSettings *settings = ll_network_get_settings (export->network);
  const LlClasses *classes = ll_network_get_classes (export->network);
  gboolean marks =
    task == LL_TASK_DETECTION ||
    (settings->kind != LL_NETWORK_MULTI_TASK && settings->task == LL_TASK_DETECTION);
  GString *text = g_string_new (NULL);

  if (task == LL_TASK_SEPARATION)
    return g_strdup ("Probabilities that a pixel lies on no interface (0), or where two "
                     "objects touch (1).");

  g_string_append (text, marks ? "Probabilities that a pixel lies well inside an object "
                                 "of a class:"
                               : "Probabilities that a pixel belongs to a class:");
  for (gint c = 0; c < ll_classes_get_n (classes); c++)
    g_string_append_printf (text, "%s %s (%d)", c > 0 ? "," : "",
                            ll_classes_get_name (classes, c), c);
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

gchar *
ll_network_export_describe_training (const LlNetworkExport *export)
{
  const LlTrainSummary *summary = ll_network_get_summary (export->network);
  GString *text = g_string_new (NULL);

  if (summary->iterations < 1)
    return g_strdup ("The network was not trained.");

  g_string_append_printf (text, "%d iterations", summary->iterations);
  if (summary->images > 0)
    g_string_append_printf (text, summary->images == 1 ? " on %d image" : " on %d images",
                            summary->images);
  if (isfinite (summary->loss))
    g_string_append_printf (text, "; loss %.3f", summary->loss);
  if (isfinite (summary->dice))
    g_string_append_printf (text, "; Dice on held-out images %.3f.", summary->dice);
  else
    g_string_append (text, "; no validation on held-out images.");
  return g_string_free (text, FALSE);
}
