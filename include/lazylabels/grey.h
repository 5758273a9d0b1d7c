/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Colours as brightness and back, and values for pixels that are not there: the same for
 * every program that gives images to the engine, so that all of them get the same results.
 */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"
#include "lazylabels/sample.h"

G_BEGIN_DECLS

/**
 * ll_grey:
 * @red: a channel's value as GIMP shows it
 * @green: likewise
 * @blue: likewise
 *
 * Returns: how bright the colour is; of equal channels, exactly their value.
 */
gfloat ll_grey (gfloat red, gfloat green, gfloat blue);

/**
 * ll_planes_have_colour:
 * @planes: [3][@n] values
 * @n: how many pixels
 * @wide: whether values may lie outside of 0 .. 1
 * @offset: that was added to them
 *
 * Conversions from linear light may leave rounding errors, which are no colours.
 *
 * Returns: whether red, green and blue differ anywhere.
 */
gboolean
ll_planes_have_colour (const gfloat *planes, gsize n, gboolean wide, gfloat offset);

/**
 * ll_image_convert:
 * @image: an image with its values in memory
 * @channels: 1 or 3
 *
 * Returns: (transfer full): the image in grey, or with its grey values in three channels;
 *   all of its pixels count as there.
 */
LlImage *ll_image_convert (const LlImage *image, gint channels);

/**
 * ll_samples_convert:
 * @samples: (element-type LlSample): their images are replaced where they have another number
 *   of channels
 * @channels: 1 or 3, as a network takes
 */
void ll_samples_convert (GPtrArray *samples, gint channels);

/* How many samples have colours. */
gint ll_samples_count_colour (const GPtrArray *samples);

/**
 * ll_row_fill:
 * @alpha: [width], less than 0.5 where the pixel is not there
 * @width: pixels
 * @values: (inout): [width] of one channel
 *
 * Gives each pixel that is not there the value of the nearest one of its row, or NAN.  What a
 * file has there, mostly black, would be an edge for a network.
 */
void ll_row_fill (const gfloat *alpha, gint width, gfloat *values);

/**
 * ll_image_fill:
 * @image: (inout): whose rows without a value are NAN
 *
 * Gives these rows the mean of all others.
 */
void ll_image_fill (LlImage *image);

G_END_DECLS
