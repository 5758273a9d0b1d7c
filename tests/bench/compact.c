/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The losses of a training that keeps floats for its backward passes, beside those of one that
 * keeps half as large numbers ("less-memory"), and of one that keeps floats but sums in
 * another order, since no two such trainings have the same losses for ever.
 *
 *   compact [--iterations 200] [--width 8] [--check]
 *
 * Prints running means of the losses; with --check, fails where those of the first two differ
 * by more than one percent.
 */

#include <math.h>

#include "lazylabels/lazylabels.h"
#include "pictures.h"

/* Running means are compared after every so many steps. */
#define INTERVAL 20

#define TOLERANCE 0.01

typedef struct
{
  gint iterations;
  gint width;
  gint levels;
  gint patch;
  gint batch;
  gint seed;
  gdouble rate;
  gboolean check;
} Options;

static GPtrArray *
new_samples (void)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);

  for (gint i = 0; i < 8; i++)
    {
      const gboolean has[LL_N_TASKS] = { TRUE, TRUE, i < 4 };
      Picture *picture = picture_new_generated ("train", 384, 288, (guint64) i);

      g_ptr_array_add (samples, picture_to_sample (picture, has));
      picture_free (picture);
    }
  return samples;
}

static gboolean
note_loss (const LlTrainProgress *progress, gpointer data)
{
  g_array_append_val ((GArray *) data, progress->loss);
  return TRUE;
}

/* Returns: (transfer full): the running mean of the loss after each step. */
static GArray *
train (const Options *options, LlTrainMemory memory, gint threads)
{
  g_autoptr (GPtrArray) samples = new_samples ();
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  GArray *losses = g_array_new (FALSE, FALSE, sizeof (gdouble));
  LlNetworkSettings network;
  LlTrainSettings settings;

  ll_network_settings_init (&network);
  network.width = options->width;
  network.levels = options->levels;
  network.task_blocks = options->levels - 2;
  network.patch = options->patch;
  ll_train_settings_init (&settings);
  settings.iterations = options->iterations;
  settings.batch = options->batch;
  settings.learning_rate = options->rate;
  settings.seed = (guint64) options->seed;
  settings.validation_share = 0.0;
  settings.memory = memory;
  settings.threads = threads;
  trainer = ll_trainer_new (samples, ll_network_new (&network, classes, 1, NULL),
                            &settings, &error);
  if (!trainer || !ll_trainer_run (trainer, NULL, note_loss, losses, NULL, &error))
    g_error ("%s", error->message);
  return losses;
}

static gdouble
get_loss (const GArray *losses, guint step)
{
  return g_array_index (losses, gdouble, step - 1);
}

int
main (int argc, char **argv)
{
  Options options = { 200, 8, 5, 128, 4, 1, 1e-3, FALSE };
  GOptionEntry entries[] = {
    { "iterations", 0, 0, G_OPTION_ARG_INT, &options.iterations, "Steps", "N" },
    { "width", 0, 0, G_OPTION_ARG_INT, &options.width, "Of the network", "N" },
    { "levels", 0, 0, G_OPTION_ARG_INT, &options.levels, "Of the network", "N" },
    { "patch", 0, 0, G_OPTION_ARG_INT, &options.patch, "Side of a patch", "N" },
    { "batch", 0, 0, G_OPTION_ARG_INT, &options.batch, "Patches per step", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &options.seed, "Of the patches", "N" },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &options.rate, "Learning rate", "N" },
    { "check", 0, 0, G_OPTION_ARG_NONE, &options.check, "Fail where losses differ",
      NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GArray) exact = NULL;
  g_autoptr (GArray) compact = NULL;
  g_autoptr (GArray) other = NULL;
  g_autoptr (GError) error = NULL;
  gboolean same = TRUE;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  exact = train (&options, LL_TRAIN_MEMORY_EXACT, 2);
  compact = train (&options, LL_TRAIN_MEMORY_SMALL, 2);
  other = train (&options, LL_TRAIN_MEMORY_EXACT, 1);
  for (guint step = INTERVAL; step <= exact->len; step += INTERVAL)
    {
      gdouble loss = get_loss (exact, step);
      gdouble difference = get_loss (compact, step) / loss - 1.0;

      g_print (
        "step %3u: loss %.5f, with less memory %.5f (%+.2f %%), with 1 thread %.5f "
        "(%+.2f %%)\n",
        step, loss, get_loss (compact, step), 100.0 * difference, get_loss (other, step),
        100.0 * (get_loss (other, step) / loss - 1.0));
      same = same && fabs (difference) <= TOLERANCE;
    }
  return options.check && !same ? 1 : 0;
}
