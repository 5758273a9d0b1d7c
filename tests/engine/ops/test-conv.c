/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The convolutions in every way and with every set of inner loops: shapes from one pixel
 * to more than a block of channels and a run of tiles of odd size, one input and two, the
 * second one with the whole batch or half of it.
 */

#include "compare.h"
#include "ops/conv-gradient.h"
#include "ops/conv-pass.h"
#include "ops/conv3x3.h"
#include "ops/stem.h"
#include "twins.h"

typedef struct
{
  gint first, second; /* channels of the inputs; 0: there is no second one */
  gint copies;        /* batches of the first in one of the second         */
  gint out, batch, height, width;
} Shape;

static const Shape shapes[] = {
  { 1, 0, 1, 1, 1, 1, 1 },      { 1, 0, 1, 1, 1, 1, 7 },     { 3, 0, 1, 5, 2, 5, 1 },
  { 3, 2, 1, 2, 2, 2, 2 },      { 16, 0, 1, 16, 1, 16, 16 }, { 17, 3, 1, 7, 2, 5, 11 },
  { 7, 17, 2, 20, 1, 13, 6 },   { 16, 16, 1, 48, 2, 8, 8 },  { 33, 0, 1, 31, 1, 3, 19 },
  { 4, 0, 1, 8, 1, 37, 70 },    { 32, 16, 2, 16, 2, 9, 12 }, { 72, 0, 1, 24, 3, 4, 4 },
  { 130, 70, 2, 40, 1, 4, 10 }, { 5, 12, 1, 33, 1, 45, 50 },
};

typedef enum
{
  CHOSEN, /* what the engine would do */
  STREAMED,
  DEEP
} Way;

static const gchar *const way_names[] = { "chosen way", "streamed", "deep" };

typedef struct
{
  Field *first, *second, *weights, *out;
  Field *out_grad; /* the scalar is sum (out * this) */
  Field *first_grad, *second_grad, *weight_grad;
  Field *moments; /* [2][channels]: of the output */
  Field *scale, *bias;
  gboolean accumulate;
  Way way;
  const LlKernels *kernels;
} Conv;

static gsize
get_stride (const Conv *c)
{
  return (gsize) (c->first->t.channels + (c->second ? c->second->t.channels : 0)) *
         LL_TAPS;
}

static const LlFeatures *
features_of (const Blocks *blocks)
{
  return blocks ? &blocks->f : NULL;
}

static Blocks *
blocks_of (const Field *field)
{
  return field ? blocks_new (field) : NULL;
}

static void
clear_blocks (Blocks **blocks)
{
  if (*blocks)
    blocks_free (*blocks);
}

#define OPTIONAL_BLOCKS __attribute__ ((cleanup (clear_blocks))) Blocks *

/* The slice of the output that copy @copy makes. */
static LlTensor
get_copy (const Field *field, gint copy, gint batch)
{
  return ll_tensor_slice (&field->t, copy * batch, batch);
}

/* Each channel's sum and sum of squares over the output. */
static void
twin_moments (Conv *c)
{
  for (gint o = 0; o < c->out->t.channels; o++)
    {
      gdouble sum = 0.0, squares = 0.0;

      for (gsize p = 0; p < ll_tensor_pixels (&c->out->t); p++)
        {
          gdouble value = ll_tensor_channel (&c->out->t, o)[p];

          sum += value;
          squares += value * value;
        }
      c->moments->t.data[o] = (gfloat) sum;
      c->moments->t.data[c->out->t.channels + o] = (gfloat) squares;
    }
}

static void
twin_forward (Conv *c)
{
  const gfloat *weights = c->weights->t.data;

  ll_twin_conv3x3_forward (&c->first->t, weights, get_stride (c), &c->out->t, FALSE);
  if (c->second)
    for (gint copy = 0; copy < c->first->t.batch / c->second->t.batch; copy++)
      {
        LlTensor part = get_copy (c->out, copy, c->second->t.batch);

        ll_twin_conv3x3_forward (&c->second->t, weights + c->first->t.channels * LL_TAPS,
                                 get_stride (c), &part, TRUE);
      }
  twin_moments (c);
}

static void
run_pass (LlPass *pass, Way way)
{
  ll_pass_init (pass);
  if (way == DEEP)
    ll_pass_run_deep (pass);
  else
    ll_pass_run_streamed (pass);
  ll_pass_clear (pass);
}

