/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Comparisons: how close is close enough is decided here, for all operations. */

#include <math.h>
#include <string.h>

#include "compare.h"

#define MAX_OUTPUTS    8
#define MAX_WORKERS    3
#define TWIN_TOLERANCE 1e-5 /* norm (difference) / norm: some 100 float roundings */
#define STEP_TOLERANCE 1e-3 /* of the slope along a direction of unit variance    */
#define DIRECTIONS     3

static const guint32 guard_bits = 0x7fc0beefu; /* a quiet NaN that nobody computes */

static Field *
field_alloc (gint channels, gint batch, gint height, gint width, gint spare)
{
  Field *field = g_new0 (Field, 1);
  LlTensor whole;

  field->n =
    (gsize) channels * (gsize) (batch + 2 * spare) * (gsize) height * (gsize) width;
  field->memory = ll_aligned_alloc (field->n * sizeof (gfloat));
  for (gsize i = 0; i < field->n; i++)
    memcpy (&field->memory[i], &guard_bits, sizeof (gfloat));
  whole = ll_tensor (field->memory, channels, batch + 2 * spare, height, width);
  field->t = ll_tensor_slice (&whole, spare, batch);
  return field;
}

static void
field_fill (Field *field, GRand *random, gdouble low, gdouble high)
{
  for (gint c = 0; c < field->t.channels; c++)
    for (gsize p = 0; p < ll_tensor_pixels (&field->t); p++)
      ll_tensor_channel (&field->t, c)[p] =
        (gfloat) g_rand_double_range (random, low, high);
}

Field *
field_new (GRand *random, gint channels, gint batch, gint height, gint width, gint spare)
{
  Field *field = field_alloc (channels, batch, height, width, spare);

  field_fill (field, random, -1.0, 1.0);
  return field;
}

Field *
field_new_vector (GRand *random, gint n, gdouble low, gdouble high)
{
  Field *field = field_alloc (1, 1, 1, n, 0);

  field_fill (field, random, low, high);
  return field;
}

void
field_free (Field *field)
{
  ll_aligned_free (field->memory);
  g_free (field);
}

gdouble
field_dot (const Field *a, const Field *b)
{
  gdouble sum = 0.0;

  g_assert_cmpint (a->t.channels, ==, b->t.channels);
  g_assert_cmpint (ll_tensor_pixels (&a->t), ==, ll_tensor_pixels (&b->t));
  for (gint c = 0; c < a->t.channels; c++)
    for (gsize p = 0; p < ll_tensor_pixels (&a->t); p++)
      sum += (gdouble) ll_tensor_channel (&a->t, c)[p] * ll_tensor_channel (&b->t, c)[p];
  return sum;
}

static gfloat *
memory_copy (const Field *field)
{
  return g_memdup2 (field->memory, field->n * sizeof (gfloat));
}

static void
memory_restore (Field *field, const gfloat *memory)
{
  memcpy (field->memory, memory, field->n * sizeof (gfloat));
}

static gboolean
is_guard (const gfloat *number)
{
  return memcmp (number, &guard_bits, sizeof (gfloat)) == 0;
}

Blocks *
blocks_new (const Field *field)
{
  const LlTensor *t = &field->t;
  Blocks *blocks = g_new0 (Blocks, 1);
  gint n = ll_count_blocks (t->channels);
  LlFeatures whole;

  blocks->n =
    (gsize) n * LL_BLOCK * (gsize) (t->batch + 2) * (gsize) t->height * (gsize) t->width;
  blocks->memory = ll_aligned_alloc (blocks->n * sizeof (gfloat));
  for (gsize i = 0; i < blocks->n; i++)
    memcpy (&blocks->memory[i], &guard_bits, sizeof (gfloat));
  whole = ll_features (blocks->memory, t->channels, t->batch + 2, t->height, t->width);
  blocks->f = ll_features_slice (&whole, 1, t->batch);
  ll_features_from_planar (t, &blocks->f);
  return blocks;
}

void
blocks_free (Blocks *blocks)
{
  ll_aligned_free (blocks->memory);
  g_free (blocks);
}

