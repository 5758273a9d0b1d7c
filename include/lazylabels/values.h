/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the pixel values of an image are to a network: looked at before a prediction. */

#pragma once

#include <glib.h>

#include "lazylabels/normalisation.h"
#include "lazylabels/predictor.h"

G_BEGIN_DECLS

/* Rows that are read at a time: the height of a tile in GIMP. */
#define LL_VALUES_STRIP 64

/* Pixels along a side of the middle of an image that ll_predict_diameter() is given. */
#define LL_DIAMETER_MIDDLE 2048

/**
 * ll_values_look:
 * @learned: of the network
 * @channels: of the network: 1 or 3
 * @width: of the image
 * @height: of the image
 * @missing: (nullable): [height][width], not 0 where a pixel is not there
 * @read: gives rows of the image, as for ll_predict()
 * @data: for @read
 * @own: (out): what the values of the image are like, in evenly spaced strips of it
 * @factor: (out): what they are to be multiplied by, because another program has stored the
 *   same picture in other numbers; 1 if they are as they should be, or nobody knows
 * @values: (out): how they compare with those that the network has learned from
 * @error: return location for an error of @read
 *
 * Returns: whether the rows could be read.
 */
gboolean ll_values_look (const LlNormalisation *learned,
                         gint channels,
                         gint width,
                         gint height,
                         const guint8 *missing,
                         LlReadRowsFunc read,
                         gpointer data,
                         LlNormalisation *own,
                         gfloat *factor,
                         LlValues *values,
                         GError **error);

/**
 * ll_probabilities_clear:
 * @missing: [height][width] of the image, not 0 where a pixel is not there
 * @width: of the image
 * @y: first row
 * @rows: how many
 * @n_planes: planes of @probabilities
 * @probabilities: [planes][rows][width]
 *
 * A pixel that is not there is of no class, not even of the rest.
 *
 * Returns: (transfer full) (nullable): a copy with zeros for these pixels; %NULL where all
 *   are there.
 */
gfloat *ll_probabilities_clear (const guint8 *missing,
                                gint width,
                                gint y,
                                gint rows,
                                gint n_planes,
                                const gfloat *probabilities);

G_END_DECLS
