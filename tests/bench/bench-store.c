/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A training of images that together are larger than the memory: what it takes of the memory
 * besides pages of files, and how long its steps are against those of a training of a few
 * images in memory.  Both run in turns, so that other work on the machine slows both.
 *
 *   bench-store --images 1000 --side 4000
 */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>
#include <gio/gio.h>

#include "lazylabels/lazylabels.h"

typedef struct
{
  gint images;
  gint side;
  gint plain; /* images in memory, for comparison */
  gint block; /* steps of a turn                  */
  gint turns; /* of each                          */
  gint width;
  gint batch;
  gint threads;
  gboolean no_room; /* whether all samples lie in files */
} Options;

/* Two trainings, of which one runs at a time. */
typedef struct
{
  GMutex mutex;
  GCond changed;
  gint turn; /* whose it is */
  GArray *seconds[2];
  gint64 most; /* bytes besides pages of files, of the first one alone */
} Relay;

typedef struct
{
  Relay *relay;
  gint number;
  LlTrainer *trainer;
  gint block;
  gint64 start; /* of the turn */
} Runner;

/* A line of /proc/self/status in bytes, or -1. */
static gint64
get_status (const gchar *key)
{
  g_autofree gchar *text = NULL;
  const gchar *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return -1;
  line = strstr (text, key);

  return line ? 1024 * g_ascii_strtoll (line + strlen (key), NULL, 10) : -1;
}

static void
report_memory (const gchar *what)
{
  g_print ("%-34s %7.0f MiB besides files, %7.0f MiB of mapped files\n", what,
           (gdouble) get_status ("RssAnon:") / 1048576.0,
           (gdouble) get_status ("RssFile:") / 1048576.0);
}

/* Discs of 24 pixels on a ground of 8 bits with noise, somewhere else in each image. */
static LlSample *
new_sample (gint number, gint side)
{
  LlSample *sample = ll_sample_new ("made", ll_image_new (side, side, 1));
  LlLabels *marks = ll_labels_new (side, side, 0);
  guint32 state = (guint32) number * 2654435761u + 1;

  for (gint y = 0; y < side; y++)
    for (gint x = 0; x < side; x++)
      {
        gint u = (x + 13 * number) % 64 - 32, v = (y + 7 * number) % 64 - 32;
        gboolean inside = u * u + v * v < 144;
        gsize i = (gsize) y * (gsize) side + (gsize) x;

        state = state * 1664525u + 1013904223u;
        sample->image->data[i] =
          (gfloat) ((inside ? 140 : 70) + (gint) (state >> 26)) / 255.0f;
        marks->data[i] = inside ? 1 : 0;
      }
  sample->labels[LL_TASK_SEGMENTATION] = marks;

  return sample;
}

static void
init_settings (const Options *options,
               LlNetworkSettings *shape,
               LlTrainSettings *settings)
{
  ll_network_settings_init (shape);
  shape->width = options->width;
  ll_train_settings_init (settings);
  settings->iterations = options->block * options->turns;
  settings->batch = options->batch;
  settings->threads = options->threads;
  settings->validation_share = 0.0;
  settings->brightness = LL_BRIGHTNESS_SET;
}

static guint64
estimate (const Options *options)
{
  LlNetworkSettings shape;
  LlTrainSettings settings;

  init_settings (options, &shape, &settings);

  return ll_train_estimate_memory (&shape, 2, &settings);
}

static LlTrainer *
new_trainer (GPtrArray *samples, const Options *options)
{
  static const gchar *const names[] = { "disc" };
  g_autoptr (LlClasses) classes =
    ll_classes_new (names, 1, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);
  g_autoptr (GError) error = NULL;
  LlNetworkSettings shape;
  LlTrainSettings settings;
  LlTrainer *trainer;

  init_settings (options, &shape, &settings);
  trainer = ll_trainer_new (samples, ll_network_new (&shape, classes, 1, NULL), &settings,
                            &error);
  if (!trainer)
    g_error ("%s", error->message);

  return trainer;
}

static void
wait_for_turn (Runner *runner)
{
  Relay *relay = runner->relay;

  g_mutex_lock (&relay->mutex);
  while (relay->turn != runner->number && relay->turn < 2)
    g_cond_wait (&relay->changed, &relay->mutex);
  g_mutex_unlock (&relay->mutex);
  runner->start = g_get_monotonic_time ();
}

static void
pass_turn (Relay *relay, gint to)
{
  g_mutex_lock (&relay->mutex);
  relay->turn = to;
  g_cond_broadcast (&relay->changed);
  g_mutex_unlock (&relay->mutex);
}

static gboolean
after_step (const LlTrainProgress *progress, gpointer data)
{
  Runner *runner = data;
  Relay *relay = runner->relay;

  if (progress->iteration <= runner->block && runner->number == 0)
    relay->most = MAX (relay->most, get_status ("RssAnon:"));
  if (progress->iteration % runner->block == 0)
    {
      gdouble seconds =
        (gdouble) (g_get_monotonic_time () - runner->start) / 1e6 / runner->block;

      g_array_append_val (relay->seconds[runner->number], seconds);
      pass_turn (relay, 1 - runner->number);
      if (progress->iteration < progress->iterations)
        wait_for_turn (runner);
    }

  return TRUE;
}

static gpointer
run_trainer (gpointer data)
{
  Runner *runner = data;

  wait_for_turn (runner);
  ll_trainer_run (runner->trainer, NULL, after_step, runner, NULL, NULL);

  return NULL;
}

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  gdouble p = *(const gdouble *) a, q = *(const gdouble *) b;

  return (p > q) - (p < q);
}

