/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How far objects may go beyond their marks, which are made equally deep before (cores.h).
 *
 * A lazy mark leaves out a rim that is the wider, the larger the object is.  So distances
 * from a mark are measured in depths of the mark: up to the setting "reach" a pixel may be
 * the object's, and among several objects it belongs to the one that is nearest in this
 * measure.  Objects never meet in what they may take.
 */

#pragma once

#include "lazylabels/grow.h"
#include "lazylabels/instances.h"

G_BEGIN_DECLS

typedef struct
{
  gint x0, y0, x1, y1; /* a box around all that the object may take, with background
                        * about it; the last ones are outside                        */
  gdouble depth;       /* of the mark, pixels                                        */
} LlMarked;

typedef struct
{
  LlInstances *marks;
  LlMarked *objects; /* [n + 1]                                               */
  gint32 *owners;    /* [height][width]: who may take a pixel: the only one, or 0 */
} LlReach;

/* Where the pixel (x, y) of an object's box lies in the image. */
static inline gsize
ll_marked_position (const LlInstances *marks, const LlMarked *object, gint x, gint y)
{
  return (gsize) (object->y0 + y) * (gsize) marks->width + (gsize) (object->x0 + x);
}

/**
 * ll_reach_new:
 * @marks: (transfer full): one mark per object
 * @reach: depths of a mark, see #LlGrowSettings
 *
 * Returns: (transfer full): what each object may grow to.
 */
LlReach *ll_reach_new (LlInstances *marks, gdouble reach);
void ll_reach_free (LlReach *reach);

/**
 * ll_reach_find_stopped:
 * @image: the micrograph
 * @blocked: [height][width], non-zero where nothing grows
 * @objects: what the marks have grown to, numbered alike
 *
 * Returns: (transfer full): [n + 1], 1 for objects that would go on if they might reach
 *   further: a good part of their border is that of their reach, and the image has no edge
 *   there.
 */
guint8 *ll_reach_find_stopped (const LlReach *reach,
                               const LlImage *image,
                               const guint8 *blocked,
                               const LlInstances *objects);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlReach, ll_reach_free)

G_END_DECLS
