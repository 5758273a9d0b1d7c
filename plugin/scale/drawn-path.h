/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What Cairo has drawn as a path in GIMP. */

#pragma once

#include <cairo.h>

#include "host/host.h"

G_BEGIN_DECLS

/**
 * lp_drawn_path_insert:
 * @image: an image
 * @name: of the path
 * @drawn: closed outlines, in the image
 * @error: return location for a %LP_HOST_ERROR
 *
 * Returns: a path on top of the others, or -1.
 */
gint32 lp_drawn_path_insert (gint32 image,
                             const gchar *name,
                             const cairo_path_t *drawn,
                             GError **error);

G_END_DECLS
