/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Softmax, cross entropy, Adam and the sums of feature maps. */

#include <math.h>
#include <string.h>

#include "compare.h"
#include "ops/adam.h"
#include "ops/cross_entropy.h"
#include "ops/soft_dice.h"
#include "twins.h"

#define IGNORE 255

/* classes, batch, height, width, spare images about the slice */
static const gint shapes[][5] = {
  { 1, 1, 1, 1, 0 }, { 2, 1, 1, 1, 0 },   { 2, 3, 3, 5, 1 },
  { 3, 2, 9, 7, 0 }, { 16, 4, 2, 11, 2 }, { 3, 2, 130, 71, 1 },
};

typedef struct
{
  Field *logits, *out, *weights, *loss;
  guint8 *labels;
  gboolean weighted;
} Loss;

/* A tenth of the labels ignored, and all of the last patch's. */
static void
loss_init (Loss *l, GRand *random, const gint *s)
{
  gint n = s[1] * s[2] * s[3];

  l->logits = field_new (random, s[0], s[1], s[2], s[3], s[4]);
  l->out = field_new (random, s[0], s[1], s[2], s[3], s[4]);
  l->weights = field_new_vector (random, s[0], 0.2, 5.0);
  l->loss = field_new_vector (random, 1, 1.0, 2.0);
  l->labels = g_malloc ((gsize) n);
  for (gint i = 0; i < n; i++)
    l->labels[i] = g_rand_int_range (random, 0, 10) == 0 && i > 0
                     ? IGNORE
                     : (guint8) g_rand_int_range (random, 0, s[0]);
  if (s[1] > 1)
    memset (l->labels + n - s[2] * s[3], IGNORE, (gsize) (s[2] * s[3]));
  for (gint c = 0; c < s[0]; c++)
    for (gint i = 0; i < n; i++)
      ll_tensor_channel (&l->logits->t, c)[i] *= 2.0f;
}

static void
loss_clear (Loss *l)
{
  field_free (l->logits);
  field_free (l->out);
  field_free (l->weights);
  field_free (l->loss);
  g_free (l->labels);
}

static void
softmax (LlWorkers *workers, gpointer data)
{
  Loss *l = data;

  if (workers)
    ll_softmax (workers, &l->logits->t, &l->out->t);
  else
    ll_twin_softmax (&l->logits->t, &l->out->t);
}

static void
softmax_in_place (LlWorkers *workers, gpointer data)
{
  Loss *l = data;

  if (workers == NULL)
    {
      softmax (NULL, l);
      return;
    }
  ll_twin_copy (&l->logits->t, &l->out->t, FALSE);
  ll_softmax (workers, &l->out->t, &l->out->t);
}

static gdouble
entropy (LlWorkers *workers, Loss *l, const LlTensor *grad)
{
  const gfloat *weights = l->weighted ? l->weights->t.data : NULL;

  return workers
           ? ll_cross_entropy (workers, &l->logits->t, l->labels, weights, 1.7f, grad)
           : ll_twin_cross_entropy (&l->logits->t, l->labels, weights, 1.7f, grad);
}

static void
loss_and_gradient (LlWorkers *workers, gpointer data)
{
  Loss *l = data;

  l->loss->t.data[0] = (gfloat) entropy (workers, l, &l->out->t);
}

static gdouble
scalar (LlWorkers *workers, gpointer data)
{
  return entropy (workers, data, NULL);
}

static void
test_cross_entropy (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);
  g_autoptr (LlWorkers) workers = ll_workers_new (2);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (gint weighted = 0; weighted < 2; weighted++)
      {
        const gint *s = shapes[i];
        g_autofree gchar *what = g_strdup_printf ("%d classes, %d x %d x %d, weighted %d",
                                                  s[0], s[1], s[2], s[3], weighted);
        Loss l = { .weighted = weighted };
        Field *outputs[2];

        loss_init (&l, random, s);
        outputs[0] = l.out;
        outputs[1] = l.loss;
        compare_with_twin (what, softmax, &l, &l.out, 1);
        compare_with_twin (what, softmax_in_place, &l, &l.out, 1);
        compare_with_twin (what, loss_and_gradient, &l, outputs, 2);
        loss_and_gradient (workers, &l);
        compare_with_differences (what, scalar, &l, random, l.logits, l.out, 0.01);
        loss_clear (&l);
      }
}

