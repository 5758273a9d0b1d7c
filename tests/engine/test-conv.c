/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The convolutions, 3x3 and 1x1: shapes from one pixel to more than a cache line of odd
 * size, whole tensors and slices, all columns of the weights and some.
 */

#include "compare.h"
#include "ops/conv-columns.h"
#include "ops/conv-direct.h"
#include "ops/conv1x1.h"
#include "ops/conv3x3.h"
#include "twins.h"

typedef struct
{
  gint in, out, batch, height, width;
} Shape;

static const Shape shapes[] = {
  { 1, 1, 1, 1, 1 },    { 1, 1, 1, 1, 7 },    { 1, 3, 1, 5, 1 },   { 3, 1, 2, 2, 2 },
  { 1, 16, 1, 16, 16 }, { 3, 5, 1, 7, 9 },    { 17, 7, 2, 5, 11 }, { 7, 17, 3, 13, 6 },
  { 16, 16, 2, 8, 8 },  { 33, 31, 1, 3, 19 }, { 4, 8, 2, 37, 70 }, { 2, 2, 1, 130, 33 },
  { 72, 24, 2, 4, 4 },  { 2, 3, 1, 96, 65 },
};

typedef struct
{
  Field *in, *weights, *bias, *out;
  Field *random_out; /* gradient at the output: the scalar is sum (out * this) */
  Field *in_grad, *weight_grad, *bias_grad;
  gboolean accumulate;
  gboolean columns;           /* by matrix products                       */
  const LlConvKernel *kernel; /* directly; with neither as the engine does */
} Conv;

static void
forward (LlWorkers *workers, gpointer data)
{
  Conv *c = data;

  if (workers && c->kernel)
    ll_conv_direct_forward (workers, c->kernel, &c->in->t, c->weights->t.data,
                            c->weights->t.stride, &c->out->t, c->accumulate);
  else if (workers && c->columns)
    ll_conv_columns_forward (workers, &c->in->t, c->weights->t.data, c->weights->t.stride,
                             &c->out->t, c->accumulate);
  else if (workers)
    ll_conv3x3_forward (workers, &c->in->t, c->weights->t.data, c->weights->t.stride,
                        &c->out->t, c->accumulate);
  else
    ll_twin_conv3x3_forward (&c->in->t, c->weights->t.data, c->weights->t.stride,
                             &c->out->t, c->accumulate);
}

static void
input_gradient (LlWorkers *workers, gpointer data)
{
  Conv *c = data;

  if (workers && c->kernel)
    ll_conv_direct_input_gradient (workers, c->kernel, &c->random_out->t,
                                   c->weights->t.data, c->weights->t.stride,
                                   &c->in_grad->t, c->accumulate);
  else if (workers && c->columns)
    ll_conv_columns_input_gradient (workers, &c->random_out->t, c->weights->t.data,
                                    c->weights->t.stride, &c->in_grad->t, c->accumulate);
  else if (workers)
    ll_conv3x3_input_gradient (workers, &c->random_out->t, c->weights->t.data,
                               c->weights->t.stride, &c->in_grad->t, c->accumulate);
  else
    ll_twin_conv3x3_input_gradient (&c->random_out->t, c->weights->t.data,
                                    c->weights->t.stride, &c->in_grad->t, c->accumulate);
}

static void
weight_gradient (LlWorkers *workers, gpointer data)
{
  Conv *c = data;

  if (workers && c->kernel)
    ll_conv_direct_weight_gradient (workers, c->kernel, &c->in->t, &c->random_out->t,
                                    c->weight_grad->t.data, c->weight_grad->t.stride);
  else if (workers && c->columns)
    ll_conv_columns_weight_gradient (workers, &c->in->t, &c->random_out->t,
                                     c->weight_grad->t.data, c->weight_grad->t.stride);
  else if (workers)
    ll_conv3x3_weight_gradient (workers, &c->in->t, &c->random_out->t,
                                c->weight_grad->t.data, c->weight_grad->t.stride);
  else
    ll_twin_conv3x3_weight_gradient (&c->in->t, &c->random_out->t, c->weight_grad->t.data,
                                     c->weight_grad->t.stride);
}

static gdouble
scalar_3x3 (LlWorkers *workers, gpointer data)
{
  Conv *c = data;

  forward (workers, c);
  return field_dot (c->out, c->random_out);
}

static void
forward_1x1 (LlWorkers *workers, gpointer data)
{
  Conv *c = data;

  if (workers)
    ll_conv1x1_forward (workers, &c->in->t, c->weights->t.data, c->bias->t.data,
                        &c->out->t);
  else
    ll_twin_conv1x1_forward (&c->in->t, c->weights->t.data, c->bias->t.data, &c->out->t);
}

static void
backward_1x1 (LlWorkers *workers, gpointer data)
{
  Conv *c = data;

  if (workers)
    ll_conv1x1_backward (workers, &c->in->t, c->weights->t.data, &c->random_out->t,
                         &c->in_grad->t, c->accumulate, c->weight_grad->t.data,
                         c->bias_grad->t.data);
  else
    ll_twin_conv1x1_backward (&c->in->t, c->weights->t.data, &c->random_out->t,
                              &c->in_grad->t, c->accumulate, c->weight_grad->t.data,
                              c->bias_grad->t.data);
}

