/* Lazy Labels: segmentation of micrographs learned from rough marks
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads the pixels of a micrograph in the form that the engine takes. */

#pragma once

#include "host/host.h"

G_BEGIN_DECLS

/* Rows to read at a time: the height of a tile in GIMP. */
#define LP_PIXELS_STRIP 64

/* The alpha of a pixel with a value that is not finite. */
#define LP_PIXELS_NOT_FINITE -1.0f

typedef struct _LpPixels LpPixels;

/**
 * lp_pixels_new:
 * @layer: a layer or group
 *
 * Returns: (transfer full): a reader for the pixels of the layer.
 */
LpPixels *lp_pixels_new (gint32 layer);

/**
 * lp_pixels_new_of_buffer:
 * @buffer: pixels of any format
 * @mask: (nullable): a layer mask
 * @extent: where the micrograph lies in both
 *
 * Returns: (transfer full): a reader for them, for which the micrograph begins at (0, 0).
 */
LpPixels *lp_pixels_new_of_buffer (GeglBuffer *buffer,
                                   GeglBuffer *mask,
                                   const GeglRectangle *extent);
void lp_pixels_free (LpPixels *pixels);

gint lp_pixels_get_width (const LpPixels *pixels);
gint lp_pixels_get_height (const LpPixels *pixels);

/**
 * lp_pixels_are_grey:
 *
 * Looks at every pixel, because electron microscopes often save grey values as RGB.
 *
 * Returns: whether red, green and blue are equal everywhere.
 */
gboolean lp_pixels_are_grey (const LpPixels *pixels);

/**
 * lp_pixels_may_be_missing:
 *
 * Returns: whether a pixel of the layer could be transparent or not finite, by what kinds of
 *   values the layer has.
 */
gboolean lp_pixels_may_be_missing (const LpPixels *pixels);

/* Whether the layer has more than 8 bits per value, so that brightness on the screen may tell
 * nothing about the picture.
 */
gboolean lp_pixels_are_deep (const LpPixels *pixels);

/**
 * lp_pixels_convert:
 * @factor: that values are multiplied by from now on; 1 at first
 * @offset: that is added then; 0 at first
 */
void lp_pixels_convert (LpPixels *pixels, gfloat factor, gfloat offset);

/**
 * lp_pixels_have_colour:
 * @planes: [3][@n] as lp_pixels_read() gives them
 *
 * Conversions from linear light may leave rounding errors, which are no colours.
 *
 * Returns: whether red, green and blue differ anywhere.
 */
gboolean lp_pixels_have_colour (const LpPixels *pixels, const gfloat *planes, gsize n);

/**
 * lp_pixels_read:
 * @y: first row
 * @rows: how many
 * @channels: 1 or 3; ll_grey() turns colour into grey, and grey is repeated
 * @planes: (out caller-allocates): [channels][rows][width], values as GIMP shows them; a
 *   pixel that is transparent or not finite has the value of the nearest one in its row, and
 *   is NAN if there is none
 * @alpha: (out caller-allocates) (optional): [rows][width], with the layer mask applied, or
 *   %LP_PIXELS_NOT_FINITE
 *
 * Reads rows of the layer.
 */
void lp_pixels_read (const LpPixels *pixels,
                     gint y,
                     gint rows,
                     gint channels,
                     gfloat *planes,
                     gfloat *alpha);

/**
 * lp_pixels_read_part:
 * @area: a rectangle in the layer
 *
 * As lp_pixels_read(), for some columns: what is [width] there is that of @area.
 */
void lp_pixels_read_part (const LpPixels *pixels,
                          const GeglRectangle *area,
                          gint channels,
                          gfloat *planes,
                          gfloat *alpha);

/**
 * lp_pixels_read_area:
 * @area: a rectangle in the layer
 * @planes: (out caller-allocates): [3][height][width] of @area, as lp_pixels_read() gives
 *   them, but with 0 for NAN
 *
 * Reads a part of a large layer.
 */
void
lp_pixels_read_area (const LpPixels *pixels, const GeglRectangle *area, gfloat *planes);

/**
 * lp_pixels_numbers_format:
 * @own: the format of a layer
 *
 * Returns: the same format in float, which reads and writes the numbers of the layer
 *   without a conversion of colours.
 */
const Babl *lp_pixels_numbers_format (const Babl *own);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LpPixels, lp_pixels_free)

G_END_DECLS
