/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The history of a training, and the drawing of its curves.
 *
 * With a folder as its argument, the program only writes pictures there, for visual
 * inspection.
 */

#include <math.h>

#include <cairo.h>

#include "train/curves.h"

#define WIDTH  520
#define HEIGHT 360

static LlTrainProgress
progress_at (gint iteration, gdouble loss, gdouble dice)
{
  LlTrainProgress progress = { .iteration = iteration, .loss = loss, .dice = dice };

  progress.task_loss[LL_TASK_DETECTION] = loss;
  progress.task_loss[LL_TASK_SEPARATION] = 0.4 * loss;
  progress.task_loss[LL_TASK_SEGMENTATION] = iteration > 5 ? 0.8 * loss : NAN;

  return progress;
}

/* Simulates a training: the loss falls from @first by @factor, with noise. */
static LpHistory *
make_history (gint n, gdouble first, gdouble factor, gint validations)
{
  LpHistory *history = lp_history_new ();
  gint interval = validations > 0 ? n / validations : n + 1;
  gdouble dice = NAN;

  for (gint i = 1; i <= n; i++)
    {
      gdouble share = (gdouble) i / n;
      gdouble noise = 1 + 0.06 * sin (1.7 * i) * sin (0.23 * i);
      LlTrainProgress progress;

      if (i % interval == 0)
        dice = 0.95 - 0.6 * exp (-4 * share);
      progress = progress_at (i, first * noise * pow (factor, -sqrt (share)), dice);
      lp_history_add (history, &progress);
    }

  return history;
}

static void
test_all_points (void)
{
  g_autoptr (LpHistory) history = make_history (300, 2, 10, 10);
  const LpHistoryPoint *points;
  const LpHistoryScore *scores;
  guint n;

  points = lp_history_get_points (history, &n);
  g_assert_cmpuint (n, ==, 300);
  g_assert_cmpfloat (points[0].iteration, ==, 1);
  g_assert_cmpfloat (points[299].iteration, ==, 300);
  g_assert_true (isnan (points[0].loss[LL_TASK_SEGMENTATION]));
  g_assert_false (isnan (points[5].loss[LL_TASK_SEGMENTATION]));

  scores = lp_history_get_scores (history, &n);
  g_assert_cmpuint (n, ==, 10);
  g_assert_cmpfloat (scores[0].iteration, ==, 30);
  g_assert_cmpfloat (scores[9].dice, >, 0.9);
}

/* However long the history is, its size is bounded, its points are in order, and its mean
 * is that of all steps.
 */
static void
test_bounded (void)
{
  g_autoptr (LpHistory) history = lp_history_new ();
  const LpHistoryPoint *points;
  guint n;
  gdouble sum = 0;

  for (gint i = 1; i <= 64 * LP_HISTORY_CAPACITY; i++)
    {
      LlTrainProgress progress = progress_at (i, i, 1.0 / i);

      lp_history_add (history, &progress);
    }

  points = lp_history_get_points (history, &n);
  g_assert_cmpuint (n, <=, LP_HISTORY_CAPACITY);
  g_assert_cmpuint (n, >=, LP_HISTORY_CAPACITY / 2);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (i == 0 || points[i].iteration > points[i - 1].iteration);
      g_assert_cmpfloat_with_epsilon (points[i].loss[LL_TASK_DETECTION],
                                      points[i].iteration, 1e-6 * points[i].iteration);
      sum += points[i].iteration;
    }
  g_assert_cmpfloat_with_epsilon (sum / n, 32.0 * LP_HISTORY_CAPACITY + 0.5, 1);

  lp_history_get_scores (history, &n);
  g_assert_cmpuint (n, <=, LP_HISTORY_CAPACITY);
}

