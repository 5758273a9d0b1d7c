/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What labels follow from paint that grows, in which order an image is segmented, and what the
 * live layer looks like.
 */

#include <string.h>

#include "live/paint.h"
#include "live/picture.h"
#include "live/sweep.h"

#define SIDE   96
#define PIXELS (SIDE * SIDE)

/* A patch of one image with a rectangle of paint of one task. */
static LpLivePatch *
new_patch (const LpLiveArea *area, LlTask task, const LpLiveArea *painted, guint8 label)
{
  LpLivePatch *patch = lp_live_patch_new (1, area);

  patch->paint[task] = g_malloc ((gsize) area->width * area->height);
  memset (patch->paint[task], LL_LABEL_IGNORE, (gsize) area->width * area->height);
  for (gint y = painted->y; y < painted->y + painted->height; y++)
    for (gint x = painted->x; x < painted->x + painted->width; x++)
      patch->paint[task][(y - area->y) * area->width + x - area->x] = label;

  return patch;
}

static LlSample *
new_sample (void)
{
  LlSample *sample = ll_sample_new ("made", ll_image_new (SIDE, SIDE, 1));

  for (gint task = 0; task < LL_N_TASKS; task++)
    sample->labels[task] = ll_labels_new (SIDE, SIDE, LL_LABEL_IGNORE);

  return sample;
}

static gint
count_label (const LlLabels *labels, guint8 label)
{
  gint64 counts[256];

  ll_labels_count (labels, counts);

  return (gint) counts[label];
}

/* One mark on a layer that is complete: nothing else follows than what the mark says. */
static void
test_few_marks (void)
{
  static const LpLiveArea all = { 0, 0, SIDE, SIDE };
  static const LpLiveArea dot = { 20, 30, 4, 3 };
  g_autoptr (LpLivePaint) paint = lp_live_paint_new (SIDE, SIDE);
  g_autoptr (LlSample) sample = new_sample ();
  g_autoptr (LpLivePatch) patch = new_patch (&all, LL_TASK_DETECTION, &dot, 2);

  g_assert_false (lp_live_paint_is_painted (paint));
  g_assert_true (lp_live_paint_add (paint, patch));
  g_assert_false (lp_live_paint_add (paint, patch));
  g_assert_true (lp_live_paint_is_painted (paint));
  g_assert_true (lp_live_paint_fill (paint, sample));
  g_assert_cmpint (count_label (sample->labels[LL_TASK_DETECTION], 2), ==, 12);
  g_assert_cmpint (count_label (sample->labels[LL_TASK_DETECTION], LL_LABEL_IGNORE), ==,
                   PIXELS - 12);
  g_assert_cmpint (count_label (sample->labels[LL_TASK_SEGMENTATION], 2), ==, 12);
  /* A mark lies in an object, so it is no interface. */
  g_assert_cmpint (count_label (sample->labels[LL_TASK_SEPARATION], 0), ==, 12);
  g_assert_cmpint (count_label (sample->labels[LL_TASK_SEPARATION], LL_LABEL_IGNORE), ==,
                   PIXELS - 12);
}

/* Many marks on a complete layer: unpainted pixels are the rest. */
static void
test_many_marks (void)
{
  static const LpLiveArea all = { 0, 0, SIDE, SIDE };
  g_autoptr (LpLivePaint) paint = lp_live_paint_new (SIDE, SIDE);
  g_autoptr (LlSample) sample = new_sample ();
  g_autoptr (LpLivePatch) patch = lp_live_patch_new (1, &all);
  gint n = 0;

  patch->paint[LL_TASK_DETECTION] = g_malloc (PIXELS);
  for (gint i = 0; i < PIXELS; i++)
    {
      gboolean mark = i % SIDE % 24 < 6 && i / SIDE % 24 < 6;

      patch->paint[LL_TASK_DETECTION][i] = mark ? 1 : LL_LABEL_IGNORE;
      n += mark;
    }
  patch->missing[0] = 1;
  lp_live_paint_add (paint, patch);
  g_assert_false (lp_live_paint_fill (paint, sample));
  g_assert_cmpint (count_label (sample->labels[LL_TASK_DETECTION], 1), ==, n - 1);
  g_assert_cmpint (count_label (sample->labels[LL_TASK_DETECTION], 0), ==, PIXELS - n);
  g_assert_cmpint (count_label (sample->labels[LL_TASK_DETECTION], LL_LABEL_IGNORE), ==,
                   1);
  /* The borders of the objects are not known. */
  g_assert_cmpint (count_label (sample->labels[LL_TASK_SEGMENTATION], 1), ==, n - 1);

  paint->coverage[LL_TASK_DETECTION] = LL_COVERAGE_SPARSE;
  g_assert_false (lp_live_paint_fill (paint, sample));
  g_assert_cmpint (count_label (sample->labels[LL_TASK_DETECTION], 0), ==, 0);
}

/* A part that is erased again leaves nothing. */
static void
test_erased (void)
{
  static const LpLiveArea all = { 0, 0, SIDE, SIDE };
  static const LpLiveArea part = { 8, 8, 40, 40 };
  static const LpLiveArea dot = { 20, 30, 4, 3 };
  g_autoptr (LpLivePaint) paint = lp_live_paint_new (SIDE, SIDE);
  g_autoptr (LpLivePatch) patch = new_patch (&all, LL_TASK_SEGMENTATION, &dot, 1);
  g_autoptr (LpLivePatch) nothing = lp_live_patch_new (1, &part);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (LlTrainPlace));

  lp_live_paint_add (paint, patch);
  g_assert_cmpint (paint->painted[LL_TASK_SEGMENTATION], ==, 12);
  lp_live_paint_add_places (paint, 7, 10, places);
  g_assert_cmpuint (places->len, ==, 10);
  for (guint i = 0; i < places->len; i++)
    {
      const LlTrainPlace *place = &g_array_index (places, LlTrainPlace, i);

      g_assert_cmpint (place->sample, ==, 7);
      g_assert_true (place->x >= 20 && place->x < 24 && place->y >= 30 && place->y < 33);
    }
  g_assert_true (lp_live_paint_add (paint, nothing));
  g_assert_false (lp_live_paint_is_painted (paint));
}

