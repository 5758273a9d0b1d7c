/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prediction: images of any size, probabilities that sum to 1, patches that leave no
 * trace, and memory that does not grow with the height of the image.
 */

#include <math.h>

#include <gio/gio.h>

#include "core/random.h"
#include "data/blend.h"
#include "lazylabels/lazylabels.h"
#include "net/network-private.h"

static LlNetwork *
make_network (LlNetworkKind kind, gint channels)
{
  g_autoptr (LlClasses) classes = ll_classes_new_default (LL_PALETTE_PAPER);
  LlNetworkSettings settings;

  ll_network_settings_init (&settings);
  settings.kind = kind;
  settings.channels = channels;
  settings.width = 4;
  settings.levels = 3;
  settings.task_blocks = 2;
  settings.patch = 32;
  return ll_network_new (&settings, classes, 5, NULL);
}

static LlImage *
make_image (gint width, gint height, gint channels)
{
  LlImage *image = ll_image_new (width, height, channels);
  LlRandom random;

  ll_random_init (&random, 1, 0, 0);
  for (gint i = 0; i < width * height * channels; i++)
    image->data[i] = (gfloat) ll_random_uniform (&random);
  return image;
}

static void
check_sums (const LlNetwork *network, const gfloat *planes, gsize pixels)
{
  for (LlTask task = 0; task < LL_N_TASKS; task++)
    {
      gint first = ll_network_get_first_plane (network, task);

      for (gsize i = 0; first >= 0 && i < pixels; i++)
        {
          gdouble sum = 0.0;

          for (gint c = 0; c < ll_network_get_n_task_classes (network, task); c++)
            {
              gfloat p = planes[(gsize) (first + c) * pixels + i];

              g_assert_true (p >= 0.0f && p <= 1.0f + 1e-5f);
              sum += p;
            }
          g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-5);
        }
    }
}

static void
test_sizes (void)
{
  const gint sizes[][2] = { { 1, 1 },   { 1, 40 },  { 7, 3 },    { 16, 16 },
                            { 31, 33 }, { 64, 32 }, { 100, 75 }, { 129, 17 } };
  LlPredictSettings settings;

  ll_predict_settings_init (&settings);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gint k = 0; k < 6; k++)
      {
        gint channels = k % 2 ? 3 : 1;
        g_autoptr (LlNetwork) network = make_network ((LlNetworkKind) (k / 2), channels);
        g_autoptr (LlImage) image = make_image (sizes[i][0], sizes[i][1], channels);
        g_autoptr (GError) error = NULL;
        g_autofree gfloat *planes =
          ll_predict_image (network, image, &settings, NULL, NULL, &error);

        g_assert_no_error (error);
        check_sums (network, planes, (gsize) sizes[i][0] * (gsize) sizes[i][1]);
      }
}

/* The same pixels whatever the batch, the threads and the patch of a constant image. */
static void
test_batches (gconstpointer data)
{
  g_autoptr (LlNetwork) network =
    make_network ((LlNetworkKind) GPOINTER_TO_INT (data), 1);
  g_autoptr (LlImage) image = make_image (90, 50, 1);
  gsize n = (gsize) ll_network_get_n_planes (network) * 90 * 50;
  LlPredictSettings settings;
  g_autofree gfloat *expected = NULL;

  ll_predict_settings_init (&settings);
  settings.batch = 1;
  settings.threads = 1;
  expected = ll_predict_image (network, image, &settings, NULL, NULL, NULL);

  for (gint batch = 2; batch <= 5; batch += 3)
    {
      g_autofree gfloat *planes = NULL;

      settings.batch = batch;
      settings.threads = 2;
      planes = ll_predict_image (network, image, &settings, NULL, NULL, NULL);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat_with_epsilon (planes[i], expected[i], 1e-5);
    }
}

/* A constant image looks the same everywhere, borders of patches and image included:
 * with mirror padding only the zeros that convolutions see around a patch differ, and the
 * window keeps those away.
 */
static void
test_window (void)
{
  for (gint size = 1; size < 200; size += 13)
    for (gint patch = 16; patch <= 64; patch *= 2)
      {
        g_autofree gfloat *window = g_new (gfloat, patch);
        g_autofree gfloat *total = g_new (gfloat, size);

        ll_blend_window (patch, window);
        ll_blend_total (size, patch, patch / 2, window, total);
        for (gint x = 0; x < size; x++)
          {
            gint nearest = patch;

            for (gint k = 0; k < ll_blend_count (size, patch / 2); k++)
              {
                gint centre = ll_blend_start (k, patch, patch / 2) + patch / 2;

                nearest = MIN (nearest, ABS (x - centre));
              }
            g_assert_cmpint (nearest, <=, patch / 4);
            g_assert_cmpfloat (total[x], >, 0.1f);
          }
      }
}

typedef struct
{
  gint width;
  gint height;
  gint next_row;
  gint most_rows;
  gint calls;
} Stream;

