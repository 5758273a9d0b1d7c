/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What stands around a network in an ONNX model: its input becomes what the network sees,
 * in the order of predict/predictor.c, and its probabilities get the size of the input.
 */

#include "io/network-export-private.h"
#include "io/onnx-network.h"
#include "io/onnx-sides.h"

/* Numbers that are missing count as the mean.  Where images are resized, infinite ones would
 * spoil their row, and count as missing as well.
 */
static const gchar *
fill_missing (LlOnnx *onnx, const gchar *image, const gchar *mean, gboolean infinite)
{
  gfloat largest = G_MAXFLOAT;
  const gchar *size;

  if (!infinite)
    return ll_onnx_node (onnx, "Where", ll_onnx_node (onnx, "IsNaN", image, NULL), mean,
                         image, NULL);

  size = ll_onnx_node (onnx, "Abs", image, NULL);
  size = ll_onnx_node (onnx, "LessOrEqual", size, ll_onnx_per_channel (onnx, &largest, 1),
                       NULL);
  return ll_onnx_node (onnx, "Where", size, image, mean, NULL);
}

typedef struct
{
  gfloat mean[3];
  gfloat deviation[3];
  gfloat least[3];
  gfloat most[3];
  gboolean limited;
} Values;

/* The normalisation of values as other programs give them. */
static void
find_values (const LlNetworkExport *export, Values *values)
{
  const LlNormalisation *normalisation = ll_network_get_normalisation (export->network);
  gint channels = ll_network_get_settings (export->network)->channels;
  gdouble white = normalisation->each ? 1.0 : export->white;

  values->limited = FALSE;
  for (gint c = 0; c < channels; c++)
    {
      gfloat least, most;

      ll_normalisation_get_limits (normalisation, c, &least, &most);
      values->mean[c] = (gfloat) (normalisation->mean[c] * white);
      values->deviation[c] = (gfloat) (normalisation->deviation[c] * white);
      values->least[c] = (gfloat) MAX (least * white, -G_MAXFLOAT);
      values->most[c] = (gfloat) MIN (most * white, G_MAXFLOAT);
      values->limited |= most < G_MAXFLOAT;
    }
}

static const gchar *
normalise (LlOnnx *onnx, const gchar *image, const Values *values, gint channels)
{
  if (values->limited)
    {
      image = ll_onnx_node (onnx, "Max", image,
                            ll_onnx_per_channel (onnx, values->least, channels), NULL);
      image = ll_onnx_node (onnx, "Min", image,
                            ll_onnx_per_channel (onnx, values->most, channels), NULL);
    }
  image = ll_onnx_node (onnx, "Sub", image,
                        ll_onnx_per_channel (onnx, values->mean, channels), NULL);
  return ll_onnx_node (onnx, "Div", image,
                       ll_onnx_per_channel (onnx, values->deviation, channels), NULL);
}

static void
add_properties (LlOnnx *onnx, const LlNetworkExport *export)
{
  const LlClasses *classes = ll_network_get_classes (export->network);
  g_autofree gchar *json = ll_classes_to_json (classes);
  g_autofree gchar *input = ll_network_export_describe_input (export);
  gchar scale[G_ASCII_DTOSTR_BUF_SIZE];

  ll_onnx_add_property (onnx, "lazy_labels.classes", json);
  ll_onnx_add_property (onnx, "lazy_labels.input", input);
  ll_onnx_add_property (
    onnx, "lazy_labels.scale",
    g_ascii_dtostr (scale, sizeof scale, ll_network_export_get_scale (export)));
}

GBytes *
ll_onnx_model (const LlNetworkExport *export)
{
  g_autoptr (LlOnnx) onnx = ll_onnx_new ();
  const LlNetworkSettings *settings = ll_network_get_settings (export->network);
  gint channels = settings->channels;
  gdouble scale = ll_network_export_get_scale (export);
  g_autofree gchar *input_doc = ll_network_export_describe_input (export);
  g_autofree gchar *doc = ll_network_export_describe (export);
  const gchar *image = LL_ONNX_INPUT;
  const gchar *probabilities[LL_N_TASKS];
  LlOnnxSides own, seen, padded;
  Values values;

  find_values (export, &values);
  ll_onnx_add_input (onnx, image, channels, input_doc);
  own = seen = ll_onnx_sides (onnx, image);
  image = fill_missing (onnx, image, ll_onnx_per_channel (onnx, values.mean, channels),
                        scale != 1.0);
  if (scale != 1.0)
    {
      seen = ll_onnx_sides_scale (onnx, &own, scale);
      image = ll_onnx_resize (onnx, image, &own, &seen, scale < 1.0);
    }
  image = normalise (onnx, image, &values, channels);
  padded = ll_onnx_sides_raise (onnx, &seen, 1 << (settings->levels - 1));
  image = ll_onnx_pad (onnx, image, &seen, &padded);
  ll_onnx_add_network (onnx, export->network, image, probabilities);

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      const gchar *name = ll_task_get_name (task);
      g_autofree gchar *classes = NULL;
      const gchar *map;

      if (!probabilities[task])
        continue;

      map = ll_onnx_crop (onnx, probabilities[task], &seen);
      if (scale != 1.0)
        map = ll_onnx_resize (onnx, map, &seen, &own, scale > 1.0);
      ll_onnx_set_name (onnx, name);
      classes = ll_network_export_describe_output (export, task);
      ll_onnx_add_output (onnx, name,
                          ll_network_get_n_task_classes (export->network, task), classes);
    }
  add_properties (onnx, export);
  return ll_onnx_pack (onnx, "lazy_labels", doc);
}
