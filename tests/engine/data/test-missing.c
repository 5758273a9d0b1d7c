/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pixels that aren't there, and pixel values that a network doesn't know. */

#include <math.h>
#include <string.h>

#include "core/random.h"
#include "lazylabels/lazylabels.h"

#define SIDE 200

/* Grey values of 8 bits around two levels, as a micrograph of bright objects has them. */
static LlImage *
make_micrograph (gdouble factor)
{
  LlImage *image = ll_image_new (SIDE, SIDE, 1);
  LlRandom random;

  ll_random_init (&random, 3, 0, 0);
  for (gint i = 0; i < SIDE * SIDE; i++)
    {
      gint level = i % SIDE < SIDE / 2 ? 60 : 170;

      image->data[i] = (gfloat) (factor * (level + ll_random_int (&random, 40)) / 255.0);
    }
  return image;
}

static LlNormalisation
measure_values (const LlImage *image)
{
  const LlImage *images[] = { image };
  LlNormalisation normalisation;

  ll_normalisation_measure (&normalisation, images, 1);
  return normalisation;
}

/* What isn't there changes nothing: the numbers are those of the other half alone. */
static void
test_left_out (void)
{
  const gfloat wrong[] = { 0.0f, 1.0f, 1e6f, -1e30f, NAN, INFINITY };
  g_autoptr (LlImage) image = make_micrograph (1.0);
  g_autoptr (LlImage) half = ll_image_new (SIDE, SIDE / 2, 1);
  LlNormalisation expected;

  for (gint i = 0; i < SIDE * SIDE / 2; i++)
    half->data[i] = image->data[i];
  expected = measure_values (half);

  image->missing = g_new0 (guint8, SIDE * SIDE);
  for (gint i = SIDE * SIDE / 2; i < SIDE * SIDE; i++)
    {
      image->missing[i] = 1;
      image->data[i] = wrong[i % (gint) G_N_ELEMENTS (wrong)];
    }
  {
    LlNormalisation found = measure_values (image);

    g_assert_cmpfloat (found.mean[0], ==, expected.mean[0]);
    g_assert_cmpfloat (found.deviation[0], ==, expected.deviation[0]);
    g_assert_cmpfloat (found.low[0], ==, expected.low[0]);
    g_assert_cmpfloat (found.high[0], ==, expected.high[0]);
  }
}

static void
test_nothing_there (void)
{
  g_autoptr (LlImage) image = ll_image_new (3, 2, 3);
  LlNormalisation found;

  image->missing = g_new (guint8, 6);
  memset (image->missing, 1, 6);
  found = measure_values (image);
  g_assert_false (ll_normalisation_has_percentiles (&found));
  g_assert_cmpfloat (found.mean[1], ==, 0.0f);
  g_assert_cmpfloat (found.deviation[2], ==, 1.0f);
}

/* One pixel in a thousand is a thousand times too bright. */
static void
test_hot_pixels (void)
{
  g_autoptr (LlImage) image = make_micrograph (1.0);
  LlNormalisation clean = measure_values (image);
  LlNormalisation found;
  gfloat least, most;

  for (gint i = 500; i < SIDE * SIDE; i += 1000)
    image->data[i] = 1000.0f;
  found = measure_values (image);
  g_test_message ("mean %.4f, was %.4f; deviation %.4f, was %.4f",
                  (gdouble) found.mean[0], (gdouble) clean.mean[0],
                  (gdouble) found.deviation[0], (gdouble) clean.deviation[0]);
  g_assert_cmpfloat_with_epsilon (found.mean[0], clean.mean[0], 0.01f);
  g_assert_cmpfloat_with_epsilon (found.deviation[0], clean.deviation[0], 0.01f);

  ll_normalisation_get_limits (&found, 0, &least, &most);
  g_assert_cmpfloat (most, <, 3.0f);
  g_assert_cmpfloat (least, <, 0.0f);
}

