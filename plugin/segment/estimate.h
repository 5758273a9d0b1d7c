/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How large the objects of an image are, as a starting network sees them. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_diameter_estimate:
 * @network: a starting network
 * @middle: from lp_diameter_read_middle()
 * @settings: of the prediction
 * @progress: (nullable): called between looks
 * @data: for @progress
 * @error: return location for an error
 *
 * Returns: as ll_predict_diameter(), rounded to what is known of it.
 */
gdouble lp_diameter_estimate (const LlNetwork *network,
                              const LlImage *middle,
                              const LlPredictSettings *settings,
                              LlProgressFunc progress,
                              gpointer data,
                              GError **error);

G_END_DECLS
