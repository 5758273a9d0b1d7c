/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Concatenation: channels that fill blocks and such that do not, beginning anywhere in a
 * block, and reaching over several.
 */

#include "compare.h"
#include "kernels/kernels.h"
#include "ops/concat.h"
#include "twins.h"

#define MAX_PARTS 4

typedef struct
{
  gint batch, height, width;
  gint channels[MAX_PARTS]; /* of the parts, 0: no more */
} Shape;

static const Shape shapes[] = {
  { 1, 1, 1, { 1 } },
  { 1, 1, 1, { 1, 1 } },
  { 2, 3, 5, { 4, 3, 2 } },
  { 3, 4, 7, { 16, 32, 48 } },
  { 2, 5, 3, { 15, 1, 16 } },
  { 1, 8, 8, { 17, 16, 15, 2 } },
  { 2, 6, 2, { 5, 40, 3, 33 } },
  { 3, 37, 41, { 8, 16, 8 } },
  { 1, 70, 61, { 3, 14, 20 } },
};

typedef struct
{
  Field *parts[MAX_PARTS];
  Field *part_grads[MAX_PARTS];
  Field *out, *out_grad; /* the scalar is sum (out * this) */
  gint n_parts;
  gboolean accumulate;
  const LlKernels *kernels;
} Concat;

static void
concat_init (Concat *t, GRand *random, const Shape *s)
{
  gint channels = 0;

  *t = (Concat){ 0 };
  while (t->n_parts < MAX_PARTS && s->channels[t->n_parts] > 0)
    {
      gint n = s->channels[t->n_parts];

      t->parts[t->n_parts] = field_new (random, n, s->batch, s->height, s->width, 0);
      t->part_grads[t->n_parts] = field_new (random, n, s->batch, s->height, s->width, 0);
      t->n_parts++;
      channels += n;
    }
  t->out = field_new (random, channels, s->batch, s->height, s->width, 0);
  t->out_grad = field_new (random, channels, s->batch, s->height, s->width, 0);
}

static void
concat_clear (Concat *t)
{
  for (gint i = 0; i < t->n_parts; i++)
    {
      field_free (t->parts[i]);
      field_free (t->part_grads[i]);
    }
  field_free (t->out);
  field_free (t->out_grad);
}

static void
forward (LlWorkers *workers, gpointer data)
{
  Concat *t = data;
  LlTensor tensors[MAX_PARTS];
  LlFeatures features[MAX_PARTS];
  Blocks *blocks[MAX_PARTS];
  Blocks *out;

  for (gint i = 0; i < t->n_parts; i++)
    tensors[i] = t->parts[i]->t;
  if (!workers)
    {
      ll_twin_concat_forward (tensors, t->n_parts, &t->out->t);
      return;
    }

  ll_kernels_choose (workers, t->kernels);
  for (gint i = 0; i < t->n_parts; i++)
    {
      blocks[i] = blocks_new (t->parts[i]);
      features[i] = blocks[i]->f;
    }
  out = blocks_new (t->out);
  ll_concat_forward (workers, features, t->n_parts, &out->f);
  blocks_store (out, t->out);
  for (gint i = 0; i < t->n_parts; i++)
    blocks_free (blocks[i]);
}

static void
backward (LlWorkers *workers, gpointer data)
{
  Concat *t = data;
  g_autoptr (Blocks) out_grad = NULL;
  gint first = 0;

  if (workers)
    {
      ll_kernels_choose (workers, t->kernels);
      out_grad = blocks_new (t->out_grad);
    }
  for (gint i = 0; i < t->n_parts; i++)
    {
      Field *grad = t->part_grads[i];

      if (workers)
        {
          Blocks *part_grad = blocks_new (grad);

          ll_concat_backward (workers, &out_grad->f, first, &part_grad->f, t->accumulate);
          blocks_store (part_grad, grad);
        }
      else
        {
          ll_twin_concat_backward (&t->out_grad->t, first, &grad->t, t->accumulate);
        }
      first += grad->t.channels;
    }
}

static gdouble
scalar (LlWorkers *workers, gpointer data)
{
  Concat *t = data;

  forward (workers, t);
  return field_dot (t->out, t->out_grad);
}

static void
test_twins (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (14);
  const LlKernels *const *kernels = ll_kernels_list ();

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      const Shape *s = &shapes[i];
      g_autofree gchar *what = g_strdup_printf (
        "%d + %d + %d + %d channels, %d x %d x %d", s->channels[0], s->channels[1],
        s->channels[2], s->channels[3], s->batch, s->height, s->width);
      g_autoptr (LlWorkers) workers = ll_workers_new (2);
      Concat t;

      concat_init (&t, random, s);
      for (gint k = 0; kernels[k]; k++)
        {
          t.kernels = kernels[k];
          compare_with_twin (what, forward, &t, &t.out, 1);
          for (t.accumulate = FALSE; t.accumulate <= TRUE; t.accumulate++)
            compare_with_twin (what, backward, &t, t.part_grads, (guint) t.n_parts);
        }

      t.accumulate = FALSE;
      backward (workers, &t);
      for (gint p = 0; p < t.n_parts; p++)
        compare_with_differences (what, scalar, &t, random, t.parts[p], t.part_grads[p],
                                  1.0);
      concat_clear (&t);
    }
}

/* Nothing is computed: every number arrives as it was, to the bit. */
static void
test_copies (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (15);
  g_autoptr (LlWorkers) workers = ll_workers_new (2);
  const Shape shape = { 2, 3, 4, { 7, 16, 12 } };
  Concat t;
  gint at = 0;

  concat_init (&t, random, &shape);
  t.kernels = ll_kernels_list ()[0];
  forward (workers, &t);
  for (gint i = 0; i < t.n_parts; i++)
    for (gint c = 0; c < shape.channels[i]; c++, at++)
      for (gsize p = 0; p < ll_tensor_pixels (&t.out->t); p++)
        g_assert_cmpfloat (ll_tensor_channel (&t.out->t, at)[p], ==,
                           ll_tensor_channel (&t.parts[i]->t, c)[p]);
  concat_clear (&t);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/concat/twins-and-differences", test_twins);
  g_test_add_func ("/concat/copies", test_copies);
  return g_test_run ();
}
