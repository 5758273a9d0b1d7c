/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Stored samples: they read as they did before, networks learn the same from them bit by bit,
 * they take no memory, and what they take of a disk is gone with them.
 */

#define _GNU_SOURCE /* unshare() */

#include <errno.h>
#include <math.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>

#include <glib/gstdio.h>

#include "data/patch.h"
#include "data/resize.h"
#include "data/stored.h"
#include "folder.h"
#include "training.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

#define WIDTH  61
#define HEIGHT 47
#define PATCH  32

typedef enum
{
  IN_MEMORY,
  IN_FILE,
  N_PLACES
} Place;

static const guint64 rooms[N_PLACES] = { G_MAXUINT64, 0 };

/* Random values: whole numbers over @most, or any where that is 0. */
static LlImage *
new_image (gint width, gint height, gint channels, gint most)
{
  LlImage *image = ll_image_new (width, height, channels);
  LlRandom random;

  ll_random_init (&random, (guint64) (most + channels), 0, 0);
  for (gsize i = 0; i < (gsize) width * (gsize) height * (gsize) channels; i++)
    image->data[i] = most > 0 ? (gfloat) ll_random_int (&random, most + 1) / (gfloat) most
                              : (gfloat) (1e4 * ll_random_normal (&random));

  return image;
}

/* The same image, stored. */
static LlImage *
new_stored (const LlImage *image, Place place)
{
  LlImage *stored = ll_image_load_stored (image);
  guint64 room = rooms[place];
  g_autoptr (GError) error = NULL;

  g_assert_true (ll_image_store (stored, &room, &error));
  g_assert_no_error (error);
  g_assert_null (stored->data);

  return stored;
}

static void
assert_same_values (const LlImage *a, const LlImage *b)
{
  gint bytes = a->width * (gint) sizeof (gfloat);
  g_autofree gfloat *x = g_new (gfloat, a->width);
  g_autofree gfloat *y = g_new (gfloat, a->width);

  g_assert_cmpint (a->channels, ==, b->channels);
  for (gint c = 0; c < a->channels; c++)
    for (gint row = 0; row < a->height; row++)
      {
        ll_image_read (a, c, 0, row, a->width, x);
        ll_image_read (b, c, 0, row, a->width, y);
        g_assert_cmpmem (x, bytes, y, bytes);
      }
}

static void
test_values (void)
{
  static const gint mosts[] = { 255, 65535, 0 };
  static const gint bits[] = { 8, 16, 32 };

  for (gint place = 0; place < N_PLACES; place++)
    for (gsize i = 0; i < G_N_ELEMENTS (mosts); i++)
      for (gint channels = 1; channels <= 3; channels += 2)
        {
          g_autoptr (LlImage) image = new_image (WIDTH, HEIGHT, channels, mosts[i]);
          g_autoptr (LlImage) stored = NULL;
          g_autoptr (LlImage) loaded = NULL;

          image->missing = g_new0 (guint8, WIDTH * HEIGHT);
          image->missing[77] = 1;
          stored = new_stored (image, (Place) place);
          g_assert_cmpint (stored->stored->bits, ==, bits[i]);
          assert_same_values (image, stored);
          g_assert_cmpmem (image->missing, WIDTH * HEIGHT, stored->missing,
                           WIDTH * HEIGHT);
          loaded = ll_image_load_stored (stored);
          g_assert_cmpmem (image->missing, WIDTH * HEIGHT, loaded->missing,
                           WIDTH * HEIGHT);
          assert_same_values (image, loaded);
        }
}

/* A value that is almost a whole number is no whole number. */
static void
test_exact (void)
{
  g_autoptr (LlImage) image = new_image (WIDTH, HEIGHT, 1, 255);
  g_autoptr (LlImage) stored = NULL;

  image->data[9] = 0.5f + 1e-7f;
  stored = new_stored (image, IN_FILE);
  g_assert_cmpint (stored->stored->bits, ==, 32);
  assert_same_values (image, stored);
}

static void
test_channels (void)
{
  for (gint from = 1; from <= 3; from += 2)
    {
      gint to = 4 - from;
      g_autoptr (LlImage) image = new_image (WIDTH, HEIGHT, from, 255);
      g_autoptr (LlImage) converted = ll_image_convert (image, to);
      g_autoptr (GPtrArray) samples =
        g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
      LlSample *sample = ll_sample_new ("stored", new_stored (image, IN_FILE));

      g_ptr_array_add (samples, sample);
      ll_samples_convert (samples, to);
      assert_same_values (converted, sample->image);
    }
}