static void
forward (LlWorkers *workers, gpointer data)
{
  Conv *c = data;
  Blocks *first, *out;
  OPTIONAL_BLOCKS second = NULL;
  gint n_blocks = ll_count_blocks (c->out->t.channels);
  g_autofree gdouble *moments = g_new0 (gdouble, n_blocks * 2 * LL_BLOCK);

  if (!workers)
    {
      twin_forward (c);
      return;
    }

  ll_kernels_choose (workers, c->kernels);
  first = blocks_new (c->first);
  second = blocks_of (c->second);
  out = blocks_new (c->out);
  if (c->way == CHOSEN)
    {
      ll_conv3x3_forward (workers, &first->f, features_of (second), c->weights->t.data,
                          &out->f, moments);
    }
  else
    {
      LlPass pass = {
        .workers = workers,
        .kernels = ll_kernels_for (workers),
        .filters = { c->weights->t.data, get_stride (c), LL_TAPS, FALSE },
        .in = { &first->f, features_of (second) },
        .out = { &out->f },
        .moments = moments,
      };

      run_pass (&pass, c->way);
    }
  blocks_store (out, c->out);
  blocks_free (first);

  for (gint o = 0; o < c->out->t.channels; o++)
    for (gint i = 0; i < 2; i++)
      c->moments->t.data[i * c->out->t.channels + o] =
        (gfloat) moments[(o / LL_BLOCK * 2 + i) * LL_BLOCK + o % LL_BLOCK];
}

/* With scale, bias and leaky ReLU. */
static void
infer (LlWorkers *workers, gpointer data)
{
  Conv *c = data;
  OPTIONAL_BLOCKS second = NULL;
  LlPreparedConv *prepared;
  Blocks *first, *out;

  if (!workers)
    {
      twin_forward (c);
      for (gint o = 0; o < c->out->t.channels; o++)
        for (gsize p = 0; p < ll_tensor_pixels (&c->out->t); p++)
          {
            gfloat *y = &ll_tensor_channel (&c->out->t, o)[p];

            *y =
              (gfloat) ll_twin_leaky_relu (*y * c->scale->t.data[o] + c->bias->t.data[o]);
          }
      return;
    }

  ll_kernels_choose (workers, c->kernels);
  first = blocks_new (c->first);
  second = blocks_of (c->second);
  out = blocks_new (c->out);
  prepared = ll_prepared_conv_new (workers, &first->f, features_of (second), &out->f,
                                   c->weights->t.data, c->scale->t.data, c->bias->t.data);
  ll_prepared_conv_run (prepared, workers, &first->f, features_of (second), &out->f);
  ll_prepared_conv_free (prepared);
  blocks_store (out, c->out);
  blocks_free (first);
}

static void
twin_input_gradient (Conv *c)
{
  ll_twin_conv3x3_input_gradient (&c->out_grad->t, c->weights->t.data, get_stride (c),
                                  &c->first_grad->t, c->accumulate);
  if (c->second)
    for (gint copy = 0; copy < c->first->t.batch / c->second->t.batch; copy++)
      {
        LlTensor part = get_copy (c->out_grad, copy, c->second->t.batch);

        ll_twin_conv3x3_input_gradient (
          &part, c->weights->t.data + c->first->t.channels * LL_TAPS, get_stride (c),
          &c->second_grad->t, c->accumulate || copy > 0);
      }
}

static void
input_gradient (LlWorkers *workers, gpointer data)
{
  Conv *c = data;
  Blocks *out_grad, *first_grad, *second_grad;

  if (!workers)
    {
      twin_input_gradient (c);
      return;
    }

  ll_kernels_choose (workers, c->kernels);
  out_grad = blocks_new (c->out_grad);
  first_grad = blocks_new (c->first_grad);
  second_grad = blocks_of (c->second_grad);
  if (c->way == CHOSEN)
    {
      ll_conv3x3_input_gradient (workers, &out_grad->f, c->weights->t.data,
                                 &first_grad->f, c->accumulate, features_of (second_grad),
                                 c->accumulate);
    }
  else
    {
      LlPass pass = {
        .workers = workers,
        .kernels = ll_kernels_for (workers),
        .filters = { c->weights->t.data, LL_TAPS, get_stride (c), TRUE },
        .in = { &out_grad->f },
        .out = { &first_grad->f, features_of (second_grad) },
        .accumulate = { c->accumulate, c->accumulate },
      };

      run_pass (&pass, c->way);
    }
  blocks_store (first_grad, c->first_grad);
  if (second_grad)
    blocks_store (second_grad, c->second_grad);
  blocks_free (out_grad);
}

static void
twin_weight_gradient (Conv *c)
{
  gfloat *to = c->weight_grad->t.data + c->first->t.channels * LL_TAPS;

  ll_twin_conv3x3_weight_gradient (&c->first->t, &c->out_grad->t, c->weight_grad->t.data,
                                   get_stride (c));
  if (c->second)
    {
      gint batch = c->second->t.batch;
      LlTensor whole = get_copy (c->out_grad, 0, batch);
      g_autoptr (Field) sum = NULL;
      g_autoptr (GRand) random = g_rand_new ();

      /* What the second input does to both copies, it does to their sum. */
      sum = field_new (random, whole.channels, batch, whole.height, whole.width, 0);
      for (gint copy = 0; copy < c->first->t.batch / batch; copy++)
        {
          LlTensor part = get_copy (c->out_grad, copy, batch);

          ll_twin_copy (&part, &sum->t, copy > 0);
        }
      ll_twin_conv3x3_weight_gradient (&c->second->t, &sum->t, to, get_stride (c));
    }
}

