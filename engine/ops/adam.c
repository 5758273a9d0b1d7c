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
  gint n_infinite;   /* atomic: runs that are no longer finite */
} Adam;

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
      adam->parameters[i] -= adam->rate * adam->first[i] /
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
  };

  ll_workers_run (workers, (gint) ((n + RUN - 1) / RUN), adam_task, &adam);
  return adam.n_infinite == 0;
}
