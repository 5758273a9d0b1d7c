/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Times each hot operation separately, and prints a line of JSON per operation:
 *
 *   bench-ops [--threads 2] [--batch 4] [NAME...]
 *
 * An operation is repeated until its fastest tenth agrees within two percent, for at most
 * two seconds.  Other processes on the machine can only make it slower, so the fast
 * measurements are the accurate ones.
 */

#include <stdlib.h>
#include <string.h>

#include "core/random.h"
#include "kernels/kernels.h"
#include "ops/batchnorm.h"
#include "ops/conv3x3.h"
#include "ops/maxpool.h"
#include "ops/stem.h"
#include "ops/upsample.h"

#define MIN_SECONDS 0.3
#define MAX_SECONDS 2.0
#define MIN_RUNS    10
#define AGREEMENT   0.02

/* Layers of the default network: input channels (of both inputs), output channels, and
 * the side in pixels.
 */
static const struct
{
  gint first;
  gint second;
  gint out;
  gint side;
} layers[] = {
  { 16, 0, 16, 256 },  { 32, 16, 16, 256 },   { 32, 0, 32, 128 },  { 64, 32, 32, 128 },
  { 64, 0, 64, 64 },   { 128, 64, 64, 64 },   { 128, 0, 128, 32 }, { 256, 128, 128, 32 },
  { 256, 0, 256, 16 }, { 512, 256, 256, 16 }, { 512, 0, 512, 8 },
};

typedef struct
{
  LlWorkers *workers;
  gint batch;
  gchar **names; /* the requested operations; empty: all */

  LlFeatures first;
  LlFeatures second;
  LlFeatures out;
  LlFeatures half; /* of @first's channels, with half the sides */
  LlTensor image;
  gboolean has_second;
  gfloat *weights;
  gfloat *vector; /* one number per channel */
  gdouble *moments;
} Bench;

static const LlFeatures *
get_second (Bench *bench)
{
  return bench->has_second ? &bench->second : NULL;
}

static void
forward (Bench *bench)
{
  ll_conv3x3_forward (bench->workers, &bench->first, get_second (bench), bench->weights,
                      &bench->out, bench->moments);
}

static void
input_gradient (Bench *bench)
{
  ll_conv3x3_input_gradient (bench->workers, &bench->out, bench->weights, &bench->first,
                             FALSE, get_second (bench), FALSE);
}

static void
weight_gradient (Bench *bench)
{
  ll_conv3x3_weight_gradient (bench->workers, &bench->first, get_second (bench),
                              &bench->out, bench->weights);
}

/* Normalises by a mean of 0 and a deviation of 1, so that the values stay the same. */
static void
normalise (Bench *bench)
{
  gsize pixels = ll_features_plane_size (&bench->first) / LL_BLOCK;
  gdouble count = (gdouble) bench->batch * (gdouble) pixels;

  for (gint i = 0; i < ll_count_blocks (bench->first.channels) * 2 * LL_BLOCK; i++)
    bench->moments[i] = i / LL_BLOCK % 2 ? count : 0.0;
  ll_batchnorm_forward (bench->workers, NULL, bench->moments, bench->vector,
                        bench->vector, bench->vector, bench->vector, bench->vector, 0.0f,
                        &bench->first);
}

static void
normalise_back (Bench *bench)
{
  ll_batchnorm_backward (bench->workers, NULL, &bench->out, bench->vector, bench->vector,
                         bench->vector, &bench->first, bench->weights, bench->weights);
}

static void
stem (Bench *bench)
{
  ll_stem_forward (bench->workers, &bench->image, bench->weights, &bench->out,
                   bench->moments);
}

static void
pool (Bench *bench)
{
  ll_maxpool_forward (bench->workers, &bench->first, &bench->half);
}

static void
pool_back (Bench *bench)
{
  ll_maxpool_backward (bench->workers, &bench->first, &bench->half, &bench->out, FALSE);
}

static void
upsample (Bench *bench)
{
  ll_upsample_forward (bench->workers, &bench->half, &bench->first);
}

static void
upsample_back (Bench *bench)
{
  ll_upsample_backward (bench->workers, &bench->first, &bench->half, FALSE);
}

static gfloat *
new_numbers (gsize n)
{
  gfloat *numbers = ll_aligned_alloc (n * sizeof (gfloat));
  LlRandom random;

  ll_random_init (&random, 1, 0, 0);
  for (gsize i = 0; i < n; i++)
    numbers[i] = (gfloat) (ll_random_uniform (&random) - 0.5);
  return numbers;
}

static LlFeatures
new_features (gint channels, gint batch, gint side)
{
  LlFeatures features = ll_features (NULL, channels, batch, side, side);

  features.data = new_numbers (features.stride * (gsize) ll_count_blocks (channels));
  return features;
}