static void
weight_gradient (LlWorkers *workers, gpointer data)
{
  Conv *c = data;
  g_autoptr (Blocks) first = NULL;
  g_autoptr (Blocks) out_grad = NULL;
  OPTIONAL_BLOCKS second = NULL;

  if (!workers)
    {
      twin_weight_gradient (c);
      return;
    }

  ll_kernels_choose (workers, c->kernels);
  first = blocks_new (c->first);
  second = blocks_of (c->second);
  out_grad = blocks_new (c->out_grad);
  if (c->way == CHOSEN)
    {
      ll_conv3x3_weight_gradient (workers, &first->f, features_of (second), &out_grad->f,
                                  c->weight_grad->t.data);
    }
  else
    {
      LlGradientPass pass = {
        .workers = workers,
        .kernels = ll_kernels_for (workers),
        .in = { &first->f, features_of (second) },
        .out_grad = &out_grad->f,
        .weight_grad = c->weight_grad->t.data,
      };

      ll_gradient_pass_init (&pass);
      if (c->way == DEEP)
        ll_gradient_pass_run_deep (&pass);
      else
        ll_gradient_pass_run_streamed (&pass);
    }
}

static gdouble
scalar (LlWorkers *workers, gpointer data)
{
  Conv *c = data;

  forward (workers, c);
  return field_dot (c->out, c->out_grad);
}

static void
conv_init (Conv *c, GRand *random, const Shape *s)
{
  gint batch = s->copies * s->batch;
  gint channels = s->first + s->second;

  c->first = field_new (random, s->first, batch, s->height, s->width, 0);
  c->first_grad = field_new (random, s->first, batch, s->height, s->width, 0);
  if (s->second > 0)
    {
      c->second = field_new (random, s->second, s->batch, s->height, s->width, 0);
      c->second_grad = field_new (random, s->second, s->batch, s->height, s->width, 0);
    }
  c->out = field_new (random, s->out, batch, s->height, s->width, 0);
  c->out_grad = field_new (random, s->out, batch, s->height, s->width, 0);
  c->weights = field_new (random, s->out, channels, 3, 3, 0);
  c->weight_grad = field_new (random, s->out, channels, 3, 3, 0);
  c->moments = field_new_vector (random, 2 * s->out, -1.0, 1.0);
  c->scale = field_new_vector (random, s->out, -2.0, 2.0);
  c->bias = field_new_vector (random, s->out, -1.0, 1.0);
}

static void
conv_clear (Conv *c)
{
  Field *all[] = { c->first,   c->first_grad, c->second,  c->second_grad,
                   c->out,     c->out_grad,   c->weights, c->weight_grad,
                   c->moments, c->scale,      c->bias };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i])
      field_free (all[i]);
}

static gchar *
describe (const Shape *s)
{
  return g_strdup_printf ("%d + %d -> %d channels, %d x %d of %d x %d", s->first,
                          s->second, s->out, s->copies, s->batch, s->height, s->width);
}

/* Every way over every shape, whether the engine would choose it there or not. */
static void
test_twins (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  const LlKernels *const *kernels = ll_kernels_list ();

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree gchar *shape = describe (&shapes[i]);
      Conv c = { 0 };

      conv_init (&c, random, &shapes[i]);
      for (gint k = 0; kernels[k]; k++)
        for (c.way = CHOSEN; c.way <= DEEP; c.way++)
          {
            g_autofree gchar *what =
              g_strdup_printf ("%s, %s, %s", shape, kernels[k]->name, way_names[c.way]);
            Field *forwards[] = { c.out, c.moments };
            Field *backwards[] = { c.first_grad, c.second_grad };

            c.kernels = kernels[k];
            g_test_message ("%s", what);
            compare_with_twin (what, forward, &c, forwards, 2);
            compare_with_twin (what, weight_gradient, &c, &c.weight_grad, 1);
            for (c.accumulate = FALSE; c.accumulate <= TRUE; c.accumulate++)
              compare_with_twin (what, input_gradient, &c, backwards, c.second ? 2 : 1);
            if (c.way == CHOSEN)
              compare_with_twin (what, infer, &c, &c.out, 1);
          }
      conv_clear (&c);
    }
}