static void
test_statistics (void)
{
  for (gint most = 0; most <= 255; most += 255)
    {
      g_autoptr (LlImage) image = new_image (WIDTH, HEIGHT, 3, most);
      g_autoptr (LlImage) stored = new_stored (image, IN_FILE);
      const LlImage *images[2] = { image, stored };
      LlNormalisation a, b;

      ll_normalisation_measure (&a, &images[0], 1);
      ll_normalisation_measure (&b, &images[1], 1);
      g_assert_cmpmem (&a, sizeof (a), &b, sizeof (b));

      ll_normalisation_stretch (&a, image);
      ll_normalisation_stretch (&a, stored);
      assert_same_values (image, stored);
    }
}

/* Patches anywhere, turned and bent, also of images that are smaller than they are. */
static void
test_patches (void)
{
  static const gint sides[][2] = {
    { WIDTH, HEIGHT }, { 400, 300 }, { 17, 90 }, { 1, 1 }
  };
  LlNormalisation normalisation;

  ll_normalisation_init (&normalisation);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      gint width = sides[i][0], height = sides[i][1];
      g_autoptr (LlImage) image = new_image (width, height, 3, 255);
      g_autoptr (LlImage) stored = new_stored (image, IN_FILE);

      for (gint augmentation = LL_AUGMENTATION_NONE;
           augmentation <= LL_AUGMENTATION_STRONG; augmentation++)
        for (gint n = 0; n < 200; n++)
          {
            gfloat a[PATCH * PATCH], b[PATCH * PATCH];
            LlRandom random;
            LlView view;

            ll_random_init (&random, (guint64) n, 1, 0);
            ll_view_init_random (&view, &random, width, height, PATCH,
                                 (LlAugmentation) augmentation);
            if (n % 2)
              {
                /* A place may lie at the border. */
                view.x = n % 4 == 1 ? 0.0 : width;
                view.y = n % 3 == 1 ? 0.0 : height;
              }
            ll_view_read_channel (&view, image, n % 3, PATCH, &normalisation, a);
            ll_view_read_channel (&view, stored, n % 3, PATCH, &normalisation, b);
            g_assert_cmpmem (a, sizeof (a), b, sizeof (b));
          }
    }
}

typedef struct
{
  gdouble scale;
  LlBrightness brightness;
  gboolean certain; /* whether masks are inferred */
} Case;

static LlTrainer *
new_trainer (GPtrArray *samples, gdouble scale, LlBrightness brightness, GError **error)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  LlNetworkSettings shape;
  LlTrainSettings settings;
  LlNetwork *network;

  ll_network_settings_init (&shape);
  shape.width = 4;
  shape.levels = 3;
  shape.task_blocks = 2;
  shape.patch = 32;
  shape.scale = scale;
  network = ll_network_new (&shape, classes, 3, NULL);
  training_init_settings (&settings, 6);
  settings.brightness = brightness;
  settings.augmentation = LL_AUGMENTATION_STRONG;

  return ll_trainer_new (samples, network, &settings, error);
}

/* Images of 8 bits and of floating-point numbers, stored in memory and in files. */
static LlNetwork *
train (const Case *wanted, gboolean stored, gchar **fingerprint)
{
  g_autoptr (GPtrArray) samples = training_new_samples (5, wanted->certain ? 0 : 3);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  /* There is room for the second image. */
  guint64 room = 3 * TRAINING_SIDE * TRAINING_SIDE;
  LlTrainResult result;

  for (guint i = 0; i < samples->len; i++)
    {
      LlSample *sample = g_ptr_array_index (samples, i);

      for (gint k = 0; i % 2 && k < TRAINING_SIDE * TRAINING_SIDE; k++)
        sample->image->data[k] =
          floorf (CLAMP (sample->image->data[k], 0.0f, 1.0f) * 255.0f) / 255.0f;
      if (i == 2)
        {
          guint8 mask[TRAINING_SIDE * TRAINING_SIDE] = { 0 };

          memset (mask, 1, TRAINING_SIDE * 5);
          ll_sample_apply_ignore (sample, mask);
        }
      if (stored)
        g_assert_true (ll_sample_store (sample, &room, &error));
    }
  if (wanted->certain)
    g_assert_cmpint (ll_grow_certain_labels (samples, 0.8, stored ? &room : NULL, &error),
                     ==, 5);
  g_assert_no_error (error);

  trainer = new_trainer (samples, wanted->scale, wanted->brightness, &error);
  g_assert_no_error (error);
  g_assert_true (ll_trainer_run (trainer, NULL, NULL, NULL, &result, &error));
  g_assert_no_error (error);
  *fingerprint = g_strdup (ll_fingerprint_get (trainer->fingerprint));

  return ll_network_copy (ll_trainer_get_network (trainer));
}

