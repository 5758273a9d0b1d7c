/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What of the paint was accepted instead of painted by a person.
 *
 * A hidden group "Accepted" beside the annotation layers has a copy of the accepted paint of
 * each task.  A pixel counts as accepted as long as its paint is that of the copy: whatever
 * a person paints over it or erases is the person's again, by any tool.  The copies are
 * layers, so that they are saved, scaled, cropped and copied like the paint.
 */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"

G_BEGIN_DECLS

/**
 * lp_accepted_read:
 * @image: an image
 * @classes: its classes
 * @task: a task
 * @area: a rectangle in the image
 *
 * Returns: (transfer full): the labels of @area that were accepted, %LL_LABEL_IGNORE where
 *   none was.
 */
LlLabels *lp_accepted_read (gint32 image,
                            const LlClasses *classes,
                            LlTask task,
                            const GeglRectangle *area);

/**
 * lp_accepted_write:
 * @image: an image with annotation layers
 * @classes: its classes
 * @task: a task
 * @labels: for lp_masks_change_layer()
 * @x: left edge of @labels in the image
 * @y: upper edge of @labels in the image
 * @error: return location for a %LP_HOST_ERROR
 *
 * Adds to what was accepted, or removes from it.
 */
gboolean lp_accepted_write (gint32 image,
                            const LlClasses *classes,
                            LlTask task,
                            const LlLabels *labels,
                            gint x,
                            gint y,
                            GError **error);

/**
 * lp_accepted_count:
 * @labels: what is painted for @task in @area
 *
 * Returns: how many of the painted pixels were accepted, and not changed since.
 */
gint64 lp_accepted_count (gint32 image,
                          const LlClasses *classes,
                          LlTask task,
                          const GeglRectangle *area,
                          const LlLabels *labels);

G_END_DECLS
