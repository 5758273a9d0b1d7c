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

/* The label of one pixel in the default classes' colours; -1: refused. */
static gint
label_of (LlTask task, LlCoverage coverage, const gfloat rgba[4], guint8 *ignored)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_COLOUR_BLIND_SAFE);
  g_autoptr (GError) error = NULL;
  guint8 label = UNTOUCHED;
  guint8 mark = UNTOUCHED;
  gboolean read =
    ll_paint_read_row (classes, task, coverage, rgba, 1, 0, 0, &label, &mark, &error);

  if (ignored)
    *ignored = mark;
  if (read)
    g_assert_no_error (error);
  else
    g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR);

  return read ? label : -1;
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
 *
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
  g_autoptr (GError) error = NULL;
  guint8 labels[5];
  guint8 ignored[5] = { 0, 0, 0, 0, 1 };
  gfloat rgba[20] = { 0 };

  set_pixel (rgba + 4, "#ff0000", 100);
  set_pixel (rgba + 8, "#00c000", 60);
  set_pixel (rgba + 12, "#808080", 100);
  g_assert_true (ll_paint_read_row (classes, LL_TASK_SEGMENTATION, LL_COVERAGE_COMPLETE,
                                    rgba, 5, 10, 20, labels, ignored, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (labels, 5, "\x00\x01\x02\xff\x00", 5);
  g_assert_cmpmem (ignored, 5, "\x00\x00\x00\x01\x01", 5);

  set_pixel (rgba + 12, "#fffffe", 100);
  g_assert_false (ll_paint_read_row (classes, LL_TASK_SEGMENTATION, LL_COVERAGE_COMPLETE,
                                     rgba, 5, 10, 20, labels, ignored, &error));
  g_assert_error (error, LL_DATA_ERROR, LL_DATA_ERROR_COLOUR);
  g_assert_nonnull (strstr (error->message, "x = 13, y = 20"));
  g_assert_nonnull (strstr (error->message, "#fffffe"));
  g_assert_nonnull (strstr (error->message, "#ff0000 (air bubble)"));
  g_assert_null (strstr (error->message, "interface"));
  g_clear_error (&error);

  /* Wild values do not crash it. */
  rgba[12] = INFINITY;
  rgba[13] = -INFINITY;
  rgba[14] = NAN;
  g_assert_true (ll_paint_read_row (classes, LL_TASK_SEGMENTATION, LL_COVERAGE_COMPLETE,
                                    rgba, 5, 10, 20, labels, ignored, &error));
  g_assert_cmpint (labels[3], ==, 1);
}

static void
test_same_colour (void)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  g_autoptr (GError) error = NULL;
  gfloat rgba[4];
  guint8 label;
  guint8 ignored = 0;

  ll_classes_set_colour (classes, 2, ll_classes_get_colour (classes, 1));
  set_pixel (rgba, "#ff0000", 100);
  g_assert_false (ll_paint_read_row (classes, LL_TASK_DETECTION, LL_COVERAGE_SPARSE, rgba,
                                     1, 0, 0, &label, &ignored, &error));
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
  g_test_add_func ("/paint/same-colour", test_same_colour);

  return g_test_run ();
}
