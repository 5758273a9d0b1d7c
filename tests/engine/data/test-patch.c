/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Views of a sample: where pixels come from, and that image and labels stay together
 * however a patch is turned, scaled, flipped and mirrored.
 */

#include <math.h>

#include "data/mirror.h"
#include "data/patch.h"

#define WIDTH  90
#define HEIGHT 70
#define PATCH  48

/* Squares of 10 pixels of the classes 0, 1, 2 in turn; the image shows the class. */
static LlSample *
make_sample (void)
{
  LlSample *sample = ll_sample_new ("squares", ll_image_new (WIDTH, HEIGHT, 1));
  LlLabels *labels = ll_labels_new (WIDTH, HEIGHT, 0);

  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 0; x < WIDTH; x++)
      {
        gint i = y * WIDTH + x;

        labels->data[i] = (guint8) ((x / 10 + 2 * (y / 10)) % 3);
        sample->image->data[i] = labels->data[i];
      }
  sample->labels[LL_TASK_SEGMENTATION] = labels;
  return sample;
}

/* Where the four pixels that a value is mixed from agree, it is the label. */
static void
test_together (void)
{
  g_autoptr (LlSample) sample = make_sample ();
  g_autofree gfloat *pixels = g_new (gfloat, PATCH * PATCH);
  g_autofree guint8 *labels = g_new (guint8, PATCH * PATCH);
  LlNormalisation normalisation;
  LlRandom random;

  ll_normalisation_init (&normalisation);
  ll_random_init (&random, 1, 0, 0);
  for (gint n = 0; n < 50; n++)
    {
      gint whole = 0;
      LlView view;

      ll_view_init_random (&view, &random, WIDTH, HEIGHT, PATCH,
                           n % 2 ? LL_AUGMENTATION_STRONG : LL_AUGMENTATION_PLAIN);
      view.contrast = 1.0f;
      view.brightness = 0.0f;
      ll_view_read_channel (&view, sample->image, 0, PATCH, &normalisation, pixels);
      ll_view_read_labels (&view, sample->labels[LL_TASK_SEGMENTATION], PATCH, labels);
      for (gint i = 0; i < PATCH * PATCH; i++)
        {
          g_assert_cmpfloat (fabsf (pixels[i] - (gfloat) labels[i]), <=, 2.0f);
          if (pixels[i] == 0.0f || pixels[i] == 2.0f)
            {
              g_assert_cmpint (labels[i], ==, (gint) pixels[i]);
              whole++;
            }
        }

      /* Most pixels lie within a square, and two of three squares are 0 or 2. */
      g_assert_cmpint (whole, >, PATCH * PATCH / 3);
    }
}

/* A view without augmentation is a piece of the image, its values normalised. */
static void
test_upright (void)
{
  g_autoptr (LlSample) sample = make_sample ();
  g_autofree gfloat *pixels = g_new (gfloat, PATCH * PATCH);
  g_autofree guint8 *labels = g_new (guint8, PATCH * PATCH);
  const gint places[][2] = { { 0, 0 }, { 17, 5 }, { -30, -20 }, { 80, 60 } };
  LlNormalisation normalisation;

  ll_normalisation_init (&normalisation);
  normalisation.mean[0] = 0.5f;
  normalisation.deviation[0] = 2.0f;

  for (guint n = 0; n < G_N_ELEMENTS (places); n++)
    {
      gint x0 = places[n][0];
      gint y0 = places[n][1];
      LlView view;

      ll_view_init_at (&view, x0, y0, PATCH);
      ll_view_read_channel (&view, sample->image, 0, PATCH, &normalisation, pixels);
      ll_view_read_labels (&view, sample->labels[LL_TASK_SEGMENTATION], PATCH, labels);
      for (gint j = 0; j < PATCH; j++)
        for (gint i = 0; i < PATCH; i++)
          {
            gint at = ll_mirror (y0 + j, HEIGHT) * WIDTH + ll_mirror (x0 + i, WIDTH);

            g_assert_cmpint (labels[j * PATCH + i], ==,
                             sample->labels[LL_TASK_SEGMENTATION]->data[at]);
            g_assert_cmpfloat_with_epsilon (
              pixels[j * PATCH + i], (sample->image->data[at] - 0.5f) / 2.0f, 1e-6);
          }
    }
}

/* Lengths change by 0.8 .. 1.25 and angles stay right angles. */
static void
test_shapes (void)
{
  gdouble least = 10.0, most = 0.0;
  gint flips = 0;
  LlRandom random;

  ll_random_init (&random, 2, 0, 0);
  for (gint n = 0; n < 1000; n++)
    {
      LlView view;
      gdouble *m = view.matrix;
      gdouble length;

      ll_view_init_random (&view, &random, 300, 200, PATCH, LL_AUGMENTATION_PLAIN);
      length = hypot (m[0], m[2]);
      least = MIN (least, length);
      most = MAX (most, length);
      flips += m[0] * m[3] - m[1] * m[2] < 0.0;
      g_assert_cmpfloat_with_epsilon (hypot (m[1], m[3]), length, 1e-9);
      g_assert_cmpfloat_with_epsilon (m[0] * m[1] + m[2] * m[3], 0.0, 1e-9);
      g_assert_true (view.x >= PATCH / 2 && view.x <= 300 - PATCH / 2);
      g_assert_true (view.y >= PATCH / 2 && view.y <= 200 - PATCH / 2);
    }
  g_assert_cmpfloat (least, >=, 0.8 - 1e-9);
  g_assert_cmpfloat (most, <=, 1.25 + 1e-9);
  g_assert_cmpfloat (least, <, 0.82);
  g_assert_cmpfloat (most, >, 1.22);
  g_assert_cmpint (flips, >, 400);
  g_assert_cmpint (flips, <, 600);
}

static void
test_mirror (void)
{
  const gint of_three[] = { 0, 1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0 };

  for (gint i = 0; i < 12; i++)
    {
      g_assert_cmpint (ll_mirror (i, 3), ==, of_three[i]);
      g_assert_cmpint (ll_mirror (i - 12, 3), ==, of_three[i]);
      g_assert_cmpint (ll_mirror (i - 6, 1), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/patch/together", test_together);
  g_test_add_func ("/patch/upright", test_upright);
  g_test_add_func ("/patch/shapes", test_shapes);
  g_test_add_func ("/patch/mirror", test_mirror);
  return g_test_run ();
}
