/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Trainings that are killed at any moment, while each step writes a checkpoint: every file
 * is whole, a training that comes to its end has the weights of one that nobody killed, and
 * the next write leaves nothing besides its file.
 */

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "folder.h"
#include "lazylabels/lazylabels.h"

#define N_KILLS 300
#define SIDE    32

/* The longest time until a kill, in microseconds: about that of a whole training. */
#define LONGEST 30000

#define CHECKPOINT "net.safetensors.checkpoint"
#define WEIGHTS    "net.safetensors"

static LlTrainer *
make_trainer (GPtrArray *samples)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (GError) error = NULL;
  LlNetworkSettings network;
  LlTrainSettings settings;
  LlTrainer *trainer;

  ll_network_settings_init (&network);
  network.width = 2;
  network.levels = 2;
  network.task_blocks = 1;
  network.patch = 16;
  ll_train_settings_init (&settings);
  settings.iterations = 6;
  settings.batch = 1;
  settings.threads = 1;
  settings.checkpoint_seconds = 0.0;
  trainer = ll_trainer_new (samples, ll_network_new (&network, classes, 1, NULL),
                            &settings, &error);
  g_assert_no_error (error);

  return trainer;
}

static GPtrArray *
make_samples (void)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  LlSample *sample = ll_sample_new ("made", ll_image_new (SIDE, SIDE, 1));

  sample->labels[LL_TASK_SEGMENTATION] = ll_labels_new (SIDE, SIDE, 0);
  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      sample->labels[LL_TASK_SEGMENTATION]->data[i] = (guint8) (i / 64 % 3);
      sample->image->data[i] = (gfloat) (i / 64 % 3) / 3.0f;
    }
  g_ptr_array_add (samples, sample);

  return samples;
}

/* Trains as the plug-in does: resumes if it can, writes the weights, removes the
 * checkpoint.
 */
static gboolean
train (const gchar *folder, GPtrArray *samples)
{
  g_autofree gchar *checkpoint = g_build_filename (folder, CHECKPOINT, NULL);
  g_autofree gchar *weights = g_build_filename (folder, WEIGHTS, NULL);
  g_autoptr (LlTrainer) trainer = make_trainer (samples);
  g_autoptr (GError) error = NULL;
  gboolean done;

  done = (!g_file_test (checkpoint, G_FILE_TEST_EXISTS) ||
          ll_trainer_resume (trainer, checkpoint, &error)) &&
         ll_trainer_run (trainer, checkpoint, NULL, NULL, NULL, &error) &&
         ll_weights_save (ll_trainer_get_network (trainer), weights, &error) &&
         g_unlink (checkpoint) == 0;
  if (!done)
    g_printerr ("%s\n", error ? error->message : "no checkpoint");

  return done;
}

static void
assert_whole (const gchar *folder, const gchar *name)
{
  g_autofree gchar *path = g_build_filename (folder, name, NULL);
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;

  network = ll_weights_load (path, &error);
  g_assert_no_error (error);
}

/* Returns the tensors; the header before them says how long the training took. */
static GBytes *
read_tensors (const gchar *folder)
{
  g_autofree gchar *path = g_build_filename (folder, WEIGHTS, NULL);
  g_autofree gchar *contents = NULL;
  guint64 header;
  gsize n;

  g_assert_true (g_file_get_contents (path, &contents, &n, NULL));
  memcpy (&header, contents, sizeof header);
  header = GUINT64_FROM_LE (header) + sizeof header;
  g_assert_cmpuint (header, <, n);

  return g_bytes_new (contents + header, n - (gsize) header);
}

static void
test_kills (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GPtrArray) samples = make_samples ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GBytes) expected = NULL;
  gint killed = 0, ended = 0;

  g_assert_true (train (folder, samples));
  expected = read_tensors (folder);
  while (killed < N_KILLS)
    {
      pid_t child = fork ();
      gint status;

      if (child == 0)
        _exit (train (folder, samples) ? 0 : 1);
      g_usleep ((gulong) g_rand_int_range (random, 0, LONGEST));
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      assert_whole (folder, CHECKPOINT);
      assert_whole (folder, WEIGHTS);
      if (WIFSIGNALED (status))
        {
          killed++;
        }
      else
        {
          g_autoptr (GBytes) tensors = read_tensors (folder);

          g_assert_cmpint (WEXITSTATUS (status), ==, 0);
          g_assert_true (g_bytes_equal (tensors, expected));
          g_assert_cmpint (folder_count (folder), ==, 1);
          ended++;
        }
    }
  g_test_message ("%d trainings came to their ends between the kills", ended);

  g_assert_true (train (folder, samples));
  g_assert_cmpint (folder_count (folder), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kill-train/kills", test_kills);

  return g_test_run ();
}
