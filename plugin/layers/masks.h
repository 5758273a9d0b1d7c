/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Paints masks on the layer "Segmentation", and labels on those of the other tasks. */

#pragma once

#include "layers/layers.h"

G_BEGIN_DECLS

/**
 * lp_masks_find_layer:
 * @layers: from lp_host_list_layers()
 * @layer: (out) (transfer none) (nullable): the topmost layer for masks, or %NULL when
 *   there is none yet
 * @error: return location for a %LP_HOST_ERROR
 *
 * Finds the layer to paint masks on.
 *
 * Returns: whether masks can be painted.
 */
gboolean
lp_masks_find_layer (const GPtrArray *layers, const LpHostLayer **layer, GError **error);

/**
 * lp_masks_find_task_layer:
 * @task: of the layer
 *
 * Does the same as lp_masks_find_layer() for the layer of any task.
 *
 * Returns: whether it can be painted on.
 */
gboolean lp_masks_find_task_layer (const GPtrArray *layers,
                                   LlTask task,
                                   const LpHostLayer **layer,
                                   GError **error);

/**
 * lp_masks_paint_task:
 * @image: an image in RGB with a layer for @task
 * @task: of the layer
 * @classes: the classes, which give the colours
 * @labels: what to paint; pixels of the rest stay as they are, ignored ones get the ignore
 *   colour
 * @error: return location for a %LP_HOST_ERROR
 *
 * Paints labels of the size of the image on the layer of a task, which is enlarged if it is
 * too small.
 *
 * Returns: the layer, or -1.
 */
gint32 lp_masks_paint_task (gint32 image,
                            LlTask task,
                            const LlClasses *classes,
                            const LlLabels *labels,
                            GError **error);

/**
 * lp_masks_paint:
 * @image: an image
 * @classes: the classes, which give the colours
 * @masks: what to paint; unlabelled pixels stay as they are
 * @cleared: (nullable): [height][width] of @masks: non-zero where paint is removed first
 * @x: left edge of @masks in the image
 * @y: upper edge of @masks in the image
 * @error: return location for a %LP_HOST_ERROR
 *
 * Paints masks in one undo step.  The layer is made if there is none, and enlarged if it is
 * too small.  Masks are clipped to the image.  Paint is removed on further layers for masks
 * as well, or it would shine through.
 *
 * Returns: the layer, or -1.
 */
gint32 lp_masks_paint (gint32 image,
                       const LlClasses *classes,
                       const LlLabels *masks,
                       const guint8 *cleared,
                       gint x,
                       gint y,
                       GError **error);

/* Besides classes and ignored pixels, lp_masks_change_layer() takes these labels: paint in the
 * colour of the rest, and no paint.
 */
#define LP_MASKS_REST  254
#define LP_MASKS_CLEAR 253

/**
 * lp_masks_change_layer:
 * @image: an image in RGB
 * @layer: one of its layers, which is enlarged if it is too small
 * @task: whose colours are painted
 * @classes: the classes, which give the colours
 * @labels: what to paint; pixels with 0 stay as they are
 * @x: left edge of @labels in the image
 * @y: upper edge of @labels in the image
 * @error: return location for a %LP_HOST_ERROR
 *
 * Returns: whether the layer could be painted on.
 */
gboolean lp_masks_change_layer (gint32 image,
                                gint32 layer,
                                LlTask task,
                                const LlClasses *classes,
                                const LlLabels *labels,
                                gint x,
                                gint y,
                                GError **error);

G_END_DECLS