void
blocks_store (Blocks *blocks, Field *field)
{
  const LlFeatures *f = &blocks->f;
  gsize image = ll_features_plane_size (f);

  for (gint block = 0; block < ll_count_blocks (f->channels); block++)
    {
      const gfloat *before = ll_features_plane (f, block, 0) - image;
      const gfloat *behind = ll_features_plane (f, block, f->batch);

      for (gsize i = 0; i < image; i++)
        if (!is_guard (&before[i]) || !is_guard (&behind[i]))
          g_error ("wrote outside its images, at float %" G_GSIZE_FORMAT, i);
    }

  for (gint c = f->channels; c < ll_count_blocks (f->channels) * LL_BLOCK; c++)
    for (gsize i = 0; i < (gsize) f->batch * image; i += LL_BLOCK)
      if (ll_features_plane (f, c / LL_BLOCK, 0)[i + (gsize) (c % LL_BLOCK)] != 0.0f)
        g_error ("channel %d only fills up, but is not zero", c);

  ll_features_to_planar (f, &field->t);
  blocks_free (blocks);
}

static void
assert_close (const gchar *what,
              const Field *field,
              const gfloat *start,
              const gfloat *expected)
{
  gdouble difference = 0.0, norm = 0.0;

  for (gsize i = 0; i < field->n; i++)
    if (is_guard (&start[i]))
      {
        if (!is_guard (&field->memory[i]))
          g_error ("%s: wrote outside its output, at float %" G_GSIZE_FORMAT, what, i);
      }
    else
      {
        difference += pow ((gdouble) field->memory[i] - expected[i], 2.0);
        norm += pow (expected[i], 2.0);
      }
  /* Written so that a NaN fails. */
  if (!(difference <= TWIN_TOLERANCE * TWIN_TOLERANCE * norm))
    g_error ("%s: off by %g where the twin's norm is %g", what, sqrt (difference),
             sqrt (norm));
}

void
compare_with_twin (const gchar *what,
                   RunFunc run,
                   gpointer data,
                   Field **outputs,
                   guint n)
{
  gfloat *start[MAX_OUTPUTS], *expected[MAX_OUTPUTS], *first[MAX_OUTPUTS];

  g_assert_cmpuint (n, <=, MAX_OUTPUTS);
  for (guint i = 0; i < n; i++)
    start[i] = memory_copy (outputs[i]);
  run (NULL, data);
  for (guint i = 0; i < n; i++)
    expected[i] = memory_copy (outputs[i]);

  for (gint n_workers = 1; n_workers <= MAX_WORKERS; n_workers++)
    {
      g_autoptr (LlWorkers) workers = ll_workers_new (n_workers);

      for (gint turn = 0; turn < 2; turn++)
        {
          for (guint i = 0; i < n; i++)
            memory_restore (outputs[i], start[i]);
          run (workers, data);
          for (guint i = 0; i < n; i++)
            if (turn == 0)
              {
                assert_close (what, outputs[i], start[i], expected[i]);
                first[i] = memory_copy (outputs[i]);
              }
            else
              {
                if (memcmp (outputs[i]->memory, first[i],
                            outputs[i]->n * sizeof (gfloat)) != 0)
                  g_error ("%s: not the same twice, with %d workers", what, n_workers);
                g_free (first[i]);
              }
        }
    }
  for (guint i = 0; i < n; i++)
    {
      g_free (start[i]);
      g_free (expected[i]);
    }
}

void
compare_with_differences (const gchar *what,
                          ScalarFunc func,
                          gpointer data,
                          GRand *random,
                          Field *at,
                          const Field *gradient,
                          gdouble step)
{
  g_autoptr (LlWorkers) workers = ll_workers_new (2);
  g_autofree gfloat *centre = memory_copy (at);
  gdouble scale = sqrt (field_dot (gradient, gradient));

  for (gint i = 0; i < DIRECTIONS; i++)
    {
      gdouble slope = 0.0, after, before;
      g_autofree gfloat *forth = memory_copy (at);
      g_autofree gfloat *back = memory_copy (at);

      for (gint c = 0; c < at->t.channels; c++)
        for (gsize p = 0; p < ll_tensor_pixels (&at->t); p++)
          {
            gsize k = (gsize) (ll_tensor_channel (&at->t, c) - at->memory) + p;
            gdouble move = step * g_rand_double_range (random, -sqrt (3.0), sqrt (3.0));

            forth[k] = (gfloat) (centre[k] + move);
            back[k] = (gfloat) (centre[k] - move);
            /* The step that was made, after rounding to float. */
            slope +=
              ((gdouble) forth[k] - back[k]) * ll_tensor_channel (&gradient->t, c)[p];
          }
      memory_restore (at, forth);
      after = func (workers, data);
      memory_restore (at, back);
      before = func (workers, data);
      memory_restore (at, centre);
      /* A direction of unit variance has a slope of the order of the gradient's norm. */
      if (!(fabs (after - before - slope) <= STEP_TOLERANCE * 2.0 * step * scale))
        g_error ("%s: a step gives %g, the gradient says %g (norm %g)", what,
                 after - before, slope, 2.0 * step * scale);
    }
}
