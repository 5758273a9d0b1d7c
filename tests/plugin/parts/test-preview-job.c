/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The thread that previews a segmentation, and the facts about networks. */

#include <string.h>

#include <glib/gstdio.h>

#include "await.h"
#include "segment/preview.h"

#define PATCH 32

typedef struct
{
  gchar *folder;
  gchar *path;   /* of a network                    */
  gchar *broken; /* of a file that is not a network */
  GMainLoop *loop;
  LpPreviewJob *job;
  LpPreviewNetwork *network;
  LpPreview *preview;
  gint answers;
  guint limit; /* ends a test that waits for an answer in vain */
} Fixture;

static void
on_answer (gpointer data)
{
  Fixture *fixture = data;
  LpPreviewNetwork *network = lp_preview_job_take_network (fixture->job);
  LpPreview *preview = lp_preview_job_take_preview (fixture->job);

  fixture->answers++;
  if (network)
    {
      lp_preview_network_free (fixture->network);
      fixture->network = network;
    }
  if (preview)
    {
      lp_preview_free (fixture->preview);
      fixture->preview = preview;
    }
  g_main_loop_quit (fixture->loop);
}

static LlNetwork *
make_network (gint channels)
{
  static const gchar *const names[] = { "disc", "square" };
  LlNetworkSettings settings;
  g_autoptr (LlClasses) classes =
    ll_classes_new (names, 2, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);

  ll_network_settings_init (&settings);
  settings.channels = channels;
  settings.width = 4;
  settings.levels = 3;
  settings.task_blocks = 2;
  settings.patch = PATCH;

  return ll_network_new (&settings, classes, 1, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer channels)
{
  g_autoptr (LlNetwork) network = make_network (GPOINTER_TO_INT (channels));

  fixture->folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "net.safetensors", NULL);
  fixture->broken = g_build_filename (fixture->folder, "broken.safetensors", NULL);
  g_assert_true (ll_weights_save (network, fixture->path, NULL));
  g_assert_true (g_file_set_contents (fixture->broken, "no network", -1, NULL));
  fixture->loop = g_main_loop_new (NULL, FALSE);
  fixture->job = lp_preview_job_new (on_answer, fixture);
  fixture->limit =
    g_timeout_add_seconds (AWAIT_SECONDS, await_on_limit, "an answer to a request");
}

static void
tear_down (Fixture *fixture, gconstpointer channels)
{
  g_source_remove (fixture->limit);
  lp_preview_job_free (fixture->job);
  lp_preview_network_free (fixture->network);
  lp_preview_free (fixture->preview);
  g_main_loop_unref (fixture->loop);
  g_unlink (fixture->path);
  g_unlink (fixture->broken);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->broken);
  g_free (fixture->folder);
}

static void
read_network (Fixture *fixture, const gchar *path)
{
  g_clear_pointer (&fixture->network, lp_preview_network_free);
  lp_preview_job_read (fixture->job, path);
  while (!fixture->network)
    g_main_loop_run (fixture->loop);
}

static LlImage *
make_image (gint width, gint height)
{
  LlImage *image = ll_image_new (width, height, 3);

  for (gint i = 0; i < 3 * width * height; i++)
    image->data[i] = (gfloat) (i % 101) / 100.0f;

  return image;
}

static void
ask (Fixture *fixture, gint x, gint width, gint height, gint patch)
{
  cairo_rectangle_int_t area = { x, 0, width, height };
  LlPredictSettings settings = { .patch = patch, .batch = 1, .threads = 1 };

  lp_preview_job_look (fixture->job, make_image (width, height), &area, NULL, &settings);
}

static void
wait_for_preview (Fixture *fixture)
{
  while (!fixture->preview)
    g_main_loop_run (fixture->loop);
}

/* A preview equals a prediction of the part, for networks of any number of channels. */
static void
test_looks (Fixture *fixture, gconstpointer channels)
{
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (LlImage) image = make_image (50, 40);
  g_autofree gfloat *expected = NULL;
  g_autofree guint8 *labels = g_new (guint8, 50 * 40);
  gint first;

  read_network (fixture, fixture->path);
  g_assert_no_error (fixture->network->error);
  g_assert_cmpint (fixture->network->facts->settings.patch, ==, PATCH);
  g_assert_cmpstr (fixture->network->path, ==, fixture->path);

  ask (fixture, 7, 50, 40, 0);
  wait_for_preview (fixture);
  g_assert_no_error (fixture->preview->error);
  g_assert_cmpint (fixture->preview->area.x, ==, 7);
  g_assert_nonnull (fixture->preview->objects);

  network = ll_weights_load (fixture->path, NULL);
  if (GPOINTER_TO_INT (channels) == 1)
    {
      gsize n = 50 * 40;
      LlImage *grey = ll_image_new (50, 40, 1);

      for (gsize i = 0; i < n; i++)
        grey->data[i] = 0.2126f * image->data[i] + 0.7152f * image->data[n + i] +
                        0.0722f * image->data[2 * n + i];
      ll_image_free (image);
      image = grey;
    }
  expected = ll_predict_image (
    network, image, &(LlPredictSettings){ .patch = 0, .batch = 1, .threads = 1 }, NULL,
    NULL, NULL);
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      first = ll_network_get_first_plane (network, task);
      ll_most_probable (expected + first * 50 * 40,
                        ll_network_get_n_task_classes (network, task), 50 * 40, labels);
      g_assert_cmpmem (labels, 50 * 40, fixture->preview->labels[task]->data, 50 * 40);
    }
}