/* The same picture in numbers of another size is converted, an unlike one is not. */
static void
test_storage (void)
{
  const gdouble factors[] = {
    4095.0 / 65535.0, 1023.0 / 65535.0, 16383.0 / 65535.0, 255.0, 4095.0, 65535.0
  };
  g_autoptr (LlImage) image = make_micrograph (1.0);
  LlNormalisation learned = measure_values (image);

  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      g_autoptr (LlImage) other = make_micrograph (factors[i]);
      LlNormalisation own = measure_values (other);
      gfloat there = ll_normalisation_find_factor (&learned, &own, 1);
      gfloat back = ll_normalisation_find_factor (&own, &learned, 1);

      /* A quarter of the range could be a dark picture, too, if an unusual one. */
      if (factors[i] < 0.2 || factors[i] > 1.0)
        {
          g_assert_cmpint (ll_normalisation_compare (&learned, &own, 1), !=,
                           LL_VALUES_FIT);
          g_assert_cmpint (ll_normalisation_compare (&own, &learned, 1), !=,
                           LL_VALUES_FIT);
        }
      g_assert_cmpfloat_with_epsilon (there * factors[i], 1.0, 1e-3);
      g_assert_cmpfloat_with_epsilon (back / factors[i], 1.0, 1e-3);
    }
}

/* Whatever the unit of the values is, and however far from 0 they lie, a network sees the same:
 * no standard deviation is rounded up, and none is lost in sums of squares.
 */
static void
test_any_range (void)
{
  static const struct
  {
    gdouble scale;
    gdouble offset;
  } cases[] = {
    { 1e-12, 0.0 }, { 1e-30, -2e-30 }, { 1e20, 0.0 }, { 50.0, -9000.0 }, { 40.0, 1e5 }
  };
  g_autoptr (LlImage) image = make_micrograph (1.0);
  LlNormalisation plain = measure_values (image);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LlImage) other = make_micrograph (1.0);
      LlNormalisation own;

      for (gint k = 0; k < SIDE * SIDE; k++)
        other->data[k] = (gfloat) (other->data[k] * cases[i].scale + cases[i].offset);
      own = measure_values (other);
      g_assert_cmpfloat_with_epsilon (own.deviation[0] / cases[i].scale,
                                      plain.deviation[0], 1e-3 * plain.deviation[0]);
      g_assert_cmpfloat_with_epsilon ((own.mean[0] - cases[i].offset) / cases[i].scale,
                                      plain.mean[0], 1e-3);
    }
}

static void
test_brightness (void)
{
  static const struct
  {
    gfloat contrast;
    gfloat brightness;
    LlValues expected;
  } cases[] = {
    { 1.0f, 0.0f, LL_VALUES_FIT },      { 0.6f, 0.0f, LL_VALUES_FIT },
    { 1.0f, 0.1f, LL_VALUES_FIT },      { 1.3f, -0.1f, LL_VALUES_FIT },
    { 0.05f, 0.0f, LL_VALUES_DARKER },  { 1.0f, -0.9f, LL_VALUES_DARKER },
    { 1.0f, 0.8f, LL_VALUES_BRIGHTER }, { 0.05f, 0.4f, LL_VALUES_FLAT },
    { 8.0f, -3.6f, LL_VALUES_WIDE },
  };
  g_autoptr (LlImage) image = make_micrograph (1.0);
  LlNormalisation learned = measure_values (image);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LlImage) other = make_micrograph (1.0);
      LlNormalisation own;

      for (gint k = 0; k < SIDE * SIDE; k++)
        other->data[k] = other->data[k] * cases[i].contrast + cases[i].brightness;
      own = measure_values (other);
      g_assert_cmpint (ll_normalisation_compare (&learned, &own, 1), ==,
                       cases[i].expected);
      /* Brightness that differs for no reason of storage is not changed. */
      if (cases[i].expected != LL_VALUES_FIT)
        g_assert_cmpfloat (ll_normalisation_find_factor (&learned, &own, 1), ==, 1.0f);
    }
}

static void
draw_disc (LlInstances *map, gint32 id, gdouble x, gdouble y, gdouble radius)
{
  map->class_of[id] = 1;
  for (gint v = 0; v < map->height; v++)
    for (gint u = 0; u < map->width; u++)
      if (hypot (u + 0.5 - x, v + 0.5 - y) <= radius &&
          !(map->missing && map->missing[v * map->width + u]))
        map->data[v * map->width + u] = id;
}

static LlObjects *
measure_weighted (const LlInstances *map)
{
  LlMeasureSettings settings;

  ll_measure_settings_init (&settings);
  return ll_objects_new (map, &settings);
}