static gdouble
find_median (const GArray *values, guint first, guint last)
{
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (gdouble));

  g_array_append_vals (sorted, &g_array_index (values, gdouble, first), last - first);
  g_array_sort (sorted, compare_numbers);

  return g_array_index (sorted, gdouble, sorted->len / 2);
}

/* How many images the disk has room for, with a tenth to spare. */
static gint
limit_images (gint wanted, gint side)
{
  g_autofree gchar *folder = ll_store_get_folder ();
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInfo) info = NULL;
  guint64 space, bytes = 2 * (guint64) side * (guint64) side;
  gint most;

  g_mkdir_with_parents (folder, 0700);
  file = g_file_new_for_path (folder);
  info =
    g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  space = info ? g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE)
               : G_MAXUINT64;
  most = (gint) MIN ((guint64) wanted, space / 10 * 9 / bytes);
  if (most < wanted)
    g_print ("\"%s\" has room for %d of %d images.\n", folder, most, wanted);

  return most;
}

static void
store_samples (GPtrArray *samples, const Options *options)
{
  guint64 room = options->no_room ? 0 : ll_store_get_room ();
  gint64 start = g_get_monotonic_time ();
  gdouble storing = 0.0;
  g_autoptr (GError) error = NULL;

  for (gint i = 0; i < options->images; i++)
    {
      LlSample *sample = new_sample (i, options->side);
      gint64 made = g_get_monotonic_time ();

      if (!ll_sample_store (sample, &room, &error))
        g_error ("%s", error->message);
      storing += (gdouble) (g_get_monotonic_time () - made) / 1e6;
      g_ptr_array_add (samples, sample);
    }
  g_print ("%d images of %d x %d, %.1f GB with labels: %.0f s to store, %.0f s in all\n",
           options->images, options->side, options->side,
           2e-9 * options->images * options->side * options->side, storing,
           (gdouble) (g_get_monotonic_time () - start) / 1e6);
}

int
main (int argc, char **argv)
{
  Options options = { 1000, 4000, 8, 5, 20, 16, 4, 0, FALSE };
  GOptionEntry entries[] = {
    { "images", 0, 0, G_OPTION_ARG_INT, &options.images, "That are stored", "N" },
    { "side", 0, 0, G_OPTION_ARG_INT, &options.side, "Of each, in pixels", "N" },
    { "plain", 0, 0, G_OPTION_ARG_INT, &options.plain, "Images in memory", "N" },
    { "block", 0, 0, G_OPTION_ARG_INT, &options.block, "Steps of a turn", "N" },
    { "turns", 0, 0, G_OPTION_ARG_INT, &options.turns, "Of each training", "N" },
    { "width", 0, 0, G_OPTION_ARG_INT, &options.width, "Of the network", "N" },
    { "batch", 0, 0, G_OPTION_ARG_INT, &options.batch, "Patches per step", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.threads, "0: all", "N" },
    { "no-room", 0, 0, G_OPTION_ARG_NONE, &options.no_room, "All in files", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) stored =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  g_autoptr (GPtrArray) plain =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  g_autoptr (GError) error = NULL;
  Relay relay = { 0 };
  Runner runners[2];
  GThread *threads[2];
  gint64 start;
  guint n;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  options.images = limit_images (options.images, options.side);
  store_samples (stored, &options);
  report_memory ("samples");
  start = g_get_monotonic_time ();
  runners[0] = (Runner){ &relay, 0, new_trainer (stored, &options), options.block, 0 };
  g_print ("%.0f s until the training begins\n",
           (gdouble) (g_get_monotonic_time () - start) / 1e6);
  report_memory ("and its trainer");

  g_mutex_init (&relay.mutex);
  g_cond_init (&relay.changed);
  for (gint i = 0; i < 2; i++)
    relay.seconds[i] = g_array_new (FALSE, FALSE, sizeof (gdouble));
  threads[0] = g_thread_new ("training", run_trainer, &runners[0]);
  /* The memory of the first turn is that of this training alone. */
  runners[1] = (Runner){ &relay, 1, NULL, options.block, 0 };
  wait_for_turn (&runners[1]);
  g_print ("at most %.0f MiB besides files, of which the network takes up to %.0f MiB\n",
           (gdouble) relay.most / 1048576.0, (gdouble) estimate (&options) / 1048576.0);
  for (gint i = 0; i < options.plain; i++)
    g_ptr_array_add (plain, new_sample (i, options.side));
  runners[1].trainer = new_trainer (plain, &options);
  threads[1] = g_thread_new ("training", run_trainer, &runners[1]);
  for (gint i = 0; i < 2; i++)
    g_thread_join (threads[i]);

  n = MIN (relay.seconds[0]->len, relay.seconds[1]->len);
  g_print (
    "a step, median of %u turns of %d: stored %.1f ms, in memory %.1f ms, ratio %.3f\n",
    n, options.block, 1e3 * find_median (relay.seconds[0], 0, n),
    1e3 * find_median (relay.seconds[1], 0, n),
    find_median (relay.seconds[0], 0, n) / find_median (relay.seconds[1], 0, n));
  g_print ("the second half of them: stored %.1f ms, in memory %.1f ms, ratio %.3f\n",
           1e3 * find_median (relay.seconds[0], n / 2, n),
           1e3 * find_median (relay.seconds[1], n / 2, n),
           find_median (relay.seconds[0], n / 2, n) /
             find_median (relay.seconds[1], n / 2, n));
  for (gint i = 0; i < 2; i++)
    {
      ll_trainer_free (runners[i].trainer);
      g_array_unref (relay.seconds[i]);
    }

  return 0;
}
