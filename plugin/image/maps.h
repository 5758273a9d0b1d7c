/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One label map per task, read from a group of layers or a file. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"
#include "layers/planes.h"

G_BEGIN_DECLS

typedef struct
{
  gchar *name;                /* in messages and tables                    */
  LlClasses *classes;         /* of detection and segmentation             */
  GeglRectangle area;         /* in its image                              */
  LlLabels *maps[LL_N_TASKS]; /* owned; NULL for a task without labels     */
  gint32 group;               /* the group of a result; -1 otherwise       */
  GPtrArray *layers;          /* of the image of a result; else NULL          */
  GPtrArray *remarks;         /* sentences, see image/remarks.h; NULL: none  */
  LpPlanes planes;            /* of a result, among @layers                   */
  LlInstances *objects;       /* of a file of ids, which has no classes; else NULL */
} LpMaps;

void lp_maps_free (LpMaps *maps);

/**
 * lp_maps_new_result:
 * @image: an image
 * @drawable: a layer of the result to read, or any other drawable for the topmost result
 * @threshold: probability above which a pixel is an interface
 * @error: return location for a %LP_HOST_ERROR_NOT_FOUND or %LL_DATA_ERROR_COLOUR
 *
 * Reads the layers of a result: each pixel gets its most probable class, or is ignored where
 * nothing was segmented.
 *
 * Returns: (transfer full): the maps, or %NULL.
 */
LpMaps *
lp_maps_new_result (gint32 image, gint32 drawable, gdouble threshold, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpMaps, lp_maps_free)

G_END_DECLS
