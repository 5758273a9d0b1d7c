/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints, as a line of JSON, the seconds per patch of a training step or a prediction:
 *
 *   bench-unet train|predict --width 16 --levels 6 --size 256 --batch 4 --threads 2
 *
 * or those of a whole image, which is read, cut into overlapping patches, blended and
 * written:
 *
 *   bench-unet image --image 4096 --width 16 --size 256 --batch 4 --threads 2
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/random.h"
#include "data/blend.h"
#include "kernels/kernels.h"
#include "lazylabels/lazylabels.h"
#include "net/executor.h"
#include "ops/adam.h"
#include "ops/batchnorm.h"
#include "ops/cross_entropy.h"

typedef struct
{
  gint width;
  gint levels;
  gint blocks;
  gint size;
  gint batch;
  gint threads;
  gint repeats;
  gint image;
  gboolean compact;
} Options;

typedef struct
{
  LlNetwork *network;
  LlWorkers *workers;
  LlExecutor *executor;
  guint8 *labels[LL_N_TASKS];
  gfloat *first;
  gfloat *second;
} Bench;

/* Counts the multiplications and additions of the direct method, per patch and forward
 * pass.
 */
static gdouble
count_operations (LlNetwork *network, gint size, gint task_blocks)
{
  gdouble total = 0.0;

  for (gint i = 0; i < ll_network_count_parameters (network); i++)
    {
      const LlParameter *tensor = ll_network_get_parameter (network, i);
      gint level = 0;
      gdouble side;
      gdouble times = 1.0;

      if (tensor->n_dims != 4)
        continue;
      if (!g_str_has_prefix (tensor->name, "head."))
        level = atoi (strchr (tensor->name, '.') + 1);
      side = (gdouble) (size >> level);

      /* Two tasks pass through every shared block but the first one. */
      if (strstr (tensor->name, ".shared.") && level < task_blocks - 1)
        times = 2.0;
      total += 2.0 * (gdouble) tensor->n * side * side * times;
    }
  return total;
}

static void
fill (Bench *bench, const Options *options)
{
  LlTensor input = ll_executor_get_input (bench->executor);
  gsize pixels = ll_tensor_pixels (&input);
  LlRandom random;

  ll_random_init (&random, 1, 0, 0);
  for (gsize i = 0; i < pixels; i++)
    input.data[i] = (gfloat) ll_random_normal (&random);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      bench->labels[task] = g_realloc (bench->labels[task], pixels);
      for (gsize i = 0; i < pixels; i++)
        bench->labels[task][i] = (guint8) ll_random_int (&random, 2);
    }
}

static void
train_step (Bench *bench, gint64 number)
{
  const LlLossSettings settings = { { 1.0, 1.0, 1.0 }, 1.0, 0.0 };
  gdouble losses[LL_N_TASKS];
  gsize n;
  gfloat *learned = ll_network_get_learned (bench->network, &n);

  ll_executor_forward (bench->executor, LL_BATCHNORM_MOMENTUM);
  ll_executor_loss (bench->executor, (const guint8 *const *) bench->labels, &settings,
                    losses);
  ll_executor_backward (bench->executor);
  ll_adam (bench->workers, n, ll_executor_get_gradients (bench->executor), bench->first,
           bench->second, learned, 1e-3, 0.0, number);
}

static void
predict_step (Bench *bench)
{
  ll_executor_forward (bench->executor, 0.0f);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      LlTensor logits = ll_executor_get_logits (bench->executor, task);

      ll_softmax (bench->workers, &logits, &logits);
    }
}

/* Predicts from an image in memory to probabilities in memory. */
static void
predict_image (Bench *bench, const Options *options, const LlImage *image)
{
  LlPredictSettings settings;
  g_autoptr (GError) error = NULL;
  g_autofree gfloat *planes = NULL;

  ll_predict_settings_init (&settings);
  settings.batch = options->batch;
  settings.threads = options->threads;
  planes = ll_predict_image (bench->network, image, &settings, NULL, NULL, &error);
  if (!planes)
    g_error ("%s", error->message);
}

static LlImage *
new_image (gint side)
{
  LlImage *image = ll_image_new (side, side, 1);
  LlRandom random;

  ll_random_init (&random, 1, 0, 0);
  for (gsize i = 0; i < (gsize) side * (gsize) side; i++)
    image->data[i] = (gfloat) ll_random_uniform (&random);
  return image;
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a;
  gdouble y = *(const gdouble *) b;

  return x < y ? -1 : x > y;
}

/* Returns the peak memory of the process, in MiB. */
static gint64
get_peak_mib (void)
{
  g_autofree gchar *status = NULL;
  const gchar *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line ? g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10) / 1024 : 0;
}

static gdouble
to_mib (gsize bytes)
{
  return (gdouble) bytes / (1 << 20);
}

typedef struct
{
  gdouble seconds;
  gdouble processors; /* seconds of all processors, which other work changes less */
} Time;

static gdouble
find_median (gdouble *times, gint n)
{
  qsort (times, (gsize) n, sizeof (gdouble), compare);
  return times[n / 2];
}

