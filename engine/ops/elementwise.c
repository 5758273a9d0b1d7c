/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sums of feature maps, a task a channel. */

#include <string.h>

#include "ops/elementwise.h"

typedef struct
{
  const LlTensor *a;
  const LlTensor *b;
  const LlTensor *out;
  gboolean accumulate;
} Sum;

static void
add_task (gint c, gint worker, gpointer data)
{
  Sum *sum = data;
  const gfloat *a = ll_tensor_channel (sum->a, c);
  const gfloat *b = ll_tensor_channel (sum->b, c);
  gfloat *out = ll_tensor_channel (sum->out, c);
  gsize n = ll_tensor_pixels (sum->out);

  for (gsize i = 0; i < n; i++)
    out[i] = a[i] + b[i];
}

void
ll_add (LlWorkers *workers, const LlTensor *a, const LlTensor *b, const LlTensor *out)
{
  Sum sum = { .a = a, .b = b, .out = out };

  ll_workers_run (workers, out->channels, add_task, &sum);
}

static void
copy_task (gint c, gint worker, gpointer data)
{
  Sum *sum = data;
  const gfloat *in = ll_tensor_channel (sum->a, c);
  gfloat *out = ll_tensor_channel (sum->out, c);
  gsize n = ll_tensor_pixels (sum->out);

  if (sum->accumulate)
    for (gsize i = 0; i < n; i++)
      out[i] += in[i];
  else
    memcpy (out, in, n * sizeof (gfloat));
}

void
ll_copy (LlWorkers *workers, const LlTensor *in, const LlTensor *out, gboolean accumulate)
{
  Sum sum = { .a = in, .out = out, .accumulate = accumulate };

  ll_workers_run (workers, out->channels, copy_task, &sum);
}
