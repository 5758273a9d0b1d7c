/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Exact Euclidean distances between pixels. */

#pragma once

#include "lazylabels/instances.h"

G_BEGIN_DECLS

/* Squared distance of a pixel whose object has no border within the image. */
#define LL_NO_BORDER G_MAXINT

/**
 * ll_instances_depths:
 * @instances: objects
 *
 * Measures how deep each pixel lies in its object.  The edge of the image does not count
 * as a border, since an object that it cuts continues beyond it.
 *
 * Returns: (transfer full): for each pixel of an object the squared distance to the
 *   nearest pixel that is not of that object, between centres; 0 off the objects.
 */
gint *ll_instances_depths (const LlInstances *instances);

/**
 * ll_squared_distances:
 * @set: [height][width], non-zero where distances are measured from
 *
 * Returns: (transfer full): [height][width], the squared distance of each pixel to the
 *   nearest one of @set, %LL_NO_BORDER when there is none.
 */
gint *ll_squared_distances (const guint8 *set, gint width, gint height);

G_END_DECLS
