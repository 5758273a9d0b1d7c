/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The losses, their gradients at the logits, and the steps of the optimiser against PyTorch.
 * tests/reference/make_golden.py writes the values.
 */

#include <math.h>
#include <string.h>

#include "golden.h"
#include "ops/adam.h"
#include "ops/cross_entropy.h"
#include "ops/soft_dice.h"

/* Of make_golden.py. */
#define RATE  1e-3
#define DECAY 0.3
#define LIMIT 1.0

/* Of floats that were summed in another order. */
#define TOLERANCE 2e-6

typedef enum
{
  CROSS_ENTROPY,
  WEIGHTED,
  SOFT_DICE
} Loss;

static const gchar *const names[] = { "cross-entropy", "weighted", "soft-dice" };

static LlGolden *
read_golden (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree gchar *path = g_test_build_filename (G_TEST_DIST, "..", "..", "reference",
                                                  "golden-losses.safetensors", NULL);
  LlGolden *golden = ll_golden_read (path, &error);

  g_assert_no_error (error);
  return golden;
}

static const LlGoldenTensor *
find (const LlGolden *golden, const gchar *prefix, const gchar *name)
{
  const LlGoldenTensor *tensor = ll_golden_find (golden, prefix, name);

  if (!tensor)
    g_error ("The golden file lacks %s%s", prefix, name);
  return tensor;
}

/* The pixel of @tensor ([classes][batch][height][width]) that PyTorch has at @i of
 * [batch][classes][height][width].
 */
static gfloat *
at (const LlTensor *tensor, gsize i)
{
  gsize plane = (gsize) tensor->height * (gsize) tensor->width;
  gsize channels = (gsize) tensor->channels;

  return ll_tensor_plane (tensor, (gint) (i / plane % channels),
                          (gint) (i / plane / channels)) +
         i % plane;
}

static gdouble
find_loss (Loss loss,
           LlWorkers *workers,
           const LlTensor *logits,
           const guint8 *labels,
           const gfloat *weights,
           gfloat scale,
           const LlTensor *grad)
{
  if (loss == SOFT_DICE)
    return ll_soft_dice (workers, NULL, logits, labels, scale, grad);

  return ll_cross_entropy (workers, logits, labels, loss == WEIGHTED ? weights : NULL,
                           scale, grad);
}

static void
test_loss (gconstpointer data)
{
  Loss loss = (Loss) GPOINTER_TO_INT (data);
  g_autoptr (LlGolden) golden = read_golden ();
  const LlGoldenTensor *logits = find (golden, "", "logits");
  const LlGoldenTensor *gradient = find (golden, "gradient.", names[loss]);
  const LlGoldenTensor *labels = find (golden, "", "labels");
  gfloat expected = find (golden, "loss.", names[loss])->data[0];
  const gint *dims = logits->dims;
  g_autofree gfloat *values = g_new (gfloat, logits->n);
  g_autofree gfloat *slopes = g_new0 (gfloat, logits->n);
  g_autofree guint8 *truth = g_new (guint8, labels->n);
  LlTensor tensor = ll_tensor (values, dims[1], dims[0], dims[2], dims[3]);
  LlTensor grad = ll_tensor (slopes, dims[1], dims[0], dims[2], dims[3]);

  for (gsize i = 0; i < logits->n; i++)
    *at (&tensor, i) = logits->data[i];
  for (gsize i = 0; i < labels->n; i++)
    truth[i] = (guint8) labels->data[i];

  for (gint n_workers = 1; n_workers <= 2; n_workers++)
    for (gfloat scale = 1.0f; scale <= 3.0f; scale += 2.0f)
      {
        g_autoptr (LlWorkers) workers = ll_workers_new (n_workers);
        gdouble found;

        memset (slopes, 0, logits->n * sizeof (gfloat));
        found = find_loss (loss, workers, &tensor, truth,
                           find (golden, "", "weights")->data, scale, &grad);
        g_assert_cmpfloat_with_epsilon (found, scale * expected,
                                        TOLERANCE * scale * expected);
        for (gsize i = 0; i < logits->n; i++)
          g_assert_cmpfloat_with_epsilon (*at (&grad, i), scale * gradient->data[i],
                                          TOLERANCE);
      }
}

static void
test_steps (void)
{
  g_autoptr (LlGolden) golden = read_golden ();
  g_autoptr (LlWorkers) workers = ll_workers_new (2);
  const LlGoldenTensor *initial = find (golden, "steps.", "initial");
  const LlGoldenTensor *gradients = find (golden, "steps.", "gradients");
  const LlGoldenTensor *expected = find (golden, "steps.", "parameters");
  const LlGoldenTensor *lengths = find (golden, "steps.", "lengths");
  gsize n = initial->n;
  g_autofree gfloat *parameters = g_memdup2 (initial->data, n * sizeof (gfloat));
  g_autofree gfloat *first = g_new0 (gfloat, n);
  g_autofree gfloat *second = g_new0 (gfloat, n);
  gint limited = 0;

  for (gint step = 0; step < gradients->dims[0]; step++)
    {
      gsize start = (gsize) step * n;
      g_autofree gfloat *grad = g_memdup2 (gradients->data + start, n * sizeof (gfloat));
      gdouble length = ll_limit_gradient (workers, n, grad, LIMIT);

      limited += length > LIMIT;
      g_assert_cmpfloat_with_epsilon (length, lengths->data[step], 1e-5 * length);
      g_assert_true (
        ll_adam (workers, n, grad, first, second, parameters, RATE, DECAY, step + 1));
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat_with_epsilon (parameters[i], expected->data[start + i],
                                        TOLERANCE);
    }

  /* Both kinds of gradients have been there. */
  g_assert_cmpint (limited, >, 0);
  g_assert_cmpint (limited, <, gradients->dims[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (Loss loss = CROSS_ENTROPY; loss <= SOFT_DICE; loss++)
    {
      g_autofree gchar *path = g_strconcat ("/golden-losses/", names[loss], NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (loss), test_loss);
    }
  g_test_add_func ("/golden-losses/steps", test_steps);
  return g_test_run ();
}
