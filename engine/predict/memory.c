/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a prediction needs in memory. */

#include <glib/gi18n-lib.h>

#include "data/blend.h"
#include "data/resize.h"
#include "lazylabels/error.h"
#include "lazylabels/memory.h"
#include "lazylabels/predictor.h"
#include "net/executor.h"
#include "predict/stride.h"

static guint64
count_planes (const LlNetworkSettings *shape, const LlClasses *classes)
{
  guint64 n = 0;

  if (shape->kind != LL_NETWORK_MULTI_TASK)
    return (guint64) ll_classes_get_n (classes);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    n += (guint64) ll_classes_get_n_of_task (classes, task);
  return n;
}

static guint64
estimate (const LlNetworkSettings *shape,
          const LlClasses *classes,
          gint width,
          const LlPredictSettings *settings)
{
  guint64 row = (guint64) settings->patch * (guint64) width * sizeof (gfloat);
  /* The band of sums, the rows to write, and the rows of the image. */
  guint64 n_rows = 2 * count_planes (shape, classes) + (guint64) shape->channels;

  return n_rows * row + ll_graph_sizes_get_total (
                          ll_executor_estimate (shape, ll_classes_get_n (classes), FALSE,
                                                FALSE, settings->threads, settings->batch,
                                                settings->patch, settings->patch));
}

gboolean
ll_predict_check_memory (const LlNetworkSettings *shape,
                         const LlClasses *classes,
                         gint width,
                         const LlPredictSettings *settings,
                         GError **error)
{
  guint64 available = ll_memory_get_available ();
  LlPredictSettings smaller = *settings;
  g_autofree gchar *needed = NULL;
  g_autofree gchar *there = NULL;
  guint64 bytes;

  width = ll_resize_side (width, settings->scale > 0.0 ? settings->scale : shape->scale);
  if (smaller.patch <= 0)
    smaller.patch = shape->patch;
  smaller.batch =
    CLAMP (settings->batch, 1,
           ll_blend_count (width, ll_predict_get_stride (settings, smaller.patch)));
  bytes = estimate (shape, classes, width, &smaller);
  if (bytes <= available)
    return TRUE;

  while (smaller.batch > 1 && estimate (shape, classes, width, &smaller) > available)
    smaller.batch /= 2;

  needed = g_format_size (bytes);
  there = g_format_size (available);
  if (estimate (shape, classes, width, &smaller) <= available)
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
