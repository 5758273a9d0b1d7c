/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Weights files: round trips bit by bit, and every way to be wrong. */

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "io/weights-private.h"
#include "lazylabels/error.h"
#include "net/network-private.h"

/* A file in a folder of its own; both go with it. */
typedef struct
{
  gchar *folder;
  gchar *path;
} Place;

static void
place_init (Place *place)
{
  g_autoptr (GError) error = NULL;

  place->folder = g_dir_make_tmp ("lazy-labels-XXXXXX", &error);
  g_assert_no_error (error);
  place->path = g_build_filename (place->folder, "weights.safetensors", NULL);
}

static void
place_clear (Place *place)
{
  g_unlink (place->path);
  g_assert_cmpint (g_rmdir (place->folder), ==, 0); /* nothing else is left in it */
  g_free (place->path);
  g_free (place->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static void
small_settings (LlNetworkSettings *settings)
{
  ll_network_settings_init (settings);
  settings->width = 1;
  settings->levels = 2;
  settings->task_blocks = 1;
  settings->patch = 16;
}

static LlNetwork *
make_network (const LlNetworkSettings *settings)
{
  const gchar *names[] = { "air bubble", "ice \"crystal\"", "\xe6\xb0\xb7 [{" };
  const LlNormalisation normalisation = {
    .mean = { 0.1f, 1e-30f, -3.0f },
    .deviation = { 0.3f, 1e30f, 1e-42f },
    .low = { 0.01f, -1e30f, -3.0f },
    .high = { 0.9f, 1e30f, -3.0f },
  };
  const LlTrainSummary summary = { 123, 4, 0.1, NAN, 1e-3, 7, "x86-64-v3", 31.5 };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (LlClasses) classes = NULL;
  g_autoptr (GError) error = NULL;
  LlNetwork *network;

  classes = ll_classes_new (names, 3, LL_PALETTE_COLOUR_BLIND_SAFE, &error);
  ll_classes_set_colour (classes, 3, (LlColour){ { 1, 2, 3 } });
  network = ll_network_new (settings, classes, 1, &error);
  g_assert_no_error (error);

  /* Running statistics, too, must not be what a new network has. */
  for (gint i = 0; i < ll_network_count_parameters (network); i++)
    {
      LlParameter *tensor = ll_network_get_parameter (network, i);

      for (gsize k = 0; k < tensor->n; k++)
        tensor->data[k] = (gfloat) g_rand_double (random);
    }
  ll_network_set_normalisation (network, &normalisation);
  ll_network_set_summary (network, &summary);

  return network;
}

static LlNetwork *
make_small (void)
{
  LlNetworkSettings settings;

  small_settings (&settings);

  return make_network (&settings);
}

static void
assert_bits (const gfloat *a, const gfloat *b, gsize n)
{
  g_assert_cmpint (memcmp (a, b, n * sizeof (gfloat)), ==, 0);
}

static void
assert_same (const LlNetwork *a, const LlNetwork *b)
{
  const LlNetworkSettings *first = ll_network_get_settings (a);
  const LlNetworkSettings *second = ll_network_get_settings (b);
  const LlTrainSummary *summary_a = ll_network_get_summary (a);
  const LlTrainSummary *summary_b = ll_network_get_summary (b);
  g_autofree gchar *classes_a = ll_classes_to_json (ll_network_get_classes (a));
  g_autofree gchar *classes_b = ll_classes_to_json (ll_network_get_classes (b));
  const LlNormalisation *normalisation_a = ll_network_get_normalisation (a);
  const LlNormalisation *normalisation_b = ll_network_get_normalisation (b);
  gsize channels = (gsize) first->channels;

  g_assert_cmpint (first->kind, ==, second->kind);
  g_assert_cmpint (first->task, ==, second->task);
  g_assert_cmpint (first->channels, ==, second->channels);
  g_assert_cmpint (first->width, ==, second->width);
  g_assert_cmpint (first->levels, ==, second->levels);
  g_assert_cmpint (first->task_blocks, ==, second->task_blocks);
  g_assert_cmpint (first->patch, ==, second->patch);
  g_assert_cmpstr (classes_a, ==, classes_b);

  assert_bits (normalisation_a->mean, normalisation_b->mean, channels);
  assert_bits (normalisation_a->deviation, normalisation_b->deviation, channels);
  assert_bits (normalisation_a->low, normalisation_b->low, channels);
  assert_bits (normalisation_a->high, normalisation_b->high, channels);

  g_assert_cmpint (summary_a->iterations, ==, summary_b->iterations);
  g_assert_cmpint (summary_a->images, ==, summary_b->images);
  g_assert_cmpfloat (summary_a->loss, ==, summary_b->loss);
  g_assert_cmpfloat (summary_a->minutes, ==, summary_b->minutes);
  g_assert_cmpint (summary_a->threads, ==, summary_b->threads);
  g_assert_cmpstr (summary_a->kernels, ==, summary_b->kernels);
  g_assert_cmpfloat (summary_a->diameter, ==, summary_b->diameter);
  g_assert_true (isnan (summary_a->dice) && isnan (summary_b->dice));

  g_assert_cmpint (ll_network_count_parameters (a), ==, ll_network_count_parameters (b));
  for (gint i = 0; i < ll_network_count_parameters (a); i++)
    {
      const LlParameter *t = ll_network_get_parameter (a, i);
      const LlParameter *u = ll_network_get_parameter (b, i);

      g_assert_cmpstr (t->name, ==, u->name);
      g_assert_cmpuint (t->n, ==, u->n);
      assert_bits (t->data, u->data, t->n);
    }
}

static void
round_trip (const LlNetworkSettings *settings)
{
  g_auto (Place) place = { 0 };
  g_autoptr (LlNetwork) network = make_network (settings);
  g_autoptr (LlNetwork) again = NULL;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  g_assert_true (ll_weights_save (network, place.path, &error));
  g_assert_no_error (error);
  again = ll_weights_load (place.path, &error);
  g_assert_no_error (error);
  assert_same (network, again);
}

/* A network counts its numbers as its settings do alone, and as its file does. */
static void
check_counts (const LlNetworkSettings *settings)
{
  g_autoptr (LlNetwork) network = make_network (settings);
  g_autoptr (LlTensorFile) file = ll_weights_to_tensor_file (network);
  gsize n = ll_network_get_n_numbers (network);
  gint n_classes = ll_classes_get_n (ll_network_get_classes (network));
  gsize n_learned;

  ll_network_get_learned (network, &n_learned);
  g_assert_cmpuint (n_learned + ll_network_get_n_statistics (network), ==, n);
  g_assert_cmpuint (ll_network_settings_get_n_numbers (settings, n_classes), ==, n);
  g_assert_cmpuint (ll_tensor_file_get_n_numbers (file), ==, n);
}

static void
test_counts (void)
{
  LlNetworkSettings settings;

  ll_network_settings_init (&settings);
  settings.width = 2;
  check_counts (&settings);
  settings.kind = LL_NETWORK_SINGLE_TASK;
  check_counts (&settings);
  settings.kind = LL_NETWORK_MDU_NET;
  check_counts (&settings);
}

static void
test_round_trip (void)
{
  LlNetworkSettings settings;

  small_settings (&settings);
  round_trip (&settings);
  settings.channels = 3;
  settings.levels = 5;
  settings.task_blocks = 2;
  settings.width = 3;
  round_trip (&settings);
  settings.task = LL_TASK_DETECTION;
  settings.kind = LL_NETWORK_SINGLE_TASK;
  round_trip (&settings);
  settings.kind = LL_NETWORK_MDU_NET;
  round_trip (&settings);
}

/* The bytes of a small network's file. */
static gchar *
small_file (gsize *length)
{
  g_auto (Place) place = { 0 };
  g_autoptr (LlNetwork) network = make_small ();
  g_autoptr (GError) error = NULL;
  gchar *contents;

  place_init (&place);
  g_assert_true (ll_weights_save (network, place.path, &error));
  g_assert_true (g_file_get_contents (place.path, &contents, length, &error));

  return contents;
}

static LlNetwork *
parse (gconstpointer data, gsize length, GError **error)
{
  g_autofree gpointer exact = g_memdup2 (data, length); /* its end is guarded */
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&exact), length);
  g_autoptr (LlTensorFile) file = ll_tensor_file_parse (bytes, "small", error);

  return file ? ll_weights_from_tensor_file (file, error) : NULL;
}

