/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finds and reads the layers of a result. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "layers/layers.h"

G_BEGIN_DECLS

/* What LP_PARASITE_PLANE says of the layer that shows where nothing was segmented. */
#define LP_PLANE_MISSING "missing"

/* The layers of a result, by task and class; [0] is the layer of most probable classes. */
typedef struct
{
  const LpHostLayer *layers[LL_N_TASKS][LL_MAX_CLASSES]; /* NULL: none */
  gboolean grey[LL_N_TASKS][LL_MAX_CLASSES];
  gint n_classes[LL_N_TASKS];
  const LpHostLayer *missing; /* opaque where nothing was segmented; NULL: none */
} LpPlanes;

/**
 * lp_planes_find_group:
 * @layers: from lp_host_list_layers()
 * @drawable: any drawable
 *
 * Returns: (transfer none) (nullable): the group of the result that @drawable belongs to,
 *   else that of the topmost result.
 */
const LpHostLayer *lp_planes_find_group (const GPtrArray *layers, gint32 drawable);

/**
 * lp_planes_find:
 * @image: the image
 * @layers: from lp_host_list_layers(); they must outlive the planes
 * @group: of a result
 * @classes: of the result
 * @planes: (out caller-allocates): its layers
 *
 * Finds the layers of a result.
 *
 * Returns: whether the result has any layers left.
 */
gboolean lp_planes_find (gint32 image,
                         const GPtrArray *layers,
                         const LpHostLayer *group,
                         const LlClasses *classes,
                         LpPlanes *planes);

/**
 * lp_planes_get_area:
 *
 * Returns: where the layers lie in the image; all layers of a result have the same size.
 */
GeglRectangle lp_planes_get_area (const LpPlanes *planes);

gboolean lp_planes_have_task (const LpPlanes *planes, LlTask task);

/**
 * lp_planes_read_labels:
 * @task: a task that has layers
 * @threshold: probability above which a pixel is an interface
 * @classes: of the result
 * @area: a rectangle in the image, within the layers
 * @labels: (out caller-allocates): [height][width], the most probable class per pixel
 * @tally: (inout): what was read of a layer of classes is added
 * @error: return location for a %LL_DATA_ERROR_COLOUR that names the layer
 *
 * Reads the labels of one task.  Mixed colours get the nearest class.
 *
 * Returns: whether no two classes have the same colour.
 */
gboolean lp_planes_read_labels (const LpPlanes *planes,
                                LlTask task,
                                gdouble threshold,
                                const LlClasses *classes,
                                const GeglRectangle *area,
                                guint8 *labels,
                                LlPaintTally *tally,
                                GError **error);

/**
 * lp_planes_read_missing:
 * @area: a rectangle in the image, within the layers
 * @missing: (inout): [height][width], set to 1 where nothing was segmented
 */
void lp_planes_read_missing (const LpPlanes *planes,
                             const GeglRectangle *area,
                             guint8 *missing);

/**
 * lp_planes_read_highest:
 * @task: the task whose layers of single classes are read
 * @area: a rectangle in the image, within the layers
 * @highest: (out caller-allocates): [height][width], the highest probability of any
 *   class other than rest, in units of 1/255
 *
 * Reads how certain a result is that there is an object.
 */
void lp_planes_read_highest (const LpPlanes *planes,
                             LlTask task,
                             const GeglRectangle *area,
                             guint8 *highest);

G_END_DECLS