static gdouble
soft_dice (LlWorkers *workers, Loss *l, const LlTensor *grad)
{
  if (grad)
    for (gint c = 0; c < grad->channels; c++)
      memset (ll_tensor_channel (grad, c), 0, ll_tensor_pixels (grad) * sizeof (gfloat));
  return workers ? ll_soft_dice (workers, NULL, &l->logits->t, l->labels, 1.7f, grad)
                 : ll_twin_soft_dice (&l->logits->t, l->labels, 1.7f, grad);
}

static void
dice_and_gradient (LlWorkers *workers, gpointer data)
{
  Loss *l = data;

  l->loss->t.data[0] = (gfloat) soft_dice (workers, l, &l->out->t);
}

static gdouble
dice_scalar (LlWorkers *workers, gpointer data)
{
  return soft_dice (workers, data, NULL);
}

static void
test_soft_dice (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  g_autoptr (LlWorkers) workers = ll_workers_new (2);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      const gint *s = shapes[i];
      g_autofree gchar *what =
        g_strdup_printf ("%d classes, %d x %d x %d", s[0], s[1], s[2], s[3]);
      Loss l = { .weighted = FALSE };
      Field *outputs[2];

      loss_init (&l, random, s);
      outputs[0] = l.out;
      outputs[1] = l.loss;
      compare_with_twin (what, dice_and_gradient, &l, outputs, 2);
      dice_and_gradient (workers, &l);
      compare_with_differences (what, dice_scalar, &l, random, l.logits, l.out, 0.01);
      loss_clear (&l);
    }
}

/* A perfect answer costs nothing, a wrong one all; a class that no label shows does not
 * count.
 */
static void
test_soft_dice_ends (void)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (1);
  gfloat numbers[3 * 4000];
  guint8 labels[4000];
  LlTensor logits = ll_tensor (numbers, 3, 1, 40, 100);

  for (gint i = 0; i < 4000; i++)
    {
      labels[i] = (guint8) (i % 2);
      for (gint c = 0; c < 3; c++)
        numbers[c * 4000 + i] = c == i % 2 ? 30.0f : -30.0f;
    }
  g_assert_cmpfloat_with_epsilon (
    ll_soft_dice (workers, NULL, &logits, labels, 1.0f, NULL), 0.0, 1e-6);
  for (gint i = 0; i < 4000; i++)
    labels[i] = !labels[i];
  g_assert_cmpfloat_with_epsilon (
    ll_soft_dice (workers, NULL, &logits, labels, 1.0f, NULL), 1.0, 1e-3);
  memset (labels, 0, sizeof (labels));
  g_assert_cmpfloat (ll_soft_dice (workers, NULL, &logits, labels, 1.0f, NULL), ==, 0.0);
  memset (labels, IGNORE, sizeof (labels));
  g_assert_cmpfloat (ll_soft_dice (workers, NULL, &logits, labels, 1.0f, NULL), ==, 0.0);
}

/* Nothing painted: no loss, no gradient, no division by zero. */
static void
test_no_labels (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (10);
  g_autoptr (LlWorkers) workers = ll_workers_new (1);
  g_autoptr (Field) logits = field_new (random, 3, 2, 4, 4, 0);
  g_autoptr (Field) grad = field_new (random, 3, 2, 4, 4, 0);
  gfloat no_weight[3] = { 0.0f, 1.0f, 1.0f };
  guint8 labels[32];

  memset (labels, IGNORE, sizeof (labels));
  g_assert_cmpfloat (ll_cross_entropy (workers, &logits->t, labels, NULL, 1.0f, &grad->t),
                     ==, 0.0);
  g_assert_cmpfloat (field_dot (grad, grad), ==, 0.0);

  memset (labels, 0, sizeof (labels));
  g_assert_cmpfloat (
    ll_cross_entropy (workers, &logits->t, labels, no_weight, 1.0f, &grad->t), ==, 0.0);
  g_assert_cmpfloat (field_dot (grad, grad), ==, 0.0);
}

