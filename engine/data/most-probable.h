/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The class with the highest score. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ll_most_probable_of_planes:
 * @scores: [n_classes] planes of probabilities or logits
 * @stride: floats from one plane to the next
 * @n_classes: number of planes
 * @n_pixels: per plane
 * @labels: (out caller-allocates): [n_pixels], the class with the highest score
 *
 * Ties go to the lowest class.
 */
void ll_most_probable_of_planes (const gfloat *scores,
                                 gsize stride,
                                 gint n_classes,
                                 gsize n_pixels,
                                 guint8 *labels);

G_END_DECLS
