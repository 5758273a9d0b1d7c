/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Dice by hand-counted examples. */

#include <math.h>
#include <string.h>

#include "lazylabels/sample.h"
#include "lazylabels/scores.h"

static LlLabels *
labels_from (const guint8 *values, gint width, gint height)
{
  LlLabels *labels = ll_labels_new (width, height, 0);

  memcpy (labels->data, values, (gsize) width * (gsize) height);

  return labels;
}

static void
test_counts (void)
{
  /* Class 1: 2 pixels in common, 3 and 3; class 2: 1, 1 and 2; the ignored don't count. */
  static const guint8 result[] = { 1, 1, 1, 0, 2, 0, 1, 2 };
  static const guint8 truth[] = { 1, 1, 2, 1, 2, 0, 255, 255 };
  g_autoptr (LlLabels) a = labels_from (result, 4, 2);
  g_autoptr (LlLabels) b = labels_from (truth, 4, 2);
  LlDice dice;

  ll_dice (a, b, 3, &dice);
  g_assert_cmpfloat_with_epsilon (dice.dice[0], 2.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (dice.dice[1], 4.0 / 6.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (dice.dice[2], 2.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (dice.overall, 6.0 / 9.0, 1e-12);
}

static void
test_shifted_square (void)
{
  g_autoptr (LlLabels) a = ll_labels_new (40, 30, 0);
  g_autoptr (LlLabels) b = ll_labels_new (40, 30, 0);
  LlDice dice;

  for (gint y = 5; y < 15; y++)
    {
      memset (a->data + y * 40 + 5, 1, 10);
      memset (b->data + y * 40 + 10, 1, 10);
    }
  ll_dice (a, b, 4, &dice);
  g_assert_cmpfloat_with_epsilon (dice.dice[1], 0.5, 1e-12);
  g_assert_true (isnan (dice.dice[2]) && isnan (dice.dice[3]));
  g_assert_cmpfloat_with_epsilon (dice.overall, 0.5, 1e-12);

  ll_dice (a, a, 4, &dice);
  g_assert_cmpfloat (dice.dice[0], ==, 1.0);
  g_assert_cmpfloat (dice.overall, ==, 1.0);
}

static void
test_nothing (void)
{
  g_autoptr (LlLabels) a = ll_labels_new (3, 3, 1);
  g_autoptr (LlLabels) b = ll_labels_new (3, 3, LL_LABEL_IGNORE);
  LlDice dice;

  ll_dice (a, b, 2, &dice);
  g_assert_true (isnan (dice.dice[0]) && isnan (dice.dice[1]) && isnan (dice.overall));
}

static void
test_count_and_ignore (void)
{
  static const guint8 mask[] = { 0, 1, 0, 7 };
  g_autoptr (LlSample) sample = ll_sample_new ("sample", ll_image_new (2, 2, 3));
  g_autoptr (LlLabels) copy = NULL;
  gint64 counts[256];

  sample->labels[LL_TASK_DETECTION] = ll_labels_new (2, 2, 2);
  sample->labels[LL_TASK_SEGMENTATION] = ll_labels_new (2, 2, 0);
  copy = ll_labels_copy (sample->labels[LL_TASK_DETECTION]);
  ll_sample_apply_ignore (sample, mask);

  ll_labels_count (sample->labels[LL_TASK_DETECTION], counts);
  g_assert_cmpint (counts[2], ==, 2);
  g_assert_cmpint (counts[LL_LABEL_IGNORE], ==, 2);
  ll_labels_count (sample->labels[LL_TASK_SEGMENTATION], counts);
  g_assert_cmpint (counts[0], ==, 2);
  g_assert_cmpint (sample->labels[LL_TASK_SEGMENTATION]->data[1], ==, LL_LABEL_IGNORE);
  g_assert_cmpint (sample->labels[LL_TASK_SEGMENTATION]->data[3], ==, LL_LABEL_IGNORE);
  ll_labels_count (copy, counts);
  g_assert_cmpint (counts[2], ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dice/counts", test_counts);
  g_test_add_func ("/dice/shifted-square", test_shifted_square);
  g_test_add_func ("/dice/nothing", test_nothing);
  g_test_add_func ("/labels/count-and-ignore", test_count_and_ignore);

  return g_test_run ();
}
