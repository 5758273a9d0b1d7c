/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Adam, where each task handles a run of numbers. */

#include <math.h>

#include "ops/adam.h"

#define BETA1   0.9
#define BETA2   0.999
#define EPSILON 1e-8f
#define RUN     ((gsize) 65536)

typedef struct
{
  gsize n;
  const gfloat *grad;
  gfloat *first;
  gfloat *second;
  gfloat *parameters;
  gfloat rate;       /* learning rate / (1 - beta1^t) */
  gfloat correction; /* 1 / sqrt (1 - beta2^t)        */
  gfloat kept;       /* 1 - learning rate * decay     */
  gint n_infinite;   /* atomic: runs that are no longer finite */
} Adam;

static gint
count_runs (gsize n)
{
  return (gint) ((n + RUN - 1) / RUN);
}

static void
adam_task (gint task, gint worker, gpointer data)
{
  Adam *adam = data;
  gsize begin = (gsize) task * RUN;
  gsize end = MIN (begin + RUN, adam->n);
  const gfloat beta1 = (gfloat) BETA1;
  const gfloat beta2 = (gfloat) BETA2;
  gfloat zero = 0.0f;

  for (gsize i = begin; i < end; i++)
    {
      gfloat g = adam->grad[i];

      adam->first[i] = beta1 * adam->first[i] + (gfloat) (1.0 - BETA1) * g;
      adam->second[i] = beta2 * adam->second[i] + (gfloat) (1.0 - BETA2) * g * g;
      adam->parameters[i] = adam->kept * adam->parameters[i] -
                            adam->rate * adam->first[i] /
                              (sqrtf (adam->second[i]) * adam->correction + EPSILON);
    }

  /* Zero times infinity or NaN is NaN.  The run is still in the cache. */
  for (gsize i = begin; i < end; i++)
    zero += 0.0f * adam->first[i] + 0.0f * adam->second[i] + 0.0f * adam->parameters[i];
  if (zero != 0.0f)
    g_atomic_int_inc (&adam->n_infinite);
}

gboolean
ll_adam (LlWorkers *workers,
         gsize n,
         const gfloat *grad,
         gfloat *first,
         gfloat *second,
         gfloat *parameters,
         gdouble rate,
         gdouble decay,
         gint64 step)
{
  Adam adam = {
    .n = n,
    .grad = grad,
    .first = first,
    .second = second,
    .parameters = parameters,
    .rate = (gfloat) (rate / (1.0 - pow (BETA1, (gdouble) step))),
    .correction = (gfloat) (1.0 / sqrt (1.0 - pow (BETA2, (gdouble) step))),
    .kept = (gfloat) (1.0 - rate * decay),
  };

  ll_workers_run (workers, count_runs (n), adam_task, &adam);
  return adam.n_infinite == 0;
}

typedef struct
{
  gsize n;
  gfloat *numbers;      /* scaled or moved                  */
  const gfloat *values; /* moved towards                    */
  gfloat factor;
  gdouble *sums; /* of squares, of each run          */
} Numbers;

static void
sum_squares (gint task, gint worker, gpointer data)
{
  Numbers *numbers = data;
  gsize begin = (gsize) task * RUN;
  gsize end = MIN (begin + RUN, numbers->n);
  gdouble sum = 0.0;

  for (gsize i = begin; i < end; i++)
    sum += (gdouble) numbers->numbers[i] * numbers->numbers[i];
  numbers->sums[task] = sum;
}

static void
scale_run (gint task, gint worker, gpointer data)
{
  Numbers *numbers = data;
  gsize begin = (gsize) task * RUN;
  gsize end = MIN (begin + RUN, numbers->n);

  for (gsize i = begin; i < end; i++)
    numbers->numbers[i] *= numbers->factor;
}

static void
move_run (gint task, gint worker, gpointer data)
{
  Numbers *numbers = data;
  gsize begin = (gsize) task * RUN;
  gsize end = MIN (begin + RUN, numbers->n);

  for (gsize i = begin; i < end; i++)
    numbers->numbers[i] += numbers->factor * (numbers->values[i] - numbers->numbers[i]);
}

gdouble
ll_limit_gradient (LlWorkers *workers, gsize n, gfloat *grad, gdouble limit)
{
  g_autofree gdouble *sums = g_new0 (gdouble, count_runs (n));
  Numbers numbers = { .n = n, .numbers = grad, .sums = sums };
  gdouble length = 0.0;

  ll_workers_run (workers, count_runs (n), sum_squares, &numbers);
  for (gint i = 0; i < count_runs (n); i++)
    length += sums[i];
  length = sqrt (length);
  if (length > limit)
    {
      numbers.factor = (gfloat) (limit / length);
      ll_workers_run (workers, count_runs (n), scale_run, &numbers);
    }
  return length;
}

void
ll_move_average (LlWorkers *workers,
                 gsize n,
                 const gfloat *values,
                 gdouble keep,
                 gfloat *average)
{
  Numbers numbers = {
    .n = n, .numbers = average, .values = values, .factor = (gfloat) (1.0 - keep)
  };

  ll_workers_run (workers, count_runs (n), move_run, &numbers);
}
