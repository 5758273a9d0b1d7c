/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What painted pixels become. */

#include <math.h>
#include <string.h>

#include "lazylabels/error.h"
#include "lazylabels/paint.h"

#define UNTOUCHED 77

/* "#rrggbb" and an alpha in percent. */
static void
set_pixel (gfloat *pixel, const gchar *hex, gint percent)
{
  for (gint i = 0; i < 3; i++)
    pixel[i] = (gfloat) (16 * g_ascii_xdigit_value (hex[1 + 2 * i]) +
                         g_ascii_xdigit_value (hex[2 + 2 * i])) /
               255.0f;
  pixel[3] = (gfloat) percent / 100.0f;
}

/* Reads one layer of the default classes' colours. */
static void
read_layer (LlPaintReader *reader,
            const gfloat *rgba,
            gint width,
            gint height,
            guint8 *labels,
            guint8 *ignored)
{
  for (gint y = 0; y < height; y++)
    ll_paint_reader_read_row (reader, rgba + 4 * (gsize) y * width, 10, 20 + y,
                              labels + (gsize) y * width, ignored + (gsize) y * width);
}

/* The label of one pixel in the default classes' colours; -1: can't be told. */
static gint
label_of (LlTask task, LlCoverage coverage, const gfloat rgba[4], guint8 *ignored)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
  g_autoptr (GError) error = NULL;
  g_autoptr (LlPaintReader) reader =
    ll_paint_reader_new (classes, task, coverage, 1, &error);
  guint8 label = UNTOUCHED;
  guint8 mark = UNTOUCHED;
  const LlPaintTally *tally;

  g_assert_no_error (error);
  ll_paint_reader_read_row (reader, rgba, 0, 0, &label, &mark);
  tally = ll_paint_reader_get_tally (reader);

  if (ignored)
    *ignored = mark;
  g_assert_cmpint (tally->unknown, <=, tally->painted);
  g_assert_cmpint (tally->first.found, ==, tally->unknown > 0);
  if (tally->unknown == 0)
    return label;

  g_assert_cmpint (label, ==, LL_LABEL_IGNORE);
  g_assert_cmpint (mark, ==, UNTOUCHED);
  g_assert_false (ll_paint_tally_check (tally, classes, task, &error));
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR);

  return -1;
}

static gint
label_of_hex (LlTask task, const gchar *hex, gint percent)
{
  gfloat rgba[4];

  set_pixel (rgba, hex, percent);

  return label_of (task, LL_COVERAGE_SPARSE, rgba, NULL);
}

static void
test_colours (void)
{
  g_assert_cmpint (label_of_hex (LL_TASK_DETECTION, "#0072b2", 100), ==, 1);
  g_assert_cmpint (label_of_hex (LL_TASK_SEGMENTATION, "#e69f00", 100), ==, 2);
  g_assert_cmpint (label_of_hex (LL_TASK_SEGMENTATION, "#000000", 100), ==, 0);
  g_assert_cmpint (label_of_hex (LL_TASK_DETECTION, "#808080", 100), ==, LL_LABEL_IGNORE);
  g_assert_cmpint (label_of_hex (LL_TASK_SEPARATION, "#00ffff", 100), ==, 1);
  g_assert_cmpint (label_of_hex (LL_TASK_SEPARATION, "#000000", 100), ==, 0);
  g_assert_cmpint (label_of_hex (LL_TASK_SEPARATION, "#808080", 100), ==,
                   LL_LABEL_IGNORE);

  /* Near ones, as converted pixels and jpeg leave them. */
  g_assert_cmpint (label_of_hex (LL_TASK_DETECTION, "#0a6aa8", 100), ==, 1);
  g_assert_cmpint (label_of_hex (LL_TASK_DETECTION, "#f0aa14", 100), ==, 2);
}

