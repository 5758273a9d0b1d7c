/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Seconds that a training step or a prediction needs a patch, as a line of JSON:
 *
 *   bench-unet train|predict --width 16 --levels 6 --size 256 --batch 4 --threads 2
 */

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "core/random.h"
#include "lazylabels/lazylabels.h"
#include "net/unet.h"
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
} Options;

typedef struct
{
  LlNetwork *network;
  LlWorkers *workers;
  LlUnet *unet;
  guint8 *labels[LL_N_TASKS];
  gfloat *first;
  gfloat *second;
} Bench;

/* Multiplications and additions of the direct method a patch and forward pass. */
static gdouble
count_operations (LlNetwork *network, gint size, gint task_blocks)
{
  gdouble total = 0.0;

  for (gint i = 0; i < ll_network_get_n_tensors (network); i++)
    {
      const LlParameter *tensor = ll_network_get_tensor (network, i);
      gint level = 0;
      gdouble side;
      gdouble times = 1.0;

      if (tensor->n_dims != 4)
        continue;
      if (!g_str_has_prefix (tensor->name, "head."))
        level = atoi (strchr (tensor->name, '.') + 1);
      side = (gdouble) (size >> level);

      /* Two tasks pass through the shared block, but for the first of these blocks. */
      if (strstr (tensor->name, ".shared.") && level < task_blocks - 1)
        times = 2.0;
      total += 2.0 * (gdouble) tensor->n * side * side * times;
    }
  return total;
}

static void
fill (Bench *bench, const Options *options)
{
  LlTensor input = ll_unet_get_input (bench->unet);
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
  const gdouble alpha[LL_N_TASKS] = { 1.0, 1.0, 1.0 };
  gdouble losses[LL_N_TASKS];
  gsize n;
  gfloat *learned = ll_network_get_learned (bench->network, &n);

  ll_unet_forward (bench->unet, LL_BATCHNORM_MOMENTUM);
  ll_unet_loss (bench->unet, (const guint8 *const *) bench->labels, alpha, 1.0, losses);
  ll_unet_backward (bench->unet);
  ll_adam (bench->workers, n, ll_unet_get_gradients (bench->unet), bench->first,
           bench->second, learned, 1e-3, number);
}

static void
predict_step (Bench *bench)
{
  ll_unet_forward (bench->unet, 0.0f);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      LlTensor logits = ll_unet_get_logits (bench->unet, task);

      ll_softmax (bench->workers, &logits, &logits);
    }
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a;
  gdouble y = *(const gdouble *) b;

  return x < y ? -1 : x > y;
}

static void
run (const gchar *task, const Options *options)
{
  gboolean training = strcmp (task, "train") == 0;
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
  g_autofree gdouble *times = g_new (gdouble, options->repeats);
  LlNetworkSettings settings;
  g_autoptr (GError) error = NULL;
  Bench bench = { 0 };
  struct rusage usage;
  gdouble operations, median;
  gsize n;

  ll_network_settings_init (&settings);
  settings.width = options->width;
  settings.levels = options->levels;
  settings.task_blocks = MIN (options->blocks, options->levels - 1);
  settings.patch = options->size;
  bench.network = ll_network_new (&settings, classes, 1, &error);
  if (!bench.network)
    {
      g_printerr ("%s\n", error->message);
      return;
    }

  bench.workers = ll_workers_new (options->threads);
  bench.unet = ll_unet_new (bench.network, bench.workers, training, options->batch,
                            options->size, options->size);
  ll_network_get_learned (bench.network, &n);
  bench.first = g_new0 (gfloat, n);
  bench.second = g_new0 (gfloat, n);

  for (gint i = -1; i < options->repeats; i++)
    {
      gint64 start;

      fill (&bench, options);
      start = g_get_monotonic_time ();
      if (training)
        train_step (&bench, i + 2);
      else
        predict_step (&bench);

      /* The first run warms up. */
      if (i >= 0)
        times[i] = (gdouble) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    }

  qsort (times, (gsize) options->repeats, sizeof (gdouble), compare);
  median = times[options->repeats / 2] / options->batch;
  operations = count_operations (bench.network, options->size, settings.task_blocks) *
               (training ? 3.0 : 1.0);
  getrusage (RUSAGE_SELF, &usage);
  g_print (
    "{\"engine\": \"lazy-labels\", \"task\": \"%s\", \"width\": %d, \"levels\": %d, "
    "\"size\": %d, \"batch\": %d, \"threads\": %d, \"seconds_per_patch\": %.5f, "
    "\"gflops\": %.1f, \"peak_rss_mib\": %ld}\n",
    task, options->width, options->levels, options->size, options->batch,
    ll_workers_get_n (bench.workers), median, operations / median * 1e-9,
    usage.ru_maxrss / 1024);

  ll_unet_free (bench.unet);
  ll_workers_free (bench.workers);
  ll_network_free (bench.network);
  for (LlTask t = 0; t < LL_N_TASKS; t++)
    g_free (bench.labels[t]);
  g_free (bench.first);
  g_free (bench.second);
}

int
main (int argc, char **argv)
{
  Options options = { 16, 6, 4, 256, 4, 0, 5 };
  GOptionEntry entries[] = {
    { "width", 0, 0, G_OPTION_ARG_INT, &options.width, "Channels of the first level",
      "N" },
    { "levels", 0, 0, G_OPTION_ARG_INT, &options.levels, "Resolutions", "N" },
    { "blocks", 0, 0, G_OPTION_ARG_INT, &options.blocks, "Multi-task blocks", "N" },
    { "size", 0, 0, G_OPTION_ARG_INT, &options.size, "Side of a patch", "N" },
    { "batch", 0, 0, G_OPTION_ARG_INT, &options.batch, "Patches a step", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.threads, "Threads; 0: all", "N" },
    { "repeats", 0, 0, G_OPTION_ARG_INT, &options.repeats, "Measurements", "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("train|predict");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error ? error->message : "Say train or predict.");
      return 1;
    }
  if (strcmp (argv[1], "train") != 0 && strcmp (argv[1], "predict") != 0)
    {
      g_printerr ("\"%s\" is neither train nor predict.\n", argv[1]);
      return 1;
    }

  run (argv[1], &options);
  return 0;
}
