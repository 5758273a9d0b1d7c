/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Paths, and what follows them; a part of the seam to GIMP, see host.h. */

#pragma once

#include <gegl.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * lp_host_new_path:
 *
 * Returns: a path without strokes that is not in the image yet, or -1.
 */
gint32 lp_host_new_path (gint32 image, const gchar *name, GError **error);

/**
 * lp_host_add_stroke:
 * @path: the path to add to
 * @controls: x and y of three points per anchor, in the image: one handle, the anchor, the
 *   other handle
 * @n: how many anchors
 * @error: return location for a %LP_HOST_ERROR
 *
 * Adds a closed Bezier curve.
 */
gboolean
lp_host_add_stroke (gint32 path, const gdouble *controls, gint n, GError **error);
gboolean lp_host_insert_path (gint32 image, gint32 path, GError **error);
void lp_host_delete_path (gint32 image, gint32 path);

/* Vector layers, which follow a path when a person edits it */

/* What the path of a vector layer is drawn with. */
typedef struct
{
  guint8 rgb[3]; /* non-linear sRGB                                           */
  gdouble width; /* pixels; 0: no line, but what the path encloses is filled  */
  gdouble dash;  /* length of dashes and of gaps, pixels; 0: a solid line     */
} LpHostLine;

/* Whether this GIMP has vector layers. */
gboolean lp_host_has_vector_layers (void);

/**
 * lp_host_insert_vector_layer:
 * @path: of the image, which has it
 * @parent: a group
 * @position: from the top of the group
 * @error: return location for a %LP_HOST_ERROR
 *
 * Returns: the layer, or -1.
 */
gint32 lp_host_insert_vector_layer (gint32 image,
                                    gint32 path,
                                    const gchar *name,
                                    const LpHostLine *line,
                                    gint32 parent,
                                    gint position,
                                    GError **error);

G_END_DECLS
