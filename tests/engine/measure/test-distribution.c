/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Distributions of sizes and their tables, by examples that can be counted by hand. */

#include <locale.h>
#include <math.h>
#include <string.h>

#include "core/random.h"
#include "lazylabels/csv.h"
#include "lazylabels/measure.h"

/* Objects of class 1 with nothing but a diameter and a weight. */
static LlObjects *
make_objects (const gdouble *diameters, const gdouble *weights, gint n)
{
  LlObjects *objects = g_new0 (LlObjects, 1);

  objects->frame = 10000.0;
  objects->n = n;
  objects->objects = g_new0 (LlObject, n);
  for (gint i = 0; i < n; i++)
    {
      LlObject *object = &objects->objects[i];

      object->id = i + 1;
      object->class_index = 1;
      object->diameter = diameters[i];
      object->area = G_PI / 4.0 * diameters[i] * diameters[i];
      object->weight = weights ? weights[i] : 1.0;
    }
  return objects;
}

static LlSummary *
summarise (const LlObjects *objects, gint n_classes, gint resamples, guint64 seed)
{
  LlMeasureSettings settings;

  ll_measure_settings_init (&settings);
  settings.resamples = resamples;
  settings.seed = seed;
  return ll_summary_new (objects, n_classes, &settings);
}

static gdouble
get_value (const LlSummary *summary, LlStatistic statistic)
{
  return summary->distributions[0].statistics[statistic].value;
}