/* Each class has the same share of the places, however much of it is painted. */
static void
test_places (void)
{
  static const LpLiveArea all = { 0, 0, SIDE, SIDE };
  static const LpLiveArea half = { 0, 0, SIDE, SIDE / 2 };
  static const LpLiveArea lower = { 0, SIDE / 2, SIDE, SIDE / 2 };
  static const LpLiveArea dot = { 50, 80, 2, 2 };
  g_autoptr (LpLivePaint) paint = lp_live_paint_new (SIDE, SIDE);
  g_autoptr (LpLivePatch) much = new_patch (&all, LL_TASK_DETECTION, &half, 1);
  g_autoptr (LpLivePatch) little = new_patch (&lower, LL_TASK_DETECTION, &dot, 0);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (LlTrainPlace));
  gint n = 0;

  lp_live_paint_add (paint, much);
  lp_live_paint_add (paint, little);
  lp_live_paint_add_places (paint, 0, 100, places);
  for (guint i = 0; i < places->len; i++)
    n += g_array_index (places, LlTrainPlace, i).y >= SIDE / 2;
  g_assert_cmpuint (places->len, ==, 100);
  g_assert_cmpint (n, ==, 50);
}

/* Every pixel is looked at once per look, new paint first. */
static void
test_sweep (void)
{
  static const LpLiveArea paint = { 700, 500, 10, 4 };
  LpLiveSweep sweep;
  LpLiveArea area;
  g_autofree guint8 *seen = g_malloc0 (1000 * 700);
  gint first = -1;

  lp_live_sweep_init (&sweep, 1);
  lp_live_sweep_set_size (&sweep, 1000, 700, 256);
  lp_live_sweep_focus (&sweep, &paint);
  g_assert_true (lp_live_sweep_next_focus (&sweep, &area));
  g_assert_true (area.x <= 700 && area.y <= 500 && area.x + area.width >= 710 &&
                 area.y + area.height >= 504);
  g_assert_cmpint (area.width, <=, 256);
  g_assert_false (lp_live_sweep_next_focus (&sweep, &area));

  for (gint look = 1; look <= 3; look++)
    {
      while (lp_live_sweep_next (&sweep, &area))
        {
          if (first < 0)
            first = area.x;
          for (gint y = area.y; y < area.y + area.height; y++)
            for (gint x = area.x; x < area.x + area.width; x++)
              seen[y * 1000 + x]++;
        }
      for (gint i = 0; i < 1000 * 700; i++)
        g_assert_cmpint (seen[i], ==, look);
      lp_live_sweep_renew (&sweep);
    }
  /* The part with the paint is the first. */
  g_assert_cmpint (first, ==, 512);
  lp_live_sweep_clear (&sweep);
}

/* Areas are filled, outlines have holes. */
static void
test_picture (void)
{
  static const gchar *const names[] = { "one", "two" };
  static const LpLiveArea all = { 0, 0, SIDE, SIDE };
  static const LpLiveArea part = { 30, 30, 20, 10 };
  g_autoptr (LlClasses) classes =
    ll_classes_new (names, 2, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);
  g_autofree guint8 *labels = g_malloc0 (PIXELS);
  g_autofree guint8 *rgba = g_malloc (4 * PIXELS);
  g_autofree guint8 *of_part = g_malloc (4 * 200);
  LpLiveLook look = { 0.5, FALSE };
  LlColour colour = ll_classes_get_colour (classes, 2);
  gint n = 0;

  for (gint i = 0; i < PIXELS; i++)
    if (i % SIDE >= 20 && i % SIDE < 60 && i / SIDE >= 20 && i / SIDE < 60)
      labels[i] = 2;
  labels[0] = LL_LABEL_IGNORE;

  lp_live_draw (labels, SIDE, SIDE, classes, &look, &all, rgba);
  for (gint i = 0; i < PIXELS; i++)
    {
      g_assert_cmpint (rgba[4 * i + 3], ==, labels[i] == 2 ? 128 : 0);
      if (labels[i] == 2)
        g_assert_cmpint (memcmp (rgba + 4 * i, colour.rgb, 3), ==, 0);
    }

  look.outlines = TRUE;
  lp_live_draw (labels, SIDE, SIDE, classes, &look, &all, rgba);
  for (gint i = 0; i < PIXELS; i++)
    n += rgba[4 * i + 3] > 0;
  g_assert_cmpint (n, ==, 4 * 39);
  lp_live_draw (labels, SIDE, SIDE, classes, &look, &part, of_part);
  for (gint y = 0; y < 10; y++)
    g_assert_cmpint (
      memcmp (of_part + 4 * 20 * y, rgba + 4 * ((y + 30) * SIDE + 30), 4 * 20), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/few-marks", test_few_marks);
  g_test_add_func ("/live/many-marks", test_many_marks);
  g_test_add_func ("/live/erased", test_erased);
  g_test_add_func ("/live/places", test_places);
  g_test_add_func ("/live/sweep", test_sweep);
  g_test_add_func ("/live/picture", test_picture);

  return g_test_run ();
}
