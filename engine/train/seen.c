/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The samples as the network sees them: at its scale, and stretched if it wants that. */

#include "data/resize.h"
#include "lazylabels/store.h"
#include "train/trainer-private.h"

/* What each image is to be seen by: what a network has learned from stays as it is. */
static LlBrightness
get_brightness (const LlTrainer *trainer)
{
  if (ll_network_get_summary (trainer->network)->iterations == 0)
    return trainer->settings.brightness;

  return ll_network_get_normalisation (trainer->network)->each ? LL_BRIGHTNESS_IMAGE
                                                               : LL_BRIGHTNESS_SET;
}

/* Returns: (transfer full): of each sample. */
static LlNormalisation *
measure_samples (const GPtrArray *samples)
{
  LlNormalisation *own = g_new (LlNormalisation, samples->len);

  for (guint i = 0; i < samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (samples, i);
      const LlImage *images[1] = { sample->image };

      ll_normalisation_measure (&own[i], images, 1);
    }
  return own;
}

gboolean
ll_trainer_see_samples (LlTrainer *trainer, GError **error)
{
  const LlNetworkSettings *shape = ll_network_get_settings (trainer->network);
  LlBrightness brightness = get_brightness (trainer);
  guint n = trainer->samples->len;
  guint64 room = ll_store_get_room ();
  g_autofree LlNormalisation *own = NULL;

  trainer->diameter = ll_samples_find_diameter (trainer->samples);
  if (n > 0 && brightness != LL_BRIGHTNESS_SET)
    {
      own = measure_samples (trainer->samples);
      trainer->stretched = brightness == LL_BRIGHTNESS_IMAGE ||
                           ll_normalisation_differ (own, n, shape->channels);
    }
  if (shape->scale == 1.0 && !trainer->stretched)
    return TRUE;

  /* A scale of 1 copies the samples as they are. */
  trainer->seen = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  for (guint i = 0; i < n; i++)
    {
      const LlSample *sample = g_ptr_array_index (trainer->samples, i);
      LlSample *seen = ll_sample_resize (sample, shape->scale);

      if (trainer->stretched)
        ll_normalisation_stretch (&own[i], seen->image);
      g_ptr_array_add (trainer->seen, seen);
      if (sample->image->stored && !ll_sample_store (seen, &room, error))
        return FALSE;
    }
  trainer->samples = trainer->seen;

  return TRUE;
}