#define assert_statistic(summary, statistic, expected)                           \
  g_assert_cmpfloat_with_epsilon (get_value (summary, LL_STATISTIC_##statistic), \
                                  expected, 1e-9)

/* Shares of 1, 2, 3, 4 are 1/8, 3/8, 5/8, 7/8; of volumes 1, 8, 27, 64 in 100 they are
 * 0.005, 0.05, 0.225, 0.68.
 */
static void
test_by_hand (void)
{
  static const gdouble diameters[] = { 3.0, 1.0, 4.0, 2.0 };
  g_autoptr (LlObjects) objects = make_objects (diameters, NULL, 4);
  g_autoptr (LlSummary) summary = NULL;
  gdouble d10 = 2.0 + (0.1 - 0.05) / (0.225 - 0.05);
  gdouble d50 = 3.0 + (0.5 - 0.225) / (0.68 - 0.225);

  objects->objects[0].neighbours = 2;
  objects->objects[1].perimeter = 50.0;
  objects->objects[1].edge_length = 20.0;
  summary = summarise (objects, 2, 0, 1);

  g_assert_cmpint (summary->n, ==, 1);
  g_assert_cmpint (summary->distributions[0].n, ==, 4);
  assert_statistic (summary, NUMBER, 4.0);
  assert_statistic (summary, MEAN, 2.5);
  assert_statistic (summary, SD, sqrt (5.0 / 3.0));
  assert_statistic (summary, D10_NUMBER, 1.0);
  assert_statistic (summary, D50_NUMBER, 2.5);
  assert_statistic (summary, D90_NUMBER, 4.0);
  assert_statistic (summary, SPAN_NUMBER, 3.0 / 2.5);
  assert_statistic (summary, D10_VOLUME, d10);
  assert_statistic (summary, D50_VOLUME, d50);
  assert_statistic (summary, D90_VOLUME, 4.0);
  assert_statistic (summary, SPAN_VOLUME, (4.0 - d10) / d50);
  assert_statistic (summary, D32, 100.0 / 30.0);
  assert_statistic (summary, D43, 354.0 / 100.0);
  assert_statistic (summary, TOUCHING, 0.25);
  assert_statistic (summary, NUMBER_PER_AREA, 4e-4);
  assert_statistic (summary, AREA_FRACTION, G_PI / 4.0 * 30.0 / 10000.0);
  assert_statistic (summary, CONTOUR_PER_AREA, 30.0 / 10000.0);
  g_assert_true (isnan (summary->distributions[0].statistics[LL_STATISTIC_MEAN].low));
}

/* Weights: shares of 1 (3), 2 (0), 3 (1) are 3/8 and 7/8; the excluded one has an area. */
static void
test_weights (void)
{
  static const gdouble diameters[] = { 1.0, 2.0, 3.0 };
  static const gdouble weights[] = { 3.0, 0.0, 1.0 };
  g_autoptr (LlObjects) objects = make_objects (diameters, weights, 3);
  g_autoptr (LlSummary) summary = summarise (objects, 2, 0, 1);

  g_assert_cmpint (summary->distributions[0].n, ==, 2);
  assert_statistic (summary, NUMBER, 4.0);
  assert_statistic (summary, MEAN, 1.5);
  assert_statistic (summary, D50_NUMBER, 1.5);
  assert_statistic (summary, SD, sqrt ((3.0 * 0.25 + 2.25) / (4.0 - 10.0 / 4.0)));
  assert_statistic (summary, D43, (3.0 + 81.0) / (3.0 + 27.0));
  assert_statistic (summary, AREA_FRACTION, G_PI / 4.0 * 14.0 / 10000.0);
}

/* Samples of a known distribution: how many of the intervals hold its mean, its median and
 * its expected number?
 */
static void
test_coverage (void)
{
  gint held[3] = { 0, 0, 0 };
  LlRandom random;

  ll_random_init (&random, 7, 0, 0);
  for (gint t = 0; t < 400; t++)
    {
      gdouble diameters[200];
      gint n = 0;
      g_autoptr (LlObjects) objects = NULL;
      g_autoptr (LlSummary) summary = NULL;
      const LlEstimate *s;

      /* A Poisson number of about 60: binomial from many. */
      for (gint k = 0; k < 3000; k++)
        if (ll_random_uniform (&random) < 0.02)
          diameters[n++] = 20.0 + 4.0 * ll_random_normal (&random);
      objects = make_objects (diameters, NULL, n);
      summary = summarise (objects, 2, 300, (guint64) t);
      s = summary->distributions[0].statistics;
      held[0] += s[LL_STATISTIC_MEAN].low <= 20.0 && s[LL_STATISTIC_MEAN].high >= 20.0;
      held[1] +=
        s[LL_STATISTIC_D50_NUMBER].low <= 20.0 && s[LL_STATISTIC_D50_NUMBER].high >= 20.0;
      held[2] +=
        s[LL_STATISTIC_NUMBER].low <= 60.0 && s[LL_STATISTIC_NUMBER].high >= 60.0;
    }
  g_test_message ("95 %% intervals held the mean %.3f, the median %.3f, the number %.3f",
                  held[0] / 400.0, held[1] / 400.0, held[2] / 400.0);
  for (gint i = 0; i < 3; i++)
    {
      g_assert_cmpint (held[i], >=, 360);
      g_assert_cmpint (held[i], <=, 392);
    }
}

static void
test_seeds (void)
{
  static const gdouble diameters[] = { 1.0, 2.0, 3.0, 5.0, 8.0, 13.0 };
  g_autoptr (LlObjects) objects = make_objects (diameters, NULL, 6);
  g_autoptr (LlSummary) a = summarise (objects, 2, 200, 1);
  g_autoptr (LlSummary) b = summarise (objects, 2, 200, 1);
  g_autoptr (LlSummary) c = summarise (objects, 2, 200, 2);
  gint differ = 0;

  for (gint k = 0; k < LL_N_STATISTICS; k++)
    {
      const LlEstimate *p = &a->distributions[0].statistics[k];
      const LlEstimate *q = &b->distributions[0].statistics[k];

      g_assert_cmpfloat (p->low, ==, q->low);
      g_assert_cmpfloat (p->high, ==, q->high);
      g_assert_cmpfloat (p->low, <=, p->high);
      differ += p->low != c->distributions[0].statistics[k].low;
    }
  g_assert_cmpint (differ, >, 0);
}

static void
test_histogram (void)
{
  static const gdouble diameters[] = { 1.0, 2.0, 2.0, 4.0, 9.0 };
  g_autoptr (LlObjects) objects = make_objects (diameters, NULL, 5);
  LlHistogramSettings settings = { .n_bins = 3, .log = TRUE, .low = 1.0, .high = 8.0 };
  g_autoptr (LlHistogram) log_bins = ll_histogram_new (objects, &settings);
  g_autoptr (LlHistogram) open = NULL;
  gdouble total = 1.0 + 8.0 + 8.0 + 64.0 + 729.0;

  g_assert_cmpfloat_with_epsilon (log_bins->edges[1], 2.0, 1e-9);
  g_assert_cmpfloat (log_bins->numbers[0] + log_bins->numbers[1], ==, 3.0);
  g_assert_cmpfloat_with_epsilon (log_bins->number_shares[3], 0.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (log_bins->volume_shares[3], 81.0 / total, 1e-9);

  settings = (LlHistogramSettings){ .n_bins = 4 };
  open = ll_histogram_new (objects, &settings);
  g_assert_cmpfloat (open->edges[0], ==, 1.0);
  g_assert_cmpfloat (open->edges[4], ==, 9.0);
  g_assert_cmpfloat (open->numbers[0], ==, 3.0);
  g_assert_cmpfloat (open->numbers[1], ==, 1.0);
  g_assert_cmpfloat (open->numbers[3], ==, 1.0);
  g_assert_cmpfloat_with_epsilon (open->number_shares[2], 0.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (open->number_shares[4], 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (open->volume_shares[4], 1.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (open->volumes[1], 64.0 * G_PI / 6.0, 1e-9);
}

/* Takes the table. */
static GString *
to_csv (LlTable *table)
{
  GString *text = ll_csv_write (table);

  ll_table_free (table);

  return text;
}

/* Rows of cells; cells here hold no comma but in the names of classes. */
static gchar *
get_cell (const GString *text, gint row, const gchar *column)
{
  g_auto (GStrv) rows = g_strsplit (text->str, "\r\n", -1);
  g_auto (GStrv) names = g_strsplit (rows[0], ",", -1);
  g_auto (GStrv) cells = g_strsplit (rows[row], ",", -1);

  g_assert_cmpuint (g_strv_length (names), ==, g_strv_length (cells));
  for (guint i = 0; names[i]; i++)
    if (strcmp (names[i], column) == 0)
      return g_strdup (cells[i]);
  g_assert_not_reached ();
}

static void
assert_cell (const GString *text, gint row, const gchar *column, gdouble expected)
{
  g_autofree gchar *cell = get_cell (text, row, column);
  gchar *end;

  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cell, &end), expected,
                                  5e-6 * MAX (1.0, fabs (expected)));
  g_assert_true (end != cell && *end == '\0');
}

/* Every decimal point is a point, even where the locale has a comma. */
static void
test_tables (void)
{
  static const gdouble diameters[] = { 10.0, 20.0, 30.5 };
  g_autoptr (LlObjects) objects = make_objects (diameters, NULL, 3);
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  const LlScale scale = { 4.0, "\302\265m" };
  const LlScale other = { 4.0, "foot" };
  g_autoptr (LlSummary) summary = summarise (objects, 3, 100, 1);
  g_autoptr (GString) table = NULL;
  g_autoptr (GString) statistics = NULL;
  g_autoptr (GString) feet = NULL;
  g_autofree gchar *name = NULL;
  g_autofree gchar *unit = NULL;
  g_autofree gchar *old = g_strdup (setlocale (LC_ALL, NULL));

  if (!setlocale (LC_ALL, "de_DE.UTF-8"))
    g_test_message ("no locale with a comma is installed");
  table = to_csv (ll_objects_to_table (objects, classes, &scale));
  statistics = to_csv (ll_summary_to_table (summary, classes, &scale));
  feet = to_csv (ll_summary_to_table (summary, NULL, &other));
  setlocale (LC_ALL, old);

  name = get_cell (table, 3, "class");
  g_assert_cmpstr (name, ==, "air bubble");
  assert_cell (table, 3, "diameter_px", 30.5);
  assert_cell (table, 3, "diameter_um", 7.625);
  assert_cell (table, 3, "area_um2", G_PI / 4.0 * 7.625 * 7.625);

  assert_cell (statistics, 1, "value", 3.0);
  assert_cell (statistics, 4, "value_px", 60.5 / 3.0);
  assert_cell (statistics, 4, "value", 60.5 / 12.0);
  unit = get_cell (statistics, 4, "unit");
  g_assert_cmpstr (unit, ==, "um");

  /* 3 in 10000 pixels of 0.25 um: 3 in 625e-6 mm2. */
  g_assert_nonnull (strstr (statistics->str, "air bubble,number_per_area,4800,"));
  g_assert_nonnull (strstr (statistics->str, ",1/mm2,0.0003,"));
  g_assert_nonnull (strstr (feet->str, "1,number_per_area,0.0048,"));
  g_assert_nonnull (strstr (feet->str, ",1/foot2,"));

  /* The class of which there is none. */
  g_assert_nonnull (
    strstr (statistics->str, "ice crystal,mean_diameter,,,,um,,,,px\r\n"));
  g_assert_nonnull (strstr (statistics->str, "ice crystal,number,0,,,,0,,,\r\n"));
  g_assert_null (strstr (statistics->str, "nan"));
  g_assert_null (strstr (statistics->str, "inf"));
}

/* An old file may have a class that is called like the row of all. */
static void
test_class_called_all (void)
{
  static const gdouble diameters[] = { 10.0, 20.0, 30.5 };
  g_autoptr (LlObjects) objects = make_objects (diameters, NULL, 3);
  g_autoptr (LlSummary) summary = summarise (objects, 3, 0, 1);
  g_autoptr (LlClasses) classes = ll_classes_from_json (
    "{\"version\":1,\"classes\":[{\"name\":\"All\",\"colour\":\"#102030\"},"
    "{\"name\":\"(all)\",\"colour\":\"#a0b0c0\"}],\"rest\":\"#000000\","
    "\"interface\":\"#00ffff\",\"ignore\":\"#808080\"}",
    -1, NULL);
  g_autoptr (GString) text = to_csv (ll_summary_to_table (summary, classes, NULL));

  g_assert_nonnull (strstr (text->str, "\nAll,number,"));
  g_assert_nonnull (strstr (text->str, "\n(all),number,"));
  g_assert_nonnull (strstr (text->str, "\n((all)),number,"));
}

/* A share of the area is at most 1, its upper limit as well. */
static void
test_share (void)
{
  g_autoptr (LlInstances) map = ll_instances_new (60, 60, 4);
  g_autoptr (LlObjects) objects = NULL;
  g_autoptr (LlSummary) summary = NULL;
  const LlEstimate *share;
  LlMeasureSettings settings;

  /* One object covers nearly all, so resamples hold it twice. */
  for (gint id = 1; id <= 4; id++)
    map->class_of[id] = 1;
  for (gint y = 0; y < 60; y++)
    for (gint x = 0; x < 60; x++)
      map->data[y * 60 + x] = y < 50 ? 1 : y > 51 && x % 20 < 18 ? 2 + x / 20 : 0;

  ll_measure_settings_init (&settings);
  settings.edge_objects = LL_EDGE_INCLUDE;
  objects = ll_objects_new (map, &settings);
  summary = ll_summary_new (objects, 2, &settings);
  share = &summary->distributions[0].statistics[LL_STATISTIC_AREA_FRACTION];
  g_assert_cmpfloat_with_epsilon (share->value, (3000.0 + 432.0) / 3600.0, 1e-9);
  g_assert_cmpfloat (share->high, ==, 1.0);
  g_assert_cmpfloat (share->low, <, share->value);
}

/* What has no number has none in the table either, whatever there is to measure. */
static void
check_tables (const LlInstances *map, gint n)
{
  LlMeasureSettings settings;
  const LlScale scale = { 2.0, "mm" };
  const LlHistogramSettings bins = { .n_bins = 5 };
  g_autoptr (LlObjects) objects = NULL;
  g_autoptr (LlSummary) summary = NULL;
  g_autoptr (LlHistogram) histogram = NULL;

  ll_measure_settings_init (&settings);
  settings.resamples = 50;
  objects = ll_objects_new (map, &settings);
  g_assert_cmpint (objects->n, ==, n);
  summary = ll_summary_new (objects, LL_MAX_CLASSES, &settings);
  histogram = ll_histogram_new (objects, &bins);

  for (gint k = 0; k < 3; k++)
    {
      g_autoptr (GString) text =
        to_csv (k == 0   ? ll_objects_to_table (objects, NULL, &scale)
                : k == 1 ? ll_summary_to_table (summary, NULL, &scale)
                         : ll_histogram_to_table (histogram, &scale));
      g_auto (GStrv) rows = g_strsplit (text->str, "\r\n", -1);
      guint expected = k == 0   ? (guint) n
                       : k == 1 ? LL_MAX_CLASSES * (LL_N_STATISTICS + 2u)
                                : 5;

      g_assert_cmpuint (g_strv_length (rows), ==, expected + 2);
      g_assert_null (strstr (text->str, "nan"));
      g_assert_null (strstr (text->str, "inf,"));
    }
}

static void
test_nothing (void)
{
  g_autoptr (LlInstances) none = ll_instances_new (7, 5, 0);
  g_autoptr (LlInstances) gone = ll_instances_new (7, 5, 3);
  g_autoptr (LlInstances) pixel = ll_instances_new (1, 1, 1);
  g_autoptr (LlInstances) few = ll_instances_new (9, 9, 2);

  check_tables (none, 0);
  check_tables (gone, 0);
  pixel->data[0] = 1;
  pixel->class_of[1] = 1;
  check_tables (pixel, 1);
  few->data[40] = 2;
  few->class_of[2] = 15;
  check_tables (few, 1);
  few->data[0] = 1;
  check_tables (few, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/distribution/by-hand", test_by_hand);
  g_test_add_func ("/distribution/weights", test_weights);
  g_test_add_func ("/distribution/coverage", test_coverage);
  g_test_add_func ("/distribution/seeds", test_seeds);
  g_test_add_func ("/distribution/histogram", test_histogram);
  g_test_add_func ("/distribution/tables", test_tables);
  g_test_add_func ("/distribution/class-called-all", test_class_called_all);
  g_test_add_func ("/distribution/share", test_share);
  g_test_add_func ("/distribution/nothing", test_nothing);
  return g_test_run ();
}
