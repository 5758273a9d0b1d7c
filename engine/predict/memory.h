/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a prediction needs in memory. */

#pragma once

#include "lazylabels/predictor.h"

G_BEGIN_DECLS

/**
 * ll_predict_check_memory:
 * @width: of the image
 * @settings: with the patch that is used
 * @error: return location for a %LL_NETWORK_ERROR_MEMORY, which says what would fit
 *
 * Returns: whether there is memory for ll_predict(), apart from the image and the
 *   probabilities.
 */
gboolean ll_predict_check_memory (const LlNetwork *network,
                                  gint width,
                                  const LlPredictSettings *settings,
                                  GError **error);

G_END_DECLS
