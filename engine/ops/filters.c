/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Filters in blocks of 16 output channels. */

#include <string.h>

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
  if (n_out < LL_BLOCK)
    memset (packed, 0, (gsize) (n_in * LL_TAPS * LL_BLOCK) * sizeof (gfloat));

  for (gint o = 0; o < n_out; o++)
    {
      const gfloat *from = filters->data + (gsize) (out + o) * filters->out_step +
                           (gsize) in * filters->in_step;
      gfloat factor = scale ? scale[o] : 1.0f;
      gfloat *to = packed + o;

      for (gint c = 0; c < n_in; c++, from += filters->in_step)
        for (gint k = 0; k < LL_TAPS; k++, to += LL_BLOCK)
          *to = factor * from[filters->turned ? LL_TAPS - 1 - k : k];
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
