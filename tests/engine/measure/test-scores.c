/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Scores of interfaces and objects by examples that can be counted by hand. */

#include <math.h>
#include <string.h>

#include "lazylabels/scores.h"

/* Rows separated by spaces: '.' is the rest, '?' ignored, digits are classes. */
static LlLabels *
draw (const gchar *picture)
{
  g_auto (GStrv) rows = g_strsplit (picture, " ", -1);
  gint width = (gint) strlen (rows[0]);
  gint height = (gint) g_strv_length (rows);
  LlLabels *labels = ll_labels_new (width, height, 0);

  for (gint y = 0; y < height; y++)
    {
      g_assert_cmpuint (strlen (rows[y]), ==, (gsize) width);
      for (gint x = 0; x < width; x++)
        {
          gchar c = rows[y][x];

          labels->data[y * width + x] = c == '?'              ? LL_LABEL_IGNORE
                                        : g_ascii_isdigit (c) ? (guint8) (c - '0')
                                                              : 0;
        }
    }
  return labels;
}

static LlInstances *
draw_objects (const gchar *picture)
{
  g_autoptr (LlLabels) labels = draw (picture);

  return ll_instances_new_components (labels, LL_NEIGHBOURS_4);
}

static LlDetectionScore
score_objects (const gchar *result, const gchar *truth)
{
  g_autoptr (LlInstances) a = draw_objects (result);
  g_autoptr (LlInstances) b = draw_objects (truth);
  LlDetectionScore score;

  ll_score_detection (a, b, &score);
  g_assert_cmpint (score.objects, ==,
                   score.found + score.missed + score.merged + score.split);
  return score;
}

#define assert_objects(score, found_, missed_, merged_, split_, extra_) \
  G_STMT_START                                                          \
  {                                                                     \
    g_assert_cmpint ((score).found, ==, (found_));                      \
    g_assert_cmpint ((score).missed, ==, (missed_));                    \
    g_assert_cmpint ((score).merged, ==, (merged_));                    \
    g_assert_cmpint ((score).split, ==, (split_));                      \
    g_assert_cmpint ((score).extra, ==, (extra_));                      \
  }                                                                     \
  G_STMT_END

static void
test_objects_one_to_one (void)
{
  LlDetectionScore score =
    score_objects ("....... .1...2. .......", "111.222 111.222 111.222");

  assert_objects (score, 2, 0, 0, 0, 0);
}

static void
test_objects_missed_and_extra (void)
{
  LlDetectionScore score = score_objects (".....1 .1.... ......", "111... 111... 111.22");

  assert_objects (score, 1, 1, 0, 0, 1);
}

/* One object of the result over two, and next to it one that is right. */
static void
test_objects_merged (void)
{
  LlDetectionScore score =
    score_objects ("1111111.11 1111111.11", "111.111.11 111.111.11");

  assert_objects (score, 1, 0, 2, 0, 0);
}

static void
test_objects_split (void)
{
  LlDetectionScore score = score_objects ("1.1.2 1.1.2", "111.2 111.2");

  assert_objects (score, 1, 0, 0, 1, 0);
}

/* Found twice, but one of the two finds the neighbour as well. */
static void
test_objects_merged_and_split (void)
{
  LlDetectionScore score = score_objects ("11.11111", "1111.111");

  assert_objects (score, 0, 0, 2, 0, 0);
}

static void
test_objects_of_other_class (void)
{
  LlDetectionScore score = score_objects (".2. .2.", "111 111");

  assert_objects (score, 0, 1, 0, 0, 1);
}

/* A quarter of the true object, while most of the found one lies next to it: 2 of 8
 * pixels are enough, 2 of 9 are not; nor is less than half of the found one.
 */
static void
test_objects_shares (void)
{
  LlDetectionScore score =
    score_objects ("......11111 ...........", "11111111... ...........");

  assert_objects (score, 1, 0, 0, 0, 0);
  score = score_objects (".......11111 ............", "111111111... ............");
  assert_objects (score, 0, 1, 0, 0, 1);
  score = score_objects (".......1111. ............", "111111111... ............");
  assert_objects (score, 1, 0, 0, 0, 0);
}

static void
test_objects_none (void)
{
  LlDetectionScore score = score_objects ("... 1.1", "... ...");

  g_assert_cmpint (score.objects, ==, 0);
  assert_objects (score, 0, 0, 0, 0, 2);
  score = score_objects ("... ...", "1.1 ...");
  assert_objects (score, 0, 2, 0, 0, 0);
}

