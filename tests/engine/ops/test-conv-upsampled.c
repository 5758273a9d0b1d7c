/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Convolutions over maps that are up-sampled while they are read: bit by bit what they make of
 * maps that were up-sampled before, with every set of inner loops.
 */

#include <string.h>

#include "compare.h"
#include "kernels/kernels.h"
#include "ops/conv-gradient.h"
#include "ops/conv-pass.h"
#include "ops/conv3x3.h"
#include "ops/upsample.h"
#include "twins.h"

typedef struct
{
  gint first, second; /* channels of the inputs; 0: there is no second one  */
  gboolean small[2];  /* which of them are up-sampled                       */
  gint parts;         /* in how many pieces the batch of the first comes    */
  gint copies;        /* batches of the first in one of the second          */
  gint out, batch;    /* of the second                                      */
  gint height, width; /* of the small maps                                  */
} Shape;

/* Runs of tiles that end within a row, rows of fewer and of more tiles than are up-sampled
 * together, a tile that hangs over the border, and a map of one pixel.
 */
static const Shape shapes[] = {
  { 1, 0, { TRUE, FALSE }, 1, 1, 1, 1, 1, 1 },
  { 3, 0, { TRUE, FALSE }, 1, 1, 5, 2, 5, 1 },
  { 16, 16, { TRUE, FALSE }, 1, 1, 16, 2, 8, 8 },
  { 32, 16, { TRUE, FALSE }, 2, 2, 16, 2, 16, 16 },
  { 32, 16, { TRUE, TRUE }, 2, 2, 20, 1, 7, 19 },
  { 17, 5, { FALSE, TRUE }, 1, 1, 7, 1, 21, 65 },
  { 16, 0, { TRUE, FALSE }, 1, 1, 16, 1, 4, 90 },
  { 16, 0, { TRUE, FALSE }, 2, 1, 16, 4, 9, 33 },
  { 256, 128, { TRUE, FALSE }, 2, 2, 128, 2, 4, 4 },
  { 130, 130, { TRUE, TRUE }, 1, 1, 140, 1, 3, 5 },
};

/* An input of a convolution, in both forms. */
typedef struct
{
  Blocks *pieces[2]; /* small ones */
  Blocks *whole;
  LlFeatures small; /* @pieces as one */
} Input;

