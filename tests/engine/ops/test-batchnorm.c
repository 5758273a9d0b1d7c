/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Batch normalisation with its leaky ReLU: means far from zero, both sides of the kink,
 * scales that vanish.
 */

#include <math.h>

#include "compare.h"
#include "kernels/kernels.h"
#include "ops/batchnorm.h"
#include "twins.h"

/* channels, batch, height, width */
static const gint shapes[][4] = {
  { 1, 1, 1, 4 },    { 1, 1, 3, 5 },    { 3, 2, 4, 4 },  { 7, 3, 5, 9 },
  { 16, 1, 33, 31 }, { 2, 2, 65, 127 }, { 33, 4, 2, 2 },
};

typedef struct
{
  Field *in, *out, *out_grad, *in_grad;
  Field *gamma, *beta, *mean, *inverse;
  Field *running_mean, *running_variance;
  Field *gamma_grad, *beta_grad;
  gfloat momentum;
  const LlKernels *kernels;
} Norm;

/* Values in two clusters, so that with the @beta here no activation is near the kink and
 * a small step moves none across it.
 */
static void
norm_init (Norm *n, GRand *random, const gint *s)
{
  Field **maps[] = { &n->in, &n->out, &n->out_grad, &n->in_grad };
  Field **vectors[] = { &n->mean, &n->inverse, &n->running_mean, &n->gamma_grad,
                        &n->beta_grad };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    *maps[i] = field_new (random, s[0], s[1], s[2], s[3], 0);
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    *vectors[i] = field_new_vector (random, s[0], -1.0, 1.0);
  n->gamma = field_new_vector (random, s[0], 0.7, 1.5);
  n->beta = field_new_vector (random, s[0], -0.1, 0.1);
  n->running_variance = field_new_vector (random, s[0], 0.5, 2.0);
  n->momentum = 0.1f;
  /* The scale of some channels turns negative in training. */
  for (gint c = 1; c < s[0]; c += 3)
    n->gamma->t.data[c] *= -1.0f;
  for (gint c = 0; c < s[0]; c++)
    for (gsize p = 0; p < ll_tensor_pixels (&n->in->t); p++)
      {
        gfloat *x = &ll_tensor_channel (&n->in->t, c)[p];

        *x = (p % 2 == 0 ? 2.0f : -2.0f) + 0.8f * *x + 3.0f * (gfloat) (c % 4);
      }
}

/* Values and shifts as they come, activations near the kink among them. */
static void
spread (Norm *n)
{
  for (gint c = 0; c < n->in->t.channels; c++)
    {
      n->beta->t.data[c] *= 10.0f;
      for (gsize p = 0; p < ll_tensor_pixels (&n->in->t); p++)
        ll_tensor_channel (&n->in->t, c)[p] =
          ll_tensor_channel (&n->out_grad->t, c)[p] + 0.3f;
      for (gsize p = 1; p < ll_tensor_pixels (&n->in->t); p++)
        ll_tensor_channel (&n->in->t, c)[p] +=
          ll_tensor_channel (&n->in_grad->t, c)[p - 1];
    }
}