static void
test_opacity (void)
{
  gfloat rgba[4];

  g_assert_cmpint (label_of_hex (LL_TASK_DETECTION, "#0072b2", 50), ==, 1);
  g_assert_cmpint (label_of_hex (LL_TASK_DETECTION, "#0072b2", 49), ==, LL_LABEL_IGNORE);

  /* The colour of a transparent pixel has no meaning. */
  g_assert_cmpint (label_of_hex (LL_TASK_DETECTION, "#ffffff", 0), ==, LL_LABEL_IGNORE);
  set_pixel (rgba, "#ff00ff", 10);
  g_assert_cmpint (label_of (LL_TASK_DETECTION, LL_COVERAGE_COMPLETE, rgba, NULL), ==, 0);
  rgba[3] = NAN;
  g_assert_cmpint (label_of (LL_TASK_DETECTION, LL_COVERAGE_COMPLETE, rgba, NULL), ==, 0);
}

static void
test_ignored (void)
{
  gfloat rgba[4];
  guint8 ignored;

  set_pixel (rgba, "#808080", 100);
  label_of (LL_TASK_SEPARATION, LL_COVERAGE_COMPLETE, rgba, &ignored);
  g_assert_cmpint (ignored, ==, 1);
  set_pixel (rgba, "#000000", 100);
  label_of (LL_TASK_SEPARATION, LL_COVERAGE_SPARSE, rgba, &ignored);
  g_assert_cmpint (ignored, ==, UNTOUCHED);
  set_pixel (rgba, "#808080", 20);
  g_assert_cmpint (label_of (LL_TASK_SEPARATION, LL_COVERAGE_SPARSE, rgba, &ignored), ==,
                   LL_LABEL_IGNORE);
  g_assert_cmpint (ignored, ==, UNTOUCHED);
}

static void
test_foreign (void)
{
  /* The other layer's colours, and no one's. */
  g_assert_cmpint (label_of_hex (LL_TASK_SEPARATION, "#0072b2", 100), ==, -1);
  g_assert_cmpint (label_of_hex (LL_TASK_SEPARATION, "#e69f00", 100), ==, -1);
  g_assert_cmpint (label_of_hex (LL_TASK_DETECTION, "#00ffff", 100), ==, -1);
  g_assert_cmpint (label_of_hex (LL_TASK_DETECTION, "#ffffff", 100), ==, -1);
  g_assert_cmpint (label_of_hex (LL_TASK_DETECTION, "#ff00ff", 100), ==, -1);
}

static gfloat
mix (gfloat a, gfloat b, gfloat t, gboolean linear)
{
  gfloat mixed;

  if (!linear)
    return a + t * (b - a);

  a = a <= 0.04045f ? a / 12.92f : powf ((a + 0.055f) / 1.055f, 2.4f);
  b = b <= 0.04045f ? b / 12.92f : powf ((b + 0.055f) / 1.055f, 2.4f);
  mixed = a + t * (b - a);

  return mixed <= 0.0031308f ? 12.92f * mixed : 1.055f * powf (mixed, 1 / 2.4f) - 0.055f;
}

/* A soft brush in one colour over another: never refused, and near the ends the nearer.
 */
static void
test_mixtures (void)
{
  static const gchar *const hex[][3] = { { "#0072b2", "#e69f00", "#000000" },
                                         { "#00ffff", "#808080", "#000000" } };
  static const gint labels[][3] = { { 1, 2, 0 }, { 1, LL_LABEL_IGNORE, 0 } };

  for (gint layer = 0; layer < 2; layer++)
    for (gint pair = 0; pair < 3; pair++)
      for (gint step = 0; step <= 100; step++)
        for (gint linear = 0; linear < 2; linear++)
          {
            gint other = (pair + 1) % 3;
            gfloat a[4];
            gfloat b[4];
            gint label;

            set_pixel (a, hex[layer][pair], 100);
            set_pixel (b, hex[layer][other], 100);
            for (gint c = 0; c < 3; c++)
              a[c] = mix (a[c], b[c], (gfloat) step / 100.0f, linear);
            label = label_of (layer == 0 ? LL_TASK_DETECTION : LL_TASK_SEPARATION,
                              LL_COVERAGE_SPARSE, a, NULL);
            g_assert_cmpint (label, !=, -1);
            if (step <= 10)
              g_assert_cmpint (label, ==, labels[layer][pair]);
            if (step >= 98)
              g_assert_cmpint (label, ==, labels[layer][other]);
          }
}

