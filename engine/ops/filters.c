/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filters in blocks of 16 output channels. */

#include "core/features.h"
#include "ops/filters.h"

void
ll_filters_pack (const LlFilters *filters,
                 gint out,
                 gint n_out,
                 gint in,
                 gint n_in,
                 const gfloat *scale,
                 gfloat *packed)
{
  gint first_tap = filters->turned ? LL_TAPS - 1 : 0;
  gint step = filters->turned ? -1 : 1;
  const gfloat *rows[LL_BLOCK];
  gfloat factors[LL_BLOCK];

  /* Padding repeats a channel, times zero. */
  for (gint o = 0; o < LL_BLOCK; o++)
    {
      rows[o] = filters->data + (gsize) (out + MIN (o, n_out - 1)) * filters->out_step +
                (gsize) in * filters->in_step + first_tap;
      factors[o] = o < n_out ? (scale ? scale[o] : 1.0f) : 0.0f;
    }

  for (gint c = 0; c < n_in; c++)
    {
      gsize at = (gsize) c * filters->in_step;

      for (gint k = 0; k < LL_TAPS; k++, packed += LL_BLOCK)
        for (gint o = 0; o < LL_BLOCK; o++)
          packed[o] = factors[o] * (rows[o] + at)[k * step];
    }
}

void
ll_filters_unpack (const gfloat *packed,
                   gint n_out,
                   gint n_in,
                   gfloat *to,
                   gsize out_step,
                   gboolean accumulate)
{
  for (gint o = 0; o < n_out; o++, to += out_step)
    for (gint i = 0; i < n_in * LL_TAPS; i++)
      to[i] = packed[i * LL_BLOCK + o] + (accumulate ? to[i] : 0.0f);
}
