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
 * Beyond the frame its outermost pixels repeat.
 */
void ll_smooth (gfloat *plane, gint width, gint height, gdouble sigma);

/**
 * ll_steepness_new:
 * @pixels: [channels][height][width]
 * @sigma: of the Gaussian that goes before, pixels
 *
 * Returns: (transfer full): [height][width], the largest of the channels' gradients, in
 *   values a pixel.
 */
gfloat *ll_steepness_new (const gfloat *pixels,
                          gint width,
                          gint height,
                          gint channels,
                          gdouble sigma);

G_END_DECLS