/* What the caller has taken away is neither missed nor extra. */
static void
test_objects_without_pixels (void)
{
  g_autoptr (LlInstances) a = draw_objects ("1.2.1");
  g_autoptr (LlInstances) b = draw_objects ("1.2..");
  LlDetectionScore score;

  a->data[4] = 0;
  b->data[2] = a->data[2] = 0;
  ll_score_detection (a, b, &score);
  g_assert_cmpint (score.objects, ==, 1);
  assert_objects (score, 1, 0, 0, 0, 0);
}

static void
check_matches (const gchar *result,
               const gchar *truth,
               gdouble iou,
               gint matched,
               gdouble average_precision)
{
  g_autoptr (LlInstances) a = draw_objects (result);
  g_autoptr (LlInstances) b = draw_objects (truth);
  LlInstanceScore score;

  ll_score_instances (a, b, iou, &score);
  g_assert_cmpint (score.found, ==, a->n);
  g_assert_cmpint (score.objects, ==, b->n);
  g_assert_cmpint (score.matched, ==, matched);
  g_assert_cmpfloat_with_epsilon (score.average_precision, average_precision, 1e-12);
}

/* Four of five pixels; then two of four; then three of seven. */
static void
test_instances_thresholds (void)
{
  check_matches ("11111.22", "1111..22", 0.75, 2, 1.0);
  check_matches ("11111.22", "1111..22", 0.8, 2, 1.0);
  check_matches ("11111.22", "1111..22", 0.81, 1, 1.0 / 3.0);
  check_matches ("11111.22", "1111..22", 1.0, 1, 1.0 / 3.0);
  check_matches (".11.", "1111", 0.5, 1, 1.0);
  check_matches (".11.", "1111", 0.51, 0, 0.0);
  check_matches ("11111..", "..11111", 0.5, 0, 0.0);
}

/* Of three objects one is found, in one of two places. */
static void
test_instances_missed_and_extra (void)
{
  check_matches ("11......1", "11.1.11..", 0.5, 1, 0.25);
  check_matches ("....", "1..1", 0.5, 0, 0.0);
  check_matches ("1..1", "....", 0.5, 0, 0.0);
}

static void
test_instances_of_other_class (void)
{
  check_matches ("11.22", "11.11", 0.5, 1, 1.0 / 3.0);
}

/* Each object is in one pair at most, even where halves are exact. */
static void
test_instances_halves (void)
{
  g_autoptr (LlInstances) halves = draw_objects ("11.1");
  g_autoptr (LlInstances) whole = draw_objects ("1111");
  LlInstanceScore score;

  halves->data[2] = 2;
  ll_score_instances (halves, whole, 0.5, &score);
  g_assert_cmpint (score.matched, ==, 1);
  g_assert_cmpfloat (score.average_precision, ==, 0.5);
  ll_score_instances (whole, halves, 0.5, &score);
  g_assert_cmpint (score.matched, ==, 1);
  g_assert_cmpfloat (score.average_precision, ==, 0.5);

  check_matches ("1111", "11.1", 0.5, 1, 0.5);
  check_matches ("11112222", "11.122.2", 0.5, 2, 0.5);
}

static void
test_instances_none (void)
{
  g_autoptr (LlInstances) a = draw_objects ("1.2.1");
  g_autoptr (LlInstances) b = draw_objects ("1.2..");
  LlInstanceScore score;

  a->data[4] = 0;
  b->data[2] = a->data[2] = 0;
  ll_score_instances (a, b, 0.5, &score);
  g_assert_cmpint (score.objects, ==, 1);
  g_assert_cmpint (score.found, ==, 1);
  g_assert_cmpint (score.matched, ==, 1);

  a->data[0] = b->data[0] = 0;
  ll_score_instances (a, b, 0.5, &score);
  g_assert_cmpint (score.objects + score.found + score.matched, ==, 0);
  g_assert_true (isnan (score.average_precision));
}

static LlSeparationScore
score_interfaces (const gchar *result,
                  const gchar *truth,
                  const gchar *objects,
                  gdouble radius)
{
  g_autoptr (LlLabels) a = draw (result);
  g_autoptr (LlLabels) b = draw (truth);
  g_autoptr (LlInstances) instances = objects ? draw_objects (objects) : NULL;
  LlSeparationScore score;

  ll_score_separation (a, b, instances, radius, &score);
  return score;
}

#define assert_interfaces(score, found_, correct_, touching_, separated_) \
  G_STMT_START                                                            \
  {                                                                       \
    g_assert_cmpint ((score).found, ==, (found_));                        \
    g_assert_cmpint ((score).correct, ==, (correct_));                    \
    g_assert_cmpint ((score).touching, ==, (touching_));                  \
    g_assert_cmpint ((score).separated, ==, (separated_));                \
  }                                                                       \
  G_STMT_END

