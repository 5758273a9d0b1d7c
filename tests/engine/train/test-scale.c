/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What lies between an image and what the network sees of it: another scale, a stretch of the
 * brightness, and networks that begin as others.
 */

#include <math.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "core/random.h"
#include "data/resize.h"
#include "training.h"

/* A pattern that is linear in x and y stays so at every scale, away from the border. */
static void
test_resize_linear (void)
{
  const gint sizes[][4] = { { 60, 40, 30, 20 }, { 61, 40, 23, 17 }, { 30, 20, 75, 44 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const gint *size = sizes[i];
      g_autoptr (LlImage) image = ll_image_new (size[0], size[1], 1);
      g_autoptr (LlImage) resized = NULL;
      gdouble sx = (gdouble) size[0] / size[2], sy = (gdouble) size[1] / size[3];

      for (gint y = 0; y < size[1]; y++)
        for (gint x = 0; x < size[0]; x++)
          image->data[y * size[0] + x] =
            (gfloat) (0.3 * (x + 0.5) - 0.2 * (y + 0.5) + 4.0);
      resized = ll_image_resize (image, size[2], size[3]);
      for (gint y = 3; y < size[3] - 3; y++)
        for (gint x = 3; x < size[2] - 3; x++)
          g_assert_cmpfloat_with_epsilon (
            resized->data[y * size[2] + x],
            0.3 * (x + 0.5) * sx - 0.2 * (y + 0.5) * sy + 4.0, 0.02 * MAX (sx, 1.0));
    }
}

/* Shrinking keeps the mean: nothing is skipped, as nearest neighbours would. */
static void
test_resize_mean (void)
{
  g_autoptr (LlImage) image = ll_image_new (64, 64, 1);
  g_autoptr (LlImage) resized = NULL;
  gdouble sum = 0.0;

  for (gint y = 0; y < 64; y++)
    for (gint x = 0; x < 64; x++)
      image->data[y * 64 + x] = (x + y) % 2 ? 1.0f : 0.0f;
  resized = ll_image_resize (image, 16, 16);
  for (gint i = 0; i < 256; i++)
    {
      g_assert_cmpfloat_with_epsilon (resized->data[i], 0.5, 0.05);
      sum += resized->data[i];
    }
  g_assert_cmpfloat_with_epsilon (sum / 256, 0.5, 0.005);
}

/* One pixel that is not a number is left out of the means about it. */
static void
test_resize_missing (void)
{
  g_autoptr (LlImage) image = ll_image_new (32, 32, 1);
  g_autoptr (LlImage) resized = NULL;

  for (gint i = 0; i < 32 * 32; i++)
    image->data[i] = 2.0f;
  image->data[17 * 32 + 9] = NAN;
  resized = ll_image_resize (image, 13, 11);
  for (gint i = 0; i < 13 * 11; i++)
    g_assert_cmpfloat_with_epsilon (resized->data[i], 2.0, 1e-5);
}

/* A scribble of one pixel stays whole when labels shrink; other labels are of the nearest. */
static void
test_resize_labels (void)
{
  g_autoptr (LlLabels) labels = ll_labels_new (40, 40, 0);
  g_autoptr (LlLabels) kept = NULL;
  g_autoptr (LlLabels) nearest = NULL;
  gint64 counts[256];

  for (gint y = 0; y < 40; y++)
    labels->data[y * 40 + 21] = 1;
  kept = ll_labels_resize (labels, 10, 10, 1);
  ll_labels_count (kept, counts);
  g_assert_cmpint (counts[1], ==, 10);
  for (gint y = 0; y < 10; y++)
    g_assert_cmpint (kept->data[y * 10 + 5], ==, 1);

  nearest = ll_labels_resize (labels, 80, 80, LL_LABEL_IGNORE);
  ll_labels_count (nearest, counts);
  g_assert_cmpint (counts[1], ==, 160);
}

static LlNetwork *
make_network (gint channels, gdouble scale)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  LlNetworkSettings settings;

  ll_network_settings_init (&settings);
  settings.channels = channels;
  settings.width = 4;
  settings.levels = 3;
  settings.task_blocks = 2;
  settings.patch = 32;
  settings.scale = scale;
  return ll_network_new (&settings, classes, 5, NULL);
}

static LlImage *
make_image (gint width, gint height, gint channels)
{
  LlImage *image = ll_image_new (width, height, channels);
  LlRandom random;

  ll_random_init (&random, 1, 0, 0);
  for (gint i = 0; i < width * height * channels; i++)
    image->data[i] = (gfloat) ll_random_uniform (&random);
  return image;
}