static void
norm_clear (Norm *n)
{
  Field *all[] = {
    n->in,   n->out,     n->out_grad,     n->in_grad,          n->gamma,      n->beta,
    n->mean, n->inverse, n->running_mean, n->running_variance, n->gamma_grad, n->beta_grad
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    field_free (all[i]);
}

/* Sums of each channel and of its squares, as a convolution leaves them. */
static gdouble *
get_moments (const LlTensor *t)
{
  gdouble *moments = g_new0 (gdouble, ll_count_blocks (t->channels) * 2 * LL_BLOCK);

  for (gint c = 0; c < t->channels; c++)
    {
      gdouble *to = moments + c / LL_BLOCK * 2 * LL_BLOCK + c % LL_BLOCK;

      for (gsize p = 0; p < ll_tensor_pixels (t); p++)
        {
          gdouble x = ll_tensor_channel (t, c)[p];

          to[0] += x;
          to[LL_BLOCK] += x * x;
        }
    }
  return moments;
}

static void
forward (LlWorkers *workers, gpointer data)
{
  Norm *n = data;
  g_autofree gdouble *moments = get_moments (&n->in->t);
  Blocks *x;

  if (!workers)
    {
      ll_twin_batchnorm_forward (
        &n->in->t, n->gamma->t.data, n->beta->t.data, n->mean->t.data, n->inverse->t.data,
        n->running_mean->t.data, n->running_variance->t.data, n->momentum, &n->out->t);
      return;
    }

  ll_kernels_choose (workers, n->kernels);
  x = blocks_new (n->in);
  ll_batchnorm_forward (workers, NULL, moments, n->gamma->t.data, n->beta->t.data,
                        n->inverse->t.data, n->running_mean->t.data,
                        n->running_variance->t.data, n->momentum, &x->f);
  blocks_store (x, n->out);
}

/* Running statistics as scale and bias. */
static void
fold (LlWorkers *workers, gpointer data)
{
  Norm *n = data;
  gint channels = n->in->t.channels;
  g_autofree gfloat *scale = g_new (gfloat, channels);
  g_autofree gfloat *bias = g_new (gfloat, channels);

  if (!workers)
    {
      ll_twin_batchnorm_infer (&n->in->t, n->gamma->t.data, n->beta->t.data,
                               n->running_mean->t.data, n->running_variance->t.data,
                               &n->out->t);
      return;
    }

  ll_batchnorm_fold (channels, n->gamma->t.data, n->beta->t.data, n->running_mean->t.data,
                     n->running_variance->t.data, scale, bias);
  for (gint c = 0; c < channels; c++)
    for (gsize p = 0; p < ll_tensor_pixels (&n->in->t); p++)
      {
        gfloat a = ll_tensor_channel (&n->in->t, c)[p] * scale[c] + bias[c];

        ll_tensor_channel (&n->out->t, c)[p] = (gfloat) ll_twin_leaky_relu (a);
      }
}

/* From the outputs; the twin works from the inputs. */
static void
backward (LlWorkers *workers, gpointer data)
{
  Norm *n = data;
  g_autoptr (Blocks) y = NULL;
  Blocks *grad;

  if (!workers)
    {
      ll_twin_batchnorm_backward (
        &n->in->t, &n->out_grad->t, n->gamma->t.data, n->beta->t.data, n->mean->t.data,
        n->inverse->t.data, &n->in_grad->t, n->gamma_grad->t.data, n->beta_grad->t.data);
      return;
    }

  ll_kernels_choose (workers, n->kernels);
  y = blocks_new (n->out);
  grad = blocks_new (n->out_grad);
  ll_batchnorm_backward (workers, NULL, &y->f, n->gamma->t.data, n->beta->t.data,
                         n->inverse->t.data, &grad->f, n->gamma_grad->t.data,
                         n->beta_grad->t.data);
  blocks_store (grad, n->in_grad);
}

static gdouble
scalar (LlWorkers *workers, gpointer data)
{
  Norm *n = data;

  forward (workers, n);
  return field_dot (n->out, n->out_grad);
}

static void
check_twins (Norm *n, const gchar *what)
{
  const LlKernels *const *kernels = ll_kernels_list ();
  Field *forwards[] = { n->out, n->inverse, n->running_mean, n->running_variance };
  Field *backwards[] = { n->in_grad, n->gamma_grad, n->beta_grad };

  compare_with_twin (what, fold, n, &n->out, 1);
  for (gint k = 0; kernels[k]; k++)
    {
      n->kernels = kernels[k];
      compare_with_twin (what, forward, n, forwards, G_N_ELEMENTS (forwards));
      forward (NULL, n);
      compare_with_twin (what, backward, n, backwards, G_N_ELEMENTS (backwards));
    }
}

static void
test_twins (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (gint mean_of_k = 0; mean_of_k < 2; mean_of_k++)
      {
        const gint *s = shapes[i];
        g_autofree gchar *what =
          g_strdup_printf ("%d channels, %d x %d x %d", s[0], s[1], s[2], s[3]);
        Norm n = { 0 };

        norm_init (&n, random, s);
        if (mean_of_k)
          {
            n.momentum = 1.0f / 3.0f;
            spread (&n);
          }
        check_twins (&n, what);
        norm_clear (&n);
      }
}

/* What goes in follows from what comes out even when the scale is small; at zero it is
 * taken as 1e-5, with gradients that are numbers.
 */
static void
test_small_scale (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autoptr (LlWorkers) workers = ll_workers_new (1);
  const gint shape[] = { 3, 2, 32, 32 };
  Norm n = { 0 };

  norm_init (&n, random, shape);
  for (gint c = 0; c < 3; c++)
    {
      n.gamma->t.data[c] = c == 0 ? 0.01f : 0.0f;
      n.beta->t.data[c] = c == 2 ? 0.0f : 0.1f;
    }
  forward (NULL, &n);
  backward (NULL, &n);
  for (gint c = 0; c < 3; c++)
    {
      gfloat expected = n.gamma_grad->t.data[c];

      forward (workers, &n);
      backward (workers, &n);
      g_assert_cmpfloat_with_epsilon (n.gamma_grad->t.data[c], expected,
                                      0.02 * fabs (expected) + 0.02);
      for (gsize p = 0; p < ll_tensor_pixels (&n.in->t); p++)
        g_assert_true (isfinite (ll_tensor_channel (&n.in_grad->t, c)[p]));
    }
  norm_clear (&n);
}

static void
test_differences (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (LlWorkers) workers = ll_workers_new (2);
      const gint *s = shapes[i];
      g_autofree gchar *what =
        g_strdup_printf ("%d channels, %d x %d x %d", s[0], s[1], s[2], s[3]);
      Norm n = { 0 };

      norm_init (&n, random, s);
      forward (workers, &n);
      backward (workers, &n);
      compare_with_differences (what, scalar, &n, random, n.in, n.in_grad, 0.01);
      compare_with_differences (what, scalar, &n, random, n.gamma, n.gamma_grad, 0.03);
      compare_with_differences (what, scalar, &n, random, n.beta, n.beta_grad, 0.03);
      norm_clear (&n);
    }
}

