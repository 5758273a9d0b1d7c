/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Contours as paths in GIMP, which can be edited, stroked and exported. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"

G_BEGIN_DECLS

/**
 * lp_contour_paths_insert:
 * @image: an image
 * @outlines: from ll_outlines_new()
 * @objects: the instance map that @outlines were made from
 * @classes: of @objects
 * @x: left edge of @objects in the image
 * @y: upper edge of @objects in the image
 * @single: one path per object, named by its number, instead of one per class
 * @inserted: (nullable) (element-type gint32): the paths are appended, one per class from
 *   the first on if @single is %FALSE
 * @error: return location for a %LP_HOST_ERROR
 *
 * Adds paths to an image, which are closed also where the edge of the image cuts an object.  All paths are made before the first is inserted.
 *
 * Returns: whether all paths are in the image; otherwise none is.
 */
gboolean lp_contour_paths_insert (gint32 image,
                                  const LlOutlines *outlines,
                                  const LlInstances *objects,
                                  const LlClasses *classes,
                                  gint x,
                                  gint y,
                                  gboolean single,
                                  GArray *inserted,
                                  GError **error);

G_END_DECLS
