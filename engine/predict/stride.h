/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How far one patch of a prediction lies from the next. */

#pragma once

#include "lazylabels/predictor.h"

G_BEGIN_DECLS

static inline gint
ll_predict_get_stride (const LlPredictSettings *settings, gint patch)
{
  return settings->plain ? patch : patch / 2;
}

G_END_DECLS
