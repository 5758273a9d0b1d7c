/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The parts of a measurement; each fills in some numbers of an object. */

#pragma once

#include "lazylabels/measure.h"

G_BEGIN_DECLS

/* Objects with their boxes, centres, areas, diameters and axes; index[id] is an object's
 * place in @objects, or -1.
 */
GArray *ll_shapes_gather (const LlInstances *instances, gint *index);

/* Marks the objects beside missing pixels as cut. */
void
ll_shapes_find_cut (const LlInstances *instances, const gint *index, LlObject *objects);

/* Feret diameters and solidity. */
void ll_shapes_add_hulls (const LlInstances *instances,
                          const gint *index,
                          LlObject *objects,
                          gint n);

/**
 * ll_hull_measure:
 * @ends: [height][2], first and last x of a pixel in each row, first > last when empty;
 *   neither the first nor the last row is
 * @object: gets Feret diameters and solidity, has its area
 */
void ll_hull_measure (const gint *ends, gint height, LlObject *object);

/* Perimeters, edge lengths and circularity. */
void ll_shapes_add_perimeters (const LlInstances *instances,
                               const gint *index,
                               LlObject *objects);

/* Returns: (element-type LlContact): what touches, with the length of each interface. */
GArray *ll_contacts_new (const LlInstances *instances, gint gap);

G_END_DECLS
