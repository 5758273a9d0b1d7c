/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Smoothed images and how steep they are: what both contours and watershed stop at. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ll_smooth:
 * @plane: [height][width], changed in place
 * @sigma: of the Gaussian, pixels; 0: nothing changes
 *
 * Applies a Gaussian; beyond the image its outermost pixels are repeated.
 */
void ll_smooth (gfloat *plane, gint width, gint height, gdouble sigma);

/**
 * ll_steepness_new:
 * @pixels: [channels][height][width]
 * @sigma: of the Gaussian applied beforehand, in pixels
 *
 * Returns: (transfer full): [height][width], the largest of the channels' gradients, in
 *   values per pixel.
 */
gfloat *ll_steepness_new (const gfloat *pixels,
                          gint width,
                          gint height,
                          gint channels,
                          gdouble sigma);

G_END_DECLS
