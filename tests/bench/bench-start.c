/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long it takes until something happens: from samples in memory to the first step of a
 * training, and from a network in a file to the first patches of a prediction.  Prints a line
 * of JSON with the seconds of each part, the median of several runs, and of
 * the processors that worked on it, which other work on the machine changes less.
 *
 *   bench-start --network plugin/networks/starting-grey.safetensors
 */

#include <stdlib.h>
#include <time.h>

#include "lazylabels/lazylabels.h"
#include "pictures.h"

typedef struct
{
  gint images;
  gint width;
  gint height;
  gint threads;
  gint repeats;
  gchar *network;
} Options;

typedef enum
{
  BEGIN,   /* a network that suits the samples             */
  TRAINER, /* all that is done once for a training         */
  STEP,    /* the first step                               */
  LOAD,    /* a network from its file                      */
  PATCHES, /* the first patches of an image                */
  N_PARTS
} Part;

static const gchar *const names[N_PARTS] = { "begin", "trainer", "step", "load",
                                             "patches" };

typedef struct
{
  gint64 last;
  clock_t last_used;
  gdouble seconds[N_PARTS];
  gdouble used[N_PARTS];
} Watch;

static void
start_watch (Watch *watch)
{
  watch->last = g_get_monotonic_time ();
  watch->last_used = clock ();
}

static void
note_part (Watch *watch, Part part)
{
  gint64 now = g_get_monotonic_time ();

  clock_t used = clock ();

  watch->seconds[part] = (gdouble) (now - watch->last) / G_USEC_PER_SEC;
  watch->used[part] = (gdouble) (used - watch->last_used) / CLOCKS_PER_SEC;
  watch->last = now;
  watch->last_used = used;
}

/* All have marks, and two have masks. */
static GPtrArray *
new_samples (const Options *options)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);

  for (gint i = 0; i < options->images; i++)
    {
      const gboolean has[LL_N_TASKS] = { TRUE, TRUE, i < 2 };
      Picture *picture =
        picture_new_generated ("train", options->width, options->height, (guint64) i);

      g_ptr_array_add (samples, picture_to_sample (picture, has));
      picture_free (picture);
    }
  return samples;
}

static gboolean
stop_at_once (const LlTrainProgress *progress, gpointer data)
{
  note_part (data, STEP);
  return FALSE;
}

static gboolean
start_training (const Options *options, GPtrArray *samples, Watch *watch, GError **error)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (LlTrainer) trainer = NULL;
  LlBeginning beginning;
  LlTrainSettings settings;
  LlNetwork *network;
  LlBegun begun;
  gdouble diameter;

  ll_beginning_init (&beginning);
  ll_train_settings_init (&settings);
  settings.threads = options->threads;

  start_watch (watch);
  network = ll_begin_network (&beginning, NULL, options->network, samples, classes,
                              &begun, &diameter, error);
  if (!network)
    return FALSE;
  note_part (watch, BEGIN);
  trainer = ll_trainer_new (samples, network, &settings, error);
  if (!trainer)
    return FALSE;
  note_part (watch, TRAINER);
  return ll_trainer_run (trainer, NULL, stop_at_once, watch, NULL, error);
}

static gboolean
stop_prediction (gdouble fraction, gpointer data)
{
  note_part (data, PATCHES);
  return FALSE;
}

static gboolean
start_prediction (const Options *options,
                  const LlImage *image,
                  Watch *watch,
                  GError **error)
{
  g_autoptr (LlNetwork) network = NULL;
  LlPredictSettings settings;

  ll_predict_settings_init (&settings);
  settings.threads = options->threads;
  start_watch (watch);
  network = ll_weights_load (options->network, error);
  if (!network)
    return FALSE;
  note_part (watch, LOAD);
  g_free (ll_predict_image (network, image, &settings, stop_prediction, watch, NULL));
  return TRUE;
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a;
  gdouble y = *(const gdouble *) b;

  return x < y ? -1 : x > y;
}

static gboolean
measure (const Options *options, GError **error)
{
  g_autoptr (GPtrArray) samples = new_samples (options);
  /* [part][repeat], of the clock and then of the processors. */
  g_autofree gdouble *times = g_new (gdouble, 2 * N_PARTS * options->repeats);

  for (gint i = 0; i < options->repeats; i++)
    {
      const LlSample *first = g_ptr_array_index (samples, 0);
      Watch watch = { 0 };

      if (!start_training (options, samples, &watch, error) ||
          !start_prediction (options, first->image, &watch, error))
        return FALSE;
      for (gint part = 0; part < N_PARTS; part++)
        {
          times[part * options->repeats + i] = watch.seconds[part];
          times[(N_PARTS + part) * options->repeats + i] = watch.used[part];
        }
    }

  g_print ("{\"images\": %d, \"width\": %d, \"height\": %d, \"repeats\": %d",
           options->images, options->width, options->height, options->repeats);
  for (gint part = 0; part < 2 * N_PARTS; part++)
    {
      gdouble *of_part = times + part * options->repeats;

      qsort (of_part, (gsize) options->repeats, sizeof (gdouble), compare);
      g_print (", \"%s%s\": %.3f", names[part % N_PARTS], part < N_PARTS ? "" : "_used",
               of_part[options->repeats / 2]);
    }
  g_print ("}\n");
  return TRUE;
}

int
main (int argc, char **argv)
{
  Options options = { 20, 1280, 960, 0, 5, NULL };
  GOptionEntry entries[] = {
    { "network", 0, 0, G_OPTION_ARG_FILENAME, &options.network, "To begin with", "FILE" },
    { "images", 0, 0, G_OPTION_ARG_INT, &options.images, "Samples", "N" },
    { "width", 0, 0, G_OPTION_ARG_INT, &options.width, "Of each", "N" },
    { "height", 0, 0, G_OPTION_ARG_INT, &options.height, "Of each", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.threads, "Threads; 0: all", "N" },
    { "repeats", 0, 0, G_OPTION_ARG_INT, &options.repeats, "Measurements", "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !options.network ||
      options.images < 4 || options.repeats < 1 || !measure (&options, &error))
    {
      g_printerr ("%s\n", error ? error->message
                                : "Say --network FILE, at least 4 images and 1 repeat.");
      return 1;
    }
  g_free (options.network);
  return 0;
}
