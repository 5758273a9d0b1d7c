/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The layers of a result, and what they show. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "image/layers.h"

G_BEGIN_DECLS

/* The layers of a result, by task and class; [0]: the layer of the most probable class. */
typedef struct
{
  const LpHostLayer *layers[LL_N_TASKS][LL_MAX_CLASSES]; /* NULL: none */
  gboolean grey[LL_N_TASKS][LL_MAX_CLASSES];
  gint n_classes[LL_N_TASKS];
} LpPlanes;

/**
 * lp_planes_find_group:
 * @layers: from lp_host_list_layers()
 * @drawable: of a result's group, or any other
 *
 * Returns: (transfer none) (nullable): the group of the result that @drawable belongs to,
 *   else the topmost one.
 */
const LpHostLayer *lp_planes_find_group (const GPtrArray *layers, gint32 drawable);

/**
 * lp_planes_find:
 * @layers: from lp_host_list_layers(); must outlive the planes
 * @group: of a result
 * @classes: of the result
 * @planes: (out caller-allocates): its layers
 *
 * Returns: whether there are any.
 */
gboolean lp_planes_find (gint32 image,
                         const GPtrArray *layers,
                         const LpHostLayer *group,
                         const LlClasses *classes,
                         LpPlanes *planes);

/**
 * lp_planes_get_area:
 *
 * Returns: where they lie in the image; all layers of a result have one size.
 */
GeglRectangle lp_planes_get_area (const LpPlanes *planes);

gboolean lp_planes_have_task (const LpPlanes *planes, LlTask task);

/**
 * lp_planes_read_labels:
 * @task: one that there are layers of
 * @threshold: probability above which a pixel is an interface
 * @classes: of the result
 * @area: in the image, within the layers
 * @labels: (out caller-allocates): [height][width], the classes that are most probable
 * @error: return location for a %LL_DATA_ERROR_COLOUR that names the layer
 */
gboolean lp_planes_read_labels (const LpPlanes *planes,
                                LlTask task,
                                gdouble threshold,
                                const LlClasses *classes,
                                const GeglRectangle *area,
                                guint8 *labels,
                                GError **error);

/**
 * lp_planes_read_highest:
 * @task: whose layers of single classes are read
 * @area: in the image, within the layers
 * @highest: (out caller-allocates): [height][width], the highest probability of any
 *   class but the rest, in 255ths
 */
void lp_planes_read_highest (const LpPlanes *planes,
                             LlTask task,
                             const GeglRectangle *area,
                             guint8 *highest);

G_END_DECLS
