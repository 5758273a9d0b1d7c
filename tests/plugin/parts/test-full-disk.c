/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A disk that is full: whatever can't be written as a whole leaves the file that was there,
 * and nothing besides it, and an error that says so.  The disk is a small file system in
 * memory, in a mount namespace of this process alone.
 */

#define _GNU_SOURCE /* unshare() */

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/statvfs.h>

#include <glib/gstdio.h>

#include "figure/histogram-file.h"
#include "figure/label-map.h"
#include "files/table.h"
#include "folder.h"
#include "host/host.h"

#define DISK_SIZE "size=512k"
#define PAGE      4096
#define N_ROWS    200

/* What is written is larger than this and smaller than the disk. */
#define ROOM (8 * PAGE)

typedef gboolean (*Write) (const gchar *path, GError **error);

/* The plug-in's is implemented with libgimp. */
GQuark
lp_host_error_quark (void)
{
  return g_quark_from_static_string ("lp-host-error-quark");
}

/* Returns a folder that is such a disk; it goes with the process.  In a changed root, which
 * need not be a mount, whoever has made it has kept its mounts apart.
 */
static gchar *
mount_disk (void)
{
  gchar *folder = folder_new ();

  if (unshare (CLONE_NEWNS) == 0 &&
      (mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 || errno == EINVAL) &&
      mount ("none", folder, "tmpfs", 0, DISK_SIZE) == 0)
    return folder;

  g_test_skip ("A file system can't be mounted here.");
  folder_free (folder);

  return NULL;
}

static void
unmount_disk (gchar *folder)
{
  g_assert_cmpint (umount (folder), ==, 0);
  folder_free (folder);
}

