/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A colour for each object, so that neighbours can be told apart. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_distinct_colours_new:
 * @objects: an instance map
 *
 * The same map has the same colours each time.  Objects that touch, or nearly do, differ
 * for people who do not see red and green, too.
 *
 * Returns: (transfer full) (array): n + 1 colours; the first is nobody's.
 */
LlColour *lp_distinct_colours_new (const LlInstances *objects);

G_END_DECLS
