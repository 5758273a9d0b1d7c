/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Contours as GIMP's paths, which can be edited, stroked and exported. */

#pragma once

#include <lazylabels/lazylabels.h>

#include "host/host.h"

G_BEGIN_DECLS

/**
 * lp_contour_paths_insert:
 * @image: an image
 * @outlines: from ll_outlines_new()
 * @objects: what they are the borders of
 * @classes: of @objects; each gets a path
 * @x: where @objects begin in the image
 * @y: likewise
 * @error: return location for a %LP_HOST_ERROR
 *
 * Makes all paths before the first goes into the image.
 *
 * Returns: whether all are in the image; otherwise none is.
 */
gboolean lp_contour_paths_insert (gint32 image,
                                  const LlOutlines *outlines,
                                  const LlInstances *objects,
                                  const LlClasses *classes,
                                  gint x,
                                  gint y,
                                  GError **error);

G_END_DECLS