static void
test_row_and_place (void)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (LlPaintReader) reader =
    ll_paint_reader_new (classes, LL_TASK_SEGMENTATION, LL_COVERAGE_COMPLETE, 5, NULL);
  const LlPaintTally *tally = ll_paint_reader_get_tally (reader);
  g_autoptr (GError) error = NULL;
  guint8 labels[5];
  guint8 ignored[5] = { 0, 0, 0, 0, 1 };
  gfloat rgba[20] = { 0 };

  set_pixel (rgba + 4, "#ff0000", 100);
  set_pixel (rgba + 8, "#00c000", 60);
  set_pixel (rgba + 12, "#808080", 100);
  read_layer (reader, rgba, 5, 1, labels, ignored);
  g_assert_cmpmem (labels, 5, "\x00\x01\x02\xff\x00", 5);
  g_assert_cmpmem (ignored, 5, "\x00\x00\x00\x01\x01", 5);
  g_assert_cmpint (tally->painted, ==, 3);
  g_assert_cmpint (tally->unknown, ==, 0);

  /* Wild values do not crash it. */
  rgba[12] = INFINITY;
  rgba[13] = -INFINITY;
  rgba[14] = NAN;
  read_layer (reader, rgba, 5, 1, labels, ignored);
  g_assert_cmpint (labels[3], ==, 1);
  g_assert_cmpint (tally->unknown, ==, 0);

  set_pixel (rgba + 12, "#fffffe", 100);
  read_layer (reader, rgba, 5, 1, labels, ignored);
  g_assert_cmpmem (labels, 5, "\x00\x01\x02\xff\x00", 5);
  g_assert_cmpint (tally->painted, ==, 9);
  g_assert_cmpint (tally->unknown, ==, 1);
  g_assert_cmpint (tally->first.x, ==, 13);
  g_assert_cmpint (tally->first.y, ==, 20);
  g_assert_true (ll_paint_tally_check (tally, classes, LL_TASK_SEGMENTATION, &error));
  g_assert_no_error (error);

  /* With more of them, a large share is of that colour. */
  for (gint i = 0; i < 9; i++)
    read_layer (reader, rgba, 5, 1, labels, ignored);
  g_assert_cmpint (tally->unknown, ==, 10);
  g_assert_false (ll_paint_tally_check (tally, classes, LL_TASK_SEGMENTATION, &error));
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR);
  g_assert_nonnull (strstr (error->message, "x = 13, y = 20"));
  g_assert_nonnull (strstr (error->message, "#fffffe"));
  g_assert_nonnull (strstr (error->message, "#ff0000 (air bubble)"));
  g_assert_null (strstr (error->message, "interface"));
}

/* A layer of one colour with a rectangle of another one at column 4, row 2. */
static void
read_patch (const gchar *ground,
            const gchar *patch,
            gint width,
            gint height,
            LlPaintTally *tally,
            GError **error)
{
  enum
  {
    SIDE = 20
  };
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
  g_autoptr (LlPaintReader) reader =
    ll_paint_reader_new (classes, LL_TASK_DETECTION, LL_COVERAGE_SPARSE, SIDE, NULL);
  g_autofree gfloat *rgba = g_new (gfloat, 4 * SIDE * SIDE);
  guint8 labels[SIDE * SIDE];
  guint8 ignored[SIDE * SIDE] = { 0 };

  for (gint y = 0; y < SIDE; y++)
    for (gint x = 0; x < SIDE; x++)
      {
        gboolean inside = x >= 4 && x < 4 + width && y >= 2 && y < 2 + height;

        set_pixel (rgba + 4 * (y * SIDE + x), inside ? patch : ground, 100);
      }
  read_layer (reader, rgba, SIDE, SIDE, labels, ignored);
  *tally = *ll_paint_reader_get_tally (reader);
  g_assert_cmpint (tally->painted, ==, SIDE * SIDE);
  ll_paint_tally_check (tally, classes, LL_TASK_DETECTION, error);
}

