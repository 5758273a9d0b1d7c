/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Compares the methods that grow marks to masks (figure 10 of the paper), without a
 * network:
 *
 *   bench-grow [--seed N] [--pictures N]                generated micrographs
 *   bench-grow --image FILE.png --ids FILE.png          given files
 *
 * For each method, it prints the Dice per class and overall, averaged over the pictures,
 * and the seconds per picture.  Marks are simulated; masks are scored against the truth.
 */

#include "lazylabels/lazylabels.h"
#include "marks.h"
#include "micrograph.h"
#include "png-io.h"

typedef struct
{
  gint width;
  gint height;
  gint seed;
  gint pictures;
  gchar *image;
  gchar *ids;
  gchar *methods;
  gchar *out;
  gboolean walls;
  LlGrowSettings grow;
} Options;

typedef struct
{
  LlImage *image;
  SynthIds *ids;
  guint8 *class_of;
} Truth;

static const gchar *const method_names[] = { "grabcut", "grabcut-image", "contours",
                                             "watershed" };

static void
truth_clear (Truth *truth)
{
  ll_image_free (truth->image);
  synth_ids_free (truth->ids);
  g_free (truth->class_of);
}

static gboolean
get_truth (const Options *options, gint index, Truth *truth, GError **error)
{
  if (options->image)
    {
      truth->image = synth_png_read_image (options->image, error);
      truth->ids = truth->image ? synth_png_read_ids (options->ids, error) : NULL;
      if (!truth->ids)
        return FALSE;
      truth->class_of = g_new0 (guint8, synth_ids_get_n (truth->ids));
      for (gint id = 1; id < synth_ids_get_n (truth->ids); id++)
        truth->class_of[id] = 1;
    }
  else
    {
      g_autoptr (SynthMicrograph) micrograph = synth_micrograph_new (
        options->width, options->height, (guint64) (options->seed + index));

      truth->image = g_steal_pointer (&micrograph->image);
      truth->ids = g_steal_pointer (&micrograph->ids);
      truth->class_of = g_steal_pointer (&micrograph->class_of);
    }
  return TRUE;
}

static gboolean
measure (const Options *options, const Truth *truths, LlGrowMethod method, GError **error)
{
  gdouble sums[3] = { 0.0 };
  gdouble seconds = 0.0;
  gint objects = 0;

  for (gint i = 0; i < options->pictures; i++)
    {
      const Truth *truth = &truths[i];
      LlGrowSettings settings = options->grow;
      g_autoptr (LlLabels) marks =
        synth_marks_new (truth->ids, truth->class_of, LL_TASK_DETECTION);
      g_autoptr (LlLabels) walls =
        synth_marks_new (truth->ids, truth->class_of, LL_TASK_SEPARATION);
      g_autoptr (LlLabels) masks =
        synth_marks_new (truth->ids, truth->class_of, LL_TASK_SEGMENTATION);
      g_autoptr (LlInstances) instances =
        ll_instances_new_components (marks, LL_NEIGHBOURS_8);
      g_autoptr (LlLabels) grown = NULL;
      gint64 start = g_get_monotonic_time ();
      LlDice dice;

      settings.method = method;
      grown = ll_grow (truth->image, marks, options->walls ? walls : NULL, NULL,
                       &settings, NULL, NULL, error);
      if (!grown)
        return FALSE;
      seconds += (gdouble) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
      objects += instances->n;
      if (options->out)
        {
          g_autofree gchar *path =
            g_strdup_printf ("%s-%s-%d.png", options->out, method_names[method], i);

          if (!synth_png_write_labels (grown, path, error))
            return FALSE;
        }

      ll_dice (grown, masks, 3, &dice);
      sums[0] += dice.dice[1];
      sums[1] += dice.dice[2];
      sums[2] += dice.overall;
    }
  g_print ("%-16s %8.3f %8.3f %8.3f %8d %8.2f\n", method_names[method],
           sums[0] / options->pictures, sums[1] / options->pictures,
           sums[2] / options->pictures, objects / options->pictures,
           seconds / options->pictures);
  return TRUE;
}

static gboolean
is_listed (const gchar *list, const gchar *name)
{
  g_auto (GStrv) names = g_strsplit (list, ",", -1);

  return g_strv_contains ((const gchar *const *) names, name);
}

static gboolean
run (Options *options, GError **error)
{
  g_autofree Truth *truths = NULL;
  gboolean done = TRUE;

  if (options->image)
    options->pictures = 1;
  truths = g_new0 (Truth, options->pictures);
  for (gint i = 0; i < options->pictures && done; i++)
    done = get_truth (options, i, &truths[i], error);

  g_print ("%-16s %8s %8s %8s %8s %8s\n", "Dice", "class 1", "class 2", "overall",
           "objects", "seconds");
  for (guint m = 0; m < G_N_ELEMENTS (method_names) && done; m++)
    if (!options->methods || is_listed (options->methods, method_names[m]))
      done = measure (options, truths, (LlGrowMethod) m, error);

  for (gint i = 0; i < options->pictures; i++)
    truth_clear (&truths[i]);
  return done;
}

int
main (int argc, char **argv)
{
  Options options = {
    .width = SYNTH_WIDTH,
    .height = SYNTH_HEIGHT,
    .seed = 1,
    .pictures = 4,
  };
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT, &options.seed, "Of the first micrograph", "N" },
    { "pictures", 0, 0, G_OPTION_ARG_INT, &options.pictures, "How many", "N" },
    { "image-width", 0, 0, G_OPTION_ARG_INT, &options.width, "Of the micrographs", "N" },
    { "image-height", 0, 0, G_OPTION_ARG_INT, &options.height, "Likewise", "N" },
    { "image", 0, 0, G_OPTION_ARG_FILENAME, &options.image, "A micrograph", "FILE" },
    { "ids", 0, 0, G_OPTION_ARG_FILENAME, &options.ids, "Its objects' ids", "FILE" },
    { "methods", 0, 0, G_OPTION_ARG_STRING, &options.methods, "Which", "LIST" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, "Write the masks", "PREFIX" },
    { "walls", 0, 0, G_OPTION_ARG_NONE, &options.walls, "Scribbles are walls", NULL },
    { "reach", 0, 0, G_OPTION_ARG_DOUBLE, &options.grow.reach, "Depths", "X" },
    { "rounds", 0, 0, G_OPTION_ARG_INT, &options.grow.rounds, "Of GrabCut", "N" },
    { "colours", 0, 0, G_OPTION_ARG_INT, &options.grow.colours, "Of GrabCut", "N" },
    { "smoothing", 0, 0, G_OPTION_ARG_DOUBLE, &options.grow.smoothing, "Of GrabCut",
      "X" },
    { "contrast", 0, 0, G_OPTION_ARG_DOUBLE, &options.grow.contrast, "Of GrabCut", "X" },
    { "balloon", 0, 0, G_OPTION_ARG_DOUBLE, &options.grow.balloon, "Of contours", "X" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.grow.threads, "0: all", "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  gint status = 0;

  ll_grow_settings_init (&options.grow);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !run (&options, &error))
    {
      g_printerr ("%s\n", error->message);
      status = 1;
    }
  g_free (options.methods);
  g_free (options.image);
  g_free (options.ids);
  g_free (options.out);
  return status;
}