/* A margin that is missing is the same as an image without it. */
static void
test_margin (void)
{
  const gdouble discs[][3] = {
    { 30, 30, 12 }, { 3, 50, 10 }, { 70, 68, 15 }, { 60, 20, 8 }, { 77, 40, 6 }
  };
  gint n = (gint) G_N_ELEMENTS (discs);
  g_autoptr (LlInstances) cropped = ll_instances_new (80, 70, n);
  g_autoptr (LlInstances) whole = ll_instances_new (111, 90, n);
  g_autoptr (LlObjects) expected = NULL;
  g_autoptr (LlObjects) found = NULL;

  whole->missing = g_new (guint8, 111 * 90);
  for (gint i = 0; i < 111 * 90; i++)
    {
      gint x = i % 111 - 11;
      gint y = i / 111 - 9;

      whole->missing[i] = x < 0 || y < 0 || x >= 80 || y >= 70;
    }
  for (gint i = 0; i < n; i++)
    {
      draw_disc (cropped, i + 1, discs[i][0], discs[i][1], discs[i][2]);
      draw_disc (whole, i + 1, discs[i][0] + 11, discs[i][1] + 9, discs[i][2]);
    }

  expected = measure_weighted (cropped);
  found = measure_weighted (whole);
  g_assert_cmpfloat (found->frame, ==, 80.0 * 70.0);
  g_assert_cmpint (found->n, ==, n);
  for (gint i = 0; i < n; i++)
    {
      const LlObject *a = &expected->objects[i];
      const LlObject *b = &found->objects[i];

      g_assert_cmpint (b->on_edge, ==, a->on_edge);
      g_assert_cmpfloat (b->area, ==, a->area);
      g_assert_cmpfloat_with_epsilon (b->edge_length, a->edge_length, 1e-6);
      g_assert_cmpfloat_with_epsilon (b->weight, a->weight, 1e-9);
    }
}

/* Discs at random places, of which a corner of the image shows nothing: their number per
 * area stays what it is.
 */
static void
test_density (void)
{
  const gint side = 320;
  const gint trials = 40;
  const gint per_trial = 60;
  gdouble sum = 0.0, truth;

  for (gint trial = 0; trial < trials; trial++)
    {
      g_autoptr (LlInstances) map = ll_instances_new (side, side, per_trial);
      LlRandom random;

      map->missing = g_new (guint8, side * side);
      for (gint i = 0; i < side * side; i++)
        map->missing[i] = i % side + i / side < side;
      ll_random_init (&random, 9, 0, (guint64) trial);
      /* Centres may lie outside: the image cuts whatever is there.  They overlap, and the
       * later one would hide the earlier, so each is drawn and measured alone.
       */
      for (gint i = 1; i <= per_trial; i++)
        {
          gdouble radius = 8.0 + 12.0 * ll_random_uniform (&random);
          gdouble x = (side + 60.0) * ll_random_uniform (&random) - 30.0;
          gdouble y = (side + 60.0) * ll_random_uniform (&random) - 30.0;
          g_autoptr (LlObjects) alone = NULL;

          memset (map->data, 0, (gsize) (side * side) * sizeof (gint32));
          draw_disc (map, 1, x, y, radius);
          alone = measure_weighted (map);
          for (gint k = 0; k < alone->n; k++)
            sum += alone->objects[k].weight / alone->frame;
        }
    }
  truth = (gdouble) per_trial * trials / ((side + 60.0) * (side + 60.0));
  g_test_message ("density %.4g, is %.4g", sum, truth);
  /* 2400 discs, of which about 850 count: a standard deviation of 4 %. */
  g_assert_cmpfloat_with_epsilon (sum / truth, 1.0, 0.1);
}

