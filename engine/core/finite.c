/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "core/finite.h"

gboolean
ll_all_finite (const gfloat *values, gsize n, gfloat least)
{
  for (gsize i = 0; i < n; i++)
    if (!(values[i] >= least && values[i] <= G_MAXFLOAT))
      return FALSE;
  return TRUE;
}
