/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Draws patches from the samples. */

#include <math.h>
#include <string.h>

#include "data/augment.h"
#include "data/patch.h"
#include "train/sampler.h"

/* Where paint is sparse, many patches show none, so a patch is drawn again up to this
 * many times.
 */
#define TRIES 8

/* A place lies within the middle of its patch, of this share of the side, so that it is seen when
 * the patch is turned as well. */
#define PLACE_RANGE 0.5

typedef struct
{
  const LlSampler *sampler;
  LlStream stream;
  gint step;
  LlBatch *batch;
  const LlTensor *input;
} Draw;

LlBatch *
ll_batch_new (gint n, gint patch)
{
  LlBatch *batch = g_new0 (LlBatch, 1);

  batch->batch = n;
  batch->patch = patch;
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    batch->labels[task] = g_malloc ((gsize) n * (gsize) patch * (gsize) patch);
  return batch;
}

void
ll_batch_free (LlBatch *batch)
{
  if (!batch)
    return;

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    g_free (batch->labels[task]);
  g_free (batch);
}

void
ll_batch_get_labels (const LlBatch *batch, const guint8 *labels[LL_N_TASKS])
{
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    labels[task] = batch->labelled[task] ? batch->labels[task] : NULL;
}

/* Returns the map that the network's @task learns from.  A single-task network learns its
 * map as if it were the segmentation.
 */
static const LlLabels *
find_labels (const LlNetwork *network, const LlSample *sample, LlTask task)
{
  const LlNetworkSettings *settings = ll_network_get_settings (network);

  if (settings->kind == LL_NETWORK_MULTI_TASK)
    return sample->labels[task];
  return task == LL_TASK_SEGMENTATION ? sample->labels[settings->task] : NULL;
}

static gboolean
any_label (const guint8 *labels, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (labels[i] != LL_LABEL_IGNORE)
      return TRUE;
  return FALSE;
}

/* Reads the labels of one patch, and returns whether there are any. */
static gboolean
read_labels (const LlNetwork *network,
             const LlSample *sample,
             const LlView *view,
             gint index,
             LlBatch *batch)
{
  gsize pixels = (gsize) batch->patch * (gsize) batch->patch;
  gboolean any = FALSE;

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      const LlLabels *labels = find_labels (network, sample, task);
      guint8 *out = batch->labels[task] + (gsize) index * pixels;

      if (labels)
        {
          ll_view_read_labels (view, labels, batch->patch, out);
          any = any || any_label (out, pixels);
        }
      else
        memset (out, LL_LABEL_IGNORE, pixels);
    }
  return any;
}

static void
read_image (const LlNetwork *network,
            const LlSample *sample,
            const LlView *view,
            gint index,
            const LlTensor *input)
{
  for (gint c = 0; c < input->channels; c++)
    ll_view_read_channel (view, sample->image, c, input->width,
                          ll_network_get_normalisation (network),
                          ll_tensor_plane (input, c, index));
}

static void
find_labelled (LlBatch *batch)
{
  gsize pixels = (gsize) batch->batch * (gsize) batch->patch * (gsize) batch->patch;

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    batch->labelled[task] = any_label (batch->labels[task], pixels);
}

/* Whether the patch with this number is one of those of a share, which are spread evenly. */
static gboolean
is_of_share (gint64 number, gdouble share)
{
  return floor ((gdouble) (number + 1) * share) > floor ((gdouble) number * share);
}

/* A centre for a patch that shows @place, within the image where the patch fits. */
static gdouble
draw_centre_near (LlRandom *random, gdouble place, gint size, gint patch)
{
  gdouble half = patch / 2.0;
  gdouble centre = place + (ll_random_uniform (random) - 0.5) * PLACE_RANGE * patch;

  return size > patch ? CLAMP (centre, half, size - half) : size / 2.0;
}

/* Chooses where a patch lies; the places count for steps alone. */
static const LlSample *
draw_view (const LlSampler *sampler,
           GPtrArray *from,
           gboolean near,
           LlAugmentation augmentation,
           gint patch,
           LlRandom *random,
           LlView *view)
{
  const LlSamplePlace *place = NULL;
  const LlSample *sample;

  if (near)
    place = &g_array_index (sampler->places, LlSamplePlace,
                            ll_random_int (random, (gint) sampler->places->len));
  sample = place
             ? place->sample
             : g_ptr_array_index (from, (guint) ll_random_int (random, (gint) from->len));
  ll_view_init_random (view, random, sample->image->width, sample->image->height, patch,
                       augmentation);
  if (place)
    {
      view->x = draw_centre_near (random, place->x, sample->image->width, patch);
      view->y = draw_centre_near (random, place->y, sample->image->height, patch);
    }
  return sample;
}

static void
draw_task (gint index, gint worker, gpointer data)
{
  Draw *draw = data;
  const LlSampler *sampler = draw->sampler;
  gint patch = draw->batch->patch;
  gint n_parts = MAX (1, sampler->n_parts);
  gint64 number =
    ((gint64) draw->step * n_parts + sampler->part) * draw->batch->batch + index;
  gboolean masked =
    sampler->masked->len > 0 && is_of_share (number, sampler->masked_share);
  gboolean near = draw->stream == LL_STREAM_STEPS && sampler->places &&
                  sampler->places->len > 0 && is_of_share (number, sampler->places_share);
  GPtrArray *from = masked ? sampler->masked : sampler->samples;
  LlAugmentation augmentation = sampler->augmentation;
  const LlSample *sample = NULL;
  LlRandom random;
  LlView view;

  /* Statistics are for images as they come. */
  if (draw->stream != LL_STREAM_STEPS)
    augmentation = MIN (augmentation, LL_AUGMENTATION_PLAIN);
  ll_random_init (&random, sampler->seed, draw->stream, (guint64) number);
  for (gint i = 0; i < TRIES; i++)
    {
      sample = draw_view (sampler, from, near, augmentation, patch, &random, &view);
      if (read_labels (sampler->network, sample, &view, index, draw->batch))
        break;
    }
  read_image (sampler->network, sample, &view, index, draw->input);
  if (augmentation == LL_AUGMENTATION_STRONG)
    {
      gfloat *channels[4];

      for (gint c = 0; c < draw->input->channels; c++)
        channels[c] = ll_tensor_plane (draw->input, c, index);
      ll_augment_patch (&random, channels, draw->input->channels, patch);
    }
}

void
ll_sampler_draw (const LlSampler *sampler,
                 LlWorkers *workers,
                 LlStream stream,
                 gint step,
                 LlBatch *batch,
                 const LlTensor *input)
{
  Draw draw = { sampler, stream, step, batch, input };

  ll_workers_run (workers, batch->batch, draw_task, &draw);
  find_labelled (batch);
}

void
ll_sampler_read_at (const LlNetwork *network,
                    const LlSample *sample,
                    gint x,
                    gint y,
                    gint index,
                    LlBatch *batch,
                    const LlTensor *input)
{
  LlView view;

  ll_view_init_at (&view, x, y, batch->patch);
  read_labels (network, sample, &view, index, batch);
  read_image (network, sample, &view, index, input);
  find_labelled (batch);
}