/* Dead pixels of a camera leave an object whole; a missing region cuts it. */
static void
test_specks (void)
{
  g_autoptr (LlObjectMaps) maps = g_new0 (LlObjectMaps, 1);
  g_autofree guint8 *missing = g_new0 (guint8, SIDE * SIDE);
  g_autoptr (LlInstances) objects = NULL;
  g_autoptr (LlObjects) measured = NULL;
  LlObjectSettings settings;

  maps->mask = ll_labels_new (SIDE, SIDE, 0);
  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      if ((x >= 20 && x < 60 && y >= 20 && y < 60) ||
          (x >= 100 && x < 140 && y >= 20 && y < 60))
        maps->mask->data[y * SIDE + x] = 1;
  missing[40 * SIDE + 40] = missing[40 * SIDE + 41] = missing[41 * SIDE + 41] = 1;
  missing[0] = 1;
  for (gint y = 30; y < 40; y++)
    for (gint x = 110; x < 120; x++)
      missing[y * SIDE + x] = 1;

  ll_object_maps_set_missing (maps, missing);
  ll_object_settings_init (&settings);
  settings.split = LL_SPLIT_COMPONENTS;
  objects = ll_find_objects (maps, &settings, NULL, NULL, NULL);
  measured = measure_weighted (objects);
  g_assert_cmpint (measured->n, ==, 2);
  g_assert_cmpfloat (measured->frame, ==, SIDE * SIDE - 100.0);
  g_assert_cmpfloat (measured->objects[0].area, ==, 1600.0);
  g_assert_false (measured->objects[0].on_edge);
  g_assert_cmpfloat (measured->objects[1].area, ==, 1500.0);
  g_assert_true (measured->objects[1].on_edge);
}

static LlNetwork *
make_network (void)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  LlNetworkSettings settings;

  ll_network_settings_init (&settings);
  settings.width = 2;
  settings.levels = 2;
  settings.task_blocks = 1;
  settings.patch = 32;
  return ll_network_new (&settings, classes, 5, NULL);
}

/* One pixel that isn't a number only changes what is within reach of it. */
static void
test_predict_nan (void)
{
  g_autoptr (LlNetwork) network = make_network ();
  g_autoptr (LlImage) image = make_micrograph (1.0);
  LlNormalisation normalisation = measure_values (image);
  gsize planes = (gsize) ll_network_get_n_planes (network);
  g_autofree gfloat *clean = NULL;
  g_autofree gfloat *found = NULL;
  LlPredictSettings settings;
  gint changed = 0;

  ll_network_set_normalisation (network, &normalisation);
  ll_predict_settings_init (&settings);
  clean = ll_predict_image (network, image, &settings, NULL, NULL, NULL);
  image->data[50 * SIDE + 50] = NAN;
  found = ll_predict_image (network, image, &settings, NULL, NULL, NULL);
  for (gsize i = 0; i < planes * SIDE * SIDE; i++)
    {
      gint x = (gint) (i % SIDE);
      gint y = (gint) (i / SIDE % SIDE);

      g_assert_true (isfinite (found[i]));
      if (found[i] != clean[i])
        {
          changed++;
          g_assert_cmpint (MAX (ABS (x - 50), ABS (y - 50)), <, 32);
        }
    }
  g_assert_cmpint (changed, >, 0);
}

/* Training names the image and the place before it begins. */
static void
test_train_nan (void)
{
  g_autoptr (GPtrArray) samples =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ll_sample_free);
  LlSample *sample = ll_sample_new ("oven-3", make_micrograph (1.0));
  g_autoptr (GError) error = NULL;
  LlTrainSettings settings;
  LlTrainer *trainer;

  sample->labels[LL_TASK_SEGMENTATION] = ll_labels_new (SIDE, SIDE, 1);
  sample->image->data[7 * SIDE + 5] = INFINITY;
  g_ptr_array_add (samples, sample);
  ll_train_settings_init (&settings);
  trainer = ll_trainer_new (samples, make_network (), &settings, &error);
  g_assert_null (trainer);
  g_assert_error (error, LL_TRAIN_ERROR, LL_TRAIN_ERROR_PIXELS);
  g_assert_nonnull (strstr (error->message, "oven-3"));
  g_assert_nonnull (strstr (error->message, "(5, 7)"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/missing/left-out", test_left_out);
  g_test_add_func ("/missing/nothing-there", test_nothing_there);
  g_test_add_func ("/missing/hot-pixels", test_hot_pixels);
  g_test_add_func ("/missing/storage", test_storage);
  g_test_add_func ("/missing/any-range", test_any_range);
  g_test_add_func ("/missing/brightness", test_brightness);
  g_test_add_func ("/missing/margin", test_margin);
  g_test_add_func ("/missing/density", test_density);
  g_test_add_func ("/missing/specks", test_specks);
  g_test_add_func ("/missing/predict-nan", test_predict_nan);
  g_test_add_func ("/missing/train-nan", test_train_nan);
  return g_test_run ();
}
