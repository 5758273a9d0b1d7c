/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Does the multi-task network learn more from rough marks and two masks than a plain
 * U-net from the two masks?  On generated micrographs: 20 to learn from, 15 of them with
 * detection marks, 20 with scribbles, 2 with masks; 6 to test on.
 *
 *   learn [--quick] [--minutes N] [--iterations N] [--seed N] ...
 *
 * Both networks get the same time; with --quick, which is a test, the same number of
 * steps, so that the result does not depend on the machine's speed.  Prints Dice as in
 * the paper's table 1, averaged over the test images, and Otsu's beside it.  --check exits
 * with 1 when the multi-task network is not the better one.
 */

#include <math.h>

#include "lazylabels/lazylabels.h"
#include "marks.h"
#include "micrograph.h"
#include "otsu.h"

typedef struct
{
  gint width; /* of the micrographs */
  gint height;
  gint images;
  gint marked;
  gint scribbled;
  gint masked;
  gint tests;
  gint seed;
  gint channels; /* of the network's first level */
  gint levels;
  gint patch;
  gint batch;
  gint iterations;
  gdouble minutes;
  gdouble rate;
  gdouble masked_share;
  gdouble validation_share;
  gdouble interface_weight;
  gdouble segmentation_weight;
  gchar *networks;
  gchar *save;
  gboolean check;
  gboolean verbose;
} Options;

static LlSample *
make_sample (const Options *options, gint index)
{
  guint64 seed = (guint64) options->seed * 1000 + (guint64) index;
  g_autoptr (SynthMicrograph) micrograph =
    synth_micrograph_new (options->width, options->height, seed);
  LlSample *sample = ll_sample_new ("generated", g_steal_pointer (&micrograph->image));
  gboolean test = index >= options->images;
  gboolean has[LL_N_TASKS] = { index < options->marked, index < options->scribbled,
                               index < options->masked || test };

  for (LlTask task = 0; task < LL_N_TASKS; task++)
    if (has[task])
      sample->labels[task] =
        synth_marks_new (micrograph->ids, micrograph->class_of, task);
  return sample;
}

static GPtrArray *
make_samples (const Options *options, gint first, gint n)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);

  for (gint i = 0; i < n; i++)
    g_ptr_array_add (samples, make_sample (options, first + i));
  return samples;
}

static gboolean
show_progress (const LlTrainProgress *progress, gpointer data)
{
  const Options *options = data;

  if (options->verbose && progress->iteration % 20 == 0)
    g_printerr (
      "iteration %d, loss %.3f (%.3f %.3f %.3f), Dice %.3f, %.0f s, %.0f s left\n",
      progress->iteration, progress->loss, progress->task_loss[0], progress->task_loss[1],
      progress->task_loss[2], progress->dice, progress->seconds, progress->seconds_left);
  return TRUE;
}

static LlTrainer *
train (const Options *options, GPtrArray *samples, LlNetworkKind kind, LlTask task)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
  g_autoptr (GError) error = NULL;
  LlNetworkSettings network;
  LlTrainSettings settings;
  LlTrainResult result;
  LlTrainer *trainer;

  ll_network_settings_init (&network);
  network.kind = kind;
  network.task = task;
  network.width = options->channels;
  network.levels = options->levels;
  network.task_blocks = MIN (network.task_blocks, network.levels - 1);
  network.patch = options->patch;
  ll_train_settings_init (&settings);
  settings.iterations = options->iterations;
  settings.minutes = options->minutes;
  settings.batch = options->batch;
  settings.learning_rate = options->rate;
  settings.masked_share = options->masked_share;
  settings.validation_share = options->validation_share;
  settings.interface_weight = options->interface_weight;
  settings.alpha[LL_TASK_SEGMENTATION] = options->segmentation_weight;
  settings.seed = (guint64) options->seed;

  trainer =
    ll_trainer_new (samples, ll_network_new (&network, classes, settings.seed, &error),
                    &settings, &error);
  if (!trainer ||
      !ll_trainer_run (trainer, NULL, show_progress, (gpointer) options, &result, &error))
    {
      g_printerr ("%s\n", error->message);
      ll_trainer_free (trainer);
      return NULL;
    }
  if (options->verbose)
    g_printerr ("%d iterations, kept %d\n", result.iterations, result.best_iteration);
  return trainer;
}

/* Sums of Dice over images: bubbles, crystals, overall. */
static void
add_dice (gdouble sums[3], const LlDice *dice)
{
  sums[0] += dice->dice[1];
  sums[1] += dice->dice[2];
  sums[2] += dice->overall;
}

static void
print_row (const gchar *name, gdouble sums[3], guint n, gint iterations, gdouble minutes)
{
  for (gint i = 0; i < 3; i++)
    sums[i] /= n;
  g_print ("%-28s %8.3f %8.3f %8.3f %8d %8.1f\n", name, sums[0], sums[1], sums[2],
           iterations, minutes);
}

static gdouble
test (const LlNetwork *network, GPtrArray *samples, const gchar *name)
{
  gdouble sums[3] = { 0.0 };
  const LlTrainSummary *summary = ll_network_get_summary (network);
  LlPredictSettings settings;

  ll_predict_settings_init (&settings);
  for (guint i = 0; i < samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (samples, i);
      gsize pixels = (gsize) sample->image->width * (gsize) sample->image->height;
      gint first = ll_network_get_first_plane (network, LL_TASK_SEGMENTATION);
      g_autoptr (LlLabels) labels =
        ll_labels_new (sample->image->width, sample->image->height, 0);
      g_autofree gfloat *planes =
        ll_predict_image (network, sample->image, &settings, NULL);
      LlDice dice;

      ll_most_probable (planes + (gsize) first * pixels, 3, pixels, labels->data);
      ll_dice (labels, sample->labels[LL_TASK_SEGMENTATION], 3, &dice);
      add_dice (sums, &dice);
    }
  print_row (name, sums, samples->len, summary->iterations, summary->minutes);
  return sums[2];
}

