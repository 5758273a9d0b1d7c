/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sums over pairs of objects, of which most pairs never meet. */

#pragma once

#include "lazylabels/instances.h"

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

/**
 * ll_pairs_new_overlaps:
 * @result: objects
 * @truth: others of the same size
 *
 * Returns: (transfer full) (element-type LlPair): the pixels that two objects of the same
 *   class share, @result's is @a.
 */
GArray *ll_pairs_new_overlaps (const LlInstances *result, const LlInstances *truth);

/**
 * ll_instances_count_pixels:
 *
 * Returns: (transfer full): the pixels of each object, n + 1 entries.
 */
gint64 *ll_instances_count_pixels (const LlInstances *objects);

G_END_DECLS
