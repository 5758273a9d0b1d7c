/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Comparisons of images: which rows count, and in which units. */

#include <string.h>

#include "lazylabels/comparison.h"
#include "lazylabels/csv.h"
#include "lazylabels/error.h"

#define EARLY "image,class,statistic,value,unit\n"
#define FULL  "image,class,statistic,value,unit,settings,folder,measured\n"
#define NOON  "2026-03-01T12:00:00.000000Z"
#define ONE   "2026-03-01T13:00:00.000000Z"

static LlComparison *
read_summary (const gchar *text, GError **error)
{
  g_autoptr (GError) unread = NULL;
  g_autoptr (LlTable) table = ll_csv_read (text, strlen (text), "s.csv", NULL, &unread);

  g_assert_no_error (unread);

  return ll_comparison_new (table, "s.csv", error);
}

/* Returns the table without the names of its columns. */
static gchar *
compare (const gchar *text, const gchar *baseline, gint n, LlComparisonFacts *facts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LlComparison) comparison = read_summary (text, &error);
  g_autoptr (LlTable) table = NULL;
  g_autoptr (GString) csv = NULL;
  gint index;

  g_assert_no_error (error);
  g_assert_cmpint (ll_comparison_get_n_images (comparison), ==, n);
  index = ll_comparison_find_image (comparison, baseline, &error);
  g_assert_no_error (error);
  table = ll_comparison_to_table (comparison, index, facts, &error);
  g_assert_no_error (error);
  csv = ll_csv_write (table);

  return g_strdup (strchr (csv->str, '\n') + 1);
}

