/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Parts of an image: rectangles of it, and what lies in them. */

#pragma once

#include "lazylabels/image.h"

G_BEGIN_DECLS

typedef struct
{
  gint x;
  gint y;
  gint width;
  gint height;
} LlPart;

/* The box around what is set in a map of @width x @height; its width is 0 if nothing is. */
LlPart ll_part_find (const guint8 *set, gint width, gint height);

/* @box with @margin pixels more on each side, as far as the image goes. */
LlPart ll_part_widen (const LlPart *box, gint margin, const LlImage *image);

/**
 * ll_part_take_map:
 * @map: (nullable): of an image that is @stride pixels wide
 * @step: of so many columns and rows, one is taken
 *
 * Returns: (transfer full) (nullable): [rows][columns] of the part; %NULL for %NULL.
 */
guint8 *ll_part_take_map (const guint8 *map, gint stride, const LlPart *part, gint step);

/* The means of squares of @step pixels: [channel][rows][columns], to be freed. */
gfloat *ll_part_take_pixels (const LlImage *image, const LlPart *part, gint step);

/**
 * ll_part_flood:
 * @map: [@h][@w]
 * @start: index of a pixel whose value is @old
 * @queue: room for @w x @h indices; the pixels that were set come first in it
 *
 * Sets the pixels that are connected with @start across edges, and have the value @old, to
 * @new.
 *
 * Returns: how many there are.
 */
gint ll_part_flood (guint8 *map,
                    gint w,
                    gint h,
                    gint start,
                    guint8 old,
                    guint8 new,
                    gint *queue);

G_END_DECLS
