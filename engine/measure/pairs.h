/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sums over pairs of objects, of which most pairs never meet. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint32 a;
  gint32 b;
  gint64 n;     /* pixels                          */
  gint64 n_hit; /* of these: those that are special */
} LlPair;

/**
 * ll_pairs_add:
 * @pairs: (element-type LlPair): may get the same pair in several places
 * @hit: whether the pixel is special
 *
 * Adds one pixel.
 */
void ll_pairs_add (GArray *pairs, gint32 a, gint32 b, gboolean hit);

/**
 * ll_pairs_sum:
 * @pairs: (element-type LlPair): gets each pair once, ordered by @a
 */
void ll_pairs_sum (GArray *pairs);

G_END_DECLS