static void
test_broken (Fixture *fixture, gconstpointer channels)
{
  read_network (fixture, fixture->broken);
  g_assert_null (fixture->network->facts);
  g_assert_nonnull (fixture->network->error);

  /* A request without a network is not answered, and the next network works. */
  ask (fixture, 0, 32, 32, 0);
  read_network (fixture, fixture->path);
  g_assert_nonnull (fixture->network->facts);
  ask (fixture, 1, 32, 32, 0);
  wait_for_preview (fixture);
  g_assert_cmpint (fixture->preview->area.x, ==, 1);
}

static void
test_bad_patch (Fixture *fixture, gconstpointer channels)
{
  read_network (fixture, fixture->path);
  ask (fixture, 0, 32, 32, 33);
  wait_for_preview (fixture);
  g_assert_error (fixture->preview->error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_SETTINGS);
  g_assert_null (fixture->preview->objects);
}

/* Of many requests, only the last one is answered. */
static void
test_last_wish (Fixture *fixture, gconstpointer channels)
{
  read_network (fixture, fixture->path);
  for (gint i = 0; i <= 20; i++)
    ask (fixture, i, 600, 400, 0);
  wait_for_preview (fixture);
  while (fixture->preview->area.x != 20)
    {
      g_clear_pointer (&fixture->preview, lp_preview_free);
      wait_for_preview (fixture);
    }
  /* The network is read after all predictions. */
  read_network (fixture, fixture->path);
  g_assert_cmpint (fixture->preview->area.x, ==, 20);
}

/* After a job has been freed in the middle of its work, its owner is not
 * called any more.
 */
static void
test_freed_at_work (Fixture *fixture, gconstpointer channels)
{
  gint answers;

  read_network (fixture, fixture->path);
  answers = fixture->answers;
  ask (fixture, 0, 600, 400, 0);
  lp_preview_job_free (fixture->job);
  fixture->job = lp_preview_job_new (on_answer, fixture);
  read_network (fixture, fixture->path);
  g_assert_cmpint (fixture->answers, ==, answers + 1);
  g_assert_null (fixture->preview);
}

static void
test_texts (void)
{
  static const gchar *const names[] = { "grain" };
  g_autoptr (LlNetwork) network = make_network (1);
  g_autoptr (LpNetworkFacts) facts = lp_network_facts_new (network);
  g_autoptr (LlClasses) other = ll_classes_new (names, 1, LL_PALETTE_PAPER, NULL);
  LpImageFacts image = { .width = 100, .height = 80, .batch = 4 };
  g_autofree gchar *summary = lp_network_text_summary (facts, "a<b");
  g_autofree gchar *fits = lp_network_text_remarks (facts, &image);
  g_autofree gchar *remarks = NULL;
  g_autofree gchar *memory = NULL;
  g_autofree gchar *patch = NULL;

  g_assert_nonnull (strstr (summary, "<b>a&lt;b</b>"));
  g_assert_nonnull (strstr (summary, "width 4, 3 levels, patch 32"));
  g_assert_nonnull (strstr (summary, "Not trained"));
  g_assert_cmpstr (fits, ==, "");
  g_assert_null (lp_network_text_obstacle (facts, &image));

  image.classes = other;
  image.known = TRUE;
  image.width = 20;
  remarks = lp_network_text_remarks (facts, &image);
  g_assert_nonnull (strstr (remarks, "other classes: grain."));
  g_assert_nonnull (strstr (remarks, "colours are read as brightness"));
  g_assert_nonnull (strstr (remarks, "smaller than a patch of 32"));

  image.patch = 34;
  patch = lp_network_text_obstacle (facts, &image);
  g_assert_nonnull (strstr (patch, "multiple of 4"));
  image.patch = 0;
  g_setenv ("LAZY_LABELS_MEMORY", "1", TRUE);
  memory = lp_network_text_obstacle (facts, &image);
  g_unsetenv ("LAZY_LABELS_MEMORY");
  g_assert_nonnull (strstr (memory, "memory"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name_, channels_, test_) \
  g_test_add (name_, Fixture, GINT_TO_POINTER (channels_), set_up, test_, tear_down)

  ADD ("/preview-job/looks/grey", 1, test_looks);
  ADD ("/preview-job/looks/colour", 3, test_looks);
  ADD ("/preview-job/broken", 1, test_broken);
  ADD ("/preview-job/bad-patch", 1, test_bad_patch);
  ADD ("/preview-job/last-wish", 1, test_last_wish);
  ADD ("/preview-job/freed-at-work", 1, test_freed_at_work);
  g_test_add_func ("/preview-job/texts", test_texts);

  return g_test_run ();
}
