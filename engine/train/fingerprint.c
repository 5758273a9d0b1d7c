/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What tells one training from another: its images, labels and settings. */

#include <string.h>

#include "train/trainer-private.h"

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
add_sample (GChecksum *checksum, const LlSample *sample)
{
  const LlImage *image = sample->image;
  gsize pixels = (gsize) image->width * (gsize) image->height;
  gint sizes[3] = { image->width, image->height, image->channels };
  g_autofree gfloat *row = g_new (gfloat, image->width);

  add_words (checksum, sizes, G_N_ELEMENTS (sizes));
  for (gint c = 0; c < image->channels; c++)
    for (gint y = 0; y < image->height; y++)
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

gchar *
ll_trainer_fingerprint (const LlTrainer *trainer)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const LlNetworkSettings *network = ll_network_get_settings (trainer->network);
  const LlTrainSettings *settings = &trainer->settings;
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
  for (guint i = 0; i < trainer->samples->len; i++)
    add_sample (checksum, g_ptr_array_index (trainer->samples, i));
  return g_strdup (g_checksum_get_string (checksum));
}