/* Rows that come and go one by one give what a resized image and resized planes give. */
static void
test_predict (void)
{
  const gdouble scales[] = { 0.5, 0.37, 0.1, 1.6, 3.0 };
  const gint sizes[][2] = { { 150, 97 }, { 40, 200 }, { 9, 5 } };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
      {
        gint channels = k % 2 ? 3 : 1;
        gint width = sizes[k][0], height = sizes[k][1];
        g_autoptr (LlNetwork) network = make_network (channels, scales[i]);
        g_autoptr (LlNetwork) plain = make_network (channels, 1.0);
        g_autoptr (LlImage) image = make_image (width, height, channels);
        g_autoptr (LlImage) small = ll_image_resize (
          image, ll_resize_side (width, scales[i]), ll_resize_side (height, scales[i]));
        gsize seen = (gsize) small->width * (gsize) small->height;
        gsize n = (gsize) width * (gsize) height;
        LlPredictSettings settings;
        g_autofree gfloat *planes = NULL;
        g_autofree gfloat *expected = NULL;
        g_autoptr (GError) error = NULL;

        ll_predict_settings_init (&settings);
        planes = ll_predict_image (network, image, &settings, NULL, NULL, &error);
        g_assert_no_error (error);
        expected = ll_predict_image (plain, small, &settings, NULL, NULL, &error);
        g_assert_no_error (error);
        if (k == 0)
          {
            /* The same by a setting. */
            g_free (planes);
            settings.scale = scales[i];
            planes = ll_predict_image (plain, image, &settings, NULL, NULL, &error);
            g_assert_no_error (error);
          }
        for (gint p = 0; p < ll_network_get_n_planes (network); p++)
          {
            g_autoptr (LlImage) one = ll_image_new (small->width, small->height, 1);
            g_autoptr (LlImage) large = NULL;

            memcpy (one->data, expected + (gsize) p * seen, seen * sizeof (gfloat));
            large = ll_image_resize (one, width, height);
            for (gsize j = 0; j < n; j++)
              g_assert_cmpfloat_with_epsilon (planes[(gsize) p * n + j], large->data[j],
                                              2e-5);
          }
      }
}

/* A network for stretched images sees the same whatever the brightness and contrast, and a
 * part of an image as it sees that part within the whole.
 */
static void
test_stretch (void)
{
  g_autoptr (LlNetwork) network = make_network (1, 1.0);
  g_autoptr (LlImage) image = make_image (64, 64, 1);
  g_autoptr (LlImage) other = make_image (64, 64, 1);
  LlNormalisation normalisation = *ll_network_get_normalisation (network);
  const LlImage *images[1] = { other };
  LlNormalisation own;
  LlPredictSettings settings;
  g_autofree gfloat *first = NULL;
  g_autofree gfloat *second = NULL;
  g_autofree gfloat *third = NULL;
  gsize n = (gsize) ll_network_get_n_planes (network) * 64 * 64;
  gdouble largest = 0.0;

  normalisation.mean[0] = 0.5f;
  normalisation.deviation[0] = 0.3f;
  normalisation.low[0] = 0.0f;
  normalisation.high[0] = 1.0f;
  normalisation.each = TRUE;
  ll_network_set_normalisation (network, &normalisation);
  for (gint i = 0; i < 64 * 64; i++)
    other->data[i] = 700.0f + 123.0f * image->data[i];

  ll_predict_settings_init (&settings);
  first = ll_predict_image (network, image, &settings, NULL, NULL, NULL);
  second = ll_predict_image (network, other, &settings, NULL, NULL, NULL);
  ll_normalisation_measure (&own, images, 1);
  settings.own = &own;
  third = ll_predict_image (network, other, &settings, NULL, NULL, NULL);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpfloat_with_epsilon (first[i], second[i], 2e-3);
      g_assert_cmpfloat (second[i], ==, third[i]);
    }

  /* With the limits of another image it is not the same. */
  own.low[0] -= 60.0f;
  g_clear_pointer (&third, g_free);
  third = ll_predict_image (network, other, &settings, NULL, NULL, NULL);
  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, fabs (third[i] - second[i]));
  g_assert_cmpfloat (largest, >, 0.01);
}