/* A colour that stands for nothing is a mistake when a person painted an area of it, and
 * the work of an interpolation where it is a line or less.
 */
static void
test_areas (void)
{
  g_autoptr (GError) error = NULL;
  LlPaintTally tally;

  read_patch ("#0072b2", "#ff00ff", 2, 18, &tally, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tally.unknown, ==, 36);
  g_assert_false (tally.foreign.found);
  g_assert_cmpint (tally.first.x, ==, 14);
  g_assert_cmpint (tally.first.y, ==, 22);

  read_patch ("#0072b2", "#ff00ff", 3, 3, &tally, &error);
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR);
  g_assert_nonnull (strstr (error->message, "x = 14, y = 22"));
  g_assert_nonnull (strstr (error->message, "#ff00ff"));
  g_clear_error (&error);

  /* The colour of another layer. */
  read_patch ("#0072b2", "#00ffff", 3, 4, &tally, &error);
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR);
  g_assert_nonnull (strstr (error->message, "'interface'"));
  g_clear_error (&error);

  /* A quarter of blue in orange: it is read, but told. */
  read_patch ("#0072b2", "#ac942c", 3, 3, &tally, &error);
  g_assert_no_error (error);
  g_assert_cmpint (tally.unknown, ==, 0);
  g_assert_true (tally.blended.found);
  g_assert_cmpint (tally.blended.x, ==, 14);
  g_assert_cmpint (tally.blended.y, ==, 22);
  g_assert_cmpint (tally.blended.colour.rgb[1], ==, 0x94);

  read_patch ("#0072b2", "#ac942c", 1, 18, &tally, &error);
  g_assert_no_error (error);
  g_assert_false (tally.blended.found);
}

/* Yellow and vermilion mix to what looks like orange: in the line between them it is not. */
static void
test_between (void)
{
  static const gchar *const hex[] = { "#e69f00", "#f0e442", "#d55e00" };
  static const gchar *const names[] = { "orange", "yellow", "vermilion" };
  g_autoptr (LlClasses) classes =
    ll_classes_new (names, 3, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);

  for (gint i = 0; i < 3; i++)
    {
      LlColour colour;

      g_assert_true (ll_colour_from_text (hex[i], &colour));
      ll_classes_set_colour (classes, i + 1, colour);
    }

  for (gint side = 1; side <= 4; side++)
    {
      g_autoptr (LlPaintReader) reader = ll_paint_reader_new (
        classes, LL_TASK_SEGMENTATION, LL_COVERAGE_COMPLETE, 12, NULL);
      gfloat rgba[4 * 12 * 12];
      guint8 labels[12 * 12];
      guint8 ignored[12 * 12] = { 0 };

      /* Yellow on the left, vermilion on the right, their mixture in between. */
      for (gint y = 0; y < 12; y++)
        for (gint x = 0; x < 12; x++)
          set_pixel (rgba + 4 * (12 * y + x),
                     x < 5          ? "#f0e442"
                     : x < 5 + side ? "#e3a121"
                                    : "#d55e00",
                     100);
      read_layer (reader, rgba, 12, 12, labels, ignored);

      for (gint i = 0; i < 12 * 12; i++)
        {
          gint x = i % 12;

          if (x < 5 || x >= 5 + side)
            g_assert_cmpint (labels[i], ==, x < 5 ? 2 : 3);
          else if (side < 3)
            g_assert_cmpint (labels[i], !=, 1);
          else
            g_assert_cmpint (labels[i], ==, 1);
          g_assert_cmpint (ignored[i], ==, 0);
        }
      g_assert_cmpint (ll_paint_reader_get_tally (reader)->unknown, ==, 0);
    }
}

