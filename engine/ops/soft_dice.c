/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The soft Dice loss: a pass for the sums, and a pass for the gradient. */

#include <string.h>

#include "ops/soft_dice.h"
#include "ops/softmax.h"

#define MAX_CLASSES 16
#define IGNORE      255
#define SMOOTH      1.0

/* Sums over labelled pixels of one patch, or of all. */
typedef struct
{
  gdouble both[MAX_CLASSES];     /* p g */
  gdouble expected[MAX_CLASSES]; /* p   */
  gdouble labelled[MAX_CLASSES]; /* g   */
} Sums;

typedef struct
{
  const LlTensor *logits;
  const LlTensor *grad;
  const guint8 *labels;
  Sums *patches; /* [batch] */
  /* Of each class: what the gradient at p is where the label is the class, and elsewhere. */
  gfloat slope_in[MAX_CLASSES];
  gfloat slope_out[MAX_CLASSES];
} Dice;

static gsize
patch_pixels (const Dice *dice)
{
  return (gsize) dice->logits->height * (gsize) dice->logits->width;
}

static void
sum_patch (gint patch, gint worker, gpointer data)
{
  Dice *dice = data;
  gint n_classes = dice->logits->channels;
  gsize pixels = patch_pixels (dice);
  gsize first = (gsize) patch * pixels;
  Sums *sums = &dice->patches[patch];
  gfloat p[MAX_CLASSES];

  for (gsize i = first; i < first + pixels; i++)
    {
      guint8 label = dice->labels[i];

      if (label == IGNORE)
        continue;
      ll_pixel_softmax (dice->logits->data + i, dice->logits->stride, n_classes, p);
      for (gint c = 1; c < n_classes; c++)
        sums->expected[c] += p[c];
      sums->both[label] += p[label];
      sums->labelled[label] += 1.0;
    }
}

static void
add_gradient (gint patch, gint worker, gpointer data)
{
  Dice *dice = data;
  gint n_classes = dice->logits->channels;
  gsize pixels = patch_pixels (dice);
  gsize first = (gsize) patch * pixels;
  gfloat p[MAX_CLASSES], slope[MAX_CLASSES];

  for (gsize i = first; i < first + pixels; i++)
    {
      guint8 label = dice->labels[i];
      gfloat mean = 0.0f;

      if (label == IGNORE)
        continue;
      ll_pixel_softmax (dice->logits->data + i, dice->logits->stride, n_classes, p);
      for (gint c = 0; c < n_classes; c++)
        {
          slope[c] = c == label ? dice->slope_in[c] : dice->slope_out[c];
          mean += p[c] * slope[c];
        }
      /* The chain through the softmax. */
      for (gint c = 0; c < n_classes; c++)
        ll_tensor_channel (dice->grad, c)[i] += p[c] * (slope[c] - mean);
    }
}

gdouble
ll_soft_dice (LlWorkers *workers,
              const LlGroup *group,
              const LlTensor *logits,
              const guint8 *labels,
              gfloat scale,
              const LlTensor *grad)
{
  g_autofree Sums *patches = g_new0 (Sums, logits->batch);
  Dice dice = { .logits = logits, .grad = grad, .labels = labels, .patches = patches };
  Sums total = { { 0.0 }, { 0.0 }, { 0.0 } };
  gdouble slope = (gdouble) scale * ll_group_get_n (group);
  gdouble loss = 0.0;
  gint shown = 0;

  g_assert (logits->channels <= MAX_CLASSES);

  ll_workers_run (workers, logits->batch, sum_patch, &dice);
  for (gint c = 1; c < logits->channels; c++)
    for (gint i = 0; i < logits->batch; i++)
      {
        total.both[c] += patches[i].both[c];
        total.expected[c] += patches[i].expected[c];
        total.labelled[c] += patches[i].labelled[c];
      }
  if (group)
    group->sum (group, (gdouble *) &total, sizeof (total) / sizeof (gdouble));
  for (gint c = 1; c < logits->channels; c++)
    shown += total.labelled[c] > 0.0;
  if (shown == 0)
    return 0.0;

  for (gint c = 1; c < logits->channels; c++)
    {
      gdouble size = total.expected[c] + total.labelled[c] + SMOOTH;
      gdouble ratio = (2.0 * total.both[c] + SMOOTH) / size;

      if (total.labelled[c] == 0.0)
        continue;
      loss += (1.0 - ratio) / shown;
      dice.slope_out[c] = (gfloat) (slope * ratio / size / shown);
      dice.slope_in[c] = (gfloat) (slope * (ratio - 2.0) / size / shown);
    }
  if (grad)
    ll_workers_run (workers, logits->batch, add_gradient, &dice);

  return scale * loss;
}
