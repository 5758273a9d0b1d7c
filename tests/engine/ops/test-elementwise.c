/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is done pixel by pixel: sums, half-precision copies, and the heads' 1x1 convolution. */

#include "compare.h"
#include "kernels/kernels.h"
#include "ops/conv1x1.h"
#include "ops/elementwise.h"
#include "twins.h"

/* channels, batch, height, width */
static const gint shapes[][4] = {
  { 1, 1, 1, 1 },   { 1, 1, 1, 7 },   { 3, 2, 2, 2 },    { 16, 1, 16, 16 },
  { 17, 2, 5, 11 }, { 33, 1, 3, 19 }, { 4, 2, 37, 170 }, { 2, 3, 96, 65 },
};

typedef struct
{
  Field *a, *b, *out;
  gboolean accumulate;
  const LlKernels *kernels;
} Sum;

static void
add (LlWorkers *workers, gpointer data)
{
  Sum *s = data;
  g_autoptr (Blocks) a = NULL;
  g_autoptr (Blocks) b = NULL;
  Blocks *out;

  if (!workers)
    {
      ll_twin_add (&s->a->t, &s->b->t, &s->out->t);
      return;
    }

  ll_kernels_choose (workers, s->kernels);
  a = blocks_new (s->a);
  b = blocks_new (s->b);
  out = blocks_new (s->out);
  ll_add (workers, &a->f, &b->f, &out->f);
  blocks_store (out, s->out);
}

static void
copy (LlWorkers *workers, gpointer data)
{
  Sum *s = data;
  g_autoptr (Blocks) a = NULL;
  Blocks *out;

  if (!workers)
    {
      ll_twin_copy (&s->a->t, &s->out->t, s->accumulate);
      return;
    }

  ll_kernels_choose (workers, s->kernels);
  a = blocks_new (s->a);
  out = blocks_new (s->out);
  ll_copy (workers, &a->f, &out->f, s->accumulate);
  blocks_store (out, s->out);
}

static void
test_sums (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  const LlKernels *const *kernels = ll_kernels_list ();

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (gint accumulate = 0; accumulate < 2; accumulate++)
      {
        const gint *n = shapes[i];
        g_autofree gchar *what = g_strdup_printf (
          "%d channels, %d x %d x %d, accumulate %d", n[0], n[1], n[2], n[3], accumulate);
        g_autoptr (Field) a = field_new (random, n[0], n[1], n[2], n[3], 0);
        g_autoptr (Field) b = field_new (random, n[0], n[1], n[2], n[3], 0);
        g_autoptr (Field) out = field_new (random, n[0], n[1], n[2], n[3], 0);
        Sum s = { a, b, out, accumulate, NULL };

        for (gint k = 0; kernels[k]; k++)
          {
            s.kernels = kernels[k];
            compare_with_twin (what, copy, &s, &out, 1);
            compare_with_twin (what, add, &s, &out, 1);
          }
      }
}

/* What numpy makes of these, by numpy.float32 (x).astype (numpy.float16), and back; but what is
 * too large becomes the largest.
 */
static const struct
{
  gfloat value;
  guint16 half;
  gfloat back;
} halves[] = {
  { 0.0f, 0x0000, 0.0f },
  { -0.0f, 0x8000, -0.0f },
  { 1.0f, 0x3c00, 1.0f },
  { -2.5f, 0xc100, -2.5f },
  { 3.14159274f, 0x4248, 3.140625f },
  { 1.00048828f, 0x3c00, 1.0f },
  { 1.00146484f, 0x3c02, 1.001953125f },
  { 1.0004884f, 0x3c01, 1.0009765625f },
  { -1.00146484f, 0xbc02, -1.001953125f },
  { 5.96046448e-8f, 0x0001, 5.960464477539063e-08f },
  { 2.98023224e-8f, 0x0000, 0.0f },
  { -4e-8f, 0x8001, -5.960464477539063e-08f },
  { 1e-40f, 0x0000, 0.0f },
  { 6.1e-5f, 0x03ff, 6.097555160522461e-05f },
  { -0.001234f, 0x950e, -0.0012340545654296875f },
  { 65504.0f, 0x7bff, 65504.0f },
  { -65519.0f, 0xfbff, -65504.0f },
  { 2049.0f, 0x6800, 2048.0f },
  { 0.1f, 0x2e66, 0.0999755859375f },
  { 123.456f, 0x57b7, 123.4375f },
  { -1e30f, 0xfbff, -65504.0f },
};