/* Where three classes meet, an interpolation mixes three colours. */
static void
test_three_colours (void)
{
  static const gchar *const hex[] = { "#0072b2", "#e69f00", "#009e73", "#f0e442",
                                      "#d55e00" };
  static const gchar *const names[] = { "a", "b", "c", "d", "e" };
  g_autoptr (LlClasses) classes =
    ll_classes_new (names, 5, LL_PALETTE_COLOUR_BLIND_SAFE, NULL);
  gint unknown = 0;

  for (gint i = 0; i < 5; i++)
    {
      LlColour colour;

      g_assert_true (ll_colour_from_text (hex[i], &colour));
      ll_classes_set_colour (classes, i + 1, colour);
    }

  for (gint a = 0; a < 5; a++)
    for (gint b = a + 1; b < 5; b++)
      for (gint c = b + 1; c < 5; c++)
        for (gint guess = 0; guess < 2; guess++)
          {
            g_autoptr (LlPaintReader) reader = ll_paint_reader_new (
              classes, LL_TASK_SEGMENTATION, LL_COVERAGE_COMPLETE, 1, NULL);
            gfloat rgba[12];
            guint8 label = UNTOUCHED;
            guint8 ignored = 0;

            set_pixel (rgba, hex[a], 100);
            set_pixel (rgba + 4, hex[b], 100);
            set_pixel (rgba + 8, hex[c], 100);
            for (gint i = 0; i < 3; i++)
              rgba[i] = (rgba[i] + rgba[4 + i] + rgba[8 + i]) / 3.0f;

            if (guess)
              ll_paint_reader_guess (reader);
            ll_paint_reader_read_row (reader, rgba, 0, 0, &label, &ignored);
            unknown += (gint) ll_paint_reader_get_tally (reader)->unknown;
            if (guess)
              g_assert_cmpint (label, <=, 5);
            else
              g_assert_true (label <= 5 || label == LL_LABEL_IGNORE);
          }
  /* Otherwise this test says nothing. */
  g_assert_cmpint (unknown, >, 0);
}

static void
test_strips (void)
{
  LlPaintTally sum = { 0 };
  LlPaintTally upper = { .painted = 10,
                         .unknown = 1,
                         .first = { .found = TRUE, .x = 3, .y = 4 } };
  LlPaintTally lower = { .painted = 7,
                         .unknown = 2,
                         .first = { .found = TRUE, .x = 5, .y = 70 },
                         .blended = { .found = TRUE, .x = 9, .y = 80 } };

  ll_paint_tally_add (&sum, &upper);
  ll_paint_tally_add (&sum, &lower);
  g_assert_cmpint (sum.painted, ==, 17);
  g_assert_cmpint (sum.unknown, ==, 3);
  g_assert_cmpint (sum.first.y, ==, 4);
  g_assert_cmpint (sum.blended.y, ==, 80);
  g_assert_false (sum.foreign.found);
}

static void
test_same_colour (void)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (GError) error = NULL;

  ll_classes_set_colour (classes, 2, ll_classes_get_colour (classes, 1));
  g_assert_null (
    ll_paint_reader_new (classes, LL_TASK_DETECTION, LL_COVERAGE_SPARSE, 1, &error));
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/colours", test_colours);
  g_test_add_func ("/paint/opacity", test_opacity);
  g_test_add_func ("/paint/ignored", test_ignored);
  g_test_add_func ("/paint/foreign", test_foreign);
  g_test_add_func ("/paint/mixtures", test_mixtures);
  g_test_add_func ("/paint/row-and-place", test_row_and_place);
  g_test_add_func ("/paint/areas", test_areas);
  g_test_add_func ("/paint/between", test_between);
  g_test_add_func ("/paint/three-colours", test_three_colours);
  g_test_add_func ("/paint/strips", test_strips);
  g_test_add_func ("/paint/same-colour", test_same_colour);

  return g_test_run ();
}
