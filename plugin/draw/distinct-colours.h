/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Colours for objects, such that neighbours can be told apart. */

#pragma once

#include <lazylabels/lazylabels.h>

G_BEGIN_DECLS

/**
 * lp_distinct_colours_new:
 * @objects: an instance map
 *
 * Gives objects that touch, or nearly do, colours that people with red-green colour
 * blindness can tell apart as well.  The same map always gets the same colours.
 *
 * Returns: (transfer full) (array): n + 1 colours, indexed by id; the first one is unused.
 */
LlColour *lp_distinct_colours_new (const LlInstances *objects);

G_END_DECLS
