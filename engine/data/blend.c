/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Positions and weights of overlapping patches along one axis. */

#include <math.h>

#include "data/blend.h"

#define FLOOR 1e-3

gint
ll_blend_count (gint size, gint stride)
{
  return (size + stride - 1) / stride;
}

gint
ll_blend_start (gint k, gint patch, gint stride)
{
  return k * stride - (patch - stride) / 2;
}

void
ll_blend_window (gint patch, gfloat *window)
{
  gdouble sigma = patch / 8.0;

  for (gint i = 0; i < patch; i++)
    {
      gdouble d = (i + 0.5 - patch / 2.0) / sigma;

      window[i] = (gfloat) MAX (exp (-0.5 * d * d), FLOOR);
    }
}

void
ll_blend_total (gint size, gint patch, gint stride, const gfloat *window, gfloat *total)
{
  gint n = ll_blend_count (size, stride);

  for (gint x = 0; x < size; x++)
    total[x] = 0.0f;

  for (gint k = 0; k < n; k++)
    {
      gint start = ll_blend_start (k, patch, stride);

      for (gint i = MAX (0, -start); i < MIN (patch, size - start); i++)
        total[start + i] += window[i];
    }
}
