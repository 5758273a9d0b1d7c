/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Max-pooling and bilinear up-sampling, between a small map and one of twice its sides. */

#include "compare.h"
#include "kernels/kernels.h"
#include "ops/maxpool.h"
#include "ops/upsample.h"
#include "twins.h"

/* channels, batch, height, width of the small map */
static const gint shapes[][4] = {
  { 1, 1, 1, 1 }, { 1, 1, 1, 5 },   { 1, 1, 7, 1 },   { 3, 2, 2, 3 },
  { 5, 3, 8, 8 }, { 4, 2, 13, 17 }, { 2, 1, 33, 21 }, { 17, 2, 3, 16 },
};

typedef struct
{
  Field *small, *large, *small_grad, *large_grad;
  gboolean accumulate;
  const LlKernels *kernels;
} Maps;

/* Numbers of the large map are all different, at least @gap apart, in random order: a small
 * step does not change which is the largest of a window.
 */
static void
shuffle (Field *field, GRand *random, gdouble gap)
{
  gsize pixels = ll_tensor_pixels (&field->t);
  gsize n = (gsize) field->t.channels * pixels;
  g_autofree gfloat *numbers = g_new (gfloat, n);

  for (gsize i = 0; i < n; i++)
    {
      gsize j = (gsize) g_rand_int_range (random, 0, (gint) i + 1);

      numbers[i] = numbers[j];
      numbers[j] = (gfloat) (gap * ((gdouble) i - (gdouble) n / 2.0));
    }
  for (gsize i = 0; i < n; i++)
    ll_tensor_channel (&field->t, (gint) (i / pixels))[i % pixels] = numbers[i];
}

static void
maps_init (Maps *m, GRand *random, const gint *s)
{
  m->small = field_new (random, s[0], s[1], s[2], s[3], 0);
  m->small_grad = field_new (random, s[0], s[1], s[2], s[3], 0);
  m->large = field_new (random, s[0], s[1], 2 * s[2], 2 * s[3], 0);
  m->large_grad = field_new (random, s[0], s[1], 2 * s[2], 2 * s[3], 0);
}

static void
maps_clear (Maps *m)
{
  field_free (m->small);
  field_free (m->small_grad);
  field_free (m->large);
  field_free (m->large_grad);
}

static void
pool (LlWorkers *workers, gpointer data)
{
  Maps *m = data;
  g_autoptr (Blocks) large = NULL;
  Blocks *small;

  if (!workers)
    {
      ll_twin_maxpool_forward (&m->large->t, &m->small->t);
      return;
    }

  ll_kernels_choose (workers, m->kernels);
  large = blocks_new (m->large);
  small = blocks_new (m->small);
  ll_maxpool_forward (workers, &large->f, &small->f);
  blocks_store (small, m->small);
}

static void
pool_backward (LlWorkers *workers, gpointer data)
{
  Maps *m = data;
  g_autoptr (Blocks) large = NULL;
  g_autoptr (Blocks) small_grad = NULL;
  Blocks *large_grad;

  if (!workers)
    {
      ll_twin_maxpool_backward (&m->large->t, &m->small_grad->t, &m->large_grad->t,
                                m->accumulate);
      return;
    }

  ll_kernels_choose (workers, m->kernels);
  large = blocks_new (m->large);
  small_grad = blocks_new (m->small_grad);
  large_grad = blocks_new (m->large_grad);
  ll_maxpool_backward (workers, &large->f, &small_grad->f, &large_grad->f, m->accumulate);
  blocks_store (large_grad, m->large_grad);
}

static gdouble
pool_scalar (LlWorkers *workers, gpointer data)
{
  Maps *m = data;

  pool (workers, m);
  return field_dot (m->small, m->small_grad);
}

static void
upsample (LlWorkers *workers, gpointer data)
{
  Maps *m = data;
  g_autoptr (Blocks) small = NULL;
  Blocks *large;

  if (!workers)
    {
      ll_twin_upsample_forward (&m->small->t, &m->large->t);
      return;
    }

  ll_kernels_choose (workers, m->kernels);
  small = blocks_new (m->small);
  large = blocks_new (m->large);
  ll_upsample_forward (workers, &small->f, &large->f);
  blocks_store (large, m->large);
}

