/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What memory there is, what trainings and predictions need of it, and that those which need
 * more are refused with what would fit.
 */

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "core/memory.h"
#include "training.h"

#define MIB ((guint64) 1 << 20)

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

static void
write_text (const gchar *root, const gchar *path, const gchar *text)
{
  g_autofree gchar *whole = g_build_filename (root, path, NULL);
  g_autofree gchar *folder = g_path_get_dirname (whole);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (whole, text, -1, NULL));
}

static void
remove_tree (const gchar *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const gchar *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree gchar *inner = g_build_filename (path, name, NULL);

      remove_tree (inner);
    }
  g_remove (path);
}

/* Systems as they describe themselves: without limits, and with those of each version of control
 * groups, on the group itself or on one above it.
 */
static void
test_available (void)
{
  static const gchar meminfo[] = "MemTotal:       16000000 kB\n"
                                 "MemFree:         1000000 kB\n"
                                 "MemAvailable:    8000000 kB\n";
  g_autofree gchar *root = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);

  g_assert_cmpuint (ll_memory_find_available (root), ==, G_MAXUINT64);
  write_text (root, "proc/meminfo", meminfo);
  g_assert_cmpuint (ll_memory_find_available (root), ==, (guint64) 8000000 * 1024);

  write_text (root, "proc/self/cgroup", "0::/user/lab\n");
  write_text (root, "sys/fs/cgroup/user/lab/memory.max", "max\n");
  write_text (root, "sys/fs/cgroup/user/lab/memory.current", "1048576\n");
  g_assert_cmpuint (ll_memory_find_available (root), ==, (guint64) 8000000 * 1024);

  /* Pages of files give way: 1000 MiB less 600 MiB, of which 100 MiB are such. */
  write_text (root, "sys/fs/cgroup/user/memory.max", "1048576000\n");
  write_text (root, "sys/fs/cgroup/user/memory.current", "629145600\n");
  write_text (root, "sys/fs/cgroup/user/memory.stat",
              "anon 1\ninactive_file 83886080\nactive_file 20971520\n");
  g_assert_cmpuint (ll_memory_find_available (root), ==, 500 * MIB);

  write_text (root, "sys/fs/cgroup/user/lab/memory.max", "2097152\n");
  g_assert_cmpuint (ll_memory_find_available (root), ==, MIB);
  write_text (root, "sys/fs/cgroup/user/lab/memory.current", "3097152\n");
  g_assert_cmpuint (ll_memory_find_available (root), ==, 0);

  /* In a container, the group that the process belongs to outside of it is not there. */
  write_text (root, "proc/self/cgroup", "7:cpu:/x\n5:memory,hugetlb:/docker/1234\n");
  write_text (root, "sys/fs/cgroup/memory/memory.limit_in_bytes", "104857600\n");
  write_text (root, "sys/fs/cgroup/memory/memory.usage_in_bytes", "52428800\n");
  g_assert_cmpuint (ll_memory_find_available (root), ==, 50 * MIB);

  remove_tree (root);
}

static void
allow_bytes (guint64 bytes)
{
  g_autofree gchar *text =
    g_strdup_printf ("%" G_GUINT64_FORMAT, bytes / 1000000 + (bytes % 1000000 > 0));

  g_setenv ("LAZY_LABELS_MEMORY", text, TRUE);
}

static void
test_allowed (void)
{
  allow_bytes (1000000);
  g_assert_cmpuint (ll_memory_get_available (), ==, 1000000);
  g_assert_true (ll_memory_check (1000000, NULL));
  g_assert_false (ll_memory_check (1000001, NULL));

  g_setenv ("LAZY_LABELS_MEMORY", "much", TRUE);
  g_assert_cmpuint (ll_memory_get_available (), >, 1000000);
  g_unsetenv ("LAZY_LABELS_MEMORY");
}

/* A middle-sized network, whose memory stands out from that of the process. */
static void
init_network (LlNetworkSettings *network)
{
  ll_network_settings_init (network);
  network->width = 16;
  network->levels = 5;
  network->task_blocks = 4;
  network->patch = 64;
}

static guint64
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (guint64) usage.ru_maxrss * 1024;
}

/* What is measured lies below the estimate, and not far below. */
static void
assert_estimate (guint64 estimated, guint64 before)
{
  guint64 used = get_peak () - before;

  g_test_message ("estimated %.0f MB, used %.0f MB", (gdouble) estimated * 1e-6,
                  (gdouble) used * 1e-6);
  g_assert_cmpuint (used, <=, estimated);
  g_assert_cmpuint (2 * used, >=, estimated);
}

static void
train_and_measure (LlNetworkKind kind, gint threads, LlTrainMemory memory)
{
  g_autoptr (GPtrArray) samples = training_new_samples (6, 4);
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  guint64 before = get_peak ();
  LlNetworkSettings network;
  LlTrainSettings settings;

  init_network (&network);
  network.kind = kind;
  training_init_settings (&settings, 2);
  settings.threads = threads;
  settings.memory = memory;
  settings.batch = 8;
  trainer = ll_trainer_new (samples, ll_network_new (&network, classes, 1, &error),
                            &settings, &error);
  g_assert_no_error (error);
  g_assert_true (ll_trainer_run (trainer, NULL, NULL, NULL, NULL, &error));
  assert_estimate (
    ll_train_estimate_memory (&network, ll_classes_get_n (classes), &settings), before);
}

