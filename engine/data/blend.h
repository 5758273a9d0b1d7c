/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Blending of overlapping patches (section 4.1: patches count most at their centre).
 *
 * Along an axis patch k starts at k * stride - (patch - stride) / 2.  With a stride of half a
 * patch every pixel, at the border too, lies within a quarter of a patch from a patch's
 * centre; with a stride of a whole one, patches do not overlap.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Patches that cover @size pixels. */
gint ll_blend_count (gint size, gint stride);

/* Where patch @k starts; may lie outside of the image. */
gint ll_blend_start (gint k, gint patch, gint stride);

/**
 * ll_blend_window:
 * @window: (out caller-allocates): @patch weights along one axis: a Gaussian of
 *   sigma = patch / 8, floored above zero
 */
void ll_blend_window (gint patch, gfloat *window);

/**
 * ll_blend_total:
 * @size: pixels along the axis
 * @total: (out caller-allocates): sum of the weights of all patches at each pixel
 */
void
ll_blend_total (gint size, gint patch, gint stride, const gfloat *window, gfloat *total);

G_END_DECLS
