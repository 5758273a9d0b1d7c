/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The samples as the network sees them: at its scale, and stretched if it wants that. */

#include <string.h>

#include "data/resize.h"
#include "train/trainer-private.h"

/* Whether each image is to be stretched: what the network has learned from stays as it is. */
static gboolean
is_stretched (const LlTrainer *trainer, const LlNormalisation *own)
{
  const LlNetworkSettings *shape = ll_network_get_settings (trainer->network);

  if (ll_network_get_summary (trainer->network)->iterations > 0)
    return ll_network_get_normalisation (trainer->network)->each;

  switch (trainer->settings.brightness)
    {
    case LL_BRIGHTNESS_IMAGE:
      return TRUE;
    case LL_BRIGHTNESS_SET:
      return FALSE;
    case LL_BRIGHTNESS_AUTOMATIC:
      break;
    }
  return ll_normalisation_differ (own, trainer->samples->len, shape->channels);
}

static LlSample *
copy_sample (const LlSample *sample)
{
  const LlImage *image = sample->image;
  gsize pixels = (gsize) image->width * (gsize) image->height;
  LlImage *copied = ll_image_new (image->width, image->height, image->channels);
  LlSample *copy = ll_sample_new (sample->name, copied);

  memcpy (copied->data, image->data, pixels * (gsize) image->channels * sizeof (gfloat));
  if (image->missing)
    copied->missing = g_memdup2 (image->missing, pixels);
  copy->inferred = sample->inferred;
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    if (sample->labels[task])
      copy->labels[task] = ll_labels_copy (sample->labels[task]);
  return copy;
}

void
ll_trainer_see_samples (LlTrainer *trainer)
{
  gdouble scale = ll_network_get_settings (trainer->network)->scale;
  guint n = trainer->samples->len;
  g_autofree LlNormalisation *own = g_new (LlNormalisation, n);

  trainer->diameter = ll_samples_find_diameter (trainer->samples);
  for (guint i = 0; i < n; i++)
    {
      const LlImage *images[1] = {
        ((const LlSample *) g_ptr_array_index (trainer->samples, i))->image
      };

      ll_normalisation_measure (&own[i], images, 1);
    }

  trainer->stretched = n > 0 && is_stretched (trainer, own);
  if (scale == 1.0 && !trainer->stretched)
    return;

  trainer->seen = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  for (guint i = 0; i < n; i++)
    {
      const LlSample *sample = g_ptr_array_index (trainer->samples, i);
      LlSample *seen =
        scale == 1.0 ? copy_sample (sample) : ll_sample_resize (sample, scale);

      if (trainer->stretched)
        ll_normalisation_stretch (&own[i], seen->image);
      g_ptr_array_add (trainer->seen, seen);
    }
  trainer->samples = trainer->seen;
}
