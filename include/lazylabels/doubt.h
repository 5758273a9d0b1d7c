/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where a network is in doubt, and so where paint teaches it most. */

#pragma once

#include <glib.h>

#include "lazylabels/image.h"
#include "lazylabels/network.h"
#include "lazylabels/predictor.h"
#include "lazylabels/progress.h"

G_BEGIN_DECLS

/* A square part of an image; smaller where the image is. */
typedef struct
{
  gint x; /* of its upper left corner */
  gint y;
  gint width;
  gint height;
  gdouble doubt; /* mean of its pixels, 0 .. 1; pixels that are done have none */
} LlPlace;

/**
 * ll_predict_doubt:
 * @network: a trained network
 * @image: pixels with the network's number of channels
 * @settings: as for ll_predict_image(); each of its views is a prediction of its own
 * @progress: (nullable): called between patches
 * @data: for @progress
 * @error: return location for an error of ll_predict_image()
 *
 * Measures at each pixel the entropy of the class probabilities of the segmentation, averaged
 * over the views, plus how far the views disagree: the entropy of their mean less the mean of
 * their entropies.  Both are in units of the entropy of a network that knows nothing, and
 * their sum is at most 1.
 *
 * Returns: (transfer full): [height][width], 0 .. 1, to be freed with g_free(); or %NULL.
 */
gfloat *ll_predict_doubt (const LlNetwork *network,
                          const LlImage *image,
                          const LlPredictSettings *settings,
                          LlProgressFunc progress,
                          gpointer data,
                          GError **error);

/**
 * ll_find_places:
 * @doubt: [height][width], from ll_predict_doubt()
 * @width: > 0
 * @height: > 0
 * @done: (nullable): [height][width], non-zero where there is nothing left to paint
 * @side: of a place, pixels; > 0
 * @n: how many at most
 *
 * Finds the places whose doubt is largest.  No two of them overlap, and none is without
 * doubt.
 *
 * Returns: (transfer full) (element-type LlPlace): the places, the most doubtful first.
 */
GArray *ll_find_places (const gfloat *doubt,
                        gint width,
                        gint height,
                        const guint8 *done,
                        gint side,
                        gint n);

G_END_DECLS
