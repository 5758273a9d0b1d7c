/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "train/fingerprint.h"

#include <string.h>

#include "lazylabels/priority.h"
#include "train/trainer-private.h"

struct _LlFingerprint
{
  GChecksum *checksum;
  GPtrArray *samples;
  gint stopped; /* atomic: nobody wants the sum any more */

  GMutex mutex;
  GThread *thread; /* NULL: the sum is there */
  gchar *text;
};

static void
add_bytes (GChecksum *checksum, gconstpointer data, gsize bytes)
{
  const guchar *from = data;

  /* The length that g_checksum_update() takes is a gssize. */
  while (bytes > 0)
    {
      gsize run = MIN (bytes, (gsize) 1 << 30);

      g_checksum_update (checksum, from, (gssize) run);
      from += run;
      bytes -= run;
    }
}

/* @n numbers of 32 bits, in the order of bytes of little-endian machines, as files have it: so a
 * checkpoint belongs to the same training on all of them.
 */
static void
add_words (GChecksum *checksum, gconstpointer words, gsize n)
{
  const guint8 *from = words;

  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    {
      add_bytes (checksum, words, n * sizeof (guint32));
      return;
    }

  for (gsize i = 0; i < n; i++)
    {
      guint32 word;

      memcpy (&word, from + i * sizeof (word), sizeof (word));
      word = GUINT32_TO_LE (word);
      add_bytes (checksum, &word, sizeof (word));
    }
}

static void
add_sample (GChecksum *checksum, const LlSample *sample, const gint *stopped)
{
  const LlImage *image = sample->image;
  gsize pixels = (gsize) image->width * (gsize) image->height;
  gint sizes[3] = { image->width, image->height, image->channels };
  g_autofree gfloat *row = g_new (gfloat, image->width);

  add_words (checksum, sizes, G_N_ELEMENTS (sizes));
  for (gint c = 0; c < image->channels; c++)
    for (gint y = 0; y < image->height && !g_atomic_int_get (stopped); y++)
      {
        ll_image_read (image, c, 0, y, image->width, row);
        add_words (checksum, row, (gsize) image->width);
      }
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    if (sample->labels[task])
      {
        gint number = (gint) task;

        add_words (checksum, &number, 1);
        add_bytes (checksum, sample->labels[task]->data, pixels);
      }
}

static gpointer
hash (gpointer data)
{
  LlFingerprint *fingerprint = data;

  for (guint i = 0; i < fingerprint->samples->len; i++)
    if (!g_atomic_int_get (&fingerprint->stopped))
      add_sample (fingerprint->checksum, g_ptr_array_index (fingerprint->samples, i),
                  &fingerprint->stopped);

  return g_strdup (g_checksum_get_string (fingerprint->checksum));
}

static gpointer
hash_in_background (gpointer data)
{
  ll_thread_lower_priority ();

  return hash (data);
}

LlFingerprint *
ll_fingerprint_new (GChecksum *checksum, GPtrArray *samples)
{
  LlFingerprint *fingerprint = g_new0 (LlFingerprint, 1);

  fingerprint->checksum = checksum;
  fingerprint->samples = samples;
  g_mutex_init (&fingerprint->mutex);
  fingerprint->thread =
    g_thread_try_new ("lazy-labels-hash", hash_in_background, fingerprint, NULL);
  if (!fingerprint->thread)
    fingerprint->text = hash (fingerprint);

  return fingerprint;
}

LlFingerprint *
ll_fingerprint_new_known (const gchar *text)
{
  LlFingerprint *fingerprint = g_new0 (LlFingerprint, 1);

  g_mutex_init (&fingerprint->mutex);
  fingerprint->text = g_strdup (text);

  return fingerprint;
}

const gchar *
ll_fingerprint_get (LlFingerprint *fingerprint)
{
  g_mutex_lock (&fingerprint->mutex);
  if (fingerprint->thread)
    fingerprint->text = g_thread_join (g_steal_pointer (&fingerprint->thread));
  g_mutex_unlock (&fingerprint->mutex);

  return fingerprint->text;
}

void
ll_fingerprint_free (LlFingerprint *fingerprint)
{
  if (!fingerprint)
    return;

  g_atomic_int_set (&fingerprint->stopped, TRUE);
  ll_fingerprint_get (fingerprint);
  g_mutex_clear (&fingerprint->mutex);
  g_clear_pointer (&fingerprint->checksum, g_checksum_free);
  g_free (fingerprint->text);
  g_free (fingerprint);
}

void
ll_trainer_begin_fingerprint (LlTrainer *trainer)
{
  const LlNetworkSettings *network = ll_network_get_settings (trainer->network);
  const LlTrainSettings *settings = &trainer->settings;
  GChecksum *checksum = g_checksum_new (G_CHECKSUM_SHA256);
  /* Settings without which weights, moments and scores would mean something else.  Those that
   * only say how to go on, as the learning rate does, may change.
   */
  g_autofree gchar *text = g_strdup_printf (
    "%d %d %d %d %d %d %d; %d %.17g %.17g %.17g %.17g %.17g %" G_GUINT64_FORMAT,
    (gint) network->kind, (gint) network->task, network->channels, network->width,
    network->levels, network->task_blocks, network->patch, settings->batch,
    settings->alpha[0], settings->alpha[1], settings->alpha[2],
    settings->interface_weight, settings->validation_share, settings->seed);
  g_autofree gchar *classes =
    ll_classes_to_json (ll_network_get_classes (trainer->network));

  add_bytes (checksum, text, strlen (text));
  /* Checkpoints of trainings without it are older. */
  if (settings->dice_weight > 0.0)
    {
      guint64 bits;

      memcpy (&bits, &settings->dice_weight, sizeof (bits));
      bits = GUINT64_TO_LE (bits);
      add_bytes (checksum, &bits, sizeof (bits));
    }
  add_bytes (checksum, classes, strlen (classes));

  trainer->fingerprint = ll_fingerprint_new (checksum, trainer->samples);
  /* These labels will change. */
  if (settings->growing)
    ll_fingerprint_get (trainer->fingerprint);
}