static void
test_otsu (GPtrArray *samples)
{
  gdouble sums[3] = { 0.0 };

  for (guint i = 0; i < samples->len; i++)
    {
      const LlSample *sample = g_ptr_array_index (samples, i);
      LlDice dice;

      synth_otsu_best (sample->image, 3, sample->labels[LL_TASK_SEGMENTATION], 3, &dice);
      add_dice (sums, &dice);
    }
  print_row ("Otsu, 3 levels", sums, samples->len, 0, 0.0);
}

static gint
run (const Options *options)
{
  static const struct
  {
    const gchar *key;
    const gchar *name;
    LlNetworkKind kind;
    LlTask task;
  } networks[] = {
    { "weak", "U-net on detection marks", LL_NETWORK_SINGLE_TASK, LL_TASK_DETECTION },
    { "masks", "U-net on masks", LL_NETWORK_SINGLE_TASK, LL_TASK_SEGMENTATION },
    { "multi", "multi-task U-net", LL_NETWORK_MULTI_TASK, LL_TASK_SEGMENTATION },
  };
  g_autoptr (GPtrArray) samples = make_samples (options, 0, options->images);
  g_autoptr (GPtrArray) tests = make_samples (options, options->images, options->tests);
  gdouble overall[G_N_ELEMENTS (networks)] = { NAN, NAN, NAN };

  g_print ("%-28s %8s %8s %8s %8s %8s\n", "Dice", "bubbles", "crystals", "overall",
           "steps", "minutes");
  test_otsu (tests);
  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    {
      g_autoptr (LlTrainer) trainer = NULL;

      if (!strstr (options->networks, networks[i].key))
        continue;
      trainer = train (options, samples, networks[i].kind, networks[i].task);
      if (!trainer)
        return 1;
      overall[i] = test (ll_trainer_get_network (trainer), tests, networks[i].name);
      if (options->save && networks[i].kind == LL_NETWORK_MULTI_TASK)
        ll_weights_save (ll_trainer_get_network (trainer), options->save, NULL);
    }

  return options->check && !(overall[2] > overall[1]) ? 1 : 0;
}

int
main (int argc, char **argv)
{
  Options options = {
    .width = 1280,
    .height = 960,
    .images = 20,
    .marked = 15,
    .scribbled = 20,
    .masked = 2,
    .tests = 6,
    .seed = 1,
    .channels = 8,
    .levels = 6,
    .patch = 256,
    .batch = 4,
    .iterations = 0,
    .minutes = 8.0,
    .rate = 4e-3,
    .masked_share = 0.5,
    .validation_share = 0.0,
    .interface_weight = 1.0,
    .segmentation_weight = 1.0,
    .networks = g_strdup ("masks,multi"),
  };
  gboolean quick = FALSE;
  GOptionEntry entries[] = {
    { "quick", 0, 0, G_OPTION_ARG_NONE, &quick, "Small images, a small network", NULL },
    { "check", 0, 0, G_OPTION_ARG_NONE, &options.check, "Fail unless multi-task wins",
      NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &options.verbose, "Show the training", NULL },
    { "networks", 0, 0, G_OPTION_ARG_STRING, &options.networks, "weak,masks,multi",
      "LIST" },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &options.save, "Multi-task weights", "FILE" },
    { "image-width", 0, 0, G_OPTION_ARG_INT, &options.width, "Of the micrographs", "N" },
    { "image-height", 0, 0, G_OPTION_ARG_INT, &options.height, "Likewise", "N" },
    { "tests", 0, 0, G_OPTION_ARG_INT, &options.tests, "Micrographs to test on", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &options.seed, "Of images and training", "N" },
    { "minutes", 0, 0, G_OPTION_ARG_DOUBLE, &options.minutes, "A network", "N" },
    { "iterations", 0, 0, G_OPTION_ARG_INT, &options.iterations, "A network", "N" },
    { "width", 0, 0, G_OPTION_ARG_INT, &options.channels, "First level", "N" },
    { "levels", 0, 0, G_OPTION_ARG_INT, &options.levels, "Resolutions", "N" },
    { "patch", 0, 0, G_OPTION_ARG_INT, &options.patch, "Side", "N" },
    { "batch", 0, 0, G_OPTION_ARG_INT, &options.batch, "Patches a step", "N" },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &options.rate, "Learning rate", "N" },
    { "masked", 0, 0, G_OPTION_ARG_INT, &options.masked, "Images with masks", "N" },
    { "masked-share", 0, 0, G_OPTION_ARG_DOUBLE, &options.masked_share, "Of patches",
      "N" },
    { "validation-share", 0, 0, G_OPTION_ARG_DOUBLE, &options.validation_share,
      "Of images", "N" },
    { "interface-weight", 0, 0, G_OPTION_ARG_DOUBLE, &options.interface_weight,
      "Of interface pixels", "N" },
    { "segmentation-weight", 0, 0, G_OPTION_ARG_DOUBLE, &options.segmentation_weight,
      "Of task 3 in the loss", "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  for (gint i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--quick"))
      {
        options.width = 288;
        options.height = 224;
        options.levels = 4;
        options.patch = 128;
        options.iterations = 1000;
        options.minutes = 0.0;
      }

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return run (&options);
}
