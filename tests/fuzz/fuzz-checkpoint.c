/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target for checkpoints: a trainer of a tiny network resumes from the input.
 * Its fingerprint is the word "fuzz", so that files of the corpus stay those of this
 * training when settings are added.
 */

#define _GNU_SOURCE

#include <sys/mman.h>
#include <unistd.h>

#include "lazylabels/lazylabels.h"
#include "train/trainer-private.h"

int LLVMFuzzerInitialize (int *n_arguments, char ***arguments);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GPtrArray *samples;

static LlTrainer *
make_trainer (void)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (GError) error = NULL;
  LlNetworkSettings settings;
  LlTrainSettings train;
  LlNetwork *network;
  LlTrainer *trainer;

  ll_network_settings_init (&settings);
  settings.width = 1;
  settings.levels = 2;
  settings.task_blocks = 1;
  settings.patch = 16;
  network = ll_network_new (&settings, classes, 1, &error);
  g_assert (network);
  ll_train_settings_init (&train);
  train.threads = 1;
  trainer = ll_trainer_new (samples, network, &train, &error);
  g_assert (trainer);
  ll_fingerprint_free (trainer->fingerprint);
  trainer->fingerprint = ll_fingerprint_new_known ("fuzz");

  return trainer;
}

/* A file without a name; its descriptor goes with the process alone. */
static gchar *
make_file (const guint8 *data, gsize size, gint *fd)
{
  *fd = memfd_create ("checkpoint", 0);
  g_assert (*fd >= 0 && write (*fd, data, size) == (gssize) size);

  return g_strdup_printf ("/proc/self/fd/%d", *fd);
}

/* The images, once; and a checkpoint of a training's own must be taken, or else nothing
 * behind the fingerprint would be tried.
 */
int
LLVMFuzzerInitialize (int *n_arguments, char ***arguments)
{
  LlSample *sample = ll_sample_new ("made", ll_image_new (32, 32, 1));
  LlLabels *marks = ll_labels_new (32, 32, 0);
  g_autofree gchar *path = g_strdup_printf ("%s/checkpoint-XXXXXX", g_get_tmp_dir ());
  g_autoptr (GError) error = NULL;
  LlTrainer *trainer;

  for (gint i = 0; i < 32 * 32; i++)
    {
      sample->image->data[i] = (gfloat) (i % 32) / 32.0f;
      marks->data[i] = (guint8) (i % 32 / 11);
    }
  sample->labels[LL_TASK_DETECTION] = marks;
  samples = g_ptr_array_new ();
  g_ptr_array_add (samples, sample);

  close (g_mkstemp (path));
  trainer = make_trainer ();
  g_assert (ll_trainer_checkpoint (trainer, path, 1.0, &error));
  g_assert (ll_trainer_resume (trainer, path, &error));
  unlink (path);
  ll_trainer_free (trainer);

  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (LlTrainer) trainer = make_trainer ();
  g_autofree gchar *path = NULL;
  gint fd;

  path = make_file (data, size, &fd);
  ll_trainer_resume (trainer, path, NULL);
  close (fd);

  return 0;
}
