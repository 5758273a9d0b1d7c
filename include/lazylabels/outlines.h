/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Outlines of objects as closed polygons, for layers of contours and for figures. */

#pragma once

#include <glib.h>

#include "lazylabels/instances.h"

G_BEGIN_DECLS

/* Pixels: the pixel (x, y) covers x .. x + 1 and y .. y + 1; y runs downwards. */
typedef struct
{
  gdouble x;
  gdouble y;
} LlPoint;

/* The largest sigma of the Gaussian in pixels. */
#define LL_MAX_SMOOTHING 100.0

/* A closed polygon; its last point is joined to its first. */
typedef struct
{
  gint32 id;     /* whose it is                                        */
  gboolean hole; /* around what is not the object's, inside of it      */
  gsize n;       /* points; clockwise on the screen, holes the other way */
  LlPoint *points;
} LlOutline;

typedef struct
{
  gsize n;
  LlOutline *outlines; /* ordered by id, holes after outer ones */
} LlOutlines;

/**
 * ll_outlines_new:
 * @instances: objects; pixels of one that meet at a corner only are one piece
 * @smoothing: 0: polygons run along the edges of pixels, with a point at each corner;
 *   else sigma in pixels, up to %LL_MAX_SMOOTHING, of a Gaussian along the outline, with
 *   a point for each edge of a pixel; 1 or 2 makes the stairs invisible
 *
 * The Gaussian G is used as 2 G - G * G ("twicing": J. W. Tukey, "Exploratory data
 * analysis", 1977), which leaves arcs where they are, while G alone would pull them in.
 *
 * Returns: (transfer full): all outlines; an object of several pieces has several.
 */
LlOutlines *ll_outlines_new (const LlInstances *instances, gdouble smoothing);
void ll_outlines_free (LlOutlines *outlines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlOutlines, ll_outlines_free)

G_END_DECLS