/* Weights that outweigh the maps: the engine chooses the deep way by itself. */
static void
test_deep (void)
{
  static const Shape deep[] = { { 128, 64, 2, 128, 1, 8, 8 },
                                { 160, 0, 1, 144, 9, 16, 16 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < G_N_ELEMENTS (deep); i++)
    {
      const Shape *s = &deep[i];
      g_autofree gchar *what = describe (s);
      Conv c = { 0 };
      Field *backwards[2];

      g_assert_true (ll_conv_is_deep (s->first + s->second, s->out,
                                      ll_count_tiles (s->height, s->width)));
      conv_init (&c, random, s);
      backwards[0] = c.first_grad;
      backwards[1] = c.second_grad;
      compare_with_twin (what, forward, &c, &c.out, 1);
      compare_with_twin (what, infer, &c, &c.out, 1);
      compare_with_twin (what, weight_gradient, &c, &c.weight_grad, 1);
      compare_with_twin (what, input_gradient, &c, backwards, c.second ? 2 : 1);
      conv_clear (&c);
    }
}

/* Convolutions are linear: a long step costs no accuracy. */
static void
test_differences (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autoptr (LlWorkers) workers = ll_workers_new (2);

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (Way way = CHOSEN; way <= DEEP; way++)
      {
        g_autofree gchar *what = describe (&shapes[i]);
        Conv c = { .way = way };

        conv_init (&c, random, &shapes[i]);
        input_gradient (workers, &c);
        weight_gradient (workers, &c);
        compare_with_differences (what, scalar, &c, random, c.first, c.first_grad, 1.0);
        if (c.second)
          compare_with_differences (what, scalar, &c, random, c.second, c.second_grad,
                                    1.0);
        compare_with_differences (what, scalar, &c, random, c.weights, c.weight_grad,
                                  1.0);
        conv_clear (&c);
      }
}

/* The first convolution: planar images in. */

static void
stem_forward (LlWorkers *workers, gpointer data)
{
  Conv *c = data;
  gint n_blocks = ll_count_blocks (c->out->t.channels);
  g_autofree gdouble *moments = g_new0 (gdouble, n_blocks * 2 * LL_BLOCK);
  Blocks *out;

  if (!workers)
    {
      twin_forward (c);
      return;
    }

  ll_kernels_choose (workers, c->kernels);
  out = blocks_new (c->out);
  ll_stem_forward (workers, &c->first->t, c->weights->t.data, &out->f, moments);
  blocks_store (out, c->out);
  for (gint o = 0; o < c->out->t.channels; o++)
    for (gint i = 0; i < 2; i++)
      c->moments->t.data[i * c->out->t.channels + o] =
        (gfloat) moments[(o / LL_BLOCK * 2 + i) * LL_BLOCK + o % LL_BLOCK];
}

static void
stem_infer (LlWorkers *workers, gpointer data)
{
  Conv *c = data;
  Blocks *out;

  if (!workers)
    {
      infer (NULL, c);
      return;
    }

  ll_kernels_choose (workers, c->kernels);
  out = blocks_new (c->out);
  ll_stem_infer (workers, &c->first->t, c->weights->t.data, c->scale->t.data,
                 c->bias->t.data, &out->f);
  blocks_store (out, c->out);
}

static void
stem_weight_gradient (LlWorkers *workers, gpointer data)
{
  Conv *c = data;
  g_autoptr (Blocks) out_grad = NULL;

  if (!workers)
    {
      twin_weight_gradient (c);
      return;
    }

  ll_kernels_choose (workers, c->kernels);
  out_grad = blocks_new (c->out_grad);
  ll_stem_weight_gradient (workers, &c->first->t, &out_grad->f, c->weight_grad->t.data);
}

static void
test_stem (void)
{
  static const Shape stems[] = { { 1, 0, 1, 16, 2, 33, 18 },
                                 { 3, 0, 1, 5, 1, 7, 9 },
                                 { 1, 0, 1, 1, 1, 1, 1 },
                                 { 3, 0, 1, 40, 2, 16, 31 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  const LlKernels *const *kernels = ll_kernels_list ();

  for (guint i = 0; i < G_N_ELEMENTS (stems); i++)
    for (gint k = 0; kernels[k]; k++)
      {
        g_autofree gchar *what = describe (&stems[i]);
        Conv c = { .kernels = kernels[k] };
        Field *forwards[2];

        conv_init (&c, random, &stems[i]);
        forwards[0] = c.out;
        forwards[1] = c.moments;
        compare_with_twin (what, stem_forward, &c, forwards, 2);
        compare_with_twin (what, stem_infer, &c, &c.out, 1);
        compare_with_twin (what, stem_weight_gradient, &c, &c.weight_grad, 1);
        conv_clear (&c);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conv3x3/twins", test_twins);
  g_test_add_func ("/conv3x3/deep", test_deep);
  g_test_add_func ("/conv3x3/differences", test_differences);
  g_test_add_func ("/conv3x3/stem", test_stem);
  return g_test_run ();
}
