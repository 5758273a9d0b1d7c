/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Softmax and the loss of equation 5. */

#include <string.h>

#include "ops/cross_entropy.h"
#include "ops/softmax.h"

#define MAX_CLASSES 16
#define IGNORE      255

/* Pixels per task of the softmax. */
#define RUN ((gsize) 8192)

typedef struct
{
  const LlTensor *logits;
  const LlTensor *out; /* probabilities or gradient, or NULL */
  const guint8 *labels;
  const gfloat *class_weights;
  gfloat scale;
  gdouble *losses; /* [batch] */
} Loss;

static void
softmax_task (gint task, gint worker, gpointer data)
{
  Loss *loss = data;
  gsize first = (gsize) task * RUN;
  gsize end = MIN (first + RUN, ll_tensor_pixels (loss->logits));
  gint n_classes = loss->logits->channels;
  gfloat probabilities[MAX_CLASSES];

  for (gsize i = first; i < end; i++)
    {
      ll_pixel_softmax (loss->logits->data + i, loss->logits->stride, n_classes,
                        probabilities);
      for (gint c = 0; c < n_classes; c++)
        ll_tensor_channel (loss->out, c)[i] = probabilities[c];
    }
}

void
ll_softmax (LlWorkers *workers, const LlTensor *logits, const LlTensor *out)
{
  Loss loss = { .logits = logits, .out = out };
  gsize pixels = ll_tensor_pixels (logits);

  g_assert (logits->channels <= MAX_CLASSES);

  ll_workers_run (workers, (gint) ((pixels + RUN - 1) / RUN), softmax_task, &loss);
}

static inline gfloat
weight_of (const Loss *loss, guint8 label)
{
  return loss->class_weights ? loss->class_weights[label] : 1.0f;
}

/* One patch of the batch. */
static void
patch_task (gint patch, gint worker, gpointer data)
{
  Loss *loss = data;
  gint n_classes = loss->logits->channels;
  gsize pixels = (gsize) loss->logits->height * (gsize) loss->logits->width;
  gsize first = (gsize) patch * pixels;
  const guint8 *labels = loss->labels + first;
  gfloat probabilities[MAX_CLASSES];
  gdouble weights = 0.0;
  gdouble sum = 0.0;
  gfloat scale;

  for (gsize i = 0; i < pixels; i++)
    if (labels[i] != IGNORE)
      weights += weight_of (loss, labels[i]);
  scale = weights > 0.0
            ? (gfloat) (loss->scale / (weights * (gdouble) loss->logits->batch))
            : 0.0f;

  for (gsize i = 0; i < pixels; i++)
    {
      const gfloat *logits = loss->logits->data + first + i;
      gfloat weight = labels[i] == IGNORE ? 0.0f : scale * weight_of (loss, labels[i]);

      if (weight == 0.0f)
        {
          if (loss->out)
            for (gint c = 0; c < n_classes; c++)
              ll_tensor_channel (loss->out, c)[first + i] = 0.0f;
          continue;
        }

      gfloat log_sum =
        ll_pixel_softmax (logits, loss->logits->stride, n_classes, probabilities);

      sum += weight * (log_sum - logits[(gsize) labels[i] * loss->logits->stride]);
      if (loss->out)
        for (gint c = 0; c < n_classes; c++)
          ll_tensor_channel (loss->out, c)[first + i] =
            weight * (probabilities[c] - (c == labels[i] ? 1.0f : 0.0f));
    }

  loss->losses[patch] = sum;
}

gdouble
ll_cross_entropy (LlWorkers *workers,
                  const LlTensor *logits,
                  const guint8 *labels,
                  const gfloat *class_weights,
                  gfloat scale,
                  const LlTensor *grad)
{
  g_autofree gdouble *losses = g_new0 (gdouble, logits->batch);
  Loss loss = {
    .logits = logits,
    .out = grad,
    .labels = labels,
    .class_weights = class_weights,
    .scale = scale,
    .losses = losses,
  };
  gdouble total = 0.0;

  g_assert (logits->channels <= MAX_CLASSES);

  ll_workers_run (workers, logits->batch, patch_task, &loss);
  for (gint patch = 0; patch < logits->batch; patch++)
    total += losses[patch];
  return total;
}
