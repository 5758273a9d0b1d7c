/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a micrograph got another size: by scaling, which changes the size of its pixels; by
 * cropping or a larger canvas, which does not; or by turning, which exchanges their sides.
 */

#pragma once

#include "pixels/origin.h"

G_BEGIN_DECLS

typedef enum
{
  LP_RESIZE_NONE,
  LP_RESIZE_SCALED,    /* in both directions alike                                   */
  LP_RESIZE_STRETCHED, /* more in one direction                                      */
  LP_RESIZE_CROPPED,   /* or extended by what was not in the picture                */
  LP_RESIZE_TURNED,    /* by 90 degrees                                              */
  LP_RESIZE_UNKNOWN    /* something else, or the picture does not show enough to tell */
} LpResize;

/**
 * lp_resize_find:
 * @then: the micrograph as it was
 * @layer: the micrograph
 * @now: (out caller-allocates): what it looks like now; only its size is set with
 *   %LP_RESIZE_NONE
 *
 * Looks at the pixels only if the size is another one.
 *
 * Returns: what has happened to the size.
 */
LpResize lp_resize_find (const LpOrigin *then, const LpHostLayer *layer, LpOrigin *now);

/**
 * lp_resize_is_turned:
 * @then: a square micrograph as it was
 * @layer: the micrograph
 *
 * Returns: whether it was turned by 90 degrees, which does not show in its size.
 */
gboolean lp_resize_is_turned (const LpOrigin *then, const LpHostLayer *layer);

G_END_DECLS
