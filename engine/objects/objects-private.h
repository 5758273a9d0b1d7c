/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The steps from maps to objects. */

#pragma once

#include "lazylabels/objects.h"

G_BEGIN_DECLS

/**
 * ll_instances_new_tidy:
 * @numbers: (inout): [height][width]: numbers of objects, 0 off the mask
 * @n: the largest number
 * @mask: the class of each pixel
 * @smallest: pixels, see #LlObjectSettings
 *
 * Merges objects that are too small into a neighbour, or removes them, and numbers the
 * remaining ones in reading order.
 *
 * Returns: (transfer full): the objects with their classes; takes @numbers.
 */
LlInstances *
ll_instances_new_tidy (gint32 *numbers, gint32 n, const LlLabels *mask, gint smallest);

/**
 * ll_numbers_join_small:
 * @numbers: (inout): as there
 * @n: the largest number
 * @zones: [height][width]
 * @smallest: pixels
 *
 * Merges each smaller object into the neighbour of the same zone with which it shares the
 * longest border.  An object without such a neighbour stays.
 */
void ll_numbers_join_small (gint32 *numbers,
                            gint32 n,
                            gint width,
                            gint height,
                            const gint32 *zones,
                            gint smallest);

/* Heights per pixel of depth. */
#define LL_DEPTH_STEPS 16.0

/**
 * ll_instances_draw_depths:
 *
 * Returns: (transfer full): [height][width], %G_MAXUINT16 off the objects, and lower the
 *   deeper a pixel lies in its object, see ll_instances_depths().
 */
guint16 *ll_instances_draw_depths (const LlInstances *objects);

/**
 * ll_instances_fill_holes:
 *
 * Returns: (transfer full): the same objects, each with what lies within it alone and is
 *   of no object.
 */
LlInstances *ll_instances_fill_holes (const LlInstances *objects);

/**
 * ll_instances_drop_unseen:
 * @objects: (inout): an object that is dropped keeps its number and has no pixel
 * @inside: see #LlObjectMaps
 * @seen: see #LlObjectSettings
 */
void ll_instances_drop_unseen (LlInstances *objects, const guint8 *inside, gdouble seen);

/**
 * ll_instances_get_median_size:
 *
 * Returns: pixels; half of the objects that have any are at least as large.
 */
gdouble ll_instances_get_median_size (const LlInstances *objects);

G_END_DECLS
