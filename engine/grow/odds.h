/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which pixels look like objects, judged by brightness and roughness in the whole image. */

#pragma once

#include "lazylabels/image.h"

G_BEGIN_DECLS

/**
 * ll_odds_features_new:
 * @image: the micrograph
 *
 * Returns: (transfer full): [height][width][3]: brightness, and how rough the image is near
 *   a pixel and farther around it.
 */
gfloat *ll_odds_features_new (const LlImage *image);

/**
 * ll_odds_fit:
 * @features: [pixels][3]
 * @objects: [pixels]: non-zero where objects are supposed to be
 * @odds: (out caller-allocates): [pixels]: logarithm of the odds that a pixel belongs to an
 *   object
 *
 * Returns: whether there are objects and a rest to tell apart.
 */
gboolean
ll_odds_fit (const gfloat *features, const guint8 *objects, gsize pixels, gfloat *odds);

G_END_DECLS