static void
test_truncated (void)
{
  gsize length;
  g_autofree gchar *contents = small_file (&length);

  for (gsize n = 0; n < length; n++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (contents, n, &error));
      g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT);
    }
}

/* From disk as well, at every hundredth length and about the joints. */
static void
test_truncated_on_disk (void)
{
  g_auto (Place) place = { 0 };
  gsize length;
  g_autofree gchar *contents = small_file (&length);

  place_init (&place);
  for (gsize n = 0; n < length; n += n < 20 ? 1 : 97)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (place.path, contents, (gssize) n, &error));
      g_assert_null (ll_weights_load (place.path, &error));
      g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, place.path));
    }
}

/* A damaged byte is found, or does no harm. */
static void
test_flipped (void)
{
  gsize length;
  g_autofree gchar *contents = small_file (&length);

  for (gsize n = 0; n < length; n++)
    {
      g_autoptr (LlNetwork) network = NULL;
      g_autoptr (GError) error = NULL;
      gchar whole = contents[n];

      contents[n] = (gchar) (whole ^ (1 << n % 8));
      network = parse (contents, length, &error);
      contents[n] = whole;
      g_assert_true ((network != NULL) == (error == NULL));
    }
}

static void
set_number (LlNetwork *network, const gchar *name, gfloat value)
{
  LlParameter *tensor = ll_network_find_parameter (network, name);

  g_assert_nonnull (tensor);
  tensor->data[tensor->n - 1] = value;
}