static cairo_surface_t *
draw (const LpHistory *history, gboolean dice, gboolean dark)
{
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  gdouble text = dark ? 0.85 : 0.1;
  gdouble ground = dark ? 0.22 : 0.94;
  LpCurvesStyle style = { { text, text, text }, dark };

  cairo_set_source_rgb (cr, ground, ground, ground);
  cairo_paint (cr);
  lp_curves_draw (history, dice, &style, cr, WIDTH, HEIGHT);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* Counts the pixels of about this colour. */
static gint
count_near (cairo_surface_t *surface, guint32 colour)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  gint stride = cairo_image_surface_get_stride (surface);
  gint n = 0;

  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 0; x < WIDTH; x++)
      {
        guint32 pixel = ((const guint32 *) (const void *) (data + y * stride))[x];
        gint worst = 0;

        for (gint shift = 0; shift <= 16; shift += 8)
          worst = MAX (
            worst, ABS ((gint) (pixel >> shift & 255) - (gint) (colour >> shift & 255)));
        n += worst <= 6;
      }

  return n;
}

static void
test_draws_lines (void)
{
  g_autoptr (LpHistory) history = make_history (500, 3, 20, 8);
  cairo_surface_t *surface = draw (history, TRUE, FALSE);

  /* Vermilion, blue and green for the tasks, and purple for the Dice score. */
  g_assert_cmpint (count_near (surface, 0xd55e00), >, 200);
  g_assert_cmpint (count_near (surface, 0x0072b2), >, 150);
  g_assert_cmpint (count_near (surface, 0x008561), >, 300);
  g_assert_cmpint (count_near (surface, 0x994a75), >, 100);
  cairo_surface_destroy (surface);

  surface = draw (history, FALSE, FALSE);
  g_assert_cmpint (count_near (surface, 0x994a75), ==, 0);
  cairo_surface_destroy (surface);
}

/* The curves can be drawn before the first step, after a single step, with equal or
 * vanishing losses, and without any room.
 */
static void
test_draws_anything (void)
{
  static const gdouble losses[] = { 0, 1e-9, 1, 1e9 };
  LpCurvesStyle style = { { 0, 0, 0 }, FALSE };

  for (gsize i = 0; i < G_N_ELEMENTS (losses); i++)
    for (gint n = 0; n < 4; n++)
      {
        g_autoptr (LpHistory) history = lp_history_new ();
        cairo_surface_t *surface;
        cairo_t *cr;

        for (gint k = 0; k < n; k++)
          {
            LlTrainProgress progress = progress_at (7 + k, losses[i], 0);

            lp_history_add (history, &progress);
          }
        surface = draw (history, n > 1, TRUE);
        cr = cairo_create (surface);
        lp_curves_draw (history, TRUE, &style, cr, 3, 2);
        g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
        cairo_destroy (cr);
        cairo_surface_destroy (surface);
      }
}

static void
write_picture (const gchar *folder,
               const gchar *name,
               const LpHistory *history,
               gboolean dice,
               gboolean dark)
{
  cairo_surface_t *surface = draw (history, dice, dark);
  g_autofree gchar *path = g_build_filename (folder, name, NULL);

  cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
}

static void
write_pictures (const gchar *folder)
{
  g_autoptr (LpHistory) start = make_history (4, 1.2, 1.3, 0);
  g_autoptr (LpHistory) early = make_history (60, 1.2, 3, 0);
  g_autoptr (LpHistory) usual = make_history (1000, 1.2, 12, 10);
  g_autoptr (LpHistory) longer = make_history (123456, 2.2, 300, 100);

  write_picture (folder, "start-light.png", start, TRUE, FALSE);
  write_picture (folder, "early-light.png", early, TRUE, FALSE);
  write_picture (folder, "usual-light.png", usual, TRUE, FALSE);
  write_picture (folder, "usual-dark.png", usual, TRUE, TRUE);
  write_picture (folder, "longer-dark.png", longer, TRUE, TRUE);
  write_picture (folder, "loss-alone-light.png", usual, FALSE, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (argc > 1)
    {
      write_pictures (argv[1]);
      return 0;
    }

  g_test_add_func ("/curves/all-points", test_all_points);
  g_test_add_func ("/curves/bounded", test_bounded);
  g_test_add_func ("/curves/draws-lines", test_draws_lines);
  g_test_add_func ("/curves/draws-anything", test_draws_anything);

  return g_test_run ();
}
