/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The size of the pixels of an image, as a call asks for it.  Once known, it is kept in the
 * image.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "procedure/call.h"
#include "scale/kept-scale.h"

G_BEGIN_DECLS

typedef struct
{
  LpKeptScale scale; /* without a unit if no scale is known                 */
  gboolean is_news;  /* whether the image does not keep it yet              */
  LlScale square;    /* the same for the engine, from lp_scale_get_square() */
} LpScale;

/* Frees the unit. */
void lp_scale_clear (LpScale *scale);

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
 * @scale: (out caller-allocates): the scale, for lp_scale_clear()
 * @error: return location for an error
 *
 * Finds the scale that a call asks for, and leaves the image as it is.
 *
 * Returns: whether the scale that was asked for could be found.
 */
gboolean lp_scale_find (LpCall *call, LpScale *scale, GError **error);

/**
 * lp_scale_find_square:
 * @square: (out): the scale for the engine, which belongs to @scale; %NULL without a scale
 *
 * Does the same, and fails if pixels are not square.
 */
gboolean lp_scale_find_square (LpCall *call,
                               LpScale *scale,
                               const LlScale **square,
                               GError **error);

/**
 * lp_scale_keep:
 * @scale: from lp_scale_find() of the same call
 *
 * Keeps a scale in the image if that is news to it, and says which scale it is.
 */
void lp_scale_keep (LpCall *call, const LpScale *scale);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LpScale, lp_scale_clear)

G_END_DECLS