/* Images that differ too much in brightness are found out, others are not. */
static void
test_differ (void)
{
  LlNormalisation own[3];

  for (gint i = 0; i < 3; i++)
    {
      ll_normalisation_init (&own[i]);
      own[i].low[0] = 0.1f;
      own[i].high[0] = 0.8f;
    }
  g_assert_false (ll_normalisation_differ (own, 3, 1));
  own[1].low[0] = 0.2f;
  own[1].high[0] = 0.7f;
  g_assert_false (ll_normalisation_differ (own, 3, 1));
  own[2].low[0] = 0.02f;
  own[2].high[0] = 0.1f;
  g_assert_true (ll_normalisation_differ (own, 3, 1));
  own[2].low[0] = 0.8f;
  own[2].high[0] = 1.4f;
  g_assert_true (ll_normalisation_differ (own, 3, 1));
}

/* A training at half the scale, on images of which each has its own brightness, segments an
 * image of full size, and its network comes back from its file as it was.
 */
static void
test_train (void)
{
  g_autoptr (GPtrArray) samples = training_new_samples (4, 4);
  g_autoptr (LlTrainer) trainer = NULL;
  g_autoptr (LlNetwork) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gchar *folder = g_dir_make_tmp ("lazy-labels-XXXXXX", NULL);
  g_autofree gchar *path = g_build_filename (folder, "weights", NULL);
  g_autoptr (LlSample) test = training_new_sample (77, TRUE);
  g_autoptr (LlLabels) found = NULL;
  g_autofree gfloat *planes = NULL;
  g_autofree gfloat *again = NULL;
  const LlNetworkSettings *shape;
  LlNetworkSettings shapes;
  LlPredictSettings predict;
  LlTrainSettings settings;
  LlTrainResult result;
  LlDice dice;
  LlNetwork *network;
  gsize n;

  for (guint i = 0; i < samples->len; i++)
    {
      LlSample *sample = g_ptr_array_index (samples, i);

      for (gint k = 0; k < TRAINING_SIDE * TRAINING_SIDE; k++)
        sample->image->data[k] =
          sample->image->data[k] * (gfloat) (1 + 3 * i) + (gfloat) i;
    }

  network = training_new_network (LL_NETWORK_MULTI_TASK);
  shapes = *ll_network_get_settings (network);
  shapes.scale = 0.5;
  shapes.patch = 16;
  {
    LlClasses *classes = ll_classes_copy (ll_network_get_classes (network));

    ll_network_free (network);
    network = ll_network_new (&shapes, classes, 1, &error);
    ll_classes_free (classes);
  }
  g_assert_no_error (error);
  training_init_settings (&settings, 150);
  settings.brightness = LL_BRIGHTNESS_AUTOMATIC;
  trainer = ll_trainer_new (samples, network, &settings, &error);
  g_assert_no_error (error);
  g_assert_true (ll_trainer_run (trainer, NULL, NULL, NULL, &result, &error));
  g_assert_no_error (error);

  network = ll_network_copy (ll_trainer_get_network (trainer));
  g_assert_true (ll_network_get_normalisation (network)->each);
  g_assert_true (ll_weights_save (network, path, NULL));
  loaded = ll_weights_load (path, &error);
  g_assert_no_error (error);
  shape = ll_network_get_settings (loaded);
  g_assert_cmpfloat (shape->scale, ==, 0.5);
  g_assert_true (ll_network_get_normalisation (loaded)->each);
  g_assert_cmpfloat (ll_network_get_summary (loaded)->diameter, >, 10.0);
  g_assert_cmpfloat_with_epsilon (
    ll_network_find_scale (loaded, 2.0 * ll_network_get_summary (loaded)->diameter), 0.25,
    1e-9);

  ll_predict_settings_init (&predict);
  planes = ll_predict_image (network, test->image, &predict, NULL, NULL, NULL);
  again = ll_predict_image (loaded, test->image, &predict, NULL, NULL, NULL);
  n = (gsize) ll_network_get_n_planes (network) * TRAINING_SIDE * TRAINING_SIDE;
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (planes[i], ==, again[i]);
  found = ll_predict_get_labels (network, LL_TASK_SEGMENTATION, planes, TRAINING_SIDE,
                                 TRAINING_SIDE);
  ll_dice (found, test->labels[LL_TASK_SEGMENTATION],
           ll_classes_get_n (ll_network_get_classes (network)), &dice);
  g_test_message ("Dice %.3f", dice.overall);
  g_assert_cmpfloat (dice.overall, >, 0.75);

  ll_network_free (network);
  g_unlink (path);
  g_rmdir (folder);
}

/* A network with two classes of its own begins as one that knows "object": the probability of
 * both together is that of the object before.
 */