static void
upsample_backward (LlWorkers *workers, gpointer data)
{
  Maps *m = data;
  g_autoptr (Blocks) large_grad = NULL;
  Blocks *small_grad;

  if (!workers)
    {
      ll_twin_upsample_backward (&m->large_grad->t, &m->small_grad->t, m->accumulate);
      return;
    }

  ll_kernels_choose (workers, m->kernels);
  large_grad = blocks_new (m->large_grad);
  small_grad = blocks_new (m->small_grad);
  ll_upsample_backward (workers, &large_grad->f, &small_grad->f, m->accumulate);
  blocks_store (small_grad, m->small_grad);
}

static gdouble
upsample_scalar (LlWorkers *workers, gpointer data)
{
  Maps *m = data;

  upsample (workers, m);
  return field_dot (m->large, m->large_grad);
}

static void
check_pool (Maps *m, GRand *random, const gchar *what)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (2);

  /* Ties first: few different numbers. */
  for (gint c = 0; c < m->large->t.channels; c++)
    for (gsize p = 0; p < ll_tensor_pixels (&m->large->t); p++)
      ll_tensor_channel (&m->large->t, c)[p] = (gfloat) g_rand_int_range (random, -2, 1);
  compare_with_twin (what, pool, m, &m->small, 1);
  compare_with_twin (what, pool_backward, m, &m->large_grad, 1);

  shuffle (m->large, random, 0.25);
  compare_with_twin (what, pool, m, &m->small, 1);
  compare_with_twin (what, pool_backward, m, &m->large_grad, 1);
  if (m->accumulate)
    return;
  pool_backward (workers, m);
  compare_with_differences (what, pool_scalar, m, random, m->large, m->large_grad, 0.05);
}

static void
check_upsample (Maps *m, GRand *random, const gchar *what)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (2);

  compare_with_twin (what, upsample, m, &m->large, 1);
  compare_with_twin (what, upsample_backward, m, &m->small_grad, 1);
  if (m->accumulate)
    return;
  upsample_backward (workers, m);
  compare_with_differences (what, upsample_scalar, m, random, m->small, m->small_grad,
                            1.0);
}

static void
each_shape (void (*check) (Maps *m, GRand *random, const gchar *what))
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  const LlKernels *const *kernels = ll_kernels_list ();

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (gint accumulate = 0; accumulate < 2; accumulate++)
      {
        const gint *s = shapes[i];
        g_autofree gchar *what = g_strdup_printf (
          "%d channels, %d x %d x %d, accumulate %d", s[0], s[1], s[2], s[3], accumulate);
        Maps m = { .accumulate = accumulate };

        maps_init (&m, random, s);
        for (gint k = 0; kernels[k]; k++)
          {
            m.kernels = kernels[k];
            check (&m, random, what);
          }
        maps_clear (&m);
      }
}

static void
test_maxpool (void)
{
  each_shape (check_pool);
}

static void
test_upsample (void)
{
  each_shape (check_upsample);
}

/* A ramp stays a ramp between the outermost centres: -0.25 + x / 2, clamped. */
static void
test_ramp (void)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (1);
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  const gint shape[] = { 1, 1, 1, 4 };
  Maps m = { 0 };

  maps_init (&m, random, shape);
  for (gint x = 0; x < 4; x++)
    m.small->t.data[x] = (gfloat) x;
  upsample (workers, &m);
  for (gint y = 0; y < 2; y++)
    for (gint x = 0; x < 8; x++)
      g_assert_cmpfloat_with_epsilon (m.large->t.data[y * 8 + x],
                                      CLAMP (-0.25 + x / 2.0, 0.0, 3.0), 1e-6);
  maps_clear (&m);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/maxpool", test_maxpool);
  g_test_add_func ("/upsample/twins-and-differences", test_upsample);
  g_test_add_func ("/upsample/ramp", test_ramp);
  return g_test_run ();
}
