/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The prediction of an image in memory, and what is most probable in it. */

#include <string.h>

#include "lazylabels/memory.h"
#include "lazylabels/predictor.h"

typedef struct
{
  const LlImage *image;
  gfloat *planes;
  gint n_planes;
  LlProgressFunc progress;
  gpointer data; /* for the callbacks */
} InMemory;

static gboolean
pass_on_progress (gdouble fraction, gpointer data)
{
  const InMemory *memory = data;

  return !memory->progress || memory->progress (fraction, memory->data);
}

static gboolean
read_from_memory (gint y, gint rows, gfloat *pixels, gpointer data, GError **error)
{
  InMemory *memory = data;
  gsize width = (gsize) memory->image->width;
  gsize plane = (gsize) memory->image->height * width;

  for (gint c = 0; c < memory->image->channels; c++)
    memcpy (pixels + (gsize) c * (gsize) rows * width,
            memory->image->data + (gsize) c * plane + (gsize) y * width,
            (gsize) rows * width * sizeof (gfloat));
  return TRUE;
}

static gboolean
write_to_memory (gint y,
                 gint rows,
                 const gfloat *probabilities,
                 gpointer data,
                 GError **error)
{
  InMemory *memory = data;
  gsize width = (gsize) memory->image->width;
  gsize plane = (gsize) memory->image->height * width;

  for (gint p = 0; p < memory->n_planes; p++)
    memcpy (memory->planes + (gsize) p * plane + (gsize) y * width,
            probabilities + (gsize) p * (gsize) rows * width,
            (gsize) rows * width * sizeof (gfloat));
  return TRUE;
}

gfloat *
ll_predict_image (const LlNetwork *network,
                  const LlImage *image,
                  const LlPredictSettings *settings,
                  LlProgressFunc progress,
                  gpointer data,
                  GError **error)
{
  InMemory memory = { .image = image,
                      .n_planes = ll_network_get_n_planes (network),
                      .progress = progress,
                      .data = data };
  gsize numbers;

  numbers = (gsize) memory.n_planes * (gsize) image->height * (gsize) image->width;
  if (!ll_network_check_channels (network, image->channels, error) ||
      !ll_memory_check (numbers * sizeof (gfloat), error))
    return NULL;

  memory.planes = g_new (gfloat, numbers);
  if (!ll_predict (network, image->width, image->height, settings, read_from_memory,
                   write_to_memory, pass_on_progress, &memory, error))
    g_clear_pointer (&memory.planes, g_free);
  return memory.planes;
}

LlLabels *
ll_predict_get_labels (const LlNetwork *network,
                       LlTask task,
                       const gfloat *probabilities,
                       gint width,
                       gint height)
{
  gint first = ll_network_get_first_plane (network, task);
  gsize n = (gsize) width * (gsize) height;
  LlLabels *labels;

  if (first < 0)
    return NULL;

  labels = ll_labels_new (width, height, 0);
  ll_most_probable (probabilities + (gsize) first * n,
                    ll_network_get_n_task_classes (network, task), n, labels->data);

  return labels;
}