static void
test_start (void)
{
  const gchar *const object[] = { "object" };
  const gchar *const two[] = { "grain", "pore" };
  g_autoptr (LlClasses) known = ll_classes_new (object, 1, LL_PALETTE_PAPER, NULL);
  g_autoptr (LlClasses) wanted = ll_classes_new (two, 2, LL_PALETTE_PAPER, NULL);
  g_autoptr (LlImage) image = make_image (32, 32, 1);
  g_autoptr (LlNetwork) start = NULL;
  g_autoptr (LlNetwork) network = NULL;
  g_autoptr (LlNetwork) none = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gfloat *before = NULL;
  g_autofree gfloat *after = NULL;
  g_autoptr (LlNetwork) any = make_network (1, 1.0);
  LlNetworkSettings shape = *ll_network_get_settings (any);
  LlPredictSettings settings;

  start = ll_network_new (&shape, known, 5, NULL);
  network = ll_network_new_from (start, wanted, 0.5, 64, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (ll_network_get_settings (network)->scale, ==, 0.5);
  g_assert_cmpint (ll_network_get_settings (network)->patch, ==, 64);

  g_clear_pointer (&network, ll_network_free);
  network = ll_network_new_from (start, wanted, 1.0, shape.patch, &error);
  ll_predict_settings_init (&settings);
  before = ll_predict_image (start, image, &settings, NULL, NULL, NULL);
  after = ll_predict_image (network, image, &settings, NULL, NULL, NULL);
  for (gint task = 0; task < LL_N_TASKS; task += 2)
    {
      gint a = ll_network_get_first_plane (start, (LlTask) task);
      gint b = ll_network_get_first_plane (network, (LlTask) task);

      for (gint i = 0; i < 32 * 32; i++)
        {
          g_assert_cmpfloat_with_epsilon (before[a * 1024 + i], after[b * 1024 + i],
                                          1e-5);
          g_assert_cmpfloat_with_epsilon (
            before[(a + 1) * 1024 + i],
            after[(b + 1) * 1024 + i] + after[(b + 2) * 1024 + i], 1e-5);
        }
    }

  /* Two classes are not one of others. */
  none = ll_network_new_from (network, known, 1.0, shape.patch, &error);
  g_assert_null (none);
  g_assert_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_CLASSES);
}

/* Circles of a known diameter, from masks and from marks that leave out a third. */
static void
test_diameter (void)
{
  g_autoptr (GPtrArray) samples =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  LlSample *sample = ll_sample_new ("circles", ll_image_new (200, 200, 1));
  LlLabels *masks = ll_labels_new (200, 200, 0);
  LlLabels *marks = ll_labels_new (200, 200, 0);

  for (gint y = 0; y < 200; y++)
    for (gint x = 0; x < 200; x++)
      {
        gdouble u = x % 50 - 24.5, v = y % 50 - 24.5;
        gdouble r = sqrt (u * u + v * v);

        masks->data[y * 200 + x] = r < 20.0;
        marks->data[y * 200 + x] = r < 13.0;
      }
  g_ptr_array_add (samples, sample);
  g_assert_cmpfloat (ll_samples_find_diameter (samples), ==, 0.0);
  sample->labels[LL_TASK_DETECTION] = marks;
  g_assert_cmpfloat_with_epsilon (ll_samples_find_diameter (samples), 39.0, 1.5);
  sample->labels[LL_TASK_SEGMENTATION] = masks;
  g_assert_cmpfloat_with_epsilon (ll_samples_find_diameter (samples), 40.0, 0.5);

  /* Where masks touch, the marks say how many objects there are. */
  for (gint x = 0; x < 200; x++)
    masks->data[24 * 200 + x] = 1;
  g_assert_cmpfloat_with_epsilon (ll_samples_find_diameter (samples), 40.0, 1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scale/resize/linear", test_resize_linear);
  g_test_add_func ("/scale/resize/mean", test_resize_mean);
  g_test_add_func ("/scale/resize/missing", test_resize_missing);
  g_test_add_func ("/scale/resize/labels", test_resize_labels);
  g_test_add_func ("/scale/predict", test_predict);
  g_test_add_func ("/scale/stretch", test_stretch);
  g_test_add_func ("/scale/differ", test_differ);
  g_test_add_func ("/scale/train", test_train);
  g_test_add_func ("/scale/start", test_start);
  g_test_add_func ("/scale/diameter", test_diameter);
  return g_test_run ();
}