static void
test_interfaces_radius (void)
{
  LlSeparationScore score;

  score = score_interfaces ("1.......", "...1....", NULL, 3.0);
  assert_interfaces (score, 1, 1, 1, 1);
  score = score_interfaces ("1.......", "....1...", NULL, 3.0);
  assert_interfaces (score, 1, 0, 1, 0);
  g_assert_cmpfloat (score.precision, ==, 0.0);
  g_assert_cmpfloat (score.recall, ==, 0.0);

  /* Discs, not squares: (2, 2) is within 3, (3, 1) and (1, 3) are not. */
  score = score_interfaces ("1... .... .... ....", ".... .... ..1. ....", NULL, 3.0);
  assert_interfaces (score, 1, 1, 1, 1);
  score = score_interfaces ("1... .... .... ....", ".... ...1 .... ....", NULL, 3.0);
  assert_interfaces (score, 1, 0, 1, 0);
  score = score_interfaces (".... .... .... .1..", "1... .... .... ....", NULL, 3.0);
  assert_interfaces (score, 1, 0, 1, 0);
  score = score_interfaces (".... .... .... .1..", "1... .... .... ....", NULL, 3.17);
  assert_interfaces (score, 1, 1, 1, 1);

  /* The same pixels only. */
  score = score_interfaces ("11..", ".11.", NULL, 0.0);
  assert_interfaces (score, 1, 1, 1, 1);
  score = score_interfaces ("1...", ".1..", NULL, 0.0);
  assert_interfaces (score, 1, 0, 1, 0);
}

/* Of eight true pixels four are near, then three. */
static void
test_interfaces_half (void)
{
  LlSeparationScore score;

  score = score_interfaces ("1..........", "11111111...", NULL, 3.0);
  assert_interfaces (score, 1, 1, 1, 1);
  score = score_interfaces ("1..........", "111111111..", NULL, 3.0);
  assert_interfaces (score, 1, 1, 1, 0);
  g_assert_cmpfloat (score.precision, ==, 1.0);
  g_assert_cmpfloat (score.recall, ==, 0.0);
}

/* A long scribble parts two objects from a third, and where the three meet the two from
 * each other, which only the objects tell: the right end of it is found.
 */
static void
test_interfaces_by_objects (void)
{
  const gchar *truth = "............ ............ 111111111111 ............ ............";
  const gchar *objects = "111111222222 111111222222 111111222222 333333333333 "
                         "333333333333";
  const gchar *result =
    "............ ............ ..........11 ............ ............";
  LlSeparationScore score;

  score = score_interfaces (result, truth, NULL, 3.0);
  assert_interfaces (score, 1, 1, 1, 0); /* 5 of 12 */
  score = score_interfaces (result, truth, objects, 3.0);
  assert_interfaces (score, 1, 1, 3, 1); /* 0 of 5, 0 of 2, 5 of 5 */
  g_assert_cmpfloat_with_epsilon (score.recall, 1.0 / 3.0, 1e-12);
}

/* Scribbles cut out of the objects, and one in the middle of nowhere. */
static void
test_interfaces_cut_out (void)
{
  LlSeparationScore score;

  score = score_interfaces ("............. ..11.........", "..11........1 ..11.........",
                            "11..11....... 11..11.......", 0.0);
  assert_interfaces (score, 1, 1, 1, 1);
}

static void
test_interfaces_two_components (void)
{
  LlSeparationScore score;

  /* 8-connected: the diagonal is one, the other is found by nothing. */
  score =
    score_interfaces ("1.......... .1.........", "1.........1 .1.........", NULL, 1.0);
  assert_interfaces (score, 1, 1, 2, 1);
  g_assert_cmpfloat (score.precision, ==, 1.0);
  g_assert_cmpfloat (score.recall, ==, 0.5);
}

static void
test_interfaces_nothing (void)
{
  LlSeparationScore score = score_interfaces ("....", ".1..", NULL, 3.0);

  assert_interfaces (score, 0, 0, 1, 0);
  g_assert_true (isnan (score.precision));
  g_assert_cmpfloat (score.recall, ==, 0.0);

  score = score_interfaces ("1...", "....", NULL, 3.0);
  assert_interfaces (score, 1, 0, 0, 0);
  g_assert_cmpfloat (score.precision, ==, 0.0);
  g_assert_true (isnan (score.recall));
}