static gdouble
scalar_1x1 (LlWorkers *workers, gpointer data)
{
  Conv *c = data;

  forward_1x1 (workers, c);
  return field_dot (c->out, c->random_out);
}

/* The columns of the weights are the "images" of a tensor of @side x @side pixels, so a
 * convolution over a part of a concatenation has a slice of it. @spare: both of the
 * images and of the columns.
 */
static void
conv_init (Conv *c, GRand *random, const Shape *s, gint side, gint spare)
{
  gint columns = side == 3 ? spare : 0;

  c->in = field_new (random, s->in, s->batch, s->height, s->width, spare);
  c->in_grad = field_new (random, s->in, s->batch, s->height, s->width, spare);
  c->out = field_new (random, s->out, s->batch, s->height, s->width, spare);
  c->random_out = field_new (random, s->out, s->batch, s->height, s->width, spare);
  c->weights = field_new (random, s->out, s->in, side, side, columns);
  c->weight_grad = field_new (random, s->out, s->in, side, side, columns);
  c->bias = field_new_vector (random, s->out, -1.0, 1.0);
  c->bias_grad = field_new_vector (random, s->out, -1.0, 1.0);
}

static void
conv_clear (Conv *c)
{
  Field *all[] = { c->in,      c->in_grad,     c->out,  c->random_out,
                   c->weights, c->weight_grad, c->bias, c->bias_grad };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    field_free (all[i]);
}

/* Calls @test with each shape, as a whole and as slices, overwriting and adding. */
static void
each_case (gint side, void (*test) (Conv *c, GRand *random, const gchar *what))
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (gint spare = 0; spare < 3; spare++)
      for (gint accumulate = 0; accumulate < 2; accumulate++)
        {
          const Shape *s = &shapes[i];
          g_autofree gchar *what = g_strdup_printf (
            "%d -> %d channels, %d x %d x %d, spare %d, accumulate %d", s->in, s->out,
            s->batch, s->height, s->width, spare, accumulate);
          Conv c = { .accumulate = accumulate };

          conv_init (&c, random, s, side, spare);
          test (&c, random, what);
          conv_clear (&c);
        }
}

static void
compare_3x3 (Conv *c, const gchar *what, const gchar *method)
{
  g_autofree gchar *text = g_strdup_printf ("%s, %s", what, method);

  compare_with_twin (text, forward, c, &c->out, 1);
  compare_with_twin (text, input_gradient, c, &c->in_grad, 1);
  compare_with_twin (text, weight_gradient, c, &c->weight_grad, 1);
}

/* Every method over every shape, whether the engine would choose it there or not. */
static void
twins_3x3 (Conv *c, G_GNUC_UNUSED GRand *random, const gchar *what)
{
  const LlConvKernel *const *kernels = ll_conv_kernel_list ();

  compare_3x3 (c, what, "chosen method");
  c->columns = TRUE;
  compare_3x3 (c, what, "columns");
  for (gint i = 0; kernels[i]; i++)
    {
      c->kernel = kernels[i];
      compare_3x3 (c, what, kernels[i]->name);
    }
}

static void
twins_1x1 (Conv *c, G_GNUC_UNUSED GRand *random, const gchar *what)
{
  Field *outputs[] = { c->in_grad, c->weight_grad, c->bias_grad };

  compare_with_twin (what, forward_1x1, c, &c->out, 1);
  compare_with_twin (what, backward_1x1, c, outputs, G_N_ELEMENTS (outputs));
}

/* Convolutions are linear: a long step costs no accuracy. */
static void
differences_3x3 (Conv *c, GRand *random, const gchar *what)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (2);

  if (c->accumulate)
    return;
  input_gradient (workers, c);
  weight_gradient (workers, c);
  compare_with_differences (what, scalar_3x3, c, random, c->in, c->in_grad, 1.0);
  compare_with_differences (what, scalar_3x3, c, random, c->weights, c->weight_grad, 1.0);
}

static void
differences_1x1 (Conv *c, GRand *random, const gchar *what)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (2);

  if (c->accumulate)
    return;
  backward_1x1 (workers, c);
  compare_with_differences (what, scalar_1x1, c, random, c->in, c->in_grad, 1.0);
  compare_with_differences (what, scalar_1x1, c, random, c->weights, c->weight_grad, 1.0);
  compare_with_differences (what, scalar_1x1, c, random, c->bias, c->bias_grad, 1.0);
}

static void
test_twins (gconstpointer side)
{
  each_case (GPOINTER_TO_INT (side), GPOINTER_TO_INT (side) == 3 ? twins_3x3 : twins_1x1);
}

static void
test_differences (gconstpointer side)
{
  each_case (GPOINTER_TO_INT (side),
             GPOINTER_TO_INT (side) == 3 ? differences_3x3 : differences_1x1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/conv3x3/twins", GINT_TO_POINTER (3), test_twins);
  g_test_add_data_func ("/conv3x3/differences", GINT_TO_POINTER (3), test_differences);
  g_test_add_data_func ("/conv1x1/twins", GINT_TO_POINTER (1), test_twins);
  g_test_add_data_func ("/conv1x1/differences", GINT_TO_POINTER (1), test_differences);
  return g_test_run ();
}