/* Fills the disk but for @room bytes, by the file "filler". */
static void
fill_disk (const gchar *folder, gsize room)
{
  g_autofree gchar *path = g_build_filename (folder, "filler", NULL);
  g_autofree gchar *zeros = NULL;
  struct statvfs info;
  gsize n;

  g_remove (path);
  g_assert_cmpint (statvfs (folder, &info), ==, 0);
  n = info.f_bavail * info.f_bsize - room;
  zeros = g_malloc0 (n);
  g_assert_true (g_file_set_contents_full (path, zeros, (gssize) n,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static LlNetwork *
make_network (void)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  LlNetworkSettings settings;

  ll_network_settings_init (&settings);
  settings.width = 4;
  settings.levels = 3;
  settings.task_blocks = 2;
  settings.patch = 32;

  return ll_network_new (&settings, classes, 1, NULL);
}

static gboolean
write_weights (const gchar *path, GError **error)
{
  g_autoptr (LlNetwork) network = make_network ();

  return ll_weights_save (network, path, error);
}

/* Squares whose sides differ. */
static LlInstances *
make_objects (void)
{
  LlInstances *objects = ll_instances_new (256, 256, 64);

  for (gint id = 1; id <= objects->n; id++)
    {
      gint left = (id - 1) % 8 * 32 + 2, top = (id - 1) / 8 * 32 + 2;

      objects->class_of[id] = 1;
      for (gint y = 0; y < 8 + id / 3; y++)
        for (gint x = 0; x < 8 + id / 3; x++)
          objects->data[(top + y) * objects->width + left + x] = id;
    }

  return objects;
}

static gboolean
write_map (const gchar *path, GError **error)
{
  g_autoptr (LlInstances) objects = make_objects ();
  g_autoptr (LlPartFile) part = lp_label_map_write (path, objects, error);

  return part && ll_part_file_commit (part, error);
}

static gboolean
write_plot (const gchar *path, gboolean svg_text, GError **error)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (LlInstances) instances = make_objects ();
  g_autoptr (LlObjects) objects = NULL;
  g_autoptr (LlSummary) summary = NULL;
  g_autoptr (LpHistogramPlot) plot = NULL;
  g_autoptr (LlPartFile) part = NULL;
  const LpHistogramStyle style = { .font = "Sans" };
  LlMeasureSettings settings;

  ll_measure_settings_init (&settings);
  settings.resamples = 0;
  objects = ll_objects_new (instances, &settings);
  summary = ll_summary_new (objects, ll_classes_get_n (classes), &settings);
  plot = lp_histogram_plot_new (objects, summary, classes, NULL, LP_HISTOGRAM_BY_NUMBER,
                                &style);
  part = lp_histogram_file_write (plot, path, svg_text, error);

  return part && ll_part_file_commit (part, error);
}

static gboolean
write_histogram (const gchar *path, GError **error)
{
  return write_plot (path, FALSE, error);
}

static gboolean
write_histogram_as_text (const gchar *path, GError **error)
{
  return write_plot (path, TRUE, error);
}

static gboolean
add_rows (const gchar *path, GError **error)
{
  g_autoptr (LlTable) table = ll_table_new ();
  g_autoptr (LpTableRows) rows = NULL;

  ll_table_add_text (table, "id");
  ll_table_add_text (table, "text");
  ll_table_end_row (table);
  for (gint i = 0; i < N_ROWS; i++)
    {
      g_autofree gchar *text = g_strdup_printf ("%0*d", 200, i);

      ll_table_add_integer (table, i);
      ll_table_add_text (table, text);
      ll_table_end_row (table);
    }
  rows = lp_table_prepare (path, table, 0, error);

  return rows && lp_table_commit (rows, error);
}

static const struct
{
  const gchar *name;
  Write write;
  gsize room;
} outputs[] = {
  { "network.safetensors", write_weights, ROOM },
  { "map.tif", write_map, 0 },
  { "map.png", write_map, 0 },
  { "sizes.svg", write_histogram, PAGE },
  { "text.svg", write_histogram_as_text, PAGE },
  { "sizes.pdf", write_histogram, PAGE },
  { "sizes.png", write_histogram, PAGE },
  { "table.csv", add_rows, ROOM },
};

static void
test_output (gconstpointer data)
{
  gint index = GPOINTER_TO_INT (data);
  gchar *folder = mount_disk ();
  g_autofree gchar *path = NULL;
  g_autofree gchar *whole = NULL;
  g_autofree gchar *again = NULL;
  g_autoptr (GError) error = NULL;
  gsize n, n_again;

  if (!folder)
    return;

  path = g_build_filename (folder, outputs[index].name, NULL);
  fill_disk (folder, outputs[index].room);
  g_assert_false (outputs[index].write (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);
  g_assert_cmpint (folder_count (folder), ==, 1);

  fill_disk (folder, 256 * 1024);
  g_assert_true (outputs[index].write (path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &whole, &n, NULL));
  g_assert_cmpuint (n, >, outputs[index].room);

  fill_disk (folder, outputs[index].room);
  g_assert_false (outputs[index].write (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_true (g_file_get_contents (path, &again, &n_again, NULL));
  g_assert_cmpmem (again, (gint) n_again, whole, (gint) n);
  g_assert_cmpint (folder_count (folder), ==, 2);
  unmount_disk (folder);
}

/* There is room for more rows, but not for a copy of the table. */
static void
test_table_in_place (void)
{
  gchar *folder = mount_disk ();
  g_autofree gchar *path = NULL;
  g_autofree gchar *once = NULL;
  g_autofree gchar *twice = NULL;
  g_autoptr (GError) error = NULL;
  const gchar *rows;
  gsize n;

  if (!folder)
    return;

  path = g_build_filename (folder, "table.csv", NULL);
  g_assert_true (add_rows (path, &error));
  g_assert_true (g_file_get_contents (path, &once, &n, NULL));
  rows = strchr (once, '\n') + 1;

  fill_disk (folder, n + PAGE);
  g_assert_true (add_rows (path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &twice, NULL, NULL));
  g_assert_true (g_str_has_prefix (twice, once));
  g_assert_cmpstr (twice + n, ==, rows);
  g_assert_false (add_rows (path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  folder_assert (folder, "table.csv", twice);
  unmount_disk (folder);
}

/* A checkpoint that can't be written leaves the one before. */
static void
test_checkpoint (void)
{
  gchar *folder = mount_disk ();
  g_autofree gchar *path = NULL;
  g_autofree gchar *old = NULL;
  g_autofree gchar *now = NULL;
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  LlTrainSettings settings;
  LlSample *sample;
  gsize n, n_now;

  if (!folder)
    return;

  path = g_build_filename (folder, "checkpoint", NULL);
  sample = ll_sample_new ("made", ll_image_new (64, 64, 1));
  sample->labels[LL_TASK_SEGMENTATION] = ll_labels_new (64, 64, 0);
  for (gint i = 0; i < 64 * 64; i++)
    sample->labels[LL_TASK_SEGMENTATION]->data[i] = (guint8) (i / 1024 % 3);
  samples = g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  g_ptr_array_add (samples, sample);

  ll_train_settings_init (&settings);
  /* A checkpoint follows when the next step has found its state good. */
  settings.iterations = 2;
  settings.threads = 1;
  settings.checkpoint_seconds = 0.0;
  trainer = ll_trainer_new (samples, make_network (), &settings, &error);
  g_assert_no_error (error);
  g_assert_true (ll_trainer_run (trainer, path, NULL, NULL, NULL, &error));
  g_assert_true (g_file_get_contents (path, &old, &n, NULL));
  ll_trainer_free (trainer);

  fill_disk (folder, ROOM);
  settings.iterations = 3;
  settings.seed = 2;
  trainer = ll_trainer_new (samples, make_network (), &settings, &error);
  ll_trainer_run (trainer, path, NULL, NULL, NULL, NULL);
  g_assert_true (g_file_get_contents (path, &now, &n_now, NULL));
  g_assert_cmpmem (now, (gint) n_now, old, (gint) n);
  g_assert_cmpint (folder_count (folder), ==, 2);
  unmount_disk (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gint i = 0; i < (gint) G_N_ELEMENTS (outputs); i++)
    {
      g_autofree gchar *name = g_strconcat ("/full-disk/", outputs[i].name, NULL);

      g_test_add_data_func (name, GINT_TO_POINTER (i), test_output);
    }
  g_test_add_func ("/full-disk/table-in-place", test_table_in_place);
  g_test_add_func ("/full-disk/checkpoint", test_checkpoint);

  return g_test_run ();
}
