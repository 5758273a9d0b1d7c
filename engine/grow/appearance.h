/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What objects of each class and the rest look like: a small perceptron that sees brightness,
 * colour and texture around a pixel, and learns from a first guess of what is where.
 */

#pragma once

#include "lazylabels/image.h"

G_BEGIN_DECLS

typedef struct _LlAppearance LlAppearance;

/**
 * ll_appearance_new:
 * @image: the micrograph
 * @n_classes: with the rest
 *
 * Returns: (transfer full): a perceptron that has not learned yet.
 */
LlAppearance *ll_appearance_new (const LlImage *image, gint n_classes);
void ll_appearance_free (LlAppearance *appearance);

/**
 * ll_appearance_fit:
 * @classes: [height][width], the class of each pixel; %LL_LABEL_IGNORE: not known
 *
 * Learns, from where it has ended before.  All classes count alike, however rare.
 *
 * Returns: whether there are pixels of the rest and of another class.
 */
gboolean ll_appearance_fit (LlAppearance *appearance, const guint8 *classes);

/**
 * ll_appearance_get_odds:
 * @odds: (out caller-allocates): [n_classes][height][width]: the logarithm of how much more
 *   likely a pixel is of the class than of any other
 */
void ll_appearance_get_odds (const LlAppearance *appearance, gfloat *odds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlAppearance, ll_appearance_free)

G_END_DECLS
