/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The watershed from markers, on any relief. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ll_flood:
 * @relief: [height][width], heights
 * @labels: (inout): [height][width]: markers, 0 where the flood decides; changed in place
 *
 * Each pixel gets a marker from which a path of edge neighbours leads to it that climbs
 * no higher than the best path from any marker; a path begins with the height of its
 * marker's pixel.  Of equal markers the one that is fewer steps away over ground of that
 * height gets it.  Without any marker all stays 0.
 */
void ll_flood (const guint16 *relief, gint width, gint height, gint32 *labels);

/**
 * ll_flood_within:
 * @relief: [height][width], heights
 * @zones: [height][width]: water does not flow from one zone into another, and zone 0
 *   stays dry
 * @labels: (inout): [height][width]: markers, changed in place; 0 in zone 0
 *
 * Floods each zone separately, as ll_flood() does.  Pixels that no marker of their own
 * zone can reach stay 0.
 */
void ll_flood_within (const guint16 *relief,
                      const gint32 *zones,
                      gint width,
                      gint height,
                      gint32 *labels);

G_END_DECLS
