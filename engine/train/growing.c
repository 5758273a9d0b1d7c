/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Labels that come while a training runs, as a person paints. */

#include <string.h>

#include "data/resize.h"
#include "train/trainer-private.h"

/* Brings the labels that the network sees in line with those of the caller. */
static void
copy_labels (const LlSample *given, LlSample *seen)
{
  gint width = seen->image->width;
  gint height = seen->image->height;

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      const LlLabels *from = given->labels[task];
      LlLabels *to = seen->labels[task];

      if (!from || !to)
        continue;
      if (from->width == width && from->height == height)
        {
          memcpy (to->data, from->data, (gsize) width * (gsize) height);
          continue;
        }
      ll_labels_free (to);
      seen->labels[task] = ll_sample_resize_labels (given, task, width, height);
    }
}

void
ll_trainer_relabel (LlTrainer *trainer, guint sample)
{
  g_return_if_fail (trainer->settings.growing && sample < trainer->given->len);

  if (trainer->seen)
    copy_labels (g_ptr_array_index (trainer->given, sample),
                 g_ptr_array_index (trainer->seen, sample));
}

void
ll_trainer_set_places (LlTrainer *trainer, const GArray *places, gdouble share)
{
  LlSampler *sampler = &trainer->sampler;

  g_clear_pointer (&sampler->places, g_array_unref);
  sampler->places = g_array_sized_new (FALSE, FALSE, sizeof (LlSamplePlace), places->len);
  sampler->places_share = share;
  for (guint i = 0; i < places->len; i++)
    {
      const LlTrainPlace *place = &g_array_index (places, LlTrainPlace, i);
      const LlSample *given = g_ptr_array_index (trainer->given, (guint) place->sample);
      const LlSample *seen = g_ptr_array_index (trainer->samples, (guint) place->sample);
      LlSamplePlace own = {
        seen,
        (place->x + 0.5) * seen->image->width / given->image->width,
        (place->y + 0.5) * seen->image->height / given->image->height,
      };

      g_array_append_val (sampler->places, own);
    }
}
