/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Trains a network by one method of the paper's comparisons on one set of pictures, and
 * writes its scores for each test picture. "experiment" calls it for each cell of a
 * table.
 *
 *   train-method --pictures FOLDER --method multi --marked 15 --scribbled 20 --masked 2
 *     --classes "air bubble,ice crystal" --iterations 1000 --seed 1 --out FILE.csv
 *
 * The file is written at the end; until then, FILE.csv.checkpoint lets a second call
 * resume an interrupted training.
 */

#include <math.h>

#include "core/random.h"
#include "method.h"
#include "png-io.h"

/* The stream of random numbers for the order of the pictures. */
#define STREAM_ORDER 1000

typedef struct
{
  gchar *folder;
  gchar *method;
  gchar *classes;
  gchar *judged;
  gchar *out;
  gchar *save;
  gchar *draw;
  gint seed;
  gboolean stretch;
  Budget budget;
  MethodSettings settings;
} Options;

/* The seed chooses the pictures that get labels, which are the same for all methods. */
static void
shuffle (GPtrArray *pictures, guint64 seed)
{
  LlRandom random;

  ll_random_init (&random, seed, STREAM_ORDER, 0);
  for (guint i = pictures->len - 1; i > 0; i--)
    {
      guint k = (guint) ll_random_int (&random, (gint) i + 1);
      gpointer other = pictures->pdata[k];

      pictures->pdata[k] = pictures->pdata[i];
      pictures->pdata[i] = other;
    }
}

static gint
compare_floats (gconstpointer a, gconstpointer b)
{
  gfloat p = *(const gfloat *) a, q = *(const gfloat *) b;

  return (p > q) - (p < q);
}

/* Gives each channel of each picture its own scale: its percentiles 1 and 99 become 0 and 1. */
static void
stretch (GPtrArray *pictures)
{
  for (guint i = 0; i < pictures->len; i++)
    {
      LlImage *image = ((Picture *) g_ptr_array_index (pictures, i))->image;
      gsize pixels = (gsize) image->width * (gsize) image->height;

      for (gint c = 0; c < image->channels; c++)
        {
          gfloat *data = image->data + (gsize) c * pixels;
          g_autofree gfloat *sorted = g_memdup2 (data, pixels * sizeof (gfloat));
          gfloat low, range;

          qsort (sorted, pixels, sizeof (gfloat), compare_floats);
          low = sorted[pixels / 100];
          range = MAX (sorted[pixels - 1 - pixels / 100] - low, 1e-6f);
          for (gsize k = 0; k < pixels; k++)
            data[k] = CLAMP ((data[k] - low) / range, -1.0f, 2.0f);
        }
    }
}

static void
append_number (GString *line, gdouble value)
{
  if (isfinite (value))
    g_string_append_printf (line, ",%.6f", value);
  else
    g_string_append (line, ",");
}

static void
append_row (GString *text,
            const Picture *picture,
            const MethodScore *score,
            const LlNetwork *network)
{
  const LlTrainSummary *summary = ll_network_get_summary (network);
  gint n = ll_classes_get_n (ll_network_get_classes (network));

  g_string_append_printf (text, "%s,%s", picture->part, picture->name);
  append_number (text, score->dice.overall);
  for (gint c = 1; c < n; c++)
    append_number (text, score->dice.dice[c]);
  append_number (text, score->has_tasks ? score->separation.precision : NAN);
  append_number (text, score->has_tasks ? score->separation.recall : NAN);
  if (score->has_tasks)
    g_string_append_printf (text, ",%d,%d,%d,%d,%d,%d", score->detection.objects,
                            score->detection.found, score->detection.missed,
                            score->detection.merged, score->detection.split,
                            score->detection.extra);
  else
    g_string_append (text, ",,,,,,");
  g_string_append_printf (text, ",%d,%d,%d", score->instances.objects,
                          score->instances.found, score->instances.matched);
  g_string_append_printf (text, ",%d", summary->iterations);
  append_number (text, summary->minutes);
  g_string_append (text, "\n");
}

static void
append_header (GString *text, const LlClasses *classes)
{
  g_string_append (text, "part,picture,dice");
  for (gint c = 1; c < ll_classes_get_n (classes); c++)
    g_string_append_printf (text, ",dice %s", ll_classes_get_name (classes, c));
  g_string_append (text, ",separation precision,separation recall,objects,found,missed,"
                         "merged,split,extra,instances,instances found,instances "
                         "matched,iterations,minutes\n");
}