static void
test_training (void)
{
  static const Case cases[] = {
    { 1.0, LL_BRIGHTNESS_SET, FALSE },  { 1.0, LL_BRIGHTNESS_IMAGE, FALSE },
    { 0.75, LL_BRIGHTNESS_SET, FALSE }, { 1.5, LL_BRIGHTNESS_IMAGE, FALSE },
    { 1.0, LL_BRIGHTNESS_SET, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree gchar *a = NULL;
      g_autofree gchar *b = NULL;
      g_autoptr (LlNetwork) plain = train (&cases[i], FALSE, &a);
      g_autoptr (LlNetwork) stored = train (&cases[i], TRUE, &b);

      training_assert_same (plain, stored);
      g_assert_cmpstr (a, ==, b);
    }
}

/* A file that has no name leaves nothing, however the process ends. */
static void
test_names (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (LlImage) image = new_image (WIDTH, HEIGHT, 1, 255);
  g_autoptr (LlImage) stored = NULL;

  g_setenv ("TMPDIR", folder, TRUE);
  stored = new_stored (image, IN_FILE);
  g_assert_cmpint (folder_count (folder), ==, 0);
  assert_same_values (image, stored);
  g_unsetenv ("TMPDIR");
}

/* Resized, the images take 25 MB each, which together exceed the room in memory. */
static LlTrainer *
try_large_scale (GError **error)
{
  g_autoptr (GPtrArray) samples =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  guint64 room = G_MAXUINT64;

  for (gint i = 0; i < 20; i++)
    {
      LlSample *sample = training_new_sample (i, TRUE);
      LlSample *large = ll_sample_resize (sample, 8.0);

      g_assert_true (ll_sample_store (large, &room, NULL));
      g_ptr_array_add (samples, large);
      ll_sample_free (sample);
    }

  return new_trainer (samples, LL_MAX_SCALE, LL_BRIGHTNESS_SET, error);
}

/* A sample that does not fit onto the disk stays as it is. */
static void
test_full_disk (void)
{
  g_autoptr (LlSample) sample = ll_sample_new ("large", new_image (1000, 1000, 1, 255));
  g_autoptr (LlImage) before = ll_image_load_stored (sample->image);
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (GError) error = NULL;
  guint64 room = 0;

  if (unshare (CLONE_NEWNS) != 0 ||
      (mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 && errno != EINVAL) ||
      mount ("none", folder, "tmpfs", 0, "size=512k") != 0)
    {
      g_test_skip ("A file system can't be mounted here.");
      return;
    }

  sample->labels[LL_TASK_DETECTION] = ll_labels_new (1000, 1000, 1);
  g_setenv ("TMPDIR", folder, TRUE);
  g_assert_false (ll_sample_store (sample, &room, &error));
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_SPACE);
  g_assert_nonnull (strstr (error->message, folder));
  assert_same_values (before, sample->image);

  /* The image fits, and its labels do not. */
  g_clear_error (&error);
  room = 1000 * 1000;
  g_assert_false (ll_sample_store (sample, &room, &error));
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_SPACE);
  assert_same_values (before, sample->image);
  g_assert_cmpint (sample->labels[LL_TASK_DETECTION]->data[999999], ==, 1);

  /* Nor does a training begin whose resized images do not fit. */
  g_clear_error (&error);
  g_assert_null (try_large_scale (&error));
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_SPACE);
  g_unsetenv ("TMPDIR");
  g_assert_cmpint (umount (folder), ==, 0);
}

/* What the process has in memory besides files, in bytes. */
static gint64
get_anonymous (void)
{
  g_autofree gchar *text = NULL;
  const gchar *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return -1;
  line = strstr (text, "RssAnon:");

  return line ? 1024 * g_ascii_strtoll (line + strlen ("RssAnon:"), NULL, 10) : -1;
}

#define N_LARGE    48
#define LARGE_SIDE 1024