static void
test_estimate (gconstpointer data)
{
  gint number = GPOINTER_TO_INT (data);

  if (SANITIZED)
    {
      g_test_skip ("a sanitizer takes memory of its own");
      return;
    }
  if (g_test_subprocess ())
    {
      train_and_measure (number % 2 == 0 ? LL_NETWORK_MULTI_TASK : LL_NETWORK_MDU_NET,
                         number < 2 ? 1 : 4,
                         number < 4 ? LL_TRAIN_MEMORY_EXACT : LL_TRAIN_MEMORY_SMALL);
      return;
    }
  if (g_getenv ("LL_EMULATED"))
    {
      g_test_skip ("a program in QEMU can't start itself");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDOUT);
  g_test_trap_assert_passed ();
}

typedef struct
{
  gint width;
  gint patch;
  gint batch;
  gboolean new_network;
  guint64 megabytes;    /* that are allowed              */
  const gchar *advised; /* words of the message          */
} Refused;

/* The message names a setting with which the same training fits. */
static void
test_refused (void)
{
  static const Refused refused[] = {
    { 16, 256, 64, TRUE, 4000, "a batch size of" },
    { 16, 256, 64, FALSE, 4000, "a batch size of" },
    { 16, 1024, 1, TRUE, 1500, "a patch side of" },
    { 256, 64, 1, TRUE, 4000, "a width of" },
    { 256, 1024, 256, TRUE, 2000, "a width of" },
    { 256, 1024, 256, FALSE, 2000, "train a smaller" },
    { 16, 256, 4, TRUE, 10, "train a smaller" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      LlNetworkSettings network;
      LlTrainSettings settings;
      const gchar *number;

      allow_bytes (refused[i].megabytes * 1000000);
      ll_network_settings_init (&network);
      ll_train_settings_init (&settings);
      network.width = refused[i].width;
      network.patch = refused[i].patch;
      settings.batch = refused[i].batch;
      settings.threads = 2;
      g_assert_false (
        ll_train_check_memory (&network, 3, &settings, refused[i].new_network, &error));
      g_assert_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_MEMORY);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, refused[i].advised));

      number = strstr (error->message, "a width of ");
      if (number)
        network.width = atoi (number + strlen ("a width of "));
      number = strstr (error->message, "a patch side of ");
      if (!number)
        number = strstr (error->message, "a patch");
      if (strstr (error->message, "side of "))
        network.patch = atoi (strstr (error->message, "side of ") + strlen ("side of "));
      number = strstr (error->message, "a batch size of ");
      if (number)
        settings.batch = atoi (number + strlen ("a batch size of "));
      g_assert_cmpint (ll_train_check_memory (&network, 3, &settings, TRUE, NULL), ==,
                       !strstr (error->message, "train a smaller"));
    }
  g_unsetenv ("LAZY_LABELS_MEMORY");
}

/* The largest networks are refused by a sentence, and nothing aborts. */
static void
test_largest (void)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (GPtrArray) samples = training_new_samples (2, 2);
  g_autoptr (GError) error = NULL;
  LlNetworkSettings network;
  LlTrainSettings settings;

  ll_network_settings_init (&network);
  network.width = 256;
  network.levels = 8;
  network.task_blocks = 7;
  network.patch = 1024;
  g_assert_null (ll_network_new (&network, classes, 1, &error));
  g_assert_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_MEMORY);
  g_clear_error (&error);

  /* A small network may need as much. */
  ll_network_settings_init (&network);
  network.patch = 1024;
  ll_train_settings_init (&settings);
  settings.batch = 256;
  allow_bytes ((guint64) 64 * 1000000000);
  g_assert_cmpuint (ll_train_estimate_memory (&network, 3, &settings), >,
                    (guint64) 120 * 1000000000);
  g_assert_null (ll_trainer_new (samples, ll_network_new (&network, classes, 1, &error),
                                 &settings, &error));
  g_assert_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_MEMORY);
  g_unsetenv ("LAZY_LABELS_MEMORY");
}

static gboolean
fail_to_read (gint y, gint rows, gfloat *pixels, gpointer data, GError **error)
{
  g_assert_not_reached ();
}

static gboolean
fail_to_write (gint y,
               gint rows,
               const gfloat *probabilities,
               gpointer data,
               GError **error)
{
  g_assert_not_reached ();
}

static void
test_prediction (void)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (LlImage) image = ll_image_new (400, 400, 1);
  g_autoptr (GError) error = NULL;
  LlNetworkSettings shape;
  LlPredictSettings settings;

  init_network (&shape);
  network = ll_network_new (&shape, classes, 1, &error);
  ll_predict_settings_init (&settings);
  settings.batch = 256;
  settings.patch = 512;
  settings.threads = 2;
  allow_bytes ((guint64) 2 * 1000000000);
  g_assert_false (ll_predict (network, 200000, 1000, &settings, fail_to_read,
                              fail_to_write, NULL, NULL, &error));
  g_assert_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_MEMORY);
  g_clear_error (&error);

  /* The probabilities alone. */
  allow_bytes (1000000);
  g_assert_null (ll_predict_image (network, image, &settings, NULL, NULL, &error));
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_MEMORY);
  g_unsetenv ("LAZY_LABELS_MEMORY");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/available", test_available);
  g_test_add_func ("/memory/allowed", test_allowed);
  g_test_add_data_func ("/memory/estimate/multi-task/1", GINT_TO_POINTER (0),
                        test_estimate);
  g_test_add_data_func ("/memory/estimate/mdu-net/1", GINT_TO_POINTER (1), test_estimate);
  g_test_add_data_func ("/memory/estimate/multi-task/4", GINT_TO_POINTER (2),
                        test_estimate);
  g_test_add_data_func ("/memory/estimate/mdu-net/4", GINT_TO_POINTER (3), test_estimate);
  g_test_add_data_func ("/memory/estimate/small/4", GINT_TO_POINTER (4), test_estimate);
  g_test_add_func ("/memory/refused", test_refused);
  g_test_add_func ("/memory/largest", test_largest);
  g_test_add_func ("/memory/prediction", test_prediction);
  return g_test_run ();
}
