/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Trains a starting network on generated pictures alone (tests/synth/looks).
 *
 * It can be stopped at any time: the same command goes on from the last checkpoint.  The
 * pictures are drawn anew each time, which takes seconds, and are the same for a seed.
 */

#include <math.h>

#include <glib/gstdio.h>

#include "core/random.h"
#include "lazylabels/lazylabels.h"
#include "looks/look.h"
#include "marks.h"

/* Which numbers of the random generator say how large a picture's objects are. */
#define STREAM_DIAMETERS 40

/* Typical diameters of pictures lie between so many times the network's and its inverse. */
#define DIAMETER_SPREAD 1.6

typedef struct
{
  gint channels;
  gint pictures;
  gint side;
  gdouble diameter;
  gint seed;
  gboolean verbose;
  gchar *out;
  gchar *checkpoint;
  LlNetworkSettings network;
  LlTrainSettings train;
} Options;

typedef struct
{
  const Options *options;
  LlSample **samples; /* [pictures] */
} Drawing;

static void
draw_sample (gpointer item, gpointer data)
{
  Drawing *drawing = data;
  const Options *options = drawing->options;
  guint64 number = GPOINTER_TO_UINT (item) - 1;
  guint64 seed = (guint64) options->seed * 1000003 + number;
  g_autofree gchar *name = g_strdup_printf ("look %" G_GUINT64_FORMAT, number);
  g_autofree guint8 *class_of = NULL;
  g_autoptr (SynthLook) look = NULL;
  LlSample *sample;
  LlRandom random;
  gdouble diameter;

  ll_random_init (&random, seed, STREAM_DIAMETERS, 0);
  diameter = options->diameter *
             exp (log (DIAMETER_SPREAD) * (2.0 * ll_random_uniform (&random) - 1.0));
  look = synth_look_draw (seed, options->side, options->side, options->channels, diameter,
                          SYNTH_LOOK_ANY);

  class_of = g_new (guint8, synth_ids_get_n (look->ids));
  for (gint i = 0; i < synth_ids_get_n (look->ids); i++)
    class_of[i] = i > 0;
  sample = ll_sample_new (name, g_steal_pointer (&look->image));
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    sample->labels[task] = synth_marks_new (look->ids, class_of, task);
  drawing->samples[number] = sample;
}

static GPtrArray *
draw_samples (const Options *options)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  g_autofree LlSample **drawn = g_new0 (LlSample *, options->pictures);
  Drawing drawing = { options, drawn };
  GThreadPool *pool = g_thread_pool_new (draw_sample, &drawing,
                                         (gint) g_get_num_processors (), FALSE, NULL);

  for (gint i = 0; i < options->pictures; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  for (gint i = 0; i < options->pictures; i++)
    g_ptr_array_add (samples, drawn[i]);
  return samples;
}

static gboolean
show_progress (const LlTrainProgress *progress, gpointer data)
{
  const Options *options = data;

  if (options->verbose && progress->iteration % 100 == 0)
    g_print ("iteration %d of %d, loss %.4f (%.4f %.4f %.4f), Dice %.4f, %.0f s, %.0f s "
             "left\n",
             progress->iteration, progress->iterations, progress->loss,
             progress->task_loss[0], progress->task_loss[1], progress->task_loss[2],
             progress->dice, progress->seconds, progress->seconds_left);
  return TRUE;
}

static gboolean
run (Options *options, GError **error)
{
  const gchar *const names[] = { "object" };
  g_autoptr (LlClasses) classes =
    ll_classes_new (names, 1, LL_PALETTE_COLOUR_BLIND_SAFE, error);
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (LlTrainer) trainer = NULL;
  LlNetwork *network;
  LlTrainResult result;

  if (!classes)
    return FALSE;

  options->network.channels = options->channels;
  options->network.task_blocks =
    MIN (options->network.task_blocks, options->network.levels - 1);
  network = ll_network_new (&options->network, classes, (guint64) options->seed, error);
  if (!network)
    return FALSE;

  samples = draw_samples (options);
  trainer = ll_trainer_new (samples, network, &options->train, error);
  if (!trainer)
    return FALSE;
  if (g_file_test (options->checkpoint, G_FILE_TEST_EXISTS) &&
      !ll_trainer_resume (trainer, options->checkpoint, error))
    return FALSE;
  if (!ll_trainer_run (trainer, options->checkpoint, show_progress, options, &result,
                       error) ||
      !ll_weights_save_half (ll_trainer_get_network (trainer), options->out, error))
    return FALSE;

  g_unlink (options->checkpoint);
  g_print ("loss %.4f, Dice %.4f on pictures that it has not seen\n", result.loss,
           result.dice);
  return TRUE;
}

int
main (int argc, char **argv)
{
  Options options = { .channels = 1, .pictures = 4000, .side = 256, .diameter = 32.0 };
  LlNetworkSettings *network = &options.network;
  LlTrainSettings *train = &options.train;
  const GOptionEntry entries[] = {
    { "channels", 0, 0, G_OPTION_ARG_INT, &options.channels, "1: grey, 3: colour", "N" },
    { "pictures", 0, 0, G_OPTION_ARG_INT, &options.pictures, "To learn from", "N" },
    { "side", 0, 0, G_OPTION_ARG_INT, &options.side, "Of a picture, pixels", "N" },
    { "diameter", 0, 0, G_OPTION_ARG_DOUBLE, &options.diameter,
      "Of objects as the network sees them, pixels", "N" },
    { "width", 0, 0, G_OPTION_ARG_INT, &network->width, "Of the first level", "N" },
    { "levels", 0, 0, G_OPTION_ARG_INT, &network->levels, "Resolutions", "N" },
    { "blocks", 0, 0, G_OPTION_ARG_INT, &network->task_blocks, "Multi-task blocks", "N" },
    { "patch", 0, 0, G_OPTION_ARG_INT, &network->patch, "Side", "N" },
    { "batch", 0, 0, G_OPTION_ARG_INT, &train->batch, "Patches a step", "N" },
    { "iterations", 0, 0, G_OPTION_ARG_INT, &train->iterations, "Steps", "N" },
    { "minutes", 0, 0, G_OPTION_ARG_DOUBLE, &train->minutes, "At most", "N" },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &train->learning_rate, "Learning rate", "N" },
    { "dice-weight", 0, 0, G_OPTION_ARG_DOUBLE, &train->dice_weight,
      "Of the soft Dice loss", "N" },
    { "averaging", 0, 0, G_OPTION_ARG_DOUBLE, &train->averaging,
      "Share of averaged weights that a step keeps", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &options.seed, "Of pictures and training", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &train->threads, "0: all", "N" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, "The weights", "FILE" },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &options.verbose, "Show the training", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  ll_network_settings_init (network);
  ll_train_settings_init (train);
  network->patch = 128;
  train->batch = 8;
  train->iterations = 10000;
  train->validation_share = 0.02;
  train->augmentation = LL_AUGMENTATION_PLAIN;
  train->brightness = LL_BRIGHTNESS_IMAGE;
  train->averaging = 0.999;
  options.seed = 1;
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (!options.out)
    {
      g_printerr ("Give --out FILE.\n");
      return 1;
    }
  options.checkpoint = g_strconcat (options.out, ".checkpoint", NULL);
  train->seed = (guint64) options.seed;
  if (!run (&options, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
