/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The size of the pixels of an image.  Once known, it is kept in the image. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "procedure/call.h"

G_BEGIN_DECLS

#define LP_PARASITE_SCALE \
  "lazy-labels-scale" /* such as "2.5 um": pixels per unit, then the unit */
#define LP_PARASITE_SCALE_ORIGIN \
  "lazy-labels-scale-origin" /* the micrograph at that time, see origin.h */

/**
 * lp_scale_prepare:
 * @image: of a call
 * @arguments: (inout): with the arguments "scale" and "unit"
 *
 * Makes a form say which scale the image has, and show "µm" for "um".
 */
void lp_scale_prepare (gint32 image, LpArguments *arguments);

/**
 * lp_scale_find:
 * @call: of a procedure with the arguments "scale", "pixel-size", "bar-length", "unit"
 * @scale: (out caller-allocates): the scale; its unit, to be freed with g_free(), is %NULL
 *   when no scale is known; micrometres are "um"
 * @error: return location for an error
 *
 * Finds the scale that a call asks for, and leaves the image as it is.
 *
 * Returns: whether the scale that was asked for could be found.
 */
gboolean lp_scale_find (LpCall *call, LlScale *scale, GError **error);

/**
 * lp_scale_keep:
 * @scale: from lp_scale_find() of the same call
 *
 * Keeps a scale in the image if that is news to it.
 */
void lp_scale_keep (LpCall *call, const LlScale *scale);

G_END_DECLS
