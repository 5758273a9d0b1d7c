/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The part of an image in which objects can be seen. */

#pragma once

#include "lazylabels/instances.h"

G_BEGIN_DECLS

typedef struct _LlFrame LlFrame;

/**
 * ll_frame_new:
 * @instances: kept by reference
 *
 * Returns: (transfer full): the frame of the pixels that aren't missing.
 */
LlFrame *ll_frame_new (const LlInstances *instances);
void ll_frame_free (LlFrame *frame);

/* Square pixels that aren't missing. */
gdouble ll_frame_get_area (const LlFrame *frame);

/**
 * ll_frame_get_weight:
 * @left: of the bounding box of an object that touches no edge, pixels
 *
 * Returns: the weight of the object, as described at #LlObject; 0 if there is a missing
 *   pixel in its box or beside it.
 */
gdouble
ll_frame_get_weight (LlFrame *frame, gint left, gint top, gint width, gint height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlFrame, ll_frame_free)

G_END_DECLS