static void
bench_init (Bench *bench, gint layer)
{
  gint first = layers[layer].first;
  gint out = layers[layer].out;
  gint side = layers[layer].side;
  gint batch = bench->batch;

  bench->has_second = layers[layer].second > 0;
  bench->first = new_features (first, batch, side);
  bench->second = new_features (MAX (layers[layer].second, 1), batch, side);
  bench->out = new_features (out, batch, side);
  bench->half = new_features (first, batch, side / 2);
  bench->image = ll_tensor (new_numbers ((gsize) batch * (gsize) side * (gsize) side), 1,
                            batch, side, side);
  bench->weights = new_numbers ((gsize) out * (gsize) (first + layers[layer].second) * 9);
  bench->vector = new_numbers ((gsize) MAX (first, out));
  for (gint i = 0; i < MAX (first, out); i++)
    bench->vector[i] = 1.0f;
  bench->moments = g_new0 (gdouble, MAX (first, out) * 2 + 2 * LL_BLOCK);
}

static void
bench_clear (Bench *bench)
{
  ll_aligned_free (bench->first.data);
  ll_aligned_free (bench->second.data);
  ll_aligned_free (bench->out.data);
  ll_aligned_free (bench->half.data);
  ll_aligned_free (bench->image.data);
  ll_aligned_free (bench->weights);
  ll_aligned_free (bench->vector);
  g_free (bench->moments);
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  gdouble x = *(const gdouble *) a;
  gdouble y = *(const gdouble *) b;

  return x < y ? -1 : x > y;
}

/* Returns seconds per run: the median of the fastest tenth. */
static gdouble
measure (Bench *bench, void (*run) (Bench *), gint *runs)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gdouble));
  gdouble total = 0.0;

  run (bench);
  for (;;)
    {
      gint64 start = g_get_monotonic_time ();
      gdouble seconds;
      const gdouble *sorted;
      guint tenth;

      run (bench);
      seconds = (gdouble) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
      total += seconds;
      g_array_append_val (times, seconds);
      g_array_sort (times, compare);
      sorted = (const gdouble *) (gpointer) times->data;
      tenth = MAX (times->len / 10, 2);
      *runs = (gint) times->len;
      if (total >= MAX_SECONDS || (total >= MIN_SECONDS && times->len >= MIN_RUNS &&
                                   sorted[tenth - 1] <= (1.0 + AGREEMENT) * sorted[0]))
        return sorted[tenth / 2];
    }
}

/* @operations: of the direct method, or 0; @bytes: read and written */
static void
report (Bench *bench,
        const gchar *name,
        gint layer,
        void (*run) (Bench *),
        gdouble operations,
        gdouble bytes)
{
  gdouble seconds;
  gint runs;

  if (bench->names && bench->names[0] &&
      !g_strv_contains ((const gchar *const *) bench->names, name))
    return;

  seconds = measure (bench, run, &runs);
  g_print (
    "{\"operation\": \"%s\", \"in\": %d, \"out\": %d, \"side\": %d, \"batch\": %d, "
    "\"threads\": %d, \"kernels\": \"%s\", \"milliseconds\": %.3f, \"gflops\": "
    "%.1f, \"gigabytes_per_second\": %.1f, \"runs\": %d}\n",
    name, layers[layer].first + layers[layer].second, layers[layer].out,
    layers[layer].side, bench->batch, ll_workers_get_n (bench->workers),
    ll_kernels_for (bench->workers)->name, seconds * 1e3, operations / seconds * 1e-9,
    bytes / seconds * 1e-9, runs);
}

static void
bench_layer (Bench *bench, gint layer)
{
  gdouble pixels =
    (gdouble) layers[layer].side * layers[layer].side * (gdouble) bench->batch;
  gint in = layers[layer].first + layers[layer].second;
  gdouble operations = 2.0 * 9.0 * in * layers[layer].out * pixels;
  gdouble maps = pixels * sizeof (gfloat);
  gdouble both = maps * (in + layers[layer].out);
  gdouble first = maps * layers[layer].first;

  bench_init (bench, layer);
  report (bench, "forward", layer, forward, operations, both);
  report (bench, "input-gradient", layer, input_gradient, operations, both);
  report (bench, "weight-gradient", layer, weight_gradient, operations, both);
  if (!bench->has_second && layers[layer].first == layers[layer].out)
    {
      report (bench, "normalise", layer, normalise, 0.0, 2.0 * first);
      report (bench, "normalise-back", layer, normalise_back, 0.0, 5.0 * first);
      report (bench, "pool", layer, pool, 0.0, 1.25 * first);
      report (bench, "pool-back", layer, pool_back, 0.0, 2.25 * first);
      report (bench, "upsample", layer, upsample, 0.0, 1.25 * first);
      report (bench, "upsample-back", layer, upsample_back, 0.0, 1.25 * first);
    }
  if (layer == 0)
    report (bench, "stem", layer, stem, operations / in, maps * (1 + layers[layer].out));
  bench_clear (bench);
}

int
main (int argc, char **argv)
{
  gint threads = 0;
  Bench bench = { .batch = 4 };
  GOptionEntry entries[] = {
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, "Threads; 0: all", "N" },
    { "batch", 0, 0, G_OPTION_ARG_INT, &bench.batch, "Patches", "N" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[NAME...]");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || bench.batch < 1)
    {
      g_printerr ("%s\n", error ? error->message : "The batch is at least 1.");
      return 1;
    }

  bench.names = argv + 1;
  bench.workers = ll_workers_new (threads);
  for (guint layer = 0; layer < G_N_ELEMENTS (layers); layer++)
    bench_layer (&bench, (gint) layer);
  ll_workers_free (bench.workers);
  return 0;
}
