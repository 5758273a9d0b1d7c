/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The steps from maps to objects. */

#pragma once

#include "lazylabels/objects.h"

G_BEGIN_DECLS

/**
 * ll_objects_tidy:
 * @numbers: (inout): [height][width]: numbers of objects, 0 off the mask
 * @n: the largest number
 * @mask: the class of each pixel
 * @smallest: pixels, see #LlObjectSettings
 *
 * What is too small goes to a neighbour or away; what stays is numbered in the order of
 * reading.
 *
 * Returns: (transfer full): the objects with their classes; takes @numbers.
 */
LlInstances *
ll_objects_tidy (gint32 *numbers, gint32 n, const LlLabels *mask, gint smallest);

G_END_DECLS
