/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The samples as the network sees them: at its scale, and stretched if it wants that. */

#include "data/resize.h"
#include "lazylabels/store.h"
#include "train/trainer-private.h"

/* What a pixel takes while it is resized, or measured: floating-point numbers of all channels,
 * and of a channel twice.
 */
#define PIXEL_BYTES (5 * sizeof (gfloat))

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
  guint first;          /* of those that are worked on together */
  LlNormalisation *own; /* of each of them                */
  LlSample **seen;
  gdouble scale;
  gboolean stretched;
} Seeing;

static void
measure_task (gint task, gint worker, gpointer data)
{
  const Seeing *seeing = data;
  guint i = seeing->first + (guint) task;
  const LlSample *sample = g_ptr_array_index (seeing->samples, i);
  const LlImage *images[1] = { sample->image };

  ll_normalisation_measure (&seeing->own[i], images, 1);
}

static void
resize_task (gint task, gint worker, gpointer data)
{
  const Seeing *seeing = data;
  guint i = seeing->first + (guint) task;

  seeing->seen[i] =
    ll_sample_resize (g_ptr_array_index (seeing->samples, i), seeing->scale);
  if (seeing->stretched)
    ll_normalisation_stretch (&seeing->own[i], seeing->seen[i]->image);
}

/* How many samples are worked on together: as many as there is room for in bytes, unless one takes
 * more.
 */
static guint
count_together (const GPtrArray *samples, gdouble scale, guint64 room)
{
  gdouble most = 1.0;

  for (guint i = 0; i < samples->len; i++)
    {
      const LlImage *image = ((const LlSample *) g_ptr_array_index (samples, i))->image;

      most = MAX (most, (gdouble) image->width * image->height);
    }
  most *= MAX (1.0, scale * scale) * PIXEL_BYTES;

  return (guint) CLAMP ((gdouble) room / most, 1.0, MAX (1u, samples->len));
}

gboolean
ll_trainer_see_samples (LlTrainer *trainer, GError **error)
{
  const LlNetworkSettings *shape = ll_network_get_settings (trainer->network);
  LlBrightness brightness = get_brightness (trainer);
  guint n = trainer->samples->len;
  guint64 room = ll_store_get_room ();
  guint together = count_together (trainer->samples, shape->scale, room);
  g_autofree LlNormalisation *own = g_new (LlNormalisation, n);
  g_autofree LlSample **seen = g_new (LlSample *, n);
  Seeing seeing = { trainer->samples, 0, own, seen, shape->scale, FALSE };

  trainer->diameter = ll_samples_find_diameter (trainer->samples);
  if (n > 0 && brightness != LL_BRIGHTNESS_SET)
    {
      for (seeing.first = 0; seeing.first < n; seeing.first += together)
        ll_workers_run (trainer->workers, (gint) MIN (together, n - seeing.first),
                        measure_task, &seeing);
      trainer->stretched = brightness == LL_BRIGHTNESS_IMAGE ||
                           ll_normalisation_differ (own, n, shape->channels);
    }
  if (shape->scale == 1.0 && !trainer->stretched)
    return TRUE;

  /* A scale of 1 copies the samples as they are. */
  seeing.stretched = trainer->stretched;
  trainer->seen = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  for (seeing.first = 0; seeing.first < n; seeing.first += together)
    {
      guint end = seeing.first + MIN (together, n - seeing.first);

      ll_workers_run (trainer->workers, (gint) (end - seeing.first), resize_task,
                      &seeing);
      for (guint i = seeing.first; i < end; i++)
        g_ptr_array_add (trainer->seen, seen[i]);
      for (guint i = seeing.first; i < end; i++)
        {
          const LlSample *sample = g_ptr_array_index (trainer->samples, i);

          if (sample->image->stored && !ll_sample_store (seen[i], &room, error))
            return FALSE;
        }
    }
  trainer->samples = trainer->seen;

  return TRUE;
}