/* @file with a number that is not possible must neither be saved nor loaded. */
static void
assert_number_refused (const gchar *name, gfloat value)
{
  g_auto (Place) place = { 0 };
  g_autoptr (LlNetwork) network = make_small ();
  g_autoptr (LlTensorFile) file = NULL;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  set_number (network, name, value);
  g_assert_false (ll_weights_save (network, place.path, &error));
  g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK);
  g_clear_error (&error);
  g_assert_false (g_file_test (place.path, G_FILE_TEST_EXISTS));

  file = ll_weights_to_tensor_file (network);
  g_assert_true (ll_tensor_file_write (file, place.path, &error));
  g_assert_null (ll_weights_load (place.path, &error));
  g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, name));
}

static void
test_numbers (void)
{
  assert_number_refused ("encoder.0.conv1.weight", NAN);
  assert_number_refused ("head.segmentation.bias", INFINITY);
  assert_number_refused ("encoder.1.bn2.running_mean", -INFINITY);
  assert_number_refused ("encoder.1.bn2.running_var", -0.5f);
}

typedef void (*ChangeFunc) (LlTensorFile *file);

/* A file changed before it is written; @words: of the message, %NULL: it loads. */
static void
assert_changed (ChangeFunc change, gint code, const gchar *words)
{
  g_auto (Place) place = { 0 };
  g_autoptr (LlNetwork) network = make_small ();
  g_autoptr (LlTensorFile) file = ll_weights_to_tensor_file (network);
  g_autoptr (LlNetwork) loaded = NULL;
  g_autoptr (GError) error = NULL;

  place_init (&place);
  change (file);
  g_assert_true (ll_tensor_file_write (file, place.path, &error));
  loaded = ll_weights_load (place.path, &error);
  if (!words)
    {
      g_assert_no_error (error);
      assert_same (network, loaded);
      return;
    }
  g_assert_null (loaded);
  g_assert_error (error, LL_WEIGHTS_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, place.path));
}

