/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Does the multi-task network learn more from rough marks and two masks than a plain
 * U-net from the two masks alone? There are 20 generated micrographs to learn from, of
 * which 15 have detection marks, 20 have scribbles, and 2 have masks, and 6 to test on.
 *
 *   learn [--quick] [--minutes N] [--iterations N] [--seed N] ...
 *
 * Both networks get the same time.  With --quick, which is a test, they get the same
 * number of steps, so that the result does not depend on the speed of the machine.  The
 * Dice scores, as in the paper's table 1, are averaged over the test images and printed
 * next to Otsu's.  With --check, the program exits with 1 unless the multi-task network
 * is better.
 */

#include <math.h>

#include "method.h"
#include "otsu.h"

#define IMAGES 20

typedef struct
{
  gint width; /* of the micrographs */
  gint height;
  gint tests;
  gint seed;
  Budget budget;
  gchar *methods;
  gchar *save;
  gboolean check;
  MethodSettings settings;
} Options;

static GPtrArray *
generate (const Options *options, const gchar *part, gint first, gint n)
{
  GPtrArray *pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);

  for (gint i = first; i < first + n; i++)
    g_ptr_array_add (
      pictures, picture_new_generated (part, options->width, options->height,
                                       (guint64) options->seed * 1000 + (guint64) i));
  return pictures;
}

/* Adds the Dice of bubbles, of crystals and overall to sums over images. */
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
  g_print ("%-32s %8.3f %8.3f %8.3f %8d %8.1f\n", name, sums[0], sums[1], sums[2],
           iterations, minutes);
}

static gdouble
test (const LlNetwork *network, const GPtrArray *pictures, const gchar *name)
{
  gdouble sums[3] = { 0.0 };
  const LlTrainSummary *summary = ll_network_get_summary (network);

  for (guint i = 0; i < pictures->len; i++)
    {
      MethodScore score;

      if (!method_judge (network, g_ptr_array_index (pictures, i), 1, &score, NULL, NULL))
        return NAN;
      add_dice (sums, &score.dice);
    }
  print_row (name, sums, pictures->len, summary->iterations, summary->minutes);
  return sums[2];
}

static void
test_otsu (const GPtrArray *pictures)
{
  gdouble sums[3] = { 0.0 };

  for (guint i = 0; i < pictures->len; i++)
    {
      const Picture *picture = g_ptr_array_index (pictures, i);
      g_autoptr (LlLabels) truth = picture_get_labels (picture, LL_TASK_SEGMENTATION);
      LlDice dice;

      synth_otsu_best (picture->image, 3, truth, 3, &dice);
      add_dice (sums, &dice);
    }
  print_row ("Otsu, 3 levels", sums, pictures->len, 0, 0.0);
}

static gint
run (const Options *options)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
  g_autoptr (GPtrArray) pictures = generate (options, "train", 0, IMAGES);
  g_autoptr (GPtrArray) tests = generate (options, "test", IMAGES, options->tests);
  g_auto (GStrv) keys = g_strsplit (options->methods, ",", -1);
  gdouble masks = NAN;
  gdouble multi = NAN;

  g_print ("%-32s %8s %8s %8s %8s %8s\n", "Dice", "bubbles", "crystals", "overall",
           "steps", "minutes");
  test_otsu (tests);
  for (gint i = 0; keys[i]; i++)
    {
      const Method *method = methods_find (keys[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (LlNetwork) network = NULL;
      gdouble overall;

      if (!method)
        {
          g_printerr ("There is no method \"%s\".\n", keys[i]);
          return 1;
        }
      network = method_train (method, pictures, &options->budget, classes,
                              &options->settings, NULL, &error);
      if (!network)
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      overall = test (network, tests, method->title);
      if (g_str_equal (method->key, "masks"))
        masks = overall;
      if (g_str_equal (method->key, "multi"))
        multi = overall;
      if (options->save && g_str_equal (method->key, "multi"))
        ll_weights_save (network, options->save, NULL);
    }

  return options->check && !(multi > masks) ? 1 : 0;
}

int
main (int argc, char **argv)
{
  Options options = {
    .width = 1280,
    .height = 960,
    .tests = 6,
    .seed = 1,
    .budget = { .marked = 15, .scribbled = 20, .masked = 2 },
    .methods = g_strdup ("masks,multi"),
  };
  gboolean quick = FALSE;
  GOptionEntry entries[] = {
    { "quick", 0, 0, G_OPTION_ARG_NONE, &quick, "Small images, a small network", NULL },
    { "check", 0, 0, G_OPTION_ARG_NONE, &options.check, "Fail unless multi-task wins",
      NULL },
    { "methods", 0, 0, G_OPTION_ARG_STRING, &options.methods,
      "Of weak,masks,pseudo,multi,mdu", "LIST" },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &options.save, "Multi-task weights", "FILE" },
    { "image-width", 0, 0, G_OPTION_ARG_INT, &options.width, "Of the micrographs", "N" },
    { "image-height", 0, 0, G_OPTION_ARG_INT, &options.height, "Likewise", "N" },
    { "tests", 0, 0, G_OPTION_ARG_INT, &options.tests, "Micrographs to test on", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &options.seed, "Of images and training", "N" },
    { "masked", 0, 0, G_OPTION_ARG_INT, &options.budget.masked, "Images with masks",
      "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  method_settings_init (&options.settings);
  options.settings.train.iterations = 0;
  options.settings.train.minutes = 8.0;
  for (gint i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--quick"))
      {
        options.width = 288;
        options.height = 224;
        options.settings.network.levels = 4;
        options.settings.network.patch = 128;
        options.settings.train.iterations = 1000;
        options.settings.train.minutes = 0.0;
      }

  g_option_context_add_main_entries (context, entries, NULL);
  method_settings_add_options (&options.settings, context);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  options.settings.train.seed = (guint64) options.seed;
  return run (&options);
}
