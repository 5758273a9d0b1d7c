/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small picture of a layer.  A large layer takes long to read, so it is read in pieces
 * while the main loop is idle.
 */

#pragma once

#include <cairo.h>

#include "pixels/pixels.h"

G_BEGIN_DECLS

typedef struct _LpOverview LpOverview;

/**
 * LpOverviewFunc:
 *
 * @data: of lp_overview_new()
 *
 * Called when more of the layer has been read.
 */
typedef void (*LpOverviewFunc) (gpointer data);

/**
 * lp_overview_new:
 * @pixels: the layer; it must outlive the overview
 * @side: greatest length of the longer side of the picture
 * @changed: called now and then, and at the end
 * @data: for @changed
 *
 * Starts to read a layer.
 *
 * Returns: (transfer full): the overview.
 */
LpOverview *lp_overview_new (const LpPixels *pixels,
                             gint side,
                             LpOverviewFunc changed,
                             gpointer data);
void lp_overview_free (LpOverview *overview);

/**
 * lp_overview_make_picture:
 *
 * Returns: (transfer full): a picture of what has been read so far.
 */
cairo_surface_t *lp_overview_make_picture (const LpOverview *overview);

/**
 * lp_overview_is_grey:
 * @grey: (out): whether red, green and blue were equal everywhere
 *
 * Returns: whether the answer is certain yet.
 */
gboolean lp_overview_is_grey (const LpOverview *overview, gboolean *grey);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpOverview, lp_overview_free)

G_END_DECLS