static gboolean
run (const Options *options, GError **error)
{
  const Method *method = methods_find (options->method);
  g_auto (GStrv) names = g_strsplit (options->classes, ",", -1);
  g_autofree gchar *checkpoint = g_strconcat (options->out, ".checkpoint", NULL);
  g_autoptr (LlClasses) classes = NULL;
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GPtrArray) training = NULL;
  g_autoptr (GPtrArray) judged = NULL;
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!method)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "There is no method \"%s\".", options->method);
      return FALSE;
    }

  classes = ll_classes_new ((const gchar *const *) names, (gint) g_strv_length (names),
                            LL_PALETTE_COLOUR_BLIND_SAFE, error);
  pictures = classes ? pictures_read (options->folder, error) : NULL;
  if (!pictures)
    return FALSE;

  if (options->stretch)
    stretch (pictures);
  training = pictures_get_part (pictures, "train");
  judged = pictures_get_part (pictures, options->judged);
  if (training->len == 0 || judged->len == 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "\"%s\" has %u pictures to learn from and %u to judge by.",
                   options->folder, training->len, judged->len);
      return FALSE;
    }

  shuffle (training, (guint64) options->seed);
  network = method_train (method, training, &options->budget, classes, &options->settings,
                          checkpoint, error);
  if (!network || (options->save && !ll_weights_save (network, options->save, error)))
    return FALSE;

  append_header (text, classes);
  for (guint i = 0; i < judged->len; i++)
    {
      const Picture *picture = g_ptr_array_index (judged, i);
      g_autoptr (LlLabels) labels = NULL;
      MethodScore score;

      if (!method_judge (network, picture, options->settings.views, &score, &labels,
                         error))
        return FALSE;
      if (options->draw)
        {
          g_autofree gchar *file = g_strconcat (picture->name, ".png", NULL);
          g_autofree gchar *path = g_build_filename (options->draw, file, NULL);

          if (!synth_png_write_labels (labels, path, error))
            return FALSE;
        }
      append_row (text, picture, &score, network);
    }
  return g_file_set_contents (options->out, text->str, (gssize) text->len, error);
}

int
main (int argc, char **argv)
{
  Options options = {
    .method = g_strdup ("multi"),
    .classes = g_strdup ("air bubble,ice crystal"),
    .judged = g_strdup ("test"),
    .seed = 1,
    .budget = { .marked = 15, .scribbled = 20, .masked = 2 },
  };
  const GOptionEntry entries[] = {
    { "pictures", 0, 0, G_OPTION_ARG_FILENAME, &options.folder,
      "With pictures.txt, see pictures.h", "FOLDER" },
    { "method", 0, 0, G_OPTION_ARG_STRING, &options.method,
      "weak, masks, pseudo, multi or mdu", "WORD" },
    { "classes", 0, 0, G_OPTION_ARG_STRING, &options.classes, "Their names", "LIST" },
    { "marked", 0, 0, G_OPTION_ARG_INT, &options.budget.marked, "Pictures with marks",
      "N" },
    { "scribbled", 0, 0, G_OPTION_ARG_INT, &options.budget.scribbled, "With scribbles",
      "N" },
    { "masked", 0, 0, G_OPTION_ARG_INT, &options.budget.masked, "With masks", "N" },
    { "judge", 0, 0, G_OPTION_ARG_STRING, &options.judged,
      "Parts that begin so are judged (test)", "PART" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &options.seed, "Of order and training", "N" },
    { "stretch", 0, 0, G_OPTION_ARG_NONE, &options.stretch,
      "Each picture to its own percentiles", NULL },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, "The scores", "FILE" },
    { "draw", 0, 0, G_OPTION_ARG_FILENAME, &options.draw,
      "Where the segmentations go, an image of classes each", "FOLDER" },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &options.save, "The weights", "FILE" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  method_settings_init (&options.settings);
  g_option_context_add_main_entries (context, entries, NULL);
  method_settings_add_options (&options.settings, context);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (!options.folder || !options.out)
    {
      g_printerr ("Give --pictures FOLDER and --out FILE.\n");
      return 1;
    }

  options.settings.train.seed = (guint64) options.seed;
  if (!run (&options, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
