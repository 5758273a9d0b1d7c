/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a figure is asked to make. */

#pragma once

#include "procedure/call.h"

G_BEGIN_DECLS

/* @name: an argument that asks for a layer, paths or an image */
gboolean lp_figure_wants (const LpCall *call, const gchar *name);

/* @name: an argument that asks for a file.  Returns: its path, or NULL: none is wanted. */
const gchar *lp_figure_get_path (const LpCall *call, const gchar *name);

/**
 * lp_figure_check_outputs:
 * @error: return location for an error
 *
 * Returns: whether anything is wanted, and all files can be written.
 */
gboolean lp_figure_check_outputs (const LpCall *call, GError **error);

G_END_DECLS
