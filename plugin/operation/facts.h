/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a prediction takes from a whole image, as Segment does: in which numbers it stores its
 * brightness, how large its objects are, and how far it is there.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "pixels/pixels.h"

G_BEGIN_DECLS

typedef struct
{
  gfloat factor; /* of the pixel values: see lp_pixels_convert()         */
  gfloat offset;
  gint bar;            /* rows of an information bar at the bottom             */
  gboolean missing;    /* whether pixels may be missing besides these          */
  LlNormalisation own; /* of the image; for networks that each is stretched for */
  gdouble estimate;    /* of the diameter of objects, in pixels; -1: none was needed */
  gdouble scale;       /* of what the network sees */
  gboolean depends;    /* whether any change of the image could change these   */
} LpFacts;

/**
 * lp_facts_measure:
 * @facts: (out caller-allocates): what was found
 * @network: the network
 * @starting: whether it is a starting network, which estimates sizes that are not given
 * @pixels: (inout): gets factor and offset
 * @diameter: of objects, in pixels; 0: the network's, or an estimate
 * @estimate: an earlier one that is good enough, or -1
 * @settings: of the prediction
 * @error: return location for an error
 *
 * Looks at a whole image.
 *
 * Returns: whether it can be segmented.
 */
gboolean lp_facts_measure (LpFacts *facts,
                           const LlNetwork *network,
                           gboolean starting,
                           LpPixels *pixels,
                           gdouble diameter,
                           gdouble estimate,
                           const LlPredictSettings *settings,
                           GError **error);

/* Whether a network sees the same of an image. */
gboolean lp_facts_equal (const LpFacts *a, const LpFacts *b, const LlNetwork *network);

/**
 * lp_facts_find_missing:
 * @area: of the image
 *
 * Returns: (transfer full) (nullable): [height][width] of @area, 1 where a pixel isn't there;
 *   %NULL if all are.
 */
guint8 *lp_facts_find_missing (const LpFacts *facts,
                               const LpPixels *pixels,
                               const GeglRectangle *area);

G_END_DECLS