/* Discs on a noisy ground, in whole numbers over 255, with both maps. */
static LlSample *
new_large_sample (gint seed)
{
  LlSample *sample = ll_sample_new ("large", new_image (LARGE_SIDE, LARGE_SIDE, 1, 255));
  LlLabels *marks = ll_labels_new (LARGE_SIDE, LARGE_SIDE, 0);

  for (gint y = 0; y < LARGE_SIDE; y++)
    for (gint x = 0; x < LARGE_SIDE; x++)
      {
        gint u = (x + 13 * seed) % 64 - 32, v = (y + 7 * seed) % 64 - 32;

        marks->data[y * LARGE_SIDE + x] =
          u * u + v * v < 400 ? (guint8) (1 + (x / 64 + y / 64) % 2) : 0;
      }
  sample->labels[LL_TASK_DETECTION] = marks;
  sample->labels[LL_TASK_SEGMENTATION] = ll_labels_copy (marks);

  return sample;
}

static gboolean
watch_memory (const LlTrainProgress *progress, gpointer data)
{
  gint64 *most = data;

  *most = MAX (*most, get_anonymous ());

  return TRUE;
}

/* 48 images take 200 MB as floating-point numbers and another 100 MB of labels; the network and
 * one image take some 30 MB.
 */
static void
test_memory (void)
{
  g_autoptr (GPtrArray) samples =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before = get_anonymous ();
  gint64 most = 0;
  guint64 room = 0;
  LlTrainResult result;

  if (before < 0 || SANITIZED)
    {
      g_test_skip ("The system does not say what is in memory.");
      return;
    }

  /* So that there is little room in memory. */
  g_setenv ("LAZY_LABELS_MEMORY", "240", TRUE);
  for (gint i = 0; i < N_LARGE; i++)
    {
      LlSample *sample = new_large_sample (i);

      g_assert_true (ll_sample_store (sample, &room, &error));
      g_ptr_array_add (samples, sample);
      most = MAX (most, get_anonymous ());
    }
  /* At a scale of its own and stretched: all of them are copied. */
  trainer = new_trainer (samples, 0.9, LL_BRIGHTNESS_IMAGE, &error);
  g_assert_no_error (error);
  most = MAX (most, get_anonymous ());
  g_assert_true (ll_trainer_run (trainer, NULL, watch_memory, &most, &result, &error));
  g_assert_no_error (error);
  g_unsetenv ("LAZY_LABELS_MEMORY");
  g_test_message ("%.0f MB", (gdouble) (most - before) / 1e6);
  g_assert_cmpint (most - before, <, 100 * 1000 * 1000);
}

/* Images of a folder of samples are not copied. */
static void
test_folder (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (LlSample) sample = training_new_sample (1, TRUE);
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autofree gchar *path = g_build_filename (folder, "a.tif", NULL);
  g_autoptr (LlSample) stored = NULL;
  g_autoptr (LlSample) other = NULL;
  g_autoptr (GError) error = NULL;
  guint64 room = G_MAXUINT64 / 2;
  const gint pixels = TRAINING_SIDE * TRAINING_SIDE;

  g_assert_true (ll_sample_folder_write (folder, "a", sample, classes, &error));
  g_assert_no_error (error);
  stored = ll_sample_folder_read (path, classes, &room, &error);
  g_assert_no_error (error);
  assert_same_values (sample->image, stored->image);
  /* Two maps. */
  g_assert_cmpuint (G_MAXUINT64 / 2 - room, ==, (guint64) (2 * pixels));
  for (gint task = 0; task < LL_N_TASKS; task++)
    if (sample->labels[task])
      g_assert_cmpmem (sample->labels[task]->data, pixels, stored->labels[task]->data,
                       pixels);

  /* What replaces the file leaves the sample as it is. */
  other = training_new_sample (2, TRUE);
  g_assert_true (ll_sample_folder_write (folder, "a", other, classes, &error));
  assert_same_values (sample->image, stored->image);
}

int
main (int argc, char **argv)
{
  g_autoptr (Folder) cache = folder_new ();
  int status;

  /* Not the user's. */
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_unsetenv ("TMPDIR");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/values", test_values);
  g_test_add_func ("/store/exact", test_exact);
  g_test_add_func ("/store/channels", test_channels);
  g_test_add_func ("/store/statistics", test_statistics);
  g_test_add_func ("/store/patches", test_patches);
  g_test_add_func ("/store/folder", test_folder);
  g_test_add_func ("/store/training", test_training);
  g_test_add_func ("/store/memory", test_memory);
  g_test_add_func ("/store/names", test_names);
  g_test_add_func ("/store/full-disk", test_full_disk);
  status = g_test_run ();

  {
    g_autofree gchar *own = g_build_filename (cache, "lazy-labels", NULL);

    if (g_file_test (own, G_FILE_TEST_EXISTS))
      g_assert_cmpint (folder_count (own), ==, 0);
    g_rmdir (own);
  }

  return status;
}