static const gfloat extra[4] = { NAN, 1.0f, 2.0f, 3.0f };

static void
add_training (LlTensorFile *file)
{
  gint dims[1] = { 4 };

  ll_tensor_file_add (file, "training.adam.m", 1, dims, extra);
  ll_tensor_file_set_metadata (file, "training", "{\"iteration\":5}");
}

static void
add_unknown (LlTensorFile *file)
{
  gint dims[1] = { 4 };

  ll_tensor_file_add (file, "surprise", 1, dims, extra);
}

static void
make_newer (LlTensorFile *file)
{
  ll_tensor_file_set_metadata (file, "format_version", "3");
}

static void
make_foreign (LlTensorFile *file)
{
  ll_tensor_file_set_metadata (file, "format", "pt");
}

/* One class less: the heads no longer fit. */
static void
make_fewer_classes (LlTensorFile *file)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autofree gchar *json = ll_classes_to_json (classes);

  ll_tensor_file_set_metadata (file, "classes", json);
}

/* As many numbers, other names. */
static void
make_single_task (LlTensorFile *file)
{
  ll_tensor_file_set_metadata (
    file, "architecture",
    "{\"kind\":\"single-task\",\"task\":\"segmentation\",\"channels\":1,\"width\":1,"
    "\"levels\":2,\"task_blocks\":1,\"patch\":16}");
}

static void
make_mdu_net (LlTensorFile *file)
{
  ll_tensor_file_set_metadata (
    file, "architecture",
    "{\"kind\":\"mdu-net\",\"task\":\"segmentation\",\"channels\":1,\"width\":1,"
    "\"levels\":2,\"task_blocks\":1,\"patch\":16}");
}

static void
make_wide_mdu_net (LlTensorFile *file)
{
  ll_tensor_file_set_metadata (
    file, "architecture",
    "{\"kind\":\"mdu-net\",\"task\":\"segmentation\",\"channels\":1,\"width\":256,"
    "\"levels\":8,\"task_blocks\":1,\"patch\":256}");
}

/* Separation has other classes than the head of a network of one task. */
static void
make_separation_mdu_net (LlTensorFile *file)
{
  ll_tensor_file_set_metadata (
    file, "architecture",
    "{\"kind\":\"mdu-net\",\"task\":\"separation\",\"channels\":1,\"width\":1,"
    "\"levels\":2,\"task_blocks\":1,\"patch\":16}");
}

static void
make_unknown_kind (LlTensorFile *file)
{
  ll_tensor_file_set_metadata (
    file, "architecture",
    "{\"kind\":\"mdu-net \",\"task\":\"segmentation\",\"channels\":1,\"width\":1,"
    "\"levels\":2,\"task_blocks\":1,\"patch\":16}");
}

static void
make_wider (LlTensorFile *file)
{
  ll_tensor_file_set_metadata (
    file, "architecture",
    "{\"kind\":\"multi-task\",\"task\":\"segmentation\",\"channels\":1,\"width\":256,"
    "\"levels\":8,\"task_blocks\":7,\"patch\":256}");
}

static void
make_impossible (LlTensorFile *file)
{
  ll_tensor_file_set_metadata (
    file, "architecture",
    "{\"kind\":\"multi-task\",\"task\":\"segmentation\",\"channels\":1,\"width\":1,"
    "\"levels\":99,\"task_blocks\":1,\"patch\":16}");
}

static void
break_summary (LlTensorFile *file)
{
  ll_tensor_file_set_metadata (file, "summary", "{\"iterations\":-1}");
}

static void
break_mean (LlTensorFile *file)
{
  ll_tensor_file_set_metadata (file, "mean", "[1e40]");
}