/* Logits of hundreds: probabilities of 0 and 1, and a finite loss. */
static void
test_large_logits (void)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (1);
  gfloat numbers[4] = { 500.0f, -500.0f, -500.0f, 500.0f }; /* [class][pixel] */
  gfloat grad[4], out[4];
  guint8 labels[2] = { 0, 0 };
  LlTensor logits = ll_tensor (numbers, 2, 1, 1, 2);
  LlTensor to = ll_tensor (out, 2, 1, 1, 2);
  LlTensor gradient = ll_tensor (grad, 2, 1, 1, 2);

  ll_softmax (workers, &logits, &to);
  g_assert_cmpfloat (out[0], ==, 1.0f);
  g_assert_cmpfloat (out[1], ==, 0.0f);
  g_assert_cmpfloat_with_epsilon (
    ll_cross_entropy (workers, &logits, labels, NULL, 1.0f, &gradient), 500.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (grad[1], -0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (grad[3], 0.5, 1e-6);
}

typedef struct
{
  Field *grad, *first, *second, *parameters;
  gint64 step;
} Adam;

static void
adam (LlWorkers *workers, gpointer data)
{
  Adam *a = data;
  gsize n = ll_tensor_pixels (&a->grad->t);

  if (workers)
    ll_adam (workers, n, a->grad->t.data, a->first->t.data, a->second->t.data,
             a->parameters->t.data, 0.01, 0.0, a->step);
  else
    ll_twin_adam (n, a->grad->t.data, a->first->t.data, a->second->t.data,
                  a->parameters->t.data, 0.01, a->step);
}

static void
test_adam (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  const gint sizes[] = { 1, 15, 1024, 100003 };
  const gint64 steps[] = { 1, 2, 10, 1000, 3000000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (steps); j++)
      {
        g_autofree gchar *what =
          g_strdup_printf ("%d numbers, step %d", sizes[i], (gint) steps[j]);
        g_autoptr (Field) grad = field_new_vector (random, sizes[i], -1.0, 1.0);
        g_autoptr (Field) first = field_new_vector (random, sizes[i], -1.0, 1.0);
        g_autoptr (Field) second = field_new_vector (random, sizes[i], 0.01, 1.0);
        g_autoptr (Field) parameters = field_new_vector (random, sizes[i], -0.01, 0.01);
        Field *outputs[] = { first, second, parameters };
        Adam a = { grad, first, second, parameters, steps[j] };

        grad->t.data[0] = 0.0f;
        compare_with_twin (what, adam, &a, outputs, G_N_ELEMENTS (outputs));
      }
}

/* Decay takes its share of the weights, whatever the gradient. */
static void
test_decay (void)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (1);
  gfloat grad[2] = { 0.0f, 3.0f }, first[2] = { 0.0f }, second[2] = { 0.0f };
  gfloat parameters[2] = { 2.0f, 2.0f };

  ll_adam (workers, 2, grad, first, second, parameters, 0.1, 0.5, 1);
  g_assert_cmpfloat_with_epsilon (parameters[0], 2.0 * 0.95, 1e-6);
  /* The first step of Adam is the learning rate long. */
  g_assert_cmpfloat_with_epsilon (parameters[1], 2.0 * 0.95 - 0.1, 1e-6);
}

static void
test_gradient_limit (void)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (2);
  const gsize n = 200000;
  g_autofree gfloat *grad = g_new (gfloat, n);
  gdouble length = 0.0;

  for (gsize i = 0; i < n; i++)
    grad[i] = i % 2 ? 0.03f : -0.04f;
  /* sqrt (n (0.03^2 + 0.04^2) / 2) */
  g_assert_cmpfloat_with_epsilon (ll_limit_gradient (workers, n, grad, 20.0),
                                  sqrt ((gdouble) n * 0.00125), 1e-4);
  g_assert_cmpfloat (grad[1], ==, 0.03f);
  ll_limit_gradient (workers, n, grad, 1.0);
  for (gsize i = 0; i < n; i++)
    length += (gdouble) grad[i] * grad[i];
  g_assert_cmpfloat_with_epsilon (length, 1.0, 1e-5);
  g_assert_cmpfloat_with_epsilon (grad[0] / grad[1], -4.0 / 3.0, 1e-5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/loss/cross-entropy", test_cross_entropy);
  g_test_add_func ("/loss/soft-dice", test_soft_dice);
  g_test_add_func ("/loss/soft-dice-ends", test_soft_dice_ends);
  g_test_add_func ("/loss/no-labels", test_no_labels);
  g_test_add_func ("/loss/large-logits", test_large_logits);
  g_test_add_func ("/adam", test_adam);
  g_test_add_func ("/adam/decay", test_decay);
  g_test_add_func ("/adam/gradient-limit", test_gradient_limit);
  return g_test_run ();
}
