/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The samples as the network sees them: at its scale, and stretched if it wants that. */

#include "data/resize.h"
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

/* What happens to each sample. */
typedef struct
{
  const GPtrArray *samples;
  LlNormalisation *own; /* of each of them                */
  LlSample **seen;
  gdouble scale;
  gboolean stretched;
} Seeing;

static void
measure_task (gint i, gint worker, gpointer data)
{
  const Seeing *seeing = data;
  const LlSample *sample = g_ptr_array_index (seeing->samples, i);
  const LlImage *images[1] = { sample->image };

  ll_normalisation_measure (&seeing->own[i], images, 1);
}

static void
resize_task (gint i, gint worker, gpointer data)
{
  const Seeing *seeing = data;

  seeing->seen[i] =
    ll_sample_resize (g_ptr_array_index (seeing->samples, i), seeing->scale);
  if (seeing->stretched)
    ll_normalisation_stretch (&seeing->own[i], seeing->seen[i]->image);
}

void
ll_trainer_see_samples (LlTrainer *trainer)
{
  const LlNetworkSettings *shape = ll_network_get_settings (trainer->network);
  LlBrightness brightness = get_brightness (trainer);
  guint n = trainer->samples->len;
  g_autofree LlNormalisation *own = g_new (LlNormalisation, n);
  g_autofree LlSample **seen = g_new (LlSample *, n);
  Seeing seeing = { trainer->samples, own, seen, shape->scale, FALSE };

  trainer->diameter = ll_samples_find_diameter (trainer->samples);
  if (n > 0 && brightness != LL_BRIGHTNESS_SET)
    {
      ll_workers_run (trainer->workers, (gint) n, measure_task, &seeing);
      trainer->stretched = brightness == LL_BRIGHTNESS_IMAGE ||
                           ll_normalisation_differ (own, n, shape->channels);
    }
  if (shape->scale == 1.0 && !trainer->stretched)
    return;

  /* A scale of 1 copies the samples as they are. */
  seeing.stretched = trainer->stretched;
  ll_workers_run (trainer->workers, (gint) n, resize_task, &seeing);
  trainer->seen = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (trainer->seen, seen[i]);
  trainer->samples = trainer->seen;
}
