/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Objects as polygons that other programs accept: rings that never touch themselves. */

#pragma once

#include "lazylabels/outlines.h"

G_BEGIN_DECLS

typedef struct
{
  gint n;           /* objects */
  LlOutline *rings; /* ordered by object; within one, each outer ring before its holes.
                      * Their points belong to outlines                             */
  gsize *first_of; /* [n + 2]: the rings of object i are first_of[i] .. first_of[i + 1] */
  LlOutlines *outlines;
} LlPolygons;

/* The pixels of an object. */
typedef struct
{
  gint left;
  gint top;
  gint right; /* beyond the last pixel */
  gint bottom;
  gint64 area; /* 0: it has none */
} LlExtent;

/**
 * ll_polygons_new:
 * @instances: objects
 *
 * Traces the edges of pixels, with a point at each corner.  Pixels that meet at a corner only
 * are pieces of their own, so that rings are simple, and a hole touches its outer ring in
 * single points at most: polygons are valid in the sense of OGC.
 *
 * Returns: (transfer full): the rings of all objects.
 */
LlPolygons *ll_polygons_new (const LlInstances *instances);
void ll_polygons_free (LlPolygons *polygons);

/**
 * ll_extents_new:
 * @instances: objects
 *
 * Returns: (transfer full): the extents of objects 0 .. n.
 */
LlExtent *ll_extents_new (const LlInstances *instances);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlPolygons, ll_polygons_free)

G_END_DECLS