static void
test_interfaces_ignored (void)
{
  /* Found in ignored pixels only: neither wrong nor a find. */
  LlSeparationScore score = score_interfaces ("11..1", "??..1", NULL, 1.0);

  assert_interfaces (score, 1, 1, 1, 1);
  score = score_interfaces ("11...", "??1..", NULL, 1.0);
  assert_interfaces (score, 0, 0, 1, 0);

  /* Half ignored: the other half is what counts, and it is one interface. */
  score = score_interfaces ("111111", "1????.", NULL, 1.0);
  assert_interfaces (score, 1, 1, 1, 1);
}

/* A brick wall: each brick touches two in its row and four above and below. */
#define BRICK_WIDTH  32
#define BRICK_HEIGHT 24

static LlInstances *
lay_bricks (gint width, gint height, LlLabels *interfaces)
{
  gint columns = width / BRICK_WIDTH + 2;
  gint rows = (height + BRICK_HEIGHT - 1) / BRICK_HEIGHT;
  LlInstances *bricks = ll_instances_new (width, height, columns * rows);

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        gint row = y / BRICK_HEIGHT;
        gint moved = x + row % 2 * BRICK_WIDTH / 2;
        gsize i = (gsize) y * (gsize) width + (gsize) x;

        bricks->data[i] = 1 + row * columns + moved / BRICK_WIDTH;
        bricks->class_of[bricks->data[i]] = 1;
        if (y % BRICK_HEIGHT == 0 || moved % BRICK_WIDTH == 0)
          interfaces->data[i] = 1;
      }
  return bricks;
}

static void
check_size (gint width, gint height, gdouble limit)
{
  g_autoptr (LlLabels) interfaces = ll_labels_new (width, height, 0);
  g_autoptr (LlInstances) bricks = lay_bricks (width, height, interfaces);
  LlSeparationScore separation;
  LlDetectionScore detection;
  gint64 start = g_get_monotonic_time ();
  gdouble seconds;

  ll_score_separation (interfaces, interfaces, bricks, LL_INTERFACE_RADIUS, &separation);
  ll_score_detection (bricks, bricks, &detection);
  seconds = (gdouble) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;

  g_test_message ("%d x %d, %d objects, %d touching pairs: %.3f s", width, height,
                  detection.objects, separation.touching, seconds);
  g_assert_cmpint (detection.objects, >, 1000);
  assert_objects (detection, detection.objects, 0, 0, 0, 0);
  g_assert_cmpint (separation.touching, >, 2 * detection.objects);
  g_assert_cmpint (separation.separated, ==, separation.touching);
  g_assert_cmpint (separation.correct, ==, separation.found);
  g_assert_cmpfloat (seconds, <, limit);
}

/* Limits that only another complexity would miss, on any machine. */
static void
test_sizes (void)
{
  check_size (1280, 960, 5.0);
  check_size (4096, 4096, 60.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/objects/one-to-one", test_objects_one_to_one);
  g_test_add_func ("/objects/missed-and-extra", test_objects_missed_and_extra);
  g_test_add_func ("/objects/merged", test_objects_merged);
  g_test_add_func ("/objects/split", test_objects_split);
  g_test_add_func ("/objects/merged-and-split", test_objects_merged_and_split);
  g_test_add_func ("/objects/of-other-class", test_objects_of_other_class);
  g_test_add_func ("/objects/shares", test_objects_shares);
  g_test_add_func ("/objects/none", test_objects_none);
  g_test_add_func ("/objects/without-pixels", test_objects_without_pixels);
  g_test_add_func ("/instances/thresholds", test_instances_thresholds);
  g_test_add_func ("/instances/missed-and-extra", test_instances_missed_and_extra);
  g_test_add_func ("/instances/of-other-class", test_instances_of_other_class);
  g_test_add_func ("/instances/halves", test_instances_halves);
  g_test_add_func ("/instances/none", test_instances_none);
  g_test_add_func ("/interfaces/radius", test_interfaces_radius);
  g_test_add_func ("/interfaces/half", test_interfaces_half);
  g_test_add_func ("/interfaces/by-objects", test_interfaces_by_objects);
  g_test_add_func ("/interfaces/cut-out", test_interfaces_cut_out);
  g_test_add_func ("/interfaces/two-components", test_interfaces_two_components);
  g_test_add_func ("/interfaces/nothing", test_interfaces_nothing);
  g_test_add_func ("/interfaces/ignored", test_interfaces_ignored);
  g_test_add_func ("/scores/sizes", test_sizes);

  return g_test_run ();
}