/* In a long array, of which several workers convert a part. */
static void
test_halves (void)
{
  const LlKernels *const *kernels = ll_kernels_list ();
  gsize n = 16 * 9001;
  gfloat *floats = ll_aligned_alloc (n * sizeof (gfloat));
  guint16 *narrow = ll_aligned_alloc (n * sizeof (guint16));
  g_autoptr (LlWorkers) workers = ll_workers_new (2);

  for (gint k = 0; kernels[k]; k++)
    {
      ll_kernels_choose (workers, kernels[k]);
      for (gsize i = 0; i < n; i++)
        floats[i] = halves[i % G_N_ELEMENTS (halves)].value;
      ll_narrow (workers, floats, n, narrow);
      for (gsize i = 0; i < n; i++)
        g_assert_cmphex (narrow[i], ==, halves[i % G_N_ELEMENTS (halves)].half);
      ll_widen (workers, narrow, n, floats);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat (floats[i], ==, halves[i % G_N_ELEMENTS (halves)].back);
    }
  ll_aligned_free (floats);
  ll_aligned_free (narrow);
}

typedef struct
{
  Field *in, *weights, *bias, *out;
  Field *out_grad; /* the scalar is sum (out * this) */
  Field *in_grad, *weight_grad, *bias_grad;
  gboolean accumulate;
  const LlKernels *kernels;
} Head;

static void
forward (LlWorkers *workers, gpointer data)
{
  Head *h = data;
  g_autoptr (Blocks) in = NULL;

  if (!workers)
    {
      ll_twin_conv1x1_forward (&h->in->t, h->weights->t.data, h->bias->t.data,
                               &h->out->t);
      return;
    }

  ll_kernels_choose (workers, h->kernels);
  in = blocks_new (h->in);
  ll_conv1x1_forward (workers, &in->f, h->weights->t.data, h->bias->t.data, &h->out->t);
}

static void
backward (LlWorkers *workers, gpointer data)
{
  Head *h = data;
  g_autoptr (Blocks) in = NULL;
  Blocks *in_grad;

  if (!workers)
    {
      ll_twin_conv1x1_backward (&h->in->t, h->weights->t.data, &h->out_grad->t,
                                &h->in_grad->t, h->accumulate, h->weight_grad->t.data,
                                h->bias_grad->t.data);
      return;
    }

  ll_kernels_choose (workers, h->kernels);
  in = blocks_new (h->in);
  in_grad = blocks_new (h->in_grad);
  ll_conv1x1_backward (workers, &in->f, h->weights->t.data, &h->out_grad->t, &in_grad->f,
                       h->accumulate, h->weight_grad->t.data, h->bias_grad->t.data);
  blocks_store (in_grad, h->in_grad);
}

static gdouble
scalar (LlWorkers *workers, gpointer data)
{
  Head *h = data;

  forward (workers, h);
  return field_dot (h->out, h->out_grad);
}

static void
check_head (Head *h, GRand *random, const gchar *what)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (2);
  Field *backwards[] = { h->in_grad, h->weight_grad, h->bias_grad };
  const LlKernels *const *kernels = ll_kernels_list ();

  for (gint k = 0; kernels[k]; k++)
    {
      h->kernels = kernels[k];
      compare_with_twin (what, forward, h, &h->out, 1);
      for (h->accumulate = FALSE; h->accumulate <= TRUE; h->accumulate++)
        compare_with_twin (what, backward, h, backwards, G_N_ELEMENTS (backwards));
    }

  h->accumulate = FALSE;
  backward (workers, h);
  compare_with_differences (what, scalar, h, random, h->in, h->in_grad, 1.0);
  compare_with_differences (what, scalar, h, random, h->weights, h->weight_grad, 1.0);
  compare_with_differences (what, scalar, h, random, h->bias, h->bias_grad, 1.0);
}

/* Logits are planar and may be a slice of a larger batch. */
static void
test_heads (void)
{
  static const gint outputs[] = { 1, 2, 3, 7, 16 };
  g_autoptr (GRand) random = g_rand_new_with_seed (13);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      const gint *n = shapes[i];
      gint out = outputs[i % G_N_ELEMENTS (outputs)];
      gint spare = (gint) (i % 2);
      g_autofree gchar *what =
        g_strdup_printf ("%d -> %d channels, %d x %d x %d", n[0], out, n[1], n[2], n[3]);
      g_autoptr (Field) in = field_new (random, n[0], n[1], n[2], n[3], 0);
      g_autoptr (Field) in_grad = field_new (random, n[0], n[1], n[2], n[3], 0);
      g_autoptr (Field) weights = field_new_vector (random, out * n[0], -1.0, 1.0);
      g_autoptr (Field) weight_grad = field_new_vector (random, out * n[0], -1.0, 1.0);
      g_autoptr (Field) bias = field_new_vector (random, out, -1.0, 1.0);
      g_autoptr (Field) bias_grad = field_new_vector (random, out, -1.0, 1.0);
      g_autoptr (Field) logits = field_new (random, out, n[1], n[2], n[3], spare);
      g_autoptr (Field) out_grad = field_new (random, out, n[1], n[2], n[3], spare);
      Head h = { in,      weights,     bias,      logits, out_grad,
                 in_grad, weight_grad, bias_grad, FALSE,  NULL };

      check_head (&h, random, what);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/elementwise/sums", test_sums);
  g_test_add_func ("/elementwise/halves", test_halves);
  g_test_add_func ("/elementwise/heads", test_heads);
  return g_test_run ();
}
