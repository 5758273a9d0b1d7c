/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a group of layers, or a file, says about each task, as label maps. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"

G_BEGIN_DECLS

typedef struct
{
  gchar *name;                /* how messages and tables call it           */
  LlClasses *classes;         /* of detection and segmentation             */
  GeglRectangle area;         /* in its image                              */
  LlLabels *maps[LL_N_TASKS]; /* owned, of the area's size; %NULL: none    */
  gint32 group;               /* of a result: where its layers are; or -1  */
} LpMaps;

void lp_maps_free (LpMaps *maps);

/**
 * lp_maps_new_result:
 * @drawable: of the result's group, or any other
 * @threshold: probability above which a pixel is an interface
 * @error: return location for a %LP_HOST_ERROR_NOT_FOUND or %LL_DATA_ERROR_COLOUR
 *
 * Returns: (transfer full): the result that @drawable belongs to, else the topmost one.
 */
LpMaps *
lp_maps_new_result (gint32 image, gint32 drawable, gdouble threshold, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpMaps, lp_maps_free)

G_END_DECLS
