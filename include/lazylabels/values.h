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

/* What is done to pixel values that a network does not know. */
typedef enum
{
  LL_CONVERSION_NONE,
  LL_CONVERSION_FACTOR,   /* they are the same but for how they are stored */
  LL_CONVERSION_STRETCHED /* their percentiles became those of the network */
} LlConversionKind;

typedef struct
{
  LlConversionKind kind;
  gfloat factor; /* that values are multiplied by ...  */
  gfloat offset; /* ... before this is added          */
} LlConversion;

/**
 * ll_strips_read:
 * @channels: 1 or 3
 * @width: of an image
 * @height: of the image
 * @missing: (nullable): [height][width], not 0 where a pixel is not there
 * @read: gives rows of the image, as for ll_predict()
 * @data: for @read
 * @error: return location for an error of @read
 *
 * Reads a sample of the rows of an image, from which its brightness can be told.
 *
 * Returns: (transfer full): all rows of a small image, evenly spaced strips of a large one;
 *   or %NULL.
 */
LlImage *ll_strips_read (gint channels,
                         gint width,
                         gint height,
                         const guint8 *missing,
                         LlReadRowsFunc read,
                         gpointer data,
                         GError **error);

/**
 * ll_values_convert:
 * @learned: of a network
 * @channels: that it takes
 * @deep: whether the image has more than 8 bits per value, so that how it looks on a screen
 *   may tell nothing about the picture
 * @strips: of the image, from ll_strips_read()
 * @own: (out): what its values are like
 * @conversion: (out): what its values are to become for the network: the image may be the same
 *   but for how its numbers are stored, such as 12 bits in 16, or be deep and have other
 *   values
 *
 * Returns: how the pixel values compare with those that the network has learned from.
 */
LlValues ll_values_convert (const LlNormalisation *learned,
                            gint channels,
                            gboolean deep,
                            const LlImage *strips,
                            LlNormalisation *own,
                            LlConversion *conversion);

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
