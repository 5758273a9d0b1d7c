/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Mirror padding: the edge pixel is repeated, so that even a single pixel has a mirror
 * image.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The position within 0 .. n - 1 that @i, any number, is the mirror image of. */
static inline gint
ll_mirror (gint i, gint n)
{
  gint period = 2 * n;

  if (G_LIKELY (i >= 0 && i < n))
    return i;

  i %= period;
  if (i < 0)
    i += period;
  return i < n ? i : period - 1 - i;
}

G_END_DECLS
