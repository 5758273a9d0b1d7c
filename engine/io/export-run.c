/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What an exported model makes of an image, by the engine's own operations: resized, clipped
 * and normalised, padded, through the network, cropped, and resized back.
 */

#include "io/network-export-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/workers.h"
#include "data/mirror.h"
#include "data/resize.h"
#include "lazylabels/error.h"
#include "lazylabels/memory.h"
#include "net/executor.h"
#include "ops/cross_entropy.h"

static void
fill_input (const LlNetwork *network, const LlImage *seen, const LlTensor *input)
{
  const LlNormalisation *normalisation = ll_network_get_normalisation (network);

  for (gint c = 0; c < input->channels; c++)
    {
      gfloat *to = ll_tensor_plane (input, c, 0);
      gfloat least, most;

      ll_normalisation_get_limits (normalisation, c, &least, &most);
      for (gint y = 0; y < input->height; y++)
        {
          const gfloat *row = seen->data + ((gsize) c * (gsize) seen->height +
                                            (gsize) ll_mirror (y, seen->height)) *
                                             (gsize) seen->width;

          for (gint x = 0; x < input->width; x++)
            {
              gfloat value = row[ll_mirror (x, seen->width)];

              if (!(value >= least && value <= most))
                value = value < least  ? least
                        : value > most ? most
                                       : normalisation->mean[c];
              *to++ = (value - normalisation->mean[c]) / normalisation->deviation[c];
            }
        }
    }
}

/* Returns: (transfer full): probabilities of the size of @image. */
static gfloat *
take_probabilities (const LlTensor *from, const LlImage *seen, const LlImage *image)
{
  gsize n = (gsize) image->width * (gsize) image->height;
  gfloat *to = g_new (gfloat, (gsize) from->channels * n);

  for (gint c = 0; c < from->channels; c++)
    {
      g_autoptr (LlImage) plane = ll_image_new (seen->width, seen->height, 1);
      g_autoptr (LlImage) resized = NULL;

      for (gint y = 0; y < seen->height; y++)
        memcpy (plane->data + (gsize) y * (gsize) seen->width,
                ll_tensor_plane (from, c, 0) + (gsize) y * (gsize) from->width,
                (gsize) seen->width * sizeof (gfloat));
      resized = ll_image_resize (plane, image->width, image->height);
      memcpy (to + (gsize) c * n, resized->data, n * sizeof (gfloat));
    }
  return to;
}

static gboolean
check_memory (const LlNetwork *network, gint height, gint width, GError **error)
{
  guint64 needed = ll_graph_sizes_get_total (
    ll_executor_estimate (ll_network_get_settings (network),
                          ll_classes_get_n (ll_network_get_classes (network)), FALSE,
                          FALSE, 0, 1, height, width));
  guint64 available = ll_memory_get_available ();
  g_autofree gchar *needed_text = NULL;
  g_autofree gchar *there = NULL;

  if (needed <= available)
    return TRUE;

  needed_text = g_format_size (needed);
  there = g_format_size (available);
  g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_MEMORY,
               _ ("The network needs about %s of memory to be tried out, but only %s are "
                  "available: close other programs or images."),
               needed_text, there);
  return FALSE;
}

static gint
round_up (gint side, gint step)
{
  return (side + step - 1) / step * step;
}

/* An image that is not resized keeps its infinite values, which are clipped later. */
static LlImage *
resize (const LlImage *image, gdouble scale)
{
  if (scale == 1.0)
    return ll_image_crop (image, 0, 0, image->width, image->height);

  return ll_image_resize (image, ll_resize_side (image->width, scale),
                          ll_resize_side (image->height, scale));
}

gboolean
ll_network_export_run (const LlNetworkExport *export,
                       const LlImage *image,
                       gfloat *probabilities[LL_N_TASKS],
                       GError **error)
{
  gdouble scale = ll_network_export_get_scale (export);
  gint step = 1 << (ll_network_get_settings (export->network)->levels - 1);
  g_autoptr (LlImage) seen = resize (image, scale);
  gint height = round_up (seen->height, step);
  gint width = round_up (seen->width, step);
  LlWorkers *workers;
  LlExecutor *executor;
  LlTensor input;

  for (gint task = 0; task < LL_N_TASKS; task++)
    probabilities[task] = NULL;
  if (!check_memory (export->network, height, width, error))
    return FALSE;

  workers = ll_workers_new (0);
  executor = ll_executor_new (export->network, workers, 1, height, width);
  input = ll_executor_get_input (executor);
  fill_input (export->network, seen, &input);
  ll_executor_forward (executor, 0.0f);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      LlTensor logits = ll_executor_get_logits (executor, task);

      if (!logits.data)
        continue;
      ll_softmax (workers, &logits, &logits);
      probabilities[task] = take_probabilities (&logits, seen, image);
    }
  ll_executor_free (executor);
  ll_workers_free (workers);
  return TRUE;
}
