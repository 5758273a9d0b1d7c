/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Areas that a file describes, before they become pixels.  They take no more memory than
 * the file did.
 */

#pragma once

#include "lazylabels/exchange.h"

G_BEGIN_DECLS

typedef struct _LlShapes LlShapes;

/**
 * ll_shapes_new:
 * @width: of the image, in pixels
 * @height: of the image, in pixels
 *
 * Returns: (transfer full): no shapes yet.
 */
LlShapes *ll_shapes_new (gint width, gint height);
void ll_shapes_free (LlShapes *shapes);

/**
 * ll_shapes_begin:
 * @number: in the file; 0: none
 * @name: (nullable): of the class
 * @crowd: whether it is an area of many objects that nobody has drawn
 *
 * Begins an object.  What follows belongs to it.
 */
void ll_shapes_begin (LlShapes *shapes, gint64 number, const gchar *name, gboolean crowd);

/**
 * ll_shapes_add_point:
 *
 * Adds a corner to the ring that is being drawn.
 *
 * Returns: whether the numbers are places in an image.
 */
gboolean ll_shapes_add_point (LlShapes *shapes, gdouble x, gdouble y);

/* Ends a ring, which is closed whether or not its last point is its first. */
void ll_shapes_end_ring (LlShapes *shapes);

/* Ends a polygon: what an even number of its rings encloses is a hole. */
void ll_shapes_end_polygon (LlShapes *shapes);

/**
 * ll_shapes_add_run:
 * @start: first pixel, counted down the columns and from left to right, as COCO does
 * @n: how many, >= 0; all of them lie in the image
 *
 * Adds pixels to the object.
 */
void ll_shapes_add_run (LlShapes *shapes, gint64 start, gint64 n);

/* Counts something that is not an area. */
void ll_shapes_skip (LlShapes *shapes);

/**
 * ll_shapes_fill:
 * @shapes: all of the file's
 * @path: the file's name for messages
 * @error: return location for a %LL_DATA_ERROR_EXCHANGE or %LL_DATA_ERROR_MEMORY
 *
 * Draws the objects, see ll_import_bytes().
 *
 * Returns: (transfer full): at least one object, or %NULL.
 */
LlImported *ll_shapes_fill (LlShapes *shapes, const gchar *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LlShapes, ll_shapes_free)

G_END_DECLS