static void
break_deviation (LlTensorFile *file)
{
  ll_tensor_file_set_metadata (file, "deviation", "[0]");
}

static void
test_changed (void)
{
  assert_changed (add_training, 0, NULL);
  assert_changed (add_unknown, LL_WEIGHTS_ERROR_NETWORK, "'surprise'");
  assert_changed (make_newer, LL_WEIGHTS_ERROR_VERSION, "update");
  assert_changed (make_foreign, LL_WEIGHTS_ERROR_FORMAT, "not one of Lazy Labels");
  assert_changed (make_fewer_classes, LL_WEIGHTS_ERROR_NETWORK, "shape");
  assert_changed (make_single_task, LL_WEIGHTS_ERROR_NETWORK, "does not have");
  assert_changed (make_mdu_net, LL_WEIGHTS_ERROR_NETWORK, "does not have");
  assert_changed (make_wide_mdu_net, LL_WEIGHTS_ERROR_NETWORK, "too small");
  assert_changed (make_separation_mdu_net, LL_WEIGHTS_ERROR_FORMAT, "single task");
  assert_changed (make_unknown_kind, LL_WEIGHTS_ERROR_FORMAT, "'architecture'");
  assert_changed (make_wider, LL_WEIGHTS_ERROR_NETWORK, "too small");
  assert_changed (make_impossible, LL_WEIGHTS_ERROR_FORMAT, "impossible network");
  assert_changed (break_summary, LL_WEIGHTS_ERROR_FORMAT, "'summary'");
  assert_changed (break_mean, LL_WEIGHTS_ERROR_FORMAT, "'mean'");
  assert_changed (break_deviation, LL_WEIGHTS_ERROR_FORMAT, "'deviation'");
}

static void
test_missing_tensor (void)
{
  g_autoptr (LlNetwork) network = make_small ();
  g_autoptr (LlTensorFile) whole = ll_weights_to_tensor_file (network);
  g_autoptr (LlTensorFile) part = ll_tensor_file_new ();
  static const gchar *const keys[] = { "format",  "format_version", "architecture",
                                       "classes", "mean",           "deviation",
                                       "summary" };
  gint filler[1] = { 1000 };
  g_autofree gfloat *zeros = g_new0 (gfloat, 1000);
  g_autoptr (LlNetwork) loaded = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    ll_tensor_file_set_metadata (part, keys[i],
                                 ll_tensor_file_get_metadata (whole, keys[i]));
  for (gint i = 1; i < ll_network_count_parameters (network); i++)
    {
      const LlParameter *tensor = ll_network_get_parameter (network, i);

      ll_tensor_file_add (part, tensor->name, tensor->n_dims, tensor->dims, tensor->data);
    }
  ll_tensor_file_add (part, "training.filler", 1, filler, zeros);

  loaded = ll_weights_from_tensor_file (part, &error);
  g_assert_null (loaded);
  g_assert_error (error, LL_WEIGHTS_ERROR, LL_WEIGHTS_ERROR_NETWORK);
  g_assert_nonnull (strstr (error->message, "lacks 'encoder.0.conv1.weight'"));
}

/* A save that fails keeps what was there. */
static void
test_old_file_stays (void)
{
  g_auto (Place) place = { 0 };
  g_autoptr (LlNetwork) network = make_small ();
  g_autoptr (LlNetwork) again = NULL;
  g_autoptr (LlNetwork) spoilt = make_small ();
  g_autoptr (GError) error = NULL;

  place_init (&place);
  g_assert_true (ll_weights_save (network, place.path, &error));
  set_number (spoilt, "head.segmentation.bias", NAN);
  g_assert_false (ll_weights_save (spoilt, place.path, &error));
  g_clear_error (&error);
  again = ll_weights_load (place.path, &error);
  g_assert_no_error (error);
  assert_same (network, again);
}

