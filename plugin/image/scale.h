/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How large the pixels of an image are.  What was told once is kept in the image. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "procedure/call.h"

G_BEGIN_DECLS

#define LP_PARASITE_SCALE "lazy-labels-scale" /* "2.5 um": pixels a unit, the unit */

/**
 * lp_scale_choose:
 * @call: of a procedure with the arguments "scale", "pixel-size", "bar-length", "unit"
 * @scale: (out caller-allocates): its unit is for g_free(), %NULL when none is known
 * @error: return location for an error
 *
 * Keeps it in the image when the call says more than the image knows.
 */
gboolean lp_scale_choose (LpCall *call, LlScale *scale, GError **error);

/**
 * lp_scale_find:
 *
 * As lp_scale_choose(), but leaves the image as it is.
 */
gboolean lp_scale_find (LpCall *call, LlScale *scale, GError **error);

/**
 * lp_scale_keep:
 * @scale: from lp_scale_find() of the same call
 *
 * Keeps it in the image when the call says more than the image knows.
 */
void lp_scale_keep (LpCall *call, const LlScale *scale);

G_END_DECLS