static void
clear_input (Input *input)
{
  g_clear_pointer (&input->pieces[0], blocks_free);
  g_clear_pointer (&input->pieces[1], blocks_free);
  g_clear_pointer (&input->whole, blocks_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Input, clear_input)

/* Maps of the size of the output, whether they are small ones before or not. */
static void
init_input (Input *input,
            LlWorkers *workers,
            GRand *random,
            const Shape *shape,
            gint channels,
            gint batch,
            gint parts,
            gboolean small)
{
  gint height = 2 * shape->height;
  gint width = 2 * shape->width;
  g_autoptr (Field) field = field_new (random, channels, batch, height, width, 0);

  *input = (Input){ .whole = blocks_new (field) };
  input->small = input->whole->f;
  if (!small)
    return;

  input->small = ll_features (NULL, channels, batch, height, width);
  for (gint i = 0; i < parts; i++)
    {
      g_autoptr (Field) piece =
        field_new (random, channels, batch / parts, shape->height, shape->width, 0);
      LlFeatures part =
        ll_features_slice (&input->whole->f, i * batch / parts, batch / parts);

      input->pieces[i] = blocks_new (piece);
      input->small.small[i] = &input->pieces[i]->f;
      ll_upsample_forward (workers, &input->pieces[i]->f, &part);
    }
}

/* What is compared: an output, its moments, the gradient of the weights, and the output for
 * prediction.
 */
typedef struct
{
  gsize n_out;
  gsize n_weights;
  gsize n_moments;
  gfloat *out;
  gfloat *predicted;
  gfloat *weight_grad;
  gdouble *moments;
} Results;

static void
clear_results (Results *results)
{
  ll_aligned_free (results->out);
  ll_aligned_free (results->predicted);
  g_free (results->weight_grad);
  g_free (results->moments);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Results, clear_results)

static void
init_results (Results *results, const Shape *shape, gint batch)
{
  gint blocks = ll_count_blocks (shape->out);

  results->n_out = (gsize) blocks * (gsize) batch * 4 * (gsize) shape->height *
                   (gsize) shape->width * LL_BLOCK;
  results->n_weights =
    (gsize) shape->out * (gsize) (shape->first + shape->second) * LL_TAPS;
  results->n_moments = (gsize) blocks * 2 * LL_BLOCK;
  results->out = ll_aligned_alloc (results->n_out * sizeof (gfloat));
  results->predicted = ll_aligned_alloc (results->n_out * sizeof (gfloat));
  results->weight_grad = g_new0 (gfloat, results->n_weights);
  results->moments = g_new0 (gdouble, results->n_moments);
}

/* Convolves by the algorithm that the shape asks for. */
static void
convolve (LlWorkers *workers,
          const Shape *shape,
          const LlFeatures *first,
          const LlFeatures *second,
          const Field *weights,
          const Field *factors,
          const LlFeatures *out_grad,
          Results *results)
{
  LlFeatures out =
    ll_features (results->out, shape->out, first->batch, first->height, first->width);
  LlFeatures predicted = ll_features (results->predicted, shape->out, first->batch,
                                      first->height, first->width);
  g_autoptr (LlPreparedConv) prepared = NULL;

  ll_conv3x3_forward (workers, first, second, weights->t.data, &out, results->moments);
  ll_conv3x3_weight_gradient (workers, first, second, out_grad, results->weight_grad);
  prepared = ll_prepared_conv_new (workers, first, second, &predicted, weights->t.data,
                                   factors->t.data, factors->t.data);
  ll_prepared_conv_run (prepared, workers, first, second, &predicted);
}

static void
assert_same (const Results *a, const Results *b)
{
  gsize out = a->n_out * sizeof (gfloat);

  g_assert_true (memcmp (a->out, b->out, out) == 0);
  g_assert_true (memcmp (a->predicted, b->predicted, out) == 0);
  g_assert_true (
    memcmp (a->weight_grad, b->weight_grad, a->n_weights * sizeof (gfloat)) == 0);
  g_assert_true (memcmp (a->moments, b->moments, a->n_moments * sizeof (gdouble)) == 0);
}

static void
check_shape (LlWorkers *workers, GRand *random, const Shape *shape)
{
  gint batch = shape->batch * shape->copies;
  g_auto (Input) first = { 0 };
  g_auto (Input) second = { 0 };
  g_auto (Results) before = { 0 };
  g_auto (Results) reading = { 0 };
  g_autoptr (Field) weights = field_new_vector (
    random, shape->out * (shape->first + shape->second) * LL_TAPS, -1.0, 1.0);
  g_autoptr (Field) factors = field_new_vector (random, shape->out, 0.5, 1.5);
  g_autoptr (Field) gradient =
    field_new (random, shape->out, batch, 2 * shape->height, 2 * shape->width, 0);
  g_autoptr (Blocks) out_grad = blocks_new (gradient);
  gboolean two = shape->second > 0;

  init_input (&first, workers, random, shape, shape->first, batch, shape->parts,
              shape->small[0]);
  if (two)
    init_input (&second, workers, random, shape, shape->second, shape->batch, 1,
                shape->small[1]);
  init_results (&before, shape, batch);
  init_results (&reading, shape, batch);

  convolve (workers, shape, &first.whole->f, two ? &second.whole->f : NULL, weights,
            factors, &out_grad->f, &before);
  convolve (workers, shape, &first.small, two ? &second.small : NULL, weights, factors,
            &out_grad->f, &reading);
  assert_same (&before, &reading);
}

static void
test_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (31);
  g_autoptr (LlWorkers) workers = ll_workers_new (2);
  const LlKernels *const *kernels = ll_kernels_list ();

  for (gint k = 0; kernels[k]; k++)
    for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
      {
        ll_kernels_choose (workers, kernels[k]);
        g_test_message ("%s, shape %u", kernels[k]->name, i);
        check_shape (workers, random, &shapes[i]);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conv-upsampled/same", test_same);
  return g_test_run ();
}
