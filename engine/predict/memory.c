/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "predict/memory.h"

#include <glib/gi18n-lib.h>

#include "lazylabels/error.h"
#include "lazylabels/memory.h"
#include "net/executor.h"

static guint64
estimate (const LlNetwork *network, gint width, const LlPredictSettings *settings)
{
  const LlNetworkSettings *shape = ll_network_get_settings (network);
  gint n_classes = ll_classes_get_n (ll_network_get_classes (network));
  guint64 row = (guint64) settings->patch * (guint64) width * sizeof (gfloat);
  /* The band of sums, the rows to write, and the rows of the image. */
  guint64 n_rows = (guint64) (2 * ll_network_get_n_planes (network) + shape->channels);

  return n_rows * row + ll_executor_estimate (shape, n_classes, FALSE, settings->threads,
                                              settings->batch, settings->patch,
                                              settings->patch);
}

gboolean
ll_predict_check_memory (const LlNetwork *network,
                         gint width,
                         const LlPredictSettings *settings,
                         GError **error)
{
  LlPredictSettings smaller = *settings;
  guint64 bytes = estimate (network, width, settings);
  guint64 available = ll_memory_get_available ();
  g_autofree gchar *needed = NULL;
  g_autofree gchar *there = NULL;

  if (bytes <= available)
    return TRUE;

  while (smaller.batch > 1 && estimate (network, width, &smaller) > available)
    smaller.batch /= 2;

  needed = g_format_size (bytes);
  there = g_format_size (available);
  if (estimate (network, width, &smaller) <= available)
    g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_MEMORY,
                 _ ("The prediction needs about %s of memory, but only %s are available: "
                    "it would fit with a batch size of %d."),
                 needed, there, smaller.batch);
  else
    g_set_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_MEMORY,
                 _ ("The prediction needs about %s of memory, but only %s are available: "
                    "close other programs, or choose a smaller patch side or a part of "
                    "the image."),
                 needed, there);
  return FALSE;
}
