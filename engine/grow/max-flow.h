/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Minimum cuts of grids of pixels.
 *
 * Each pixel is on the side of the object or on the other one.  Being on a side has a
 * price, and so has each edge between neighbours on different sides; the cut is the
 * cheapest way to choose sides for all (Y. Boykov and M.-P. Jolly 2001).
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LlGridCut LlGridCut;

/* Neighbours of a pixel; the opposite direction is 7 less this one. */
#define LL_N_DIRECTIONS 8
extern const gint ll_directions[LL_N_DIRECTIONS][2]; /* x, y */

/**
 * ll_grid_cut_new:
 * @width: pixels, > 0
 * @height: pixels, > 0
 *
 * Returns: (transfer full): a grid where everything is free.
 */
LlGridCut *ll_grid_cut_new (gint width, gint height);
void ll_grid_cut_free (LlGridCut *cut);

/* Forgets all prices. */
void ll_grid_cut_clear (LlGridCut *cut);

/**
 * ll_grid_cut_set_pixel:
 * @object: price of the pixel as a part of the object, >= 0
 * @outside: price of it on the other side, >= 0
 */
void
ll_grid_cut_set_pixel (LlGridCut *cut, gint x, gint y, gfloat object, gfloat outside);

/**
 * ll_grid_cut_set_edge:
 * @direction: of the neighbour, which lies within the grid
 * @price: >= 0; of the pixel in the object and its neighbour outside
 *
 * The other way round is the edge of the neighbour.
 */
void ll_grid_cut_set_edge (LlGridCut *cut, gint x, gint y, gint direction, gfloat price);

/**
 * ll_grid_cut_run:
 *
 * Returns: the price of the cheapest cut, which is the largest flow.
 */
gdouble ll_grid_cut_run (LlGridCut *cut);

/* After ll_grid_cut_run(). */
gboolean ll_grid_cut_is_object (const LlGridCut *cut, gint x, gint y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlGridCut, ll_grid_cut_free)

G_END_DECLS
