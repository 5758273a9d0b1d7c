/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which lows of a relief count, and which are noise. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ll_find_basins:
 * @relief: [height][width], heights
 * @zones: [height][width]: basins do not cross from one zone into another, and there are
 *   none in zone 0
 * @depth: how far one must climb from the bottom of a basin to get into the next one
 * @area: pixels that a basin must have below the height at which it meets the next one
 * @markers: (out caller-allocates): [height][width]: the number of the basin below the
 *   height at which it meets another one, 0 elsewhere
 *
 * The h-minima of morphology, with a minimum area besides the depth: of two basins that
 * meet too early, the shallower one, or else the smaller one, is part of the other.  The
 * lowest basin of each connected component of a zone always counts.
 *
 * Returns: how many basins there are, numbered from 1 in the order of reading.
 */
gint32 ll_find_basins (const guint16 *relief,
                       const gint32 *zones,
                       gint width,
                       gint height,
                       gint depth,
                       gint area,
                       gint32 *markers);

G_END_DECLS