/* Statistics of a channel whose deviation is a thousandth of its mean. */
static void
test_far_from_zero (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (LlWorkers) workers = ll_workers_new (1);
  const gint shape[] = { 1, 2, 32, 32 };
  gdouble sum = 0.0, squares = 0.0;
  Norm n = { 0 };

  norm_init (&n, random, shape);
  for (gsize p = 0; p < ll_tensor_pixels (&n.in->t); p++)
    n.in->t.data[p] = 1000.0f + n.in->t.data[p] / 2.0f;
  n.gamma->t.data[0] = 1.0f;
  n.beta->t.data[0] = 10.0f; /* all on the linear side */
  forward (workers, &n);
  for (gsize p = 0; p < ll_tensor_pixels (&n.in->t); p++)
    {
      sum += n.out->t.data[p] - 10.0;
      squares += (n.out->t.data[p] - 10.0) * (n.out->t.data[p] - 10.0);
    }
  sum /= (gdouble) ll_tensor_pixels (&n.in->t);
  squares /= (gdouble) ll_tensor_pixels (&n.in->t);
  g_assert_cmpfloat_with_epsilon (sum, 0.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (squares, 1.0, 1e-3);
  norm_clear (&n);
}

/* The bottom of a deep network on one small patch: no deviation, but numbers. */
static void
test_one_pixel (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autoptr (LlWorkers) workers = ll_workers_new (1);
  const gint shape[] = { 1, 1, 1, 1 };
  gfloat variance;
  Norm n = { 0 };

  norm_init (&n, random, shape);
  n.beta->t.data[0] = -2.0f;
  variance = n.running_variance->t.data[0];
  forward (workers, &n);
  backward (workers, &n);
  g_assert_cmpfloat_with_epsilon (n.out->t.data[0], -0.02, 1e-4);
  g_assert_cmpfloat_with_epsilon (n.in_grad->t.data[0], 0.0, 1e-4);
  g_assert_cmpfloat_with_epsilon (n.running_variance->t.data[0], 0.9f * variance, 1e-6);
  norm_clear (&n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batchnorm/twins", test_twins);
  g_test_add_func ("/batchnorm/differences", test_differences);
  g_test_add_func ("/batchnorm/far-from-zero", test_far_from_zero);
  g_test_add_func ("/batchnorm/one-pixel", test_one_pixel);
  g_test_add_func ("/batchnorm/small-scale", test_small_scale);
  return g_test_run ();
}