/* All files of the corpus, by both ways: hand-made ones, and those the fuzzer kept.
 * Three of them hold a network as it was first saved, so that old files stay readable; for
 * the others it matters that the sanitizers are silent, and the sentence.
 */
static void
test_corpus (void)
{
  g_autofree gchar *folder = g_test_build_filename (G_TEST_DIST, "corpus", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const gchar *name;
  gint n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree gchar *path = g_build_filename (folder, name, NULL);
      g_autofree gchar *contents = NULL;
      g_autoptr (LlNetwork) loaded = NULL;
      g_autoptr (LlNetwork) parsed = NULL;
      g_autoptr (GError) second = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      loaded = ll_weights_load (path, &error);
      parsed = parse (contents, length, &second);
      g_assert_true ((loaded != NULL) == (error == NULL));
      g_assert_true ((parsed != NULL) == (loaded != NULL));
      if (error)
        {
          g_assert_cmpint (error->domain, ==, LL_WEIGHTS_ERROR);
          g_assert_cmpint (error->code, ==, second->code);
          g_assert_true (g_str_has_suffix (error->message, "."));
          g_assert_null (strchr (error->message, '\n'));
        }
      g_clear_error (&error);
      if (g_str_has_prefix (name, "small-"))
        g_assert_nonnull (loaded);
      n++;
    }
  g_test_message ("%d files", n);
  g_assert_cmpint (n, >=, 90);
}

/* Hand-made files whose metadata are wrong. */
static void
test_metadata (void)
{
  static const gchar *const refused[][2] = {
    { "claims-largest-network", "too small for the network" },
    { "newer-version", "newer version" },
    { "version-no-number", "no valid 'format_version'" },
    { "no-architecture", "no valid 'architecture'" },
    { "no-classes", "no valid 'classes'" },
    { "no-mean", "no valid 'mean'" },
    { "no-summary", "no valid 'summary'" },
    { "levels-zero", "impossible network" },
    { "levels-huge", "impossible network" },
    { "width-negative", "no valid 'architecture'" },
    { "width-beyond-int", "no valid 'architecture'" },
    { "channels-two", "impossible network" },
    { "patch-odd", "impossible network" },
    { "kind-unknown", "no valid 'architecture'" },
    { "architecture-array", "no valid 'architecture'" },
    { "architecture-deep", "no valid 'architecture'" },
    { "mean-text", "no valid 'mean'" },
    { "mean-too-many", "no valid 'mean'" },
    { "mean-infinite", "no valid 'mean'" },
    { "mean-injects", "no valid 'mean'" },
    { "deviation-zero", "no valid 'deviation'" },
    { "deviation-underflow", "no valid 'deviation'" },
    { "summary-text", "no valid 'summary'" },
    { "classes-many", "no valid 'classes'" },
    { "foreign", "not one of Lazy Labels" },
    { "foreign-metadata", "not one of Lazy Labels" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree gchar *name = g_strconcat (refused[i][0], ".safetensors", NULL);
      g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "corpus", name, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (ll_weights_load (path, &error));
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_cmpint (error->domain, ==, LL_WEIGHTS_ERROR);
      g_assert_nonnull (strstr (error->message, refused[i][1]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weights/round-trip", test_round_trip);
  g_test_add_func ("/weights/counts", test_counts);
  g_test_add_func ("/weights/truncated", test_truncated);
  g_test_add_func ("/weights/truncated-on-disk", test_truncated_on_disk);
  g_test_add_func ("/weights/flipped", test_flipped);
  g_test_add_func ("/weights/numbers", test_numbers);
  g_test_add_func ("/weights/changed", test_changed);
  g_test_add_func ("/weights/missing-tensor", test_missing_tensor);
  g_test_add_func ("/weights/old-file-stays", test_old_file_stays);
  g_test_add_func ("/weights/metadata", test_metadata);
  g_test_add_func ("/weights/corpus", test_corpus);

  return g_test_run ();
}
