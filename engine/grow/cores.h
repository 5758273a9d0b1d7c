/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Marks made equally deep. */

#pragma once

#include "lazylabels/image.h"
#include "lazylabels/instances.h"

G_BEGIN_DECLS

/**
 * ll_cores_new:
 * @image: the micrograph
 * @marks: one mark per object, of any width
 * @blocked: (nullable): [height][width], non-zero where nothing grows
 * @odds: (out) (transfer full) (optional) (nullable): [height][width], how much a pixel
 *   looks like an object, see odds.h; %NULL where the image says nothing
 *
 * Estimates from the image and all marks together how large each object is, and widens
 * its mark to the middle part of the object.
 *
 * Returns: (transfer full): the widened marks, numbered as @marks; each contains its mark.
 */
LlInstances *ll_cores_new (const LlImage *image,
                           const LlInstances *marks,
                           const guint8 *blocked,
                           gfloat **odds);

G_END_DECLS