/* Returns the medians of a run. */
static Time
measure (Bench *bench, const gchar *task, const Options *options)
{
  g_autofree gdouble *times = g_new (gdouble, options->repeats);
  g_autofree gdouble *processors = g_new (gdouble, options->repeats);
  g_autoptr (LlImage) image = options->image > 0 ? new_image (options->image) : NULL;

  for (gint i = -1; i < options->repeats; i++)
    {
      gint64 start;
      clock_t used;

      if (!image)
        fill (bench, options);
      start = g_get_monotonic_time ();
      used = clock ();
      if (image)
        predict_image (bench, options, image);
      else if (strcmp (task, "train") == 0)
        train_step (bench, i + 2);
      else
        predict_step (bench);

      /* The first run is a warm-up. */
      if (i < 0)
        continue;
      times[i] = (gdouble) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
      processors[i] = (gdouble) (clock () - used) / CLOCKS_PER_SEC;
    }

  return (Time){ find_median (times, options->repeats),
                 find_median (processors, options->repeats) };
}

static void
bench_init (Bench *bench, LlNetwork *network, gboolean training, const Options *options)
{
  gsize n;

  bench->network = network;
  bench->workers = ll_workers_new (options->threads);
  if (options->image > 0)
    return;

  bench->executor =
    training
      ? ll_executor_new_for_training (network, bench->workers, options->batch,
                                      options->size, options->size, options->compact)
      : ll_executor_new (network, bench->workers, options->batch, options->size,
                         options->size);
  ll_network_get_learned (network, &n);
  bench->first = g_new0 (gfloat, n);
  bench->second = g_new0 (gfloat, n);
}

static void
bench_clear (Bench *bench)
{
  ll_executor_free (bench->executor);
  ll_workers_free (bench->workers);
  ll_network_free (bench->network);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    g_free (bench->labels[task]);
  g_free (bench->first);
  g_free (bench->second);
}

static gint
run (const gchar *task, const Options *options)
{
  gboolean training = strcmp (task, "train") == 0;
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
  LlNetworkSettings settings;
  g_autoptr (GError) error = NULL;
  LlNetwork *network;
  Bench bench = { 0 };
  gdouble operations, seconds;
  Time time;
  gint patches = options->batch;
  LlGraphMemory memory = { 0 };

  ll_network_settings_init (&settings);
  settings.width = options->width;
  settings.levels = options->levels;
  settings.task_blocks = MIN (options->blocks, options->levels - 1);
  settings.patch = options->size;
  network = ll_network_new (&settings, classes, 1, &error);
  if (!network)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  if (options->image > 0)
    patches = ll_blend_count (options->image, options->size / 2) *
              ll_blend_count (options->image, options->size / 2);
  bench_init (&bench, network, training, options);
  time = measure (&bench, task, options);
  seconds = time.seconds / patches;
  if (bench.executor)
    memory = ll_executor_get_memory (bench.executor);
  operations = count_operations (network, options->size, settings.task_blocks) *
               (training ? 3.0 : 1.0);
  g_print (
    "{\"engine\": \"lazy-labels\", \"task\": \"%s\", \"width\": %d, \"levels\": %d, "
    "\"size\": %d, \"batch\": %d, \"threads\": %d, \"seconds_per_patch\": %.5f, "
    "\"gflops\": %.1f, \"peak_rss_mib\": %" G_GINT64_FORMAT ", \"planned_mib\": %.1f, "
    "\"bound_mib\": %.1f, \"kept_mib\": %.1f, \"compact\": %s, \"patches\": %d, "
    "\"processor_seconds_per_patch\": %.5f, \"kernels\": \"%s\"}\n",
    task, options->width, options->levels, options->size, options->batch,
    ll_workers_get_n (bench.workers), seconds, operations / seconds * 1e-9,
    get_peak_mib (), to_mib (memory.planned), to_mib (memory.bound), to_mib (memory.kept),
    options->compact ? "true" : "false", patches, time.processors / patches,
    ll_kernels_for (bench.workers)->name);

  bench_clear (&bench);
  return 0;
}

int
main (int argc, char **argv)
{
  Options options = { 16, 6, 4, 256, 4, 0, 5, 0, FALSE };
  GOptionEntry entries[] = {
    { "width", 0, 0, G_OPTION_ARG_INT, &options.width, "Channels of the first level",
      "N" },
    { "levels", 0, 0, G_OPTION_ARG_INT, &options.levels, "Resolutions", "N" },
    { "blocks", 0, 0, G_OPTION_ARG_INT, &options.blocks, "Multi-task blocks", "N" },
    { "size", 0, 0, G_OPTION_ARG_INT, &options.size, "Side of a patch", "N" },
    { "batch", 0, 0, G_OPTION_ARG_INT, &options.batch, "Patches a step", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.threads, "Threads; 0: all", "N" },
    { "repeats", 0, 0, G_OPTION_ARG_INT, &options.repeats, "Measurements", "N" },
    { "compact", 0, 0, G_OPTION_ARG_NONE, &options.compact,
      "train: keep half as large numbers", NULL },
    { "image", 0, 0, G_OPTION_ARG_INT, &options.image, "image: side of the image", "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("train|predict|image");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error ? error->message : "Say train, predict or image.");
      return 1;
    }
  if (strcmp (argv[1], "train") != 0 && strcmp (argv[1], "predict") != 0 &&
      strcmp (argv[1], "image") != 0)
    {
      g_printerr ("\"%s\" is neither train nor predict nor image.\n", argv[1]);
      return 1;
    }
  if (options.batch < 1 || options.repeats < 1 ||
      (options.image < 1) == (strcmp (argv[1], "image") == 0))
    {
      g_printerr ("Batch and repeats are at least 1, and --image goes with image.\n");
      return 1;
    }

  return run (argv[1], &options);
}