static void
test_folders (void)
{
  const gchar *text = FULL "a,all,d32,10,um,,/day1," NOON "\n"
                           "a,all,d32,15,um,,/day2," NOON "\n"
                           "b,all,d32,5,um,,/day2," NOON "\n";
  LlComparisonFacts facts;
  g_autofree gchar *table = compare (text, "", 3, &facts);
  g_autofree gchar *second = compare (text, "/day2/a", 3, &facts);
  g_autoptr (LlComparison) comparison = read_summary (text, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (table, ==,
                   "a,all,10,0,/day1," NOON "\r\n"
                   "a,all,15,50,/day2," NOON "\r\n"
                   "b,all,5,-50,/day2," NOON "\r\n");
  g_assert_nonnull (strstr (second, "b,all,5,-66.6667,"));
  g_assert_cmpint (facts.n_again + facts.n_repeated + facts.n_unsaved, ==, 0);
  g_assert_cmpint (ll_comparison_find_image (comparison, "b", NULL), ==, 2);
  g_assert_cmpint (ll_comparison_find_image (comparison, "a", &error), ==, -1);
  g_assert_nonnull (strstr (error->message, "\"/day1/a\""));
}

/* The newest measurement counts as a whole, wherever its rows stand. */
static void
test_again (void)
{
  LlComparisonFacts facts;
  g_autofree gchar *table = compare (FULL "a,all,d32,7,um,gap=3,/d," ONE "\n"
                                          "b,all,d32,14,um,gap=3,/d," NOON "\n"
                                          "a,all,d32,9,um,gap=1,/d," NOON "\n"
                                          "a,fat,d32,9,um,gap=1,/d," NOON "\n"
                                          "a,all,d32,7,um,gap=3,/d," ONE "\n",
                                     "a", 2, &facts);

  g_assert_cmpstr (table, ==, "a,all,7,0,/d," ONE "\r\nb,all,14,100,/d," NOON "\r\n");
  g_assert_cmpint (facts.n_again, ==, 1);
  g_assert_false (facts.settings);
}

static void
test_unsaved (void)
{
  LlComparisonFacts facts;
  g_autofree gchar *table = compare (FULL "a,all,d32,7,um,gap=3,," NOON "\n"
                                          "a,all,d32,14,um,gap=4,," ONE "\n",
                                     "", 2, &facts);

  g_assert_nonnull (strstr (table, "a,all,14,100,"));
  g_assert_cmpint (facts.n_unsaved, ==, 2);
  g_assert_true (facts.settings);
}

/* Rows without folder and time, alone and in one file with others. */
static void
test_earlier (void)
{
  LlComparisonFacts facts;
  g_autofree gchar *last = compare (EARLY "a,grain,d32,7,um\na,all,d32,7,um\n"
                                          "a,grain,d32,8,um\na,all,d32,9,um\n",
                                    "a", 1, &facts);
  g_autofree gchar *both = NULL;

  g_assert_cmpstr (last, ==, "a,grain,8,0,,\r\na,all,9,0,,\r\n");
  g_assert_cmpint (facts.n_repeated, ==, 1);
  both =
    compare (FULL "a,all,d32,7,um,,,\na,all,d32,14,um,,/d," NOON "\n", "", 2, &facts);
  g_assert_nonnull (strstr (both, "a,all,14,100,"));
  g_assert_cmpint (facts.n_earlier, ==, 1);
}

/* A class that was called "all" before that was refused keeps its numbers. */
static void
test_class_called_all (void)
{
  LlComparisonFacts facts;
  g_autofree gchar *table =
    compare (EARLY "a,all,d32,1,um\na,all,d43,2,um\na,fat,d32,3,um\na,fat,d43,4,um\n"
                   "a,all,d32,5,um\na,all,d43,6,um\n"
                   "a,all,d32,7,um\na,all,d43,8,um\na,fat,d32,9,um\na,fat,d43,10,um\n"
                   "a,all,d32,11,um\na,all,d43,12,um\n",
             "", 1, &facts);

  g_assert_cmpstr (table, ==,
                   "a,all,7,0,8,0,,\r\na,fat,9,0,10,0,,\r\na,(all),11,0,12,0,,\r\n");
  g_assert_cmpint (facts.n_repeated, ==, 1);
}

static void
test_units (void)
{
  LlComparisonFacts facts;
  g_autofree gchar *table =
    compare (EARLY "a,all,d32,10,um\na,all,number_per_area,2,1/mm2\n"
                   "b,all,d32,0.02,mm\nb,all,number_per_area,3e-6,1/um2\n",
             "", 2, &facts);
  g_autofree gchar *pixels = NULL;
  g_autofree gchar *empty = NULL;

  g_assert_nonnull (strstr (table, "b,all,20,100,3,50,"));
  g_assert_true (facts.converted);
  g_assert_false (facts.in_pixels);

  pixels = compare (EARLY "a,all,d32,10,px\nb,all,d32,20,px\n", "", 2, &facts);
  g_assert_false (facts.converted);
  g_assert_true (facts.in_pixels);

  /* Nothing is compared where there is nothing. */
  empty = compare (EARLY "a,all,d32,10,um\nb,all,d32,,px\n", "", 2, &facts);
  g_assert_nonnull (strstr (empty, "b,all,,,"));
}

static void
test_refused (void)
{
  static const gchar *const texts[][2] = {
    { "image,class,statistic,value\na,all,number,1\n", "is not a summary" },
    { EARLY, "is not a summary" },
    { "", "is not a summary" },
    { EARLY "a,all,number,1,\na,all,d32,10,\n", "Row 3 of the summary \"s.csv\" has no" },
    { EARLY "a,all,d32,#NUM!,um\n", "Row 2 of the summary \"s.csv\" has the value" },
    { EARLY "a,all,d32,12. May,um\n", "\"12. May\", which is not a number" },
    { EARLY "a,all,d32,nan,um\n", "not a number" },
    { EARLY "a,,d32,1,um\n", "lacks its image, class or" },
    { FULL "a,all,d32,1,um,,/d," NOON "\na,all,d32,2,um,,/d," NOON "\n",
      "Row 3 of the summary \"s.csv\" repeats" },
  };
  g_autoptr (LlComparison) mixed =
    read_summary (EARLY "a,all,d32,10,um\nb,all,d32,20,px\n", NULL);
  g_autoptr (GError) error = NULL;
  LlComparisonFacts facts;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_null (read_summary (texts[i][0], &error));
      g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_TABLE);
      g_assert_nonnull (strstr (error->message, texts[i][1]));
      g_clear_error (&error);
    }

  g_assert_null (ll_comparison_to_table (mixed, 0, &facts, &error));
  g_assert_nonnull (strstr (error->message, "of the image \"b\" has the unit \"px\""));
  g_clear_error (&error);
  g_assert_cmpint (ll_comparison_find_image (mixed, "c", &error), ==, -1);
  g_assert_nonnull (strstr (error->message, "has no image \"c\""));
}

/* Were every row looked for among all images, this would take minutes. */
static void
test_many (void)
{
  const gint n = 40000;
  g_autoptr (GString) text = g_string_new (FULL);
  g_autofree gchar *table = NULL;
  LlComparisonFacts facts;

  for (gint i = 0; i < 2 * n; i++)
    g_string_append_printf (text, "i%d,all,d32,%d,um,,/d,%s\n", i % n, i,
                            i < n ? NOON : ONE);
  table = compare (text->str, "i39999", n, &facts);
  g_assert_cmpint (facts.n_again, ==, n);
  g_assert_nonnull (strstr (table, "i39999,all,79999,0,/d," ONE "\r\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comparison/folders", test_folders);
  g_test_add_func ("/comparison/again", test_again);
  g_test_add_func ("/comparison/unsaved", test_unsaved);
  g_test_add_func ("/comparison/earlier", test_earlier);
  g_test_add_func ("/comparison/class-called-all", test_class_called_all);
  g_test_add_func ("/comparison/units", test_units);
  g_test_add_func ("/comparison/refused", test_refused);
  g_test_add_func ("/comparison/many", test_many);

  return g_test_run ();
}
