/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the annotation panel counts, and what it advises. */

#include <string.h>

#include "layers/mark-counter.h"
#include "panel/guide.h"

#define WIDTH  61
#define HEIGHT 47

static void
count_rows (const LlLabels *labels, LpMarkCount counts[LL_MAX_CLASSES])
{
  g_autoptr (LpMarkCounter) counter = lp_mark_counter_new (labels->width);

  for (gint y = 0; y < labels->height; y++)
    lp_mark_counter_add_row (counter, labels->data + y * labels->width);
  lp_mark_counter_get (counter, counts);
}

/* Row by row, as many marks as in the whole map at once. */
static void
test_components (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (gint round = 0; round < 200; round++)
    {
      LlLabels *labels = ll_labels_new (WIDTH, HEIGHT, 0);
      LpMarkCount counts[LL_MAX_CLASSES];
      LlInstances *instances;
      gint n[LL_MAX_CLASSES] = { 0 };
      gint64 pixels[256];
      gdouble share = g_rand_double (random);

      for (gint i = 0; i < WIDTH * HEIGHT; i++)
        if (g_rand_double (random) < share)
          labels->data[i] = (guint8) g_rand_int_range (random, 1, 4);
      labels->data[5] = LL_LABEL_IGNORE;

      instances = ll_instances_new_components (labels, LL_NEIGHBOURS_8);
      for (gint id = 1; id <= instances->n; id++)
        n[instances->class_of[id]]++;
      ll_labels_count (labels, pixels);
      count_rows (labels, counts);
      for (gint c = 1; c < LL_MAX_CLASSES; c++)
        {
          g_assert_cmpint (counts[c].n, ==, n[c]);
          g_assert_cmpint (counts[c].pixels, ==, pixels[c]);
        }
      ll_instances_free (instances);
      ll_labels_free (labels);
    }
}

static void
fill (LlLabels *labels, gint x, gint y, gint width, gint height)
{
  for (gint v = y; v < y + height; v++)
    for (gint u = x; u < x + width; u++)
      labels->data[v * labels->width + u] = 1;
}

static gboolean
is_doubtful (const LlLabels *labels)
{
  LpMarkCount counts[LL_MAX_CLASSES];
  LpMarkCount sum;

  count_rows (labels, counts);
  sum = lp_mark_count_sum (counts);

  return lp_mark_count_is_doubtful (&sum, (gint64) labels->width * labels->height);
}

static void
test_doubt (void)
{
  LlLabels *labels = ll_labels_new (1000, 1000, 0);

  /* An empty layer says nothing. */
  g_assert_false (is_doubtful (labels));

  /* Four dots, and nine; with ten, they may be all. */
  for (gint i = 0; i < 10; i++)
    {
      fill (labels, 50 + 90 * i, 100, 13, 13);
      g_assert_true (is_doubtful (labels) == (i < 9));
    }
  ll_labels_free (labels);

  /* One stroke through an object of a quarter of the image is no reason to ask. */
  labels = ll_labels_new (1000, 1000, 0);
  fill (labels, 300, 500, 300, 13);
  g_assert_false (is_doubtful (labels));
  ll_labels_free (labels);
}

/* Each step of the work has advice of its own, which follows from what was done. */
static void
test_guide (void)
{
  LpGuideState state = { .unmarked = "pore" };
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gchar *text;

  text = lp_guide_describe (&state);
  g_assert_nonnull (strstr (text, "Detection"));
  g_assert_true (g_hash_table_add (seen, text));

  state.marks[LL_TASK_DETECTION] = 4;
  text = lp_guide_describe (&state);
  g_assert_nonnull (strstr (text, "\"pore\""));
  g_assert_true (g_hash_table_add (seen, text));

  state.unmarked = NULL;
  text = lp_guide_describe (&state);
  g_assert_nonnull (strstr (text, "Separation"));
  g_assert_true (g_hash_table_add (seen, text));

  state.marks[LL_TASK_SEPARATION] = 3;
  text = lp_guide_describe (&state);
  g_assert_nonnull (strstr (text, "Quick Look"));
  g_assert_true (g_hash_table_add (seen, text));

  state.network = TRUE;
  text = lp_guide_describe (&state);
  g_assert_nonnull (strstr (text, "Segment"));
  g_assert_true (g_hash_table_add (seen, text));

  state.result = TRUE;
  state.covered = TRUE;
  text = lp_guide_describe (&state);
  g_assert_nonnull (strstr (text, "Measure"));
  g_assert_true (g_hash_table_add (seen, text));

  state.covered = FALSE;
  text = lp_guide_describe (&state);
  g_assert_nonnull (strstr (text, "Train"));
  g_assert_true (g_hash_table_add (seen, text));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panel/components", test_components);
  g_test_add_func ("/panel/doubt", test_doubt);
  g_test_add_func ("/panel/guide", test_guide);

  return g_test_run ();
}
