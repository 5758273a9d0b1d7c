/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From owners of pixels to ids: connected regions that are large enough to be seen. */

#pragma once

#include "looks/layout.h"

G_BEGIN_DECLS

/**
 * synth_tidy:
 * @diameter: the typical one, pixels
 *
 * A piece of an object that others cut off becomes an object of its own if it is large, or
 * else a part of its neighbour or of the rest.
 *
 * Returns: (transfer full): ids 1 .. n without holes.
 */
SynthIds *synth_tidy (const SynthLayout *layout, gdouble diameter);

G_END_DECLS