static gboolean
read_zeros (gint y, gint rows, gfloat *pixels, gpointer data, GError **error)
{
  Stream *stream = data;

  g_assert_true (y >= 0 && y + rows <= stream->height);
  for (gint i = 0; i < rows * stream->width; i++)
    pixels[i] = 0.0f;
  stream->most_rows = MAX (stream->most_rows, rows);
  return TRUE;
}

static gboolean
count_rows (gint y, gint rows, const gfloat *probabilities, gpointer data, GError **error)
{
  Stream *stream = data;

  g_assert_cmpint (y, ==, stream->next_row);
  stream->next_row += rows;
  stream->most_rows = MAX (stream->most_rows, rows);
  return TRUE;
}

static gboolean
refuse_third (gdouble fraction, gpointer data)
{
  Stream *stream = data;

  return ++stream->calls < 3;
}

static void
test_stream (void)
{
  g_autoptr (LlNetwork) network = make_network (LL_NETWORK_MULTI_TASK, 1);
  Stream stream = { .width = 48, .height = 2000 };
  g_autoptr (GError) error = NULL;
  LlPredictSettings settings;

  ll_predict_settings_init (&settings);
  g_assert_true (ll_predict (network, stream.width, stream.height, &settings, read_zeros,
                             count_rows, NULL, &stream, &error));
  g_assert_cmpint (stream.next_row, ==, stream.height);

  /* Never more than a patch at once, plus what the mirror at the bottom reaches back to. */
  g_assert_cmpint (stream.most_rows, <=, 2 * 32);

  stream.next_row = 0;
  g_assert_false (ll_predict (network, stream.width, stream.height, &settings, read_zeros,
                              count_rows, refuse_third, &stream, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_refusals (void)
{
  g_autoptr (LlNetwork) network = make_network (LL_NETWORK_MULTI_TASK, 1);
  g_autoptr (LlImage) colour = make_image (40, 40, 3);
  LlPredictSettings settings;
  g_autoptr (GError) error = NULL;

  ll_predict_settings_init (&settings);
  g_assert_null (ll_predict_image (network, colour, &settings, NULL, NULL, &error));
  g_assert_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_CHANNELS);
  g_clear_error (&error);

  settings.patch = 30; /* no multiple of 4 */
  g_assert_false (
    ll_predict (network, 40, 40, &settings, read_zeros, count_rows, NULL, NULL, &error));
  g_assert_error (error, LL_NETWORK_ERROR, LL_NETWORK_ERROR_SETTINGS);
}

/* With eight views, an image that is turned or mirrored gives the same probabilities, turned or
 * mirrored.  With one it does not.
 */
static void
test_views (void)
{
  const gint side = 64;
  gsize pixels = (gsize) (side * side);
  g_autoptr (LlNetwork) network = make_network (LL_NETWORK_MULTI_TASK, 1);
  g_autoptr (LlImage) image = make_image (side, side, 1);
  g_autoptr (LlImage) turned = ll_image_new (side, side, 1);
  LlPredictSettings settings;

  /* By 90 degrees. */
  for (gint y = 0; y < side; y++)
    for (gint x = 0; x < side; x++)
      turned->data[x * side + side - 1 - y] = image->data[y * side + x];

  ll_predict_settings_init (&settings);
  for (gint views = 1; views <= 8; views += 7)
    {
      g_autofree gfloat *one = NULL;
      g_autofree gfloat *other = NULL;
      gfloat largest = 0.0f;

      settings.views = views;
      one = ll_predict_image (network, image, &settings, NULL, NULL, NULL);
      other = ll_predict_image (network, turned, &settings, NULL, NULL, NULL);
      check_sums (network, one, pixels);
      for (gint plane = 0; plane < ll_network_get_n_planes (network); plane++)
        for (gint y = 0; y < side; y++)
          for (gint x = 0; x < side; x++)
            {
              const gfloat *p = one + (gsize) plane * pixels + y * side + x;
              const gfloat *q = other + (gsize) plane * pixels + x * side + side - 1 - y;

              largest = MAX (largest, fabsf (*p - *q));
            }
      if (views == 8)
        g_assert_cmpfloat (largest, <, 1e-4);
      else
        g_assert_cmpfloat (largest, >, 1e-2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/predict/sizes", test_sizes);
  g_test_add_data_func ("/predict/batches/multi-task",
                        GINT_TO_POINTER (LL_NETWORK_MULTI_TASK), test_batches);
  g_test_add_data_func ("/predict/batches/mdu-net", GINT_TO_POINTER (LL_NETWORK_MDU_NET),
                        test_batches);
  g_test_add_func ("/predict/window", test_window);
  g_test_add_func ("/predict/stream", test_stream);
  g_test_add_func ("/predict/refusals", test_refusals);
  g_test_add_func ("/predict/views", test_views);
  return g_test_run ();
}
