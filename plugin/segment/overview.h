/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small picture of a layer, made piece by piece while the main loop has nothing else to
 * do: a large layer is not read at once.
 */

#pragma once

#include <cairo.h>

#include "image/pixels.h"

G_BEGIN_DECLS

typedef struct _LpOverview LpOverview;

/**
 * LpOverviewFunc:
 *
 * Called when there is more to be seen.
 */
typedef void (*LpOverviewFunc) (gpointer data);

/**
 * lp_overview_new:
 * @pixels: the layer; must outlive it
 * @side: the longer side of the picture at most
 * @changed: called now and then, and when all is read
 * @data: for @changed
 *
 * Returns: (transfer full): begins to read.
 */
LpOverview *lp_overview_new (const LpPixels *pixels,
                             gint side,
                             LpOverviewFunc changed,
                             gpointer data);
void lp_overview_free (LpOverview *overview);

/**
 * lp_overview_make_picture:
 *
 * Returns: (transfer full): what was read so far.
 */
cairo_surface_t *lp_overview_make_picture (const LpOverview *overview);

/**
 * lp_overview_is_grey:
 * @grey: (out): whether red, green and blue were equal everywhere
 *
 * Returns: whether that is known for certain.
 */
gboolean lp_overview_is_grey (const LpOverview *overview, gboolean *grey);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpOverview, lp_overview_free)

G_END_DECLS
